import type { Client } from "@okaeri/sdk";

/** What the panels of the board ask of the SDK's client. */
export interface BoardClient {
  jobs: Pick<Client["jobs"], "list" | "get" | "post" | "edit" | "publish" | "close" | "invitees" | "editInvitees">;
  jobFeeds: Client["jobFeeds"];
  jobInterests: Pick<Client["jobInterests"], "listShared">;
  jobMatches: Client["jobMatches"];
  organizationChanges: Pick<Client["organizationChanges"], "list" | "get" | "post" | "edit" | "publish" | "delete">;
  talks: Pick<Client["talks"], "listSlots" | "listBookings" | "offer" | "withdraw">;
  applications: Pick<
    Client["applications"],
    | "form"
    | "setForm"
    | "list"
    | "get"
    | "setStage"
    | "handOver"
    | "attachment"
    | "listDestinations"
    | "addDestination"
    | "removeDestination"
  >;
}
