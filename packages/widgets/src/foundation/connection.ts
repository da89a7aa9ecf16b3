import type { Client as SdkClient } from "@okaeri/sdk";
import type { EmbedBoot } from "@okaeri/sdk/contract/embed-boot";

/** What the widgets ask of the SDK's client. A host may bring its own (see `okaeri-provider`). */
export interface Client {
  jobs: Pick<SdkClient["jobs"], "list" | "facets" | "suggestions" | "get" | "expressInterest" | "withdrawInterest">;
  jobInterests: Pick<SdkClient["jobInterests"], "list" | "share" | "takeBack">;
  savedSearches: SdkClient["savedSearches"];
  talks: Pick<SdkClient["talks"], "listSlots" | "book" | "cancel" | "listOwn">;
  applications: Pick<SdkClient["applications"], "form" | "attach" | "submit" | "listOwn" | "withdraw">;
  jobMatches: Pick<SdkClient["jobMatches"], "get">;
  organizationChanges: Pick<SdkClient["organizationChanges"], "ofJob">;
  signUps: Pick<SdkClient["signUps"], "request" | "resendCode" | "enterCode">;
  invitations: Pick<SdkClient["invitations"], "request">;
  agreements: Pick<SdkClient["agreements"], "list">;
  signIns: SdkClient["signIns"];
  sessions: Pick<SdkClient["sessions"], "list" | "end" | "endOthers" | "endCurrent">;
  passkeys: SdkClient["passkeys"];
  account: SdkClient["account"];
  privacyRequests: Pick<SdkClient["privacyRequests"], "list" | "create" | "withdraw">;
  organization: Pick<SdkClient["organization"], "get">;
  community: Pick<SdkClient["community"], "teaser">;
  session: SdkClient["session"];
}

/** Where the elements' data comes from. Another object means another caller: all that was held for the old one goes. */
export interface Connection extends Partial<Pick<EmbedBoot, "organization" | "jobs" | "teaser">> {
  /** The client's code is fetched on first need. */
  client(): Promise<Client>;
}

/**
 * The context's key in the protocol of @lit/context, which a provider answers with `undefined` while it isn't set up.
 * Registered, so that elements and providers of different copies find each other.
 */
export const connectionContext = Symbol.for("okaeri-connection");
