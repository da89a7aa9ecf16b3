import { define } from "../foundation/define.ts";
import { CommunityTeaser } from "./community-teaser.ts";

define("okaeri-community-teaser", CommunityTeaser);

declare global {
  interface HTMLElementTagNameMap {
    "okaeri-community-teaser": CommunityTeaser;
  }
}
