import type { PersonFilterQuery } from "@okaeri/sdk/contract/registry";
import type { RegistryExportCheck } from "@okaeri/sdk/contract/registry-exports";
import { html, nothing, type TemplateResult } from "lit";
import { Resource } from "../../foundation/resource.ts";
import { saveFile } from "../../foundation/save-file.ts";
import { en } from "../../locales/en/console-export.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { type ExportMessages, ja } from "../../locales/ja/console-export.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { faultView } from "../fault.ts";
import { countText } from "../text.rules.ts";
import type { View } from "../view.ts";

const shownCharacters = 200;

/** The list as a file. Before it is written in CP932, it is said what that can't hold. */
export const peopleExport = (desk: OkaeriConsole): View => {
  let query: PersonFilterQuery = {};
  let encoding: "utf-8" | "cp932" = "utf-8";
  let fault: unknown;
  let busy = false;
  const check = new Resource<RegistryExportCheck>(desk);
  const count = new Resource<number>(desk);

  const look = (): void =>
    void check.run(async (signal) => (await desk.client()).registry.checkExport(query, { signal }));
  const pick = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    encoding = target.value === "cp932" ? "cp932" : "utf-8";
    fault = undefined;
    if (encoding === "cp932" && check.status !== "ready") look();
    desk.requestUpdate();
  };

  const save = async (event: Event, text: ExportMessages): Promise<void> => {
    event.preventDefault();
    const lacking = encoding === "cp932" && (check.value?.unencodableCount ?? 0) > 0;
    if (busy || (encoding === "cp932" && !check.value)) return;
    busy = true;
    fault = undefined;
    desk.requestUpdate();
    try {
      const { registry } = await desk.client();
      const file = await registry.exportPeople({ ...query, encoding, ...(lacking && { substitute: "〓" as const }) });
      saveFile(file, `${text.fileName}.csv`);
      desk.say(text.saved);
    } catch (error) {
      fault = error;
      await desk.focusOn(".fault");
    } finally {
      busy = false;
      desk.requestUpdate();
    }
  };

  const lacking = ({ unencodable, unencodableCount }: RegistryExportCheck, text: ExportMessages): TemplateResult => {
    const { language } = desk;
    if (unencodableCount === 0) return html`<p role="status">${text.clean}</p>`;
    const shown = unencodable.slice(0, shownCharacters);
    return html`<div class="marked" role="status"><p>${text.lacking(countText(unencodableCount, language))}
        ${shown.length < unencodableCount ? text.lackingFirst(countText(shown.length, language)) : nothing}</p></div>
      <div class="wide" role="region" tabindex="0" aria-label=${text.character}><table>
        <thead><tr><th scope="col">${text.person}</th><th scope="col">${text.column}</th><th scope="col">${text.character}</th></tr></thead>
        <tbody>${shown.map(
          ({ personId, name, column, character, codePoint }) => html`<tr>
            <th scope="row"><a href=${desk.address.hrefOf({ view: "person", personId })}>${name}</a></th><td>${column}</td><td>${character} <code class="dim">${codePoint}</code></td></tr>`,
        )}</tbody>
      </table></div>`;
  };

  const checked = (text: ExportMessages): TemplateResult | typeof nothing => {
    if (encoding !== "cp932") return nothing;
    const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
    if (check.status === "error")
      return faultView(check.error, { language: desk.language, kept: text.kept, act: { label: retry, run: look } });
    return check.value && check.status === "ready"
      ? lacking(check.value, text)
      : html`<p role="status">${text.checking}</p>`;
  };

  return {
    enter(route) {
      if (route.view !== "export") return;
      ({ query } = route);
      encoding = "utf-8";
      fault = undefined;
      check.clear();
      void count.run(async (signal) => (await (await desk.client()).registry.countPeople(query, { signal })).count);
    },
    render() {
      const text = desk.textOf({ ja, en });
      const substitutes = encoding === "cp932" && (check.value?.unencodableCount ?? 0) > 0;
      const waiting = busy || (encoding === "cp932" && check.status !== "ready");
      return html`
        <section>
          <p><a href=${desk.address.hrefOf({ view: "people", query })}>${text.back}</a></p>
          <h2 id="export-title" tabindex="-1">${text.title}</h2>
          <p>${text.intro}</p>
          <dl class="counts"><div><dt>${text.rows}</dt><dd>${count.value === undefined ? "" : countText(count.value, desk.language)}</dd></div></dl>
          <form @submit=${(event: Event) => void save(event, text)}>
            <fieldset @change=${pick}><legend>${text.encoding}</legend>
              <label class="choice"><input type="radio" name="encoding" value="utf-8" .checked=${encoding === "utf-8"} />${text.utf8}</label><br />
              <label class="choice"><input type="radio" name="encoding" value="cp932" .checked=${encoding === "cp932"} />${text.cp932}</label>
            </fieldset>
            ${checked(text)}
            ${fault === undefined ? nothing : faultView(fault, { language: desk.language, kept: text.kept })}
            <p class="go"><button class="primary" aria-disabled=${waiting}><span>${busy ? text.working : substitutes ? text.substitute : text.download}</span></button></p>
          </form>
        </section>
      `;
    },
  };
};
