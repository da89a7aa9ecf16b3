import { define } from "../foundation/define.ts";
import { Account } from "./account.ts";

define("okaeri-account", Account);

declare global {
  interface HTMLElementTagNameMap {
    "okaeri-account": Account;
  }
}
