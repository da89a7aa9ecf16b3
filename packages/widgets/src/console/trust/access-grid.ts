import type { AccessLevel, AccessRole, FieldAccess } from "@okaeri/sdk/contract/access";
import { html, nothing, type TemplateResult } from "lit";
import { en as trustEn } from "../../locales/en/console-trust.ts";
import { en } from "../../locales/en/console-trust-roles.ts";
import { ja as trustJa } from "../../locales/ja/console-trust.ts";
import { ja, type RoleMessages } from "../../locales/ja/console-trust-roles.ts";
import type { OkaeriConsole } from "../console.ts";
import { type Cell, type Chosen, type Grant, keyOf, rolesIn } from "./access-changes.rules.ts";
import { fieldAlone, fieldText, resourceText } from "./field-text.ts";

const levels: readonly AccessLevel[] = ["none", "purpose", "read"];

export const grantText = ({ levels, write, noWrite }: RoleMessages, grant: Grant, comma: string): string =>
  `${levels[grant.read]}${comma}${grant.write ? write : noWrite}`;

/** One cell in words: whose reading of which field. */
export const cellText = (desk: OkaeriConsole, { resource, field, role }: Cell): string =>
  fieldText(desk, `${resource}.${field} ${role}`);

/** Fields by roles. Arrow keys walk through it; Enter opens a cell, Escape leaves it. */
export const accessGrid = (desk: OkaeriConsole, choose: (cell: Cell, grant: Grant) => void) => {
  let row = 0;
  let column = 0;
  let editing = false;

  const focusCell = (): void => void desk.focusOn(editing ? ".access .editing select" : ".access [data-active] .cell");
  const edit = (next: boolean): void => {
    editing = next;
    focusCell();
  };

  const press = (event: KeyboardEvent, rows: number, columns: number): void => {
    if (editing) {
      if (event.key !== "Escape" && event.key !== "Enter") return;
      event.preventDefault();
      edit(false);
      return;
    }
    const moves: Record<string, [number, number]> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      Home: [row, 0],
      End: [row, columns - 1],
      PageUp: [0, column],
      PageDown: [rows - 1, column],
    };
    const to = moves[event.key];
    if (!to) return;
    event.preventDefault();
    row = Math.max(0, Math.min(to[0], rows - 1));
    column = Math.max(0, Math.min(to[1], columns - 1));
    focusCell();
  };

  const left = ({ relatedTarget, currentTarget }: FocusEvent): void => {
    if (currentTarget instanceof Element && relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
      return;
    editing = false;
    desk.requestUpdate();
  };

  const editor = (cell: Cell, grant: Grant, text: RoleMessages): TemplateResult => {
    const name = cellText(desk, cell);
    const pick = ({ target }: Event): void => {
      const read = target instanceof HTMLSelectElement && levels.find((level) => level === target.value);
      if (read) choose(cell, { ...grant, read });
    };
    const tick = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) choose(cell, { ...grant, write: target.checked });
    };
    return html`<div class="editing" @focusout=${left}>
      <select aria-label=${text.cellRead(name)} @change=${pick}>${levels.map((level) => html`<option value=${level} ?selected=${level === grant.read}>${text.levels[level]}</option>`)}</select>
      <label class="choice"><input type="checkbox" aria-label=${text.cellWrite(name)} .checked=${grant.write} @change=${tick} />${text.write}</label>
    </div>`;
  };

  return {
    render(table: readonly FieldAccess[], chosen: Chosen, writable: boolean): TemplateResult {
      const text = desk.textOf({ ja, en });
      const trust = desk.textOf({ ja: trustJa, en: trustEn });
      const { named } = rolesIn(table);
      const comma = desk.language === "ja" ? "・" : ", ";

      const cell = (field: FieldAccess, role: AccessRole, r: number, c: number): TemplateResult => {
        const base = field.roles[role];
        if (!base) return html`<div role="gridcell"><span class="cell dim">${text.levels.none}</span></div>`;
        const at = { resource: field.resource, field: field.field, role };
        const grant = chosen.get(keyOf(at)) ?? base;
        const changed = grant.read !== base.read || grant.write !== base.write;
        const active = r === row && c === column;
        const words = grantText(text, grant, comma);
        if (!writable || !field.adjustable)
          return html`<div role="gridcell" ?data-active=${active}><span class="cell" tabindex=${writable ? (active ? 0 : -1) : nothing}>${words}${writable ? html` <span class="small dim">${text.fixed}</span>` : nothing}</span></div>`;
        const open = (): void => {
          row = r;
          column = c;
          edit(true);
        };
        return html`<div role="gridcell" ?data-active=${active}>${
          active && editing
            ? editor(at, grant, text)
            : html`<button type="button" class="cell ${changed ? "changed" : ""}" tabindex=${active ? 0 : -1} @click=${open}>${words}</button>`
        }</div>`;
      };

      let resource = "";
      const lines = table.map((field, r) => {
        const begins = field.resource !== resource;
        ({ resource } = field);
        return html`${begins ? html`<div role="row"><span class="group" role="rowheader">${resourceText(trust, resource)}</span></div>` : nothing}
          <div role="row"><span role="rowheader">${fieldAlone(desk, field.field)}</span>
            ${named.map((role, c) => cell(field, role, r, c))}</div>`;
      });
      return html`<div class="access" role="grid" aria-label=${text.title} aria-readonly=${writable ? nothing : "true"} .style=${`--_roles:${named.length}`}
        @keydown=${(event: KeyboardEvent) => writable && press(event, table.length, named.length)}>
        <div class="head" role="rowgroup"><div role="row"><span class="corner" role="columnheader">${text.field}</span>
          ${named.map((role) => html`<span role="columnheader">${trust.roles[role]}</span>`)}</div></div>
        <div class="body" role="rowgroup" tabindex=${writable ? nothing : 0}>${lines}</div>
      </div>`;
    },
  };
};
