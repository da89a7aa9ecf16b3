import type { EmbedSession } from "./contract/embed-sessions.ts";
import { isOkaeriError, OkaeriError } from "./errors.ts";
import type { Caller, Credential } from "./request.ts";

/** Asks the host page's own backend for a fresh embed token; null when nobody is signed in there. */
export type TokenProvider = () => Promise<string | null>;

/** Where a page keeps the session of somebody who signed in by code or passkey, so that going on to the next page keeps it. */
export interface SessionStore {
  load(): string | null;
  /** Null: nobody is signed in any more. */
  save(sessionToken: string | null): void;
}

/** Who is signed in. The token itself stays inside. */
export type Session = Pick<EmbedSession, "subject" | "role" | "displayName">;

/** Gets null when nobody is signed in any more. */
export type SessionListener = (session: Session | null) => void;

interface Held {
  session: EmbedSession | null;
  renewAtMs: number;
  endsAtMs: number;
}

const renewAtShare = 0.75;
// How long "nobody is signed in" is believed, so that a visitor doesn't cost the host a request per call.
const nobodyForMs = 60_000;

/**
 * Speaks for whoever signed in here, else for whom the host says is signed in. Opens the session on first need, renews
 * it at 75 % of its life or after a 401, once for all calls that wait. Times are monotonic: a wrong clock does not
 * matter.
 */
export class SessionKeeper implements Caller {
  #held: Held | undefined;
  #flight: Promise<Held> | undefined;
  // Counts what somebody did here: an answer that was asked for before that is no longer to be believed.
  #acts = 0;
  readonly #listeners = new Set<SessionListener>();
  readonly #open: () => Promise<EmbedSession | null>;
  readonly #renewToken: (sessionToken: string) => Promise<EmbedSession>;
  readonly #store: SessionStore;
  readonly #visitor: Credential;

  /**
   * @param open asks the host who is signed in and opens a session for them, null for nobody
   * @param renewToken gives a fresh session for one that began with a code or passkey
   */
  constructor(
    open: () => Promise<EmbedSession | null>,
    renewToken: (sessionToken: string) => Promise<EmbedSession>,
    store: SessionStore | undefined,
    publishableKey: string,
  ) {
    this.#open = open;
    this.#renewToken = renewToken;
    this.#store = store ?? keepInMemory();
    this.#visitor = { publishableKey };
  }

  async credential(): Promise<Credential> {
    const before = this.#held;
    return this.#credentialFor(await this.#current(), before);
  }

  async replace(refused: Credential): Promise<Credential | undefined> {
    if (!("bearer" in refused)) return undefined;
    const before = this.#held;
    // Another call may have renewed it while this one was on its way.
    if (before?.session?.sessionToken !== refused.bearer) return this.credential();
    before.renewAtMs = before.endsAtMs = 0;
    return this.#credentialFor(await this.#renew(), before);
  }

  async session(): Promise<Session | null> {
    return publicPart((await this.#current()).session);
  }

  onChange(listener: SessionListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Somebody signed out here. */
  forget(): void {
    this.#acts += 1;
    this.#flight = undefined;
    this.#store.save(null);
    this.#hold(null, 0);
  }

  /** Somebody signed in here. */
  adopt(session: EmbedSession): void {
    this.#acts += 1;
    this.#flight = undefined;
    this.#keep(session);
  }

  #keep(session: EmbedSession): Held {
    this.#store.save(session.sessionToken);
    return this.#hold(session, session.expiresInSeconds * 1000);
  }

  async #current(): Promise<Held> {
    const held = this.#held;
    if (held && performance.now() < held.renewAtMs) return held;
    try {
      return await this.#renew();
    } catch (error) {
      // A renewal that fails early costs nothing: the session still has a quarter of its life.
      if (held?.session && performance.now() < held.endsAtMs) return held;
      throw error;
    }
  }

  #renew(): Promise<Held> {
    if (this.#flight) return this.#flight;
    const flight = this.#reopen().finally(() => {
      if (this.#flight === flight) this.#flight = undefined;
    });
    this.#flight = flight;
    return flight;
  }

  async #reopen(): Promise<Held> {
    const acts = this.#acts;
    const own = this.#store.load();
    if (own !== null) {
      try {
        const renewed = await this.#renewToken(own);
        return acts === this.#acts ? this.#keep(renewed) : this.#current();
      } catch (error) {
        if (acts !== this.#acts) return this.#current();
        if (!isOkaeriError(error) || error.status !== 401) throw error;
        this.#store.save(null);
      }
    }
    const session = await this.#open().catch((error: unknown) => {
      // The answer to an exchange was lost on its way: the next token is a fresh one.
      if (isOkaeriError(error) && error.code === "embed_token_spent") return this.#open();
      throw error;
    });
    if (acts !== this.#acts) return this.#current();
    return this.#hold(session, session ? session.expiresInSeconds * 1000 : nobodyForMs);
  }

  #hold(session: EmbedSession | null, lifeMs: number): Held {
    const before = this.#held?.session;
    const nowMs = performance.now();
    const held = { session, renewAtMs: nowMs + lifeMs * renewAtShare, endsAtMs: nowMs + lifeMs };
    this.#held = held;
    if (before?.subject !== session?.subject || before?.role !== session?.role)
      for (const listener of this.#listeners) queueMicrotask(() => listener(publicPart(session)));
    return held;
  }

  // What one person asked for must not be done in another's name.
  #credentialFor({ session }: Held, before: Held | undefined): Credential {
    if (before?.session && before.session.subject !== session?.subject)
      throw new OkaeriError({ code: "session_changed", detail: "Another person is signed in by now" });
    return session ? { bearer: session.sessionToken } : this.#visitor;
  }
}

function keepInMemory(): SessionStore {
  let held: string | null = null;
  return {
    load: () => held,
    save: (sessionToken) => {
      held = sessionToken;
    },
  };
}

const publicPart = (session: EmbedSession | null): Session | null =>
  session && { subject: session.subject, role: session.role, displayName: session.displayName };
