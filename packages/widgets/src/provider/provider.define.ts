import { fetchProvider } from "../foundation/parts.ts";
import type { OkaeriProvider } from "./provider.ts";

await fetchProvider();

declare global {
  interface HTMLElementTagNameMap {
    "okaeri-provider": OkaeriProvider;
  }
}
