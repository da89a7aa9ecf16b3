import type { TemplateResult } from "lit";
import type { Client } from "../foundation/connection.ts";
import { controlsCss } from "../foundation/controls.styles.ts";
import type { formsCss } from "../foundation/forms.styles.ts";
import type { Kit } from "../foundation/kit.ts";
import type { LaterElement, LaterView } from "../foundation/later-element.ts";
import { en } from "../locales/en/account-view.ts";
import type { AccountMessages } from "../locales/ja/account.ts";
import { ja } from "../locales/ja/account-view.ts";
import { accountCss } from "./account.styles.ts";
import type { AccountPage } from "./account-page.ts";
import type { SignIn } from "./sign-in.ts";

export type SignInNotice = "lapsed" | "left" | "out";

/** Who is there decides what is fetched: the way in, or the member's own page. */
export const accountView = (kit: Kit, element: LaterElement<AccountMessages>): LaterView => {
  const { html } = kit;
  const fetchSignIn = kit.lazy(() => import("./sign-in.ts"));
  const fetchPage = kit.lazy(() => import("./account-page.ts"));
  let client: Client | undefined;
  let stopListening: (() => void) | undefined;
  let looks = 0;
  let failed = false;
  let signIn: SignIn | undefined;
  let page: AccountPage | undefined;
  let pageOf: string | undefined;
  let there = false;
  let notice: SignInNotice | undefined;
  const dressed = new Set<typeof formsCss>();
  element.addStyles(controlsCss(kit), accountCss(kit));

  // With whatever needs them, and once.
  const dress = (...styles: (typeof formsCss)[]): void => {
    for (const one of styles) if (!dressed.has(one)) element.addStyles(one(kit));
    for (const one of styles) dressed.add(one);
  };

  const look = async (): Promise<void> => {
    looks += 1;
    const mine = looks;
    failed = false;
    try {
      client = await element.client();
      if (mine !== looks) return;
      stopListening?.();
      stopListening = client.session.onChange(look);
      const session = await client.session.current();
      if (mine !== looks) return;
      await (session ? welcome(session.subject, mine) : ask(mine));
    } catch {
      // Told with a button that looks again; what a page of somebody signed in holds is kept.
      failed = mine === looks;
    }
    element.requestUpdate();
  };

  const welcome = async (subject: string, mine: number): Promise<void> => {
    const { accountPage, accountPageCss, formsCss } = await fetchPage();
    if (mine !== looks) return;
    dress(formsCss, accountPageCss);
    // Somebody else: nothing of the one before may be left.
    if (pageOf !== subject) page = undefined;
    pageOf = subject;
    page ??= accountPage(kit, element, end);
    if (!there && signIn) element.announce("okaeri-signed-in", {});
    there = true;
    signIn?.end();
    signIn = notice = undefined;
    await page.load();
  };

  const ask = async (mine: number): Promise<void> => {
    const { signIn: way, formsCss } = await fetchSignIn();
    if (mine !== looks) return;
    dress(formsCss);
    if (there) {
      // By the person's own doing: then nothing that was typed is kept.
      if (notice) page = undefined;
      notice ??= "lapsed";
      element.announce("okaeri-signed-out", { left: notice === "left" });
    }
    there = false;
    signIn ??= way(kit, element, notice);
  };

  const end = (reason: SignInNotice | undefined): void => {
    notice = reason;
  };

  element.addController({
    hostConnected: () => void (client && look()),
    hostDisconnected(): void {
      looks += 1;
      stopListening?.();
      stopListening = undefined;
      signIn?.end();
      signIn = undefined;
    },
  });

  const shown = (): TemplateResult => {
    if (signIn) return signIn.render();
    if (there && page) return page.render();
    if (!failed) return html`<div class="waiting" aria-busy="true"></div>`;
    const text = element.textOf({ ja, en });
    return html`<p class="failure" role="alert">${text.failedLoad}</p><p class="go"><button type="button" @click=${look}>${text.retry}</button></p>`;
  };

  return {
    get states(): string[] {
      if (signIn) return ["ready", "signed-out"];
      if (there && page?.loaded) return ["ready", "signed-in"];
      return [failed || page?.failed ? "error" : "loading"];
    },
    connected: () => void (element.connection && look()),
    render(): TemplateResult {
      return html`<section class="root" part="root" lang=${element.language}>${shown()}</section>`;
    },
  };
};
