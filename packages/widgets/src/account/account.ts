import { LaterElement } from "../foundation/later-element.ts";
import { lazy } from "../foundation/lazy.ts";
import type { AccountMessages } from "../locales/ja/account.ts";

const fetchView = lazy(async () => (await import("./account-view.ts")).accountView);

/**
 * A member's own page: signing in, what is known of them, consents, sessions, requests, leaving again.
 *
 * @attr sign-up-href - where who hasn't joined yet can; without it, the page's own `okaeri-sign-up`
 * @fires okaeri-signed-in - when somebody signed in here
 * @fires okaeri-signed-out - when they signed out, left, or the session ended
 * @slot - the host's fallback: shown until the element is there, and for good if it never is
 */
export class Account extends LaterElement<AccountMessages> {
  protected readonly fetchView = fetchView;
}
