import { LaterElement } from "../foundation/later-element.ts";
import { lazy } from "../foundation/lazy.ts";
import type { SignUpMessages } from "../locales/ja/sign-up.ts";

const fetchView = lazy(async () => (await import("./sign-up-view.ts")).signUpView);

/**
 * Joining, step by step: who the person is, what they agree to, the code from their mail. An invitation in the
 * address, `#invitation=inv_…`, is taken out of it as soon as the element is there.
 *
 * @attr account-href - where who has joined already signs in; without it, nothing leads there
 * @fires okaeri-sign-up-step - when another step is shown
 * @fires okaeri-sign-up-complete - when the sign-up was received
 * @slot - the host's fallback: shown until the form is there, and for good if it never is
 */
export class SignUp extends LaterElement<SignUpMessages> {
  override invitation = takeInvitation();
  protected readonly fetchView = fetchView;
}

function takeInvitation(): string | undefined {
  const [page, token] = location.href.split("#invitation=");
  if (token) history.replaceState(history.state, "", page);
  return token;
}
