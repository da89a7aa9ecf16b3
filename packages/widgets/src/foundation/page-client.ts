import { type Client, type ClientOptions, createClient } from "@okaeri/sdk";
import { TabSession } from "./tab-session.ts";

/** A client whose sessions outlive the page, where that is this page's own matter. */
export function createPageClient(options: ClientOptions): Client {
  // Where the host says who is signed in, it says so on every page.
  if (options.publishableKey === undefined || options.tokenProvider) return createClient(options);
  return createClient({ ...options, sessionStore: TabSession.open(options.publishableKey) });
}
