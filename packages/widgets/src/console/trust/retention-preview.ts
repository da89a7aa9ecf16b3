import type { RetentionPreview } from "@okaeri/sdk/contract/privacy";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en } from "../../locales/en/console-trust-retention.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja, type RetentionMessages } from "../../locales/ja/console-trust-retention.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { countText } from "../text.rules.ts";
import { shortId } from "./person-names.ts";
import { ruleText } from "./rule-text.ts";
import { stackedTable } from "./stacked-table.ts";

/** What a run would remove now; and, after a second word, the run. */
export const retentionPreview = (desk: OkaeriConsole) => {
  let sure = false;
  const preview = new Resource<RetentionPreview>(desk);
  const running = deed(desk);

  const load = (): void => {
    sure = false;
    void preview.run(async (signal) => (await desk.client()).retention.preview({ signal }));
  };

  const run = async (text: RetentionMessages): Promise<void> => {
    if (!sure) {
      sure = true;
      desk.requestUpdate();
      return;
    }
    sure = false;
    await running.run(async () => {
      const { removed } = await (await desk.client()).retention.run({ timeoutMs: 900_000 });
      const total = removed.reduce((sum, { count }) => sum + count, 0);
      desk.changed(text.ran(countText(total, desk.language)));
      desk.address.go({ view: "retention", part: "runs" });
    });
  };

  const example = (personId: string): TemplateResult =>
    desk.isAdmin
      ? html`<a href=${desk.address.hrefOf({ view: "person", personId })}><code>${shortId(personId)}</code></a> `
      : html`<code>${shortId(personId)}</code> `;

  const table = ({ data }: RetentionPreview, text: RetentionMessages): TemplateResult => {
    const count = (number: number): string => countText(number, desk.language);
    return stackedTable(
      text.parts.preview,
      [
        { label: text.rule },
        { label: text.dueNow, className: "number" },
        { label: text.held, className: "number" },
        { label: text.examples },
      ],
      data.map(({ rule, due, held, examples }) => [
        ruleText(desk, rule),
        count(due),
        count(held),
        examples.length > 0 ? examples.map(example) : "",
      ]),
    );
  };

  const runner = ({ data }: RetentionPreview, text: RetentionMessages): TemplateResult | typeof nothing => {
    const total = data.reduce((sum, { due }) => sum + due, 0);
    if (total === 0) return html`<p>${text.nothingDue}</p>`;
    if (!desk.isAdmin) return nothing;
    return html`${running.fault === undefined ? nothing : faultView(running.fault, { language: desk.language })}
      <p class="go"><button type="button" class="primary" name="run" aria-disabled=${running.busy} @click=${() => void run(text)}><span>${sure ? text.runSure(countText(total, desk.language)) : text.run}</span></button>
        <span role="status">${running.busy ? text.running : sure ? text.runNote : ""}</span></p>`;
  };

  return {
    enter(): void {
      running.clear();
      load();
    },
    render(): TemplateResult {
      const text = desk.textOf({ ja, en });
      const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
      const { value, status } = preview;
      return html`
        <p class="dim">${text.previewIntro}</p>
        ${status === "error" ? faultView(preview.error, { language: desk.language, act: { label: retry, run: load } }) : nothing}
        ${value ? (value.data.length === 0 ? html`<p>${text.noRules}</p>` : html`${table(value, text)}${runner(value, text)}`) : status === "loading" ? html`<p class="dim" role="status">${desk.words.loading}</p>` : nothing}
        <p class="go"><button type="button" name="refresh" @click=${load}>${text.refresh}</button></p>`;
    },
  };
};
