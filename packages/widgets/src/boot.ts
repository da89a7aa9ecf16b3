import type { EmbedBoot } from "@okaeri/sdk/contract/embed-boot";
import { fetchClient } from "./foundation/connect.ts";
import { lazy } from "./foundation/lazy.ts";
import { page } from "./foundation/page.ts";

// The server puts `const okaeriBoot = {…}` before this code; `okaeri.js` comes without.
declare const okaeriBoot: EmbedBoot | undefined;

if (typeof okaeriBoot !== "undefined") page.start({ ...okaeriBoot, client: lazy(() => fetchClient(okaeriBoot)) });
