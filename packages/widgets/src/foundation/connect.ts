import type { Client, ClientOptions } from "@okaeri/sdk";

/** The client's code is fetched when something is first asked of the API. */
export const fetchClient = async (options: ClientOptions): Promise<Client> =>
  (await import("./page-client.ts")).createPageClient(options);
