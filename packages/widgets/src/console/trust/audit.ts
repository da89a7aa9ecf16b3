import type { AuditEntry } from "@okaeri/sdk/contract/audit";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en as trustEn } from "../../locales/en/console-trust.ts";
import { en } from "../../locales/en/console-trust-audit.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja as trustJa } from "../../locales/ja/console-trust.ts";
import { type AuditMessages, ja } from "../../locales/ja/console-trust-audit.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import type { AuditFilter } from "../desk-routes.rules.ts";
import { faultView } from "../fault.ts";
import { formatRoute } from "../route.rules.ts";
import type { View } from "../view.ts";
import { auditFilter } from "./audit-filter.ts";
import { auditRows } from "./audit-rows.ts";
import { personNames } from "./person-names.ts";
import { wearTrustStyles } from "./trust.styles.ts";

interface Held {
  entries: AuditEntry[];
  next: string | null;
}

const pageSize = 50;

/** Whose records, which fields, when, by whom and what for: the trail, as far back as somebody asks. */
export const audit = (desk: OkaeriConsole): View => {
  wearTrustStyles(desk);
  let filter: AuditFilter = {};
  let asked: string | undefined;
  const held = new Resource<Held>(desk);
  const names = personNames(desk);
  const naming = deed(desk);

  const go = (next: AuditFilter): void => {
    const { picked } = form;
    if (picked && picked.name !== picked.personId) names.learn(picked.personId, picked.name);
    desk.address.go({ view: "audit", filter: next }, { replace: true });
  };
  const form = auditFilter(desk, go);
  const rows = auditRows(desk, names, (part) => ({ view: "audit", filter: { ...filter, ...part } }));

  const read = (before?: Held): Promise<void> =>
    held.run(async (signal) => {
      const query = { ...filter, limit: pageSize, ...(before?.next && { cursor: before.next }) };
      const { data, nextCursor } = await (await desk.client()).audit.list(query, { signal });
      return { entries: [...(before?.entries ?? []), ...data], next: nextCursor };
    });

  const unnamed = (): string[] =>
    [filter.personId ?? [], ...(held.value?.entries ?? []).map(({ personIds }) => personIds.slice(0, rows.peopleShown))]
      .flat()
      .filter((id) => names.of(id) === undefined);

  const showNames = async (): Promise<void> => {
    await naming.run(() => names.lookUp(unnamed()));
    form.set(filter, nameOfFiltered());
    desk.requestUpdate();
  };
  const nameOfFiltered = (): string | undefined =>
    filter.personId === undefined ? undefined : (names.of(filter.personId) ?? undefined);

  const list = (text: AuditMessages): TemplateResult | typeof nothing => {
    const { value, status } = held;
    const { more } = desk.textOf({ ja: registryJa, en: registryEn });
    const trust = desk.textOf({ ja: trustJa, en: trustEn });
    if (!value) return status === "loading" ? html`<p class="dim" role="status">${text.loading}</p>` : nothing;
    if (value.entries.length === 0) return status === "ready" ? html`<p role="status">${text.none}</p>` : nothing;
    const naked = desk.isAdmin && unnamed().length > 0;
    return html`
      ${naked ? html`<p class="go"><button type="button" name="names" aria-disabled=${naming.busy} @click=${() => void showNames()}>${trust.names}</button> <span class="small dim">${trust.namesNote}</span></p>` : nothing}
      ${naming.fault === undefined ? nothing : faultView(naming.fault, { language: desk.language, kept: text.failedKept })}
      <div aria-busy=${status === "loading" ? "true" : nothing}>${rows.render(value.entries)}</div>
      ${value.next ? html`<p class="go"><button type="button" name="more" aria-disabled=${status === "loading"} @click=${() => void read(value)}>${more}</button></p>` : nothing}`;
  };

  return {
    enter(route) {
      if (route.view !== "audit") return;
      ({ filter } = route);
      form.set(filter, nameOfFiltered());
      const wanted = formatRoute(route);
      if (wanted !== asked) held.clear();
      asked = wanted;
      void read();
    },
    render() {
      const text = desk.textOf({ ja, en });
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      return html`<section>
        <div class="head-line"><h2 id="audit-title" tabindex="-1">${text.title}</h2>
          <a href=${desk.address.hrefOf({ view: "verification" })}>${text.check}</a></div>
        <p class="dim">${text.intro}</p>
        ${form.render()}
        ${held.status === "error" ? faultView(held.error, { language: desk.language, kept: text.failedKept, act: { label: retry, run: () => held.reload() } }) : nothing}
        ${list(text)}
      </section>`;
    },
  };
};
