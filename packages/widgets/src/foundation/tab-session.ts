import type { SessionStore } from "@okaeri/sdk";

/**
 * Keeps the session of somebody who signed in here from page to page, in this tab. A duplicated tab has the same one:
 * when one of them renews or ends it, the others are told, because only the newest token is good.
 */
export class TabSession implements SessionStore {
  readonly #storage: Storage;
  readonly #name: string;
  #channel: BroadcastChannel | undefined;

  private constructor(storage: Storage, name: string) {
    this.#storage = storage;
    this.#name = name;
  }

  /** Undefined where signing in has to last as long as the page only. */
  static open(publishableKey: string): TabSession | undefined {
    // In a frame it would be storage of a third party.
    const storage = window.parent === window ? storageOfTab() : undefined;
    return storage && new TabSession(storage, `okaeri-session-${publishableKey}`);
  }

  load(): string | null {
    const kept = this.#kept();
    if (kept) this.#listen();
    return kept?.token ?? null;
  }

  save(token: string | null): void {
    const id = this.#kept()?.id;
    if (token === null) {
      this.#storage.removeItem(this.#name);
      this.#channel?.postMessage({ id, token });
    } else {
      const kept = { id: id ?? crypto.randomUUID(), token };
      this.#storage.setItem(this.#name, JSON.stringify(kept));
      this.#listen().postMessage(kept);
    }
  }

  #kept(): { id: string; token: string } | undefined {
    return keptIn(this.#storage.getItem(this.#name));
  }

  // Only once somebody is signed in: a visitor's page costs nothing.
  #listen(): BroadcastChannel {
    if (this.#channel) return this.#channel;
    const channel = new BroadcastChannel(this.#name);
    channel.addEventListener("message", ({ data }: MessageEvent<{ id?: string; token: string | null }>) => {
      if (!data.id || data.id !== this.#kept()?.id) return;
      if (data.token === null) this.#storage.removeItem(this.#name);
      else this.#storage.setItem(this.#name, JSON.stringify(data));
    });
    this.#channel = channel;
    return channel;
  }
}

function keptIn(text: string | null): { id: string; token: string } | undefined {
  if (!text?.startsWith("{")) return undefined;
  const { id, token }: { id?: unknown; token?: unknown } = JSON.parse(text);
  return typeof id === "string" && typeof token === "string" ? { id, token } : undefined;
}

function storageOfTab(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    // The reader's settings or the page's sandbox forbid it.
    return undefined;
  }
}
