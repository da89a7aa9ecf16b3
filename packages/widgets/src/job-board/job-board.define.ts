import { define } from "../foundation/define.ts";
import { JobBoard } from "./job-board.ts";

define("okaeri-job-board", JobBoard);

declare global {
  interface HTMLElementTagNameMap {
    "okaeri-job-board": JobBoard;
  }
}
