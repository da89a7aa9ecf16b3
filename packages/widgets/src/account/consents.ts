import type { Account } from "@okaeri/sdk/contract/account";
import type { AgreementKind, AgreementText } from "@okaeri/sdk/contract/agreements";
import type { TemplateResult } from "lit";
import { agreementsCss } from "../agreements/agreements.styles.ts";
import { consentKinds, wording } from "../agreements/wording.ts";
import { codeOfError, type Deeds, deeds } from "../foundation/deeds.ts";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/account-consents.ts";
import { type AccountConsentMessages, ja } from "../locales/ja/account-consents.ts";
import { dayText } from "./days.ts";
import type { Desk, Part } from "./desk.ts";
import { receipts } from "./receipts.ts";

type Standing = Account["agreements"][number];

/** What is agreed to and taken back here: the text on screen, and at once. */
const agreeing = (desk: Desk) => {
  const { kit, element, account } = desk;
  const texts = new Resource<AgreementText[]>(element);
  const each = new Map<AgreementKind, Deeds>();
  // Shown as done while it is on its way; taken back where it fails.
  const wanted = new Map<AgreementKind, boolean>();
  element.addStyles(agreementsCss(kit));

  const load = (): Promise<void> =>
    texts.run(async (signal) => (await (await element.client()).agreements.list({ signal })).data);
  const deedOf = (kind: AgreementKind): Deeds => {
    const known = each.get(kind) ?? deeds(desk);
    each.set(kind, known);
    return known;
  };
  const standingOf = (kind: AgreementKind): Standing | undefined =>
    account().agreements.find((standing) => standing.kind === kind);

  const decide = async (kind: AgreementKind, yes: boolean, text: AgreementText | undefined): Promise<void> => {
    wanted.set(kind, yes);
    await deedOf(kind).run(
      "decide",
      async () => {
        const client = await element.client();
        const { language } = element;
        if (yes && text)
          await client.account
            .agree(kind, { version: text.version, textHash: text.texts[language].hash, locale: language })
            .catch(async (error: unknown) => {
              if (codeOfError(error) === "agreement_outdated") await load();
              throw error;
            });
        else await client.account.withdraw(kind);
        await desk.reload();
      },
      (code) => (code === "agreement_outdated" ? element.textOf({ ja, en }).changedNow : undefined),
    );
    wanted.delete(kind);
    element.requestUpdate();
  };

  return {
    load,
    texts,
    decide,
    deedOf,
    standingOf,
    textOf: (kind: AgreementKind): AgreementText | undefined => texts.value?.find((text) => text.kind === kind),
    holds: (kind: AgreementKind): boolean => wanted.get(kind) ?? standingOf(kind)?.act === "given",
    said(kind: AgreementKind, text: AccountConsentMessages): string {
      const { act, at, version } = standingOf(kind) ?? { act: null, at: null, version: null };
      if (!act || !at) return text.never;
      const day = dayText(at, element.language);
      if (act === "given") return text.givenOn(day, version ?? 1);
      return act === "withdrawn" ? text.withdrawnOn(day) : text.explainedOn(day);
    },
  };
};

const waitingOr = (desk: Desk, { texts, load }: ReturnType<typeof agreeing>, shown: () => TemplateResult) => {
  const { html } = desk.kit;
  const words = desk.words();
  if (texts.value) return shown();
  return texts.status === "error"
    ? html`<div><p class="failure" role="alert">${words.failedLoad}</p><p class="go"><button type="button" @click=${load}>${words.retry}</button></p></div>`
    : html`<div class="waiting" aria-busy="true"></div>`;
};

/** Purpose by purpose. */
export const consents = (desk: Desk): Part => {
  const { kit, element, account } = desk;
  const { html, nothing } = kit;
  const own = agreeing(desk);
  const record = receipts(desk, own.textOf);

  const row = (kind: AgreementKind, text: AccountConsentMessages): TemplateResult => {
    const asked = own.textOf(kind);
    const yes = own.holds(kind);
    const outdated = yes && own.standingOf(kind)?.outdated;
    const needed = kind === "community";
    const toggle = (event: Event): void => {
      if (own.deedOf(kind).busy("decide")) event.preventDefault();
      else void own.decide(kind, !yes, asked);
    };
    const title = asked?.texts[element.language].title ?? kind;
    return html`
      <div class="agreement" part="agreement">
        ${
          needed
            ? html`<h4>${title}</h4>`
            : html`<input type="checkbox" role="switch" id=${kind} .checked=${yes} aria-describedby="${kind}-said" @click=${toggle} /><label for=${kind}>${title}</label>`
        }
        <p class="small dim" id="${kind}-said">${own.said(kind, text)}${needed ? html`<br />${text.community}` : nothing}</p>
        ${
          asked
            ? html`<details ?open=${!yes || outdated}><summary class="small">${text.read}</summary>${wording(kit, asked, element.language, false)}</details>`
            : nothing
        }
        ${
          outdated && asked
            ? html`<p class="small">${text.outdated}</p><p class="go"><button type="button" @click=${() => own.decide(kind, true, asked)}>${text.agreeAnew}</button></p>`
            : nothing
        }
        ${own.deedOf(kind).said("decide")}
      </div>
    `;
  };

  return {
    opened: () => void own.load(),
    render: () =>
      waitingOr(desk, own, () => {
        const text = element.textOf({ ja, en });
        const promise = account().agreements.some(({ kind, act }) => kind === "no_promise" && act === "given");
        const asked = own.textOf("no_promise");
        // Also what is no longer asked for, as long as there is a yes that can be taken back.
        const kinds = consentKinds.filter((kind) => own.textOf(kind) ?? own.holds(kind));
        return html`<div>
          <p class="small">${text.intro}</p>
          <div class="agreements">${kinds.map((kind) => row(kind, text))}</div>
          ${
            promise && asked
              ? html`<div><h4>${asked.texts[element.language].title}</h4><p class="small dim">${text.promise}</p><details><summary class="small">${text.read}</summary>${wording(kit, asked, element.language, false)}</details></div>`
              : nothing
          }
          ${record()}
        </div>`;
      }),
  };
};

/** What stays secret: read, signed, and taken back where that is allowed. */
export const nda = (desk: Desk): Part => {
  const { kit, element } = desk;
  const { html, nothing } = kit;
  const own = agreeing(desk);
  const record = receipts(desk, own.textOf, "nda");

  return {
    opened: () => void own.load(),
    render: () =>
      waitingOr(desk, own, () => {
        const text = element.textOf({ ja, en });
        const asked = own.textOf("nda");
        const signed = own.holds("nda");
        const outdated = own.standingOf("nda")?.outdated;
        if (!asked && !own.standingOf("nda")?.act) return html`<p>${text.noNda}</p>`;
        return html`<div>
          <p class="small dim">${own.said("nda", text)}</p>
          ${asked ? html`<h4>${asked.texts[element.language].title}</h4>${wording(kit, asked, element.language, false)}` : nothing}
          ${outdated ? html`<p class="small">${text.outdated}</p>` : nothing}
          <p class="go">
            ${asked && (!signed || outdated) ? html`<button class="primary" type="button" @click=${() => own.decide("nda", true, asked)}><span>${text.sign}</span></button>` : nothing}
            ${signed && !asked?.required ? html`<button type="button" @click=${() => own.decide("nda", false, asked)}>${text.withdrawNda}</button>` : nothing}
          </p>
          ${own.deedOf("nda").said("decide")} ${record()}
        </div>`;
      }),
  };
};
