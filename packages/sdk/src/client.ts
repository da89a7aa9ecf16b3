import { access } from "./access.ts";
import { account } from "./account.ts";
import { agreements } from "./agreements.ts";
import { applications } from "./applications.ts";
import { audit } from "./audit.ts";
import { community } from "./community.ts";
import { connections } from "./connections.ts";
import type { EmbedSession } from "./contract/embed-sessions.ts";
import { startDeadline } from "./deadline.ts";
import { duplicates } from "./duplicates.ts";
import { embedSessions, exchangeEmbedToken } from "./embed-sessions.ts";
import { invitations } from "./invitations.ts";
import { jobFeeds } from "./job-feeds.ts";
import { jobInterests } from "./job-interests.ts";
import { jobMatches } from "./job-matches.ts";
import { jobs } from "./jobs.ts";
import { organization } from "./organization.ts";
import { organizationChanges } from "./organization-changes.ts";
import { passkeys } from "./passkeys.ts";
import { legalHolds, privacyRequests, retention } from "./privacy.ts";
import { registry } from "./registry.ts";
import { type Call, type Caller, type Credential, request, type Send, type Transport } from "./request.ts";
import type { Fetch } from "./runtime.ts";
import { savedSearches } from "./saved-searches.ts";
import { segments } from "./segments.ts";
import { type Session, SessionKeeper, type SessionListener, type SessionStore, type TokenProvider } from "./session.ts";
import { renewal, sessions } from "./sessions.ts";
import { signIns } from "./sign-ins.ts";
import { signUps } from "./sign-ups.ts";
import { talks } from "./talks.ts";

export type { ClientErrorCode, OkaeriErrorCode } from "./errors.ts";
export { isOkaeriError, OkaeriError } from "./errors.ts";
export type { List } from "./list.ts";
export type { RegistryImportOptions } from "./registry.ts";
export type { CallOptions, Versioned } from "./request.ts";
export type { Bytes, Download, Fetch, Signal } from "./runtime.ts";
export type { Session, SessionListener, SessionStore, TokenProvider } from "./session.ts";

/** Who calls: a page, a page with somebody signed in, or a server of the organization. */
export type Credentials =
  | {
      publishableKey: string;
      tokenProvider?: TokenProvider | undefined;
      /** In memory when left out: signing in lasts as long as the page. */
      sessionStore?: SessionStore | undefined;
      secretKey?: never;
    }
  | { secretKey: string; publishableKey?: never; tokenProvider?: never; sessionStore?: never };

export type ClientOptions = Credentials & {
  /** Where the API is, `https://api.example.com`; a path before `/v1` may follow. */
  baseUrl: string;
  /** Instead of the platform's own. */
  fetch?: Fetch | undefined;
  /** For a whole call, retries and waits included. 10,000 when left out; imports and exports have 900,000, batches 60,000. */
  timeoutMs?: number | undefined;
  /** After network errors, 408, 429 and 5xx, for everything but edits. 2 when left out. */
  maxRetries?: number | undefined;
  /** BCP 47, for what the API writes in words. */
  locale?: string | undefined;
};

export type Client = ReturnType<typeof createClient>;

/**
 * The API as typed calls. Every call throws `OkaeriError`, recognised by `isOkaeriError`, or the reason of the caller's
 * own signal.
 *
 * With a `tokenProvider`, calls speak for whoever the host says is signed in, and as a visitor while nobody is:
 * `tokenProvider: async () => { const answer = await fetch("/okaeri/token", { method: "POST" });
 * return answer.status === 401 ? null : (await answer.json()).token }`.
 * @throws TypeError for a key of the wrong kind, and for a secret key in a page
 */
export function createClient(options: ClientOptions) {
  const transport: Transport = {
    baseUrl: options.baseUrl.replace(/\/+$/, ""),
    fetch: options.fetch ?? ((...input) => globalThis.fetch(...input)),
    timeoutMs: options.timeoutMs ?? 10_000,
    maxRetries: options.maxRetries ?? 2,
    locale: options.locale,
  };
  const sendAs =
    (caller: Caller): Send =>
    <Body>(call: Call) =>
      request<Body>(transport, caller, call);

  const open = sendAs(holderOf(keyOf(options)));
  const keeper =
    options.publishableKey === undefined ? undefined : keepSession(options, options.publishableKey, open, transport);
  const send = keeper ? sendAs(keeper) : open;

  return {
    jobInterests: jobInterests(send),
    jobMatches: jobMatches(send),
    talks: talks(send),
    applications: applications(send),
    savedSearches: savedSearches(send),
    jobs: jobs(send),
    jobFeeds: jobFeeds(send),
    signUps: signUps(send),
    registry: registry(send),
    segments: segments(send),
    duplicates: duplicates(send),
    connections: connections(send),
    embedSessions: embedSessions(open),
    signIns: signIns(open, (session) => keeper?.adopt(session)),
    sessions: sessions(send, () => keeper?.forget()),
    passkeys: passkeys(send),
    account: account(send, () => keeper?.forget()),
    agreements: agreements(send),
    invitations: invitations(send),
    privacyRequests: privacyRequests(send),
    retention: retention(send),
    legalHolds: legalHolds(send),
    access: access(send),
    audit: audit(send),
    organization: organization(send),
    organizationChanges: organizationChanges(send),
    community: community(send),
    session: {
      /** Who is signed in, asking the `tokenProvider` if nobody did yet; null for a visitor or a key. */
      current: async (): Promise<Session | null> => (keeper ? keeper.session() : null),
      /**
       * Calls back when another person or role is signed in than before, or nobody any more: whatever is held for the
       * old one must go. Renewals are not told. Returns how to stop.
       */
      onChange: (listener: SessionListener): (() => void) => (keeper ? keeper.onChange(listener) : () => undefined),
    },
  };
}

const keepSession = (
  { tokenProvider, sessionStore }: ClientOptions,
  publishableKey: string,
  open: Send,
  transport: Transport,
): SessionKeeper => {
  const openFromHost = async () => {
    if (!tokenProvider) return null;
    // All calls wait for this one: a host that never answers must not hold them for ever.
    const deadline = startDeadline(transport.timeoutMs, undefined);
    try {
      const token = await deadline.within(tokenProvider());
      return token === null ? null : await exchangeEmbedToken(open, { token });
    } finally {
      deadline.clear();
    }
  };
  const renew = (sessionToken: string) => request<EmbedSession>(transport, holderOf({ bearer: sessionToken }), renewal);
  return new SessionKeeper(openFromHost, renew, sessionStore, publishableKey);
};

const holderOf = (credential: Credential): Caller => ({ credential: async () => credential });

function keyOf({ publishableKey, secretKey }: ClientOptions): Credential {
  // Keys mixed up would put the secret one into URLs.
  if (publishableKey !== undefined) {
    if (!publishableKey.startsWith("pk_")) throw new TypeError("A publishable key starts with pk_");
    return { publishableKey };
  }
  if (!secretKey?.startsWith("sk_")) throw new TypeError("A secret key starts with sk_");
  if ("document" in globalThis) throw new TypeError("A secret key belongs on a server: a page shows it to everybody");
  return { bearer: secretKey };
}
