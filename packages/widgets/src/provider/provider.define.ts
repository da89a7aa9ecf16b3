import { fetchProvider } from "../foundation/parts.ts";

await fetchProvider();
