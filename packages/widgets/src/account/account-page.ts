import type { Versioned } from "@okaeri/sdk";
import type { Account } from "@okaeri/sdk/contract/account";
import type { TemplateResult } from "lit";
import { codeOfError, deeds } from "../foundation/deeds.ts";
import type { Kit } from "../foundation/kit.ts";
import type { LaterElement } from "../foundation/later-element.ts";
import { en } from "../locales/en/account.ts";
import { type AccountMessages, ja } from "../locales/ja/account.ts";
import type { SignInNotice } from "./account-view.ts";
import { type Desk, type Part, type PartName, partNames } from "./desk.ts";

export { formsCss } from "../foundation/forms.styles.ts";
export { accountPageCss } from "./account-page.styles.ts";

const parts: Record<PartName, () => Promise<(desk: Desk) => Part>> = {
  applications: async () => (await import("./applications.ts")).applications,
  searches: async () => (await import("./searches.ts")).searches,
  known: async () => (await import("./record.ts")).known,
  names: async () => (await import("./record.ts")).names,
  contacts: async () => (await import("./contacts.ts")).contacts,
  visibility: async () => (await import("./contacts.ts")).visibility,
  consents: async () => (await import("./consents.ts")).consents,
  nda: async () => (await import("./consents.ts")).nda,
  access: async () => (await import("./access.ts")).access,
  requests: async () => (await import("./requests.ts")).requests,
  leaving: async () => (await import("./leaving.ts")).leaving,
};

/** A member's page: its parts stand closed below each other, and are fetched when one is opened. */
export const accountPage = (
  kit: Kit,
  element: LaterElement<AccountMessages>,
  end: (reason: SignInNotice | undefined) => void,
) => {
  const { html, nothing } = kit;
  const open = new Map<PartName, Part | "fetching" | "failed">();
  const closed = new Map<PartName, Part>();
  let account: Versioned<Account> | undefined;
  let failure: "failedLoad" | "notMember" | undefined;

  const words = (): AccountMessages => element.textOf({ ja, en });

  const load = async (): Promise<void> => {
    failure = undefined;
    element.requestUpdate();
    try {
      account = await (await element.client()).account.get();
    } catch (error) {
      const code = codeOfError(error);
      failure = code === "forbidden" || code === "not_found" ? "notMember" : "failedLoad";
    }
    element.requestUpdate();
  };

  const desk: Desk = {
    kit,
    element,
    words,
    account(): Versioned<Account> {
      if (!account) throw new Error("A part is opened once the account is there");
      return account;
    },
    async reload(): Promise<void> {
      account = await (await element.client()).account.get();
      element.requestUpdate();
    },
    async edit(edit): Promise<void> {
      const client = await element.client();
      try {
        account = await client.account.edit(edit, { ifMatch: desk.account().etag });
      } catch (error) {
        if (codeOfError(error) === "precondition_failed") await desk.reload();
        throw error;
      }
    },
    async open(name): Promise<void> {
      if (!open.has(name)) await toggle(name);
      element.renderRoot.querySelector<HTMLElement>(`#${name}-button`)?.focus();
    },
    ending: end,
  };
  const deed = deeds(desk);

  const toggle = async (name: PartName): Promise<void> => {
    const was = open.get(name);
    if (was && was !== "failed") {
      open.delete(name);
      if (was !== "fetching") closed.set(name, was);
      element.requestUpdate();
      return;
    }
    open.set(name, "fetching");
    element.requestUpdate();
    try {
      const part = closed.get(name) ?? (await parts[name]())(desk);
      if (open.has(name)) open.set(name, part);
      part.opened?.();
    } catch {
      // Said where the part would stand; opening it again fetches it again.
      open.set(name, "failed");
    }
    element.requestUpdate();
    await element.updateComplete;
  };

  const signOut = (): Promise<void> =>
    deed
      .run("out", async () => {
        const { sessions } = await element.client();
        end("out");
        await sessions.endCurrent();
      })
      .then((out) => {
        if (!out) end(undefined);
      });

  const part = (name: PartName): TemplateResult => {
    const text = words();
    const shown = open.get(name);
    return html`
      <section class="part" part="section">
        <h3><button id="${name}-button" type="button" aria-expanded=${shown !== undefined} aria-controls=${name} @click=${() => toggle(name)}>
          <span>${text[name]}</span>
          <svg aria-hidden="true" viewBox="0 0 24 24"><path d="m6 9 6 6 6-6" /></svg>
        </button></h3>
        <div id=${name} class="panel" role="group" aria-labelledby="${name}-button" ?hidden=${shown === undefined} aria-busy=${shown === "fetching" ? "true" : nothing}>
          ${typeof shown === "object" ? shown.render() : shown === "failed" ? html`<p class="failure" role="alert">${text.failedLoad}</p>` : nothing}
        </div>
      </section>
    `;
  };

  // Where the host says who is signed in, it is the host that signs out.
  const ownSession = (): boolean => !element.closest("okaeri-provider")?.tokenProvider;

  // A name that is written in Japanese is read in its own order by everybody.
  const fullName = ({ name: { family, given } }: Account): string =>
    element.language === "ja" || /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(family)
      ? `${family} ${given}`.trim()
      : `${given} ${family}`.trim();

  return {
    load,
    get loaded(): boolean {
      return account !== undefined || failure === "notMember";
    },
    get failed(): boolean {
      return failure === "failedLoad";
    },
    render(): TemplateResult {
      const text = words();
      if (failure === "notMember") return html`<p>${text.notMember}</p>`;
      if (failure && !account)
        return html`<p class="failure" role="alert">${text.failedLoad}</p><p class="go"><button type="button" @click=${load}>${text.retry}</button></p>`;
      if (!account) return html`<div class="waiting" aria-busy="true"></div>`;
      return html`
        <header class="head">
          <h2 tabindex="-1" part="title">${text.title(fullName(account))}</h2>
          ${ownSession() ? html`<button type="button" part="sign-out" aria-disabled=${deed.busy("out")} @click=${signOut}>${text.signOut}</button>` : nothing}
        </header>
        ${deed.said("out")}
        <div class="parts">${partNames.map(part)}</div>
      `;
    },
  };
};

export type AccountPage = ReturnType<typeof accountPage>;
