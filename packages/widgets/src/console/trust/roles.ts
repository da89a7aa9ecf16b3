import type { Versioned } from "@okaeri/sdk";
import type { AccessTable } from "@okaeri/sdk/contract/access";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en as trustEn } from "../../locales/en/console-trust.ts";
import { en } from "../../locales/en/console-trust-roles.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja as trustJa } from "../../locales/ja/console-trust.ts";
import { ja, type RoleMessages } from "../../locales/ja/console-trust-roles.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { codeOf, faultView } from "../fault.ts";
import type { View } from "../view.ts";
import { type Change, changesOf, editsOf, type Grant, keyOf, rolesIn } from "./access-changes.rules.ts";
import { accessGrid, cellText, grantText } from "./access-grid.ts";
import { wearTrustStyles } from "./trust.styles.ts";

/** Who may see and change which field. What is chosen is gathered, said in words, and saved together. */
export const roles = (desk: OkaeriConsole): View => {
  wearTrustStyles(desk);
  const table = new Resource<Versioned<AccessTable>>(desk);
  const saving = deed(desk);
  let chosen = new Map<string, Grant>();

  const load = (): Promise<void> => table.run(async (signal) => (await desk.client()).access.get({ signal }));

  const grid = accessGrid(desk, (cell, grant) => {
    chosen = new Map(chosen).set(keyOf(cell), grant);
    desk.requestUpdate();
  });

  const undo = (change?: Change): void => {
    const kept = new Map(chosen);
    if (change) kept.delete(keyOf(change));
    chosen = change ? kept : new Map();
    saving.clear();
    void desk.focusOn(change && changes().length > 0 ? ".changes button" : ".access [data-active] .cell");
  };

  const changes = (): Change[] => changesOf(table.value?.data ?? [], chosen);

  const save = async (text: RoleMessages): Promise<void> => {
    const edits = editsOf(changes());
    const ifMatch = table.value?.etag ?? null;
    const saved = await saving.run(async () => {
      table.set(await (await desk.client()).access.edit(edits, { ifMatch }));
    });
    if (saved) {
      chosen = new Map();
      desk.changed(text.saved);
      await desk.focusOn("h2");
    } else if (codeOf(saving.fault) === "precondition_failed") await load();
  };

  const diff = (text: RoleMessages): TemplateResult | typeof nothing => {
    const all = changes();
    if (all.length === 0) return nothing;
    const comma = desk.language === "ja" ? "・" : ", ";
    return html`
      <h3 id="changes-title">${text.changes}</h3>
      <ul class="plain-list changes" aria-labelledby="changes-title">${all.map(
        (change) => html`<li>${cellText(desk, change)}: <del>${grantText(text, change.before, comma)}</del>
          <span aria-hidden="true">→</span> <span class="hidden">${text.to}</span><ins>${grantText(text, change.after, comma)}</ins>
          <button type="button" class="inline" aria-label=${text.undoOf(cellText(desk, change))} @click=${() => undo(change)}>${text.undo}</button></li>`,
      )}</ul>
      <p class="go"><button type="button" class="primary" name="save" aria-disabled=${saving.busy} @click=${() => void save(text)}><span>${text.save(all.length)}</span></button>
        <button type="button" @click=${() => undo()}>${text.discard}</button></p>`;
  };

  const faults = (text: RoleMessages): TemplateResult | typeof nothing => {
    const { fault } = saving;
    if (fault === undefined) return nothing;
    return codeOf(fault) === "precondition_failed"
      ? html`<p class="fault" role="alert" tabindex="-1">${text.stale}</p>`
      : faultView(fault, { language: desk.language, kept: text.kept });
  };

  const whole = (data: AccessTable["data"], text: RoleMessages): TemplateResult => {
    const trust = desk.textOf({ ja: trustJa, en: trustEn });
    const { named, others } = rolesIn(data);
    const comma = desk.language === "ja" ? "・" : ", ";
    return html`
      ${desk.isAdmin ? html`<p class="small dim">${text.keys}</p>` : html`<p>${trust.readOnly}</p>`}
      ${grid.render(data, chosen, desk.isAdmin)}
      ${diff(text)} ${faults(text)}
      <dl class="terms legend note">${(["none", "purpose", "read"] as const).map((level) => html`<div><dt>${text.levels[level]}</dt><dd>${text.legend[level]}</dd></div>`)}</dl>
      ${named.includes("server") ? html`<p class="small dim">${text.server}</p>` : nothing}
      ${others.length > 0 ? html`<p class="small dim">${text.others(others.map((role) => trust.roles[role]).join(comma))}</p>` : nothing}`;
  };

  return {
    enter(route) {
      // Whoever is in the middle of choosing goes on from the table they saw; saving tells if it has changed.
      if (route.view === "roles" && chosen.size === 0) void load();
    },
    render() {
      const text = desk.textOf({ ja, en });
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      const { value, status } = table;
      return html`<section>
        <h2 id="roles-title" tabindex="-1">${text.title}</h2>
        <p class="dim">${text.intro}</p>
        ${status === "error" ? faultView(table.error, { language: desk.language, act: { label: retry, run: () => void load() } }) : nothing}
        ${value ? whole(value.data, text) : status === "loading" ? html`<p class="dim" role="status">${desk.words.loading}</p>` : nothing}
      </section>`;
    },
  };
};
