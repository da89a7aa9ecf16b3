import { fetchClient } from "./connect.ts";
import { define } from "./define.ts";
import { lazy } from "./lazy.ts";
import { page } from "./page.ts";

/** Only pages that place a provider load it: together with the client, which they need at once anyway. */
export const fetchProvider = lazy(async () => {
  const { providerFor } = await import("../provider/provider.ts");
  define("okaeri-provider", providerFor({ page, fetchClient }));
});
