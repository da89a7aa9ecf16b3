import type { AuditEntry } from "@okaeri/sdk/contract/audit";
import { html, nothing, type TemplateResult } from "lit";
import { en as purposeEn } from "../../locales/en/console-purpose.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en as trustEn } from "../../locales/en/console-trust.ts";
import { en } from "../../locales/en/console-trust-audit.ts";
import { ja as purposeJa } from "../../locales/ja/console-purpose.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja as trustJa } from "../../locales/ja/console-trust.ts";
import { ja } from "../../locales/ja/console-trust-audit.ts";
import type { OkaeriConsole } from "../console.ts";
import type { AuditFilter } from "../desk-routes.rules.ts";
import type { Route } from "../route.rules.ts";
import { actorText, countText, instantText } from "../text.rules.ts";
import { actionText } from "./audit-filter.ts";
import { fieldText } from "./field-text.ts";
import { type PersonNames, shortId } from "./person-names.ts";
import { stackedTable } from "./stacked-table.ts";

const peopleShown = 3;
const fieldsShown = 6;

/** Entries as a table. Who, what and which field lead to the same list, narrowed to them. */
export const auditRows = (desk: OkaeriConsole, names: PersonNames, narrowed: (part: AuditFilter) => Route) => {
  const only = (part: AuditFilter, words: string): TemplateResult => {
    const text = desk.textOf({ ja, en });
    return html`<a href=${desk.address.hrefOf(narrowed(part))} title=${text.only(words)}>${words}</a>`;
  };

  const person = (personId: string): TemplateResult => {
    const { nameless } = desk.textOf({ ja: trustJa, en: trustEn });
    const name = names.of(personId);
    if (name === undefined) return html`<code>${only({ personId }, shortId(personId))}</code>`;
    return name === null
      ? html`${nameless} <code>${only({ personId }, shortId(personId))}</code>`
      : only({ personId }, name);
  };

  const joined = (parts: readonly unknown[]): unknown =>
    parts.map((part, nth) => (nth === 0 ? part : html`${desk.language === "ja" ? "、" : ", "}${part}`));

  const whose = ({ personIds, peopleCount }: AuditEntry): unknown => {
    const text = desk.textOf({ ja, en });
    if (peopleCount === 0) return "";
    const shown = personIds.slice(0, peopleShown);
    const rest = peopleCount - shown.length;
    return joined([...shown.map(person), ...(rest > 0 ? [text.morePeople(countText(rest, desk.language))] : [])]);
  };

  const field = (label: string): TemplateResult => only({ field: label }, fieldText(desk, label));

  const which = ({ fields }: AuditEntry): unknown => {
    const text = desk.textOf({ ja, en });
    if (fields.length === 0) return "";
    if (fields.length <= fieldsShown) return joined(fields.map(field));
    const rest = fields.slice(fieldsShown);
    return html`${joined(fields.slice(0, fieldsShown).map(field))}
      <details><summary>${text.moreFields(rest.length)}</summary>${joined(rest.map(field))}</details>`;
  };

  const cells = (entry: AuditEntry): unknown[] => {
    const { actors } = desk.textOf({ ja: registryJa, en: registryEn });
    const { purposes } = desk.textOf({ ja: purposeJa, en: purposeEn });
    const { actor, action, at, purpose, position, resources } = entry;
    return [
      html`<span class="figures nowrap">${instantText(at, desk.language)}</span>`,
      only({ actor }, actorText(actor, actors)),
      html`${only({ action }, actionText(desk, action))}${resources.length > 0 ? html`<div class="small dim">${joined(resources.map((id) => html`<code>${shortResource(id)}</code>`))}</div>` : nothing}`,
      whose(entry),
      which(entry),
      purpose === null ? "" : purposes[purpose],
      html`<span class="figures">${position}</span>`,
    ];
  };

  return {
    peopleShown,
    render(entries: readonly AuditEntry[]): TemplateResult {
      const text = desk.textOf({ ja, en });
      return stackedTable(
        text.title,
        [
          { label: text.when },
          { label: text.actor },
          { label: text.action },
          { label: text.whose },
          { label: text.field },
          { label: text.purpose },
          { label: text.reference, className: "number" },
        ],
        entries.map(cells),
      );
    },
  };
};

/** `signup_…a1b2c3`: what it is, and how it differs from others. */
const shortResource = (id: string): string => {
  const [kind = "", key = ""] = id.split("_");
  return key === "" ? id : `${kind}_…${key.slice(-6)}`;
};
