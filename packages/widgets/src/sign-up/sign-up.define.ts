import { define } from "../foundation/define.ts";
import { SignUp } from "./sign-up.ts";

define("okaeri-sign-up", SignUp);

declare global {
  interface HTMLElementTagNameMap {
    "okaeri-sign-up": SignUp;
  }
}
