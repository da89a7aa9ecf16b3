import { html, type TemplateResult } from "lit";
import type { OkaeriConsole } from "../console.ts";
import { wholeName } from "../text.rules.ts";

interface Somebody {
  personId: string | null;
  name: { family: string; given: string };
}

/** A name, leading to the record where the registry has one. */
export const somebody = (desk: OkaeriConsole, { personId, name }: Somebody): TemplateResult =>
  personId === null
    ? html`${wholeName(name)}`
    : html`<a href=${desk.address.hrefOf({ view: "person", personId })}>${wholeName(name)}</a>`;
