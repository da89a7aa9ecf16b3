import { define } from "../foundation/define.ts";
import { OkaeriConsole } from "./console.ts";

define("okaeri-console", OkaeriConsole);

declare global {
  interface HTMLElementTagNameMap {
    "okaeri-console": OkaeriConsole;
  }
}
