import { LaterElement } from "../foundation/later-element.ts";
import { lazy } from "../foundation/lazy.ts";
import type { TeaserMessages } from "../locales/ja/community-teaser.ts";

const fetchView = lazy(async () => (await import("./teaser-view.ts")).teaserView);

/**
 * What the public may know of the community: how many are there, the latest news, the next event; and a call to join.
 *
 * @fires okaeri-join - before the call leads on: to `href`, or else to the page's own `okaeri-sign-up`
 * @slot - the host's fallback: shown until there is data, and for good if there never is
 */
export class CommunityTeaser extends LaterElement<TeaserMessages> {
  protected readonly fetchView = fetchView;
}
