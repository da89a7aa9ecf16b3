import { isOkaeriError } from "@okaeri/sdk";
import type { RegistryEncoding } from "@okaeri/sdk/contract/registry-imports";
import { html, nothing, type TemplateResult } from "lit";
import { en } from "../../locales/en/console-import.ts";
import { type ImportMessages, ja } from "../../locales/ja/console-import.ts";
import type { OkaeriConsole } from "../console.ts";
import { codeOf, faultView } from "../fault.ts";
import type { ImportStep } from "../route.rules.ts";
import type { View } from "../view.ts";
import { sizeText } from "./header.rules.ts";
import { importColumns } from "./import-columns.ts";
import { importDraft } from "./import-draft.ts";
import { importPreview } from "./import-preview.ts";

const encodings: RegistryEncoding[] = ["auto", "utf-8", "cp932"];
const steps: ImportStep[] = ["file", "columns", "preview", "done"];
// As the contract has it.
const isSourceName = (name: string): boolean => /^[^\s\p{C}]([^\p{C}]*[^\s\p{C}])?$/u.test(name) && name.length <= 60;

/** The columns that the registry takes from nobody, by name. */
const forbiddenColumns = (error: unknown): string[] =>
  isOkaeriError(error) && error.code === "registry_data_forbidden"
    ? error.errors.filter(({ pointer }) => pointer.startsWith("#/columns/")).map(({ detail }) => detail)
    : [];

/** A leavers' file, step by step: chosen, understood, looked at, taken in. */
export const importFile = (desk: OkaeriConsole): View => {
  const draft = importDraft(desk);
  const columns = importColumns(desk, draft, () => void preview());
  const outcome = importPreview(desk, draft);
  let hint: string | undefined;
  let over = false;
  let step: ImportStep = "file";

  const go = (next: ImportStep): void => desk.address.go({ view: "import", step: next });

  const preview = async (): Promise<void> => {
    if (draft.preview || (await draft.read())) go("preview");
    else await desk.focusOn(".fault");
  };

  const begin = async (event: Event, text: ImportMessages): Promise<void> => {
    event.preventDefault();
    hint = !draft.file
      ? text.fileMissing
      : draft.file.size === 0
        ? text.fileEmpty
        : isSourceName(draft.source)
          ? undefined
          : text.sourceWrong;
    if (hint) return desk.focusOn(draft.file && draft.file.size > 0 ? "[name=source]" : "[type=file]");
    if (draft.preview || (await draft.read())) go("columns");
    else if (codeOf(draft.fault) === "registry_columns_missing" && draft.misread === undefined) go("columns");
    else await desk.focusOn(".fault");
  };

  const leaveOut = async (columns: string[]): Promise<void> => {
    draft.mapping = { ...draft.mapping, ...Object.fromEntries(columns.map((name) => [name, null])) };
    if (await draft.read()) go("columns");
    else await desk.focusOn(".fault");
  };

  const take = (file: File | undefined): void => {
    over = false;
    hint = undefined;
    if (file) draft.choose(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    take(event.dataTransfer?.files[0]);
  };
  const drag = (event: DragEvent): void => {
    event.preventDefault();
    over = event.type === "dragover";
    desk.requestUpdate();
  };

  const fileForm = (text: ImportMessages): TemplateResult => {
    const { file, source, encoding, busy } = draft;
    const chosen = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) take(target.files?.[0]);
    };
    const named = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) draft.settle({ source: target.value });
    };
    const encoded = ({ target }: Event): void => {
      const picked =
        target instanceof HTMLSelectElement ? encodings.find((known) => known === target.value) : undefined;
      if (picked) draft.settle({ encoding: picked });
    };
    const wrongFile = hint !== undefined && (!file || file.size === 0);
    return html`
      <p>${text.intro}</p>
      ${step !== "file" ? html`<p class="marked" role="status">${text.fileFirst}</p>` : nothing}
      <form novalidate @submit=${(event: Event) => void begin(event, text)}>
        <div class="drop ${over ? "over" : ""}" @dragover=${drag} @dragleave=${drag} @drop=${drop}>
          <label class="field"><span>${text.file}</span>
            <input type="file" accept=".csv,text/csv,.txt,.tsv" aria-invalid=${wrongFile ? "true" : nothing} aria-describedby="drop-hint" @change=${chosen} /></label>
          <p id="drop-hint" class="small dim">${file ? text.chosen(file.name, sizeText(file.size, desk.language)) : text.drop}</p>
        </div>
        <div class="fields">
          <label class="field"><span>${text.source}</span>
            <input name="source" maxlength="60" autocomplete="off" list="sources" aria-invalid=${hint && !wrongFile ? "true" : nothing}
              aria-describedby="source-hint" .value=${source} @input=${named} />
            <datalist id="sources">${draft.sources.map(({ name }) => html`<option value=${name}></option>`)}</datalist></label>
          <label class="field"><span>${text.encoding}</span><select name="encoding" @change=${encoded}>
            ${encodings.map((name) => html`<option value=${name} ?selected=${name === encoding}>${text.encodings[name]}</option>`)}
          </select></label>
          <p id="source-hint" class="small dim whole">${text.sourceHint}</p>
        </div>
        ${hint ? html`<p class="wrong" role="alert">${hint}</p>` : nothing}
        <p class="go"><button class="primary" aria-disabled=${busy !== undefined}><span>${text.read}</span></button></p>
      </form>
    `;
  };

  const fault = (text: ImportMessages): TemplateResult | typeof nothing => {
    if (draft.fault === undefined) return nothing;
    if (draft.fileGone) return html`<div class="fault" role="alert" tabindex="-1"><p>${text.fileGone}</p></div>`;
    const code = codeOf(draft.fault);
    const refused = forbiddenColumns(draft.fault);
    const act =
      refused.length > 0
        ? {
            label: text.leaveOutColumns(refused.join(desk.language === "ja" ? "」「" : ", ")),
            run: () => void leaveOut(refused),
          }
        : undefined;
    const lost = step === "preview" && (code === "network_error" || code === "timeout" || code === "invalid_response");
    return faultView(draft.fault, {
      language: desk.language,
      said: draft.misread === undefined ? undefined : text.misread(draft.misread),
      kept: lost ? text.maybeDone : text.failedKept,
      act,
    });
  };

  const body = (text: ImportMessages): TemplateResult => {
    if (step === "done" && draft.result) return outcome.done(draft.result);
    if (!draft.file || step === "file" || step === "done") return fileForm(text);
    return step === "preview" && draft.preview ? outcome.preview(draft.preview, () => go("done")) : columns.render();
  };

  return {
    enter(route) {
      if (route.view !== "import") return;
      ({ step } = route);
      if (draft.source === "") draft.source = desk.textOf({ ja, en }).sourceDefault;
      // A suggestion only: without it a name can be typed all the same.
      if (draft.sources.length === 0) void draft.loadSources().catch(() => undefined);
    },
    key: (event) => outcome.key(event),
    render() {
      const text = desk.textOf({ ja, en });
      const busy = draft.busy;
      const here = draft.file || draft.result ? step : "file";
      return html`
        <section>
          <h2 id="import-title" tabindex="-1">${text.title}</h2>
          <ol class="flow">${steps.map((name) => html`<li aria-current=${name === here ? "step" : nothing}>${text.steps[name]}</li>`)}</ol>
          ${fault(text)}
          ${busy ? html`<p class="marked" role="status">${text[busy]} ${busy === "reading" ? html`<button type="button" @click=${draft.stop}>${text.stop}</button>` : nothing}</p>` : nothing}
          ${body(text)}
        </section>
      `;
    },
  };
};
