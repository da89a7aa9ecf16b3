import { type Client, type ClientOptions, createClient, type SessionStore } from "@okaeri/sdk";

/** A client whose sessions outlive the page, where that is this page's own matter. */
export function createPageClient(options: ClientOptions): Client {
  if (options.publishableKey === undefined) return createClient(options);
  // Where the host says who is signed in, it says so on every page.
  const sessionStore = options.tokenProvider ? undefined : storeFor(options.publishableKey);
  return createClient({ ...options, sessionStore });
}

/** Holds nothing until somebody signed in. Undefined where signing in has to last as long as the page only. */
function storeFor(publishableKey: string): SessionStore | undefined {
  // In a frame it would be storage of a third party.
  if (window.parent !== window) return undefined;
  const storage = storageOfTab();
  const name = `okaeri-session-${publishableKey}`;
  return (
    storage && {
      load: () => storage.getItem(name),
      save: (sessionToken) => (sessionToken === null ? storage.removeItem(name) : storage.setItem(name, sessionToken)),
    }
  );
}

function storageOfTab(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    // The reader's settings or the page's sandbox forbid it.
    return undefined;
  }
}
