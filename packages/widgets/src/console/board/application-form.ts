import { html, type TemplateResult } from "lit";
import type { OkaeriConsole } from "../console.ts";
export const applicationFormPart = (_: OkaeriConsole) => ({
  enter: (_id: string) => undefined,
  render: (): TemplateResult => html``,
});
export type ApplicationFormPart = ReturnType<typeof applicationFormPart>;
