import { define } from "../foundation/define.ts";
import { Job } from "./job.ts";

define("okaeri-job", Job);

declare global {
  interface HTMLElementTagNameMap {
    "okaeri-job": Job;
  }
}
