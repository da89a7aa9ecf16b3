import { html } from "lit";
import type { OkaeriConsole } from "../console.ts";
import type { View } from "../view.ts";

export const audit = (_desk: OkaeriConsole): View => ({
  enter: () => undefined,
  render: () => html`<section><h2 tabindex="-1"></h2></section>`,
});
