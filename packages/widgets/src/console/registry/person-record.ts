import type { Versioned } from "@okaeri/sdk";
import type { PersonEdit, PersonRecord } from "@okaeri/sdk/contract/registry";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en as receiptsEn } from "../../locales/en/console-members-receipts.ts";
import { en } from "../../locales/en/console-record.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { ja as receiptsJa } from "../../locales/ja/console-members-receipts.ts";
import { ja } from "../../locales/ja/console-record.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { purposeInForce } from "../purpose-in-force.ts";
import { instantText, wholeName } from "../text.rules.ts";
import type { View } from "../view.ts";
import { fieldName } from "./field-name.ts";
import { personAgreements } from "./person-agreements.ts";
import { recordFacts } from "./person-facts.ts";
import { personForms } from "./person-forms.ts";
import { personHistory } from "./person-history.ts";

// Members need none, and who came back or was erased gets none.
const invitable: ReadonlySet<PersonRecord["state"]> = new Set([
  "leaving",
  "noticed",
  "invited",
  "pending",
  "withdrawn",
]);

/** One person: what is known, where each value came from, and what has happened to it. */
export const personRecord = (desk: OkaeriConsole): View => {
  let personId = "";
  let revision = 0;
  let fault: unknown;
  const record = new Resource<Versioned<PersonRecord>>(desk);
  const history = personHistory(desk);
  const agreed = personAgreements(desk);

  const load = (): Promise<void> =>
    record.run(async (signal) => (await desk.client()).registry.getPerson(personId, { signal, ...purpose.option }));
  const purpose = purposeInForce(desk, () => reread());

  const learn = (next: Versioned<PersonRecord>, words: string): void => {
    record.set(next);
    desk.changed(words);
    revision = desk.revision;
    // The answer to a change is told without a purpose.
    if (purpose.given) void load();
    history.load(personId, purpose.option);
  };
  const forms = personForms(desk, { learn, reread: load });

  const release = async (field: string): Promise<void> => {
    const { value } = record;
    if (!value) return;
    const edit: PersonEdit = { release: [field] };
    fault = undefined;
    try {
      const next = await (await desk.client()).registry.editPerson(value.id, edit, { ifMatch: value.etag });
      learn(next, desk.textOf({ ja, en }).released(fieldName(desk, field)));
      await desk.focusOn("h2");
    } catch (error) {
      fault = error;
      await desk.focusOn(".fault");
    }
  };

  const shown = (value: Versioned<PersonRecord>): TemplateResult => {
    const { language } = desk;
    const text = desk.textOf({ ja, en });
    const names = desk.textOf({ ja: registryJa, en: registryEn });
    return html`
      <div class="head-line">
        <h2 id="record-title" tabindex="-1">${wholeName(value.name)}${value.formerFamilyName ? names.former(value.formerFamilyName) : nothing}</h2>
        ${value.kana ? html`<span class="dim">${wholeName(value.kana)}</span>` : nothing}
        <span>${names.states[value.state]} <span class="dim figures">${text.since(instantText(value.stateSince, language))}</span></span>
      </div>
      ${fault === undefined ? nothing : faultView(fault, { language, kept: text.failedKept, act: { label: text.reread, run: reread } })}
      ${forms.render(value)}
      ${invitable.has(value.state) ? html`<p><a href=${desk.address.hrefOf({ view: "invite", personIds: [value.id], segmentId: null })}>${desk.textOf({ ja: receiptsJa, en: receiptsEn }).invite}</a></p>` : nothing}
      ${value.withheld.length > 0 || purpose.given ? purpose.render() : nothing}
      ${recordFacts(desk, value, { release: (field) => void release(field), withheldText: () => purpose.withheldText() })}
      ${agreed.render()}
      ${history.render(value)}
    `;
  };

  const reread = (): void => {
    fault = undefined;
    void load();
    history.load(personId, purpose.option);
  };

  return {
    enter(route) {
      if (route.view !== "person") return;
      if (route.personId !== personId) {
        personId = route.personId;
        record.clear();
        forms.close();
        purpose.clear();
      } else if (purpose.given) {
        // Whoever went elsewhere meanwhile has ended what they looked for.
        purpose.clear();
        record.clear();
      } else if (revision === desk.revision && record.status !== "error") return;
      revision = desk.revision;
      reread();
      agreed.load(personId);
    },
    key: (event) => forms.key(event),
    render() {
      const { language } = desk;
      const text = desk.textOf({ ja, en });
      const names = desk.textOf({ ja: registryJa, en: registryEn });
      return html`
        <section>
          <p><a href=${desk.address.hrefOf({ view: "people", query: desk.people })}>${text.back}</a></p>
          ${
            record.value
              ? shown(record.value)
              : record.status === "error"
                ? html`<h2 id="record-title" tabindex="-1" class="hidden">${text.facts}</h2>${faultView(record.error, { language, act: { label: names.retry, run: reread } })}`
                : html`<h2 id="record-title" tabindex="-1" class="dim">${text.loading}</h2>`
          }
        </section>
      `;
    },
  };
};
