import type { AgreementKind, AgreementVersion } from "@okaeri/sdk/contract/agreements";
import { html, nothing, type TemplateResult } from "lit";
import { agreementsCss } from "../../agreements/agreements.styles.ts";
import { consentKinds, promiseKinds, wording } from "../../agreements/wording.ts";
import { kit } from "../../foundation/kit.ts";
import { Resource } from "../../foundation/resource.ts";
import { en } from "../../locales/en/console-members-texts.ts";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { ja, type TextMessages } from "../../locales/ja/console-members-texts.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { actorText, countText, instantText } from "../text.rules.ts";
import type { View } from "../view.ts";
import { wearMembersStyles } from "./members.styles.ts";
import { canRetire } from "./text-draft.rules.ts";
import { textEditor } from "./text-editor.ts";

/** What people agree to: each text with who holds it, its versions, and a new one. */
export const agreementTexts = (desk: OkaeriConsole): View => {
  wearMembersStyles(desk);
  desk.addStyles(agreementsCss(kit));
  let kind: AgreementKind | null = null;
  let isRetiring = false;
  const versions = new Resource<AgreementVersion[]>(desk);
  const retiring = deed(desk);

  const read = (): Promise<void> =>
    versions.run(async (signal) => (await (await desk.client()).agreements.listVersions({}, { signal })).data);
  const inForce = (of: AgreementKind): AgreementVersion | undefined =>
    versions.value?.find((one) => one.kind === of && one.retiredAt === null);

  const editor = textEditor(desk, {
    published(version) {
      if (kind === null) return;
      const text = desk.textOf({ ja, en });
      desk.changed(text.publishedSaid(text.kinds[kind], version));
      void read();
      void desk.focusOn("h2");
    },
    closed: () => void desk.focusOn("[name=write]"),
    async reread() {
      await read();
      if (versions.status === "error") throw versions.error;
      return kind === null ? undefined : inForce(kind);
    },
  });

  const retire = async (of: AgreementKind, text: TextMessages): Promise<void> => {
    const done = await retiring.run(async () => (await desk.client()).agreements.retire(of));
    if (!done) return;
    isRetiring = false;
    desk.changed(text.retired(text.kinds[of]));
    void read();
    await desk.focusOn("h2");
  };

  const row = (of: AgreementKind, text: TextMessages): TemplateResult => {
    const version = inForce(of);
    const count = (number: number | undefined): string =>
      number === undefined ? "" : countText(number, desk.language);
    return html`<tr><th scope="row" class="name"><a href=${desk.address.hrefOf({ view: "texts", kind: of })}>${text.kinds[of]}</a></th>
      <td>${version ? text.version(version.version) : html`<span class="dim">${text.notAsked}</span>`}</td>
      <td class="number">${count(version?.given)}</td><td class="number">${count(version?.withdrawn)}</td>
      <td>${version ? (version.required ? text.required : text.optional) : ""}</td></tr>`;
  };

  const listView = (text: TextMessages): TemplateResult => html`
    <h2 id="texts-title" tabindex="-1">${text.title}</h2>
    <p class="dim">${text.intro}</p>
    ${faults()}
    ${
      versions.value
        ? html`<div class="wide" role="region" tabindex="0" aria-labelledby="texts-title"><table>
          <thead><tr><th scope="col">${text.kind}</th><th scope="col">${text.inForce}</th><th scope="col" class="number">${text.holding}</th><th scope="col" class="number">${text.withdrawn}</th><th scope="col">${text.need}</th></tr></thead>
          <tbody>${[...consentKinds, ...promiseKinds].map((one) => row(one, text))}</tbody></table></div>`
        : nothing
    }`;

  const faults = (): TemplateResult | typeof nothing => {
    const { retry } = desk.textOf({ ja: registryJa, en: registryEn });
    if (versions.status === "error")
      return faultView(versions.error, { language: desk.language, act: { label: retry, run: () => void read() } });
    return versions.value ? nothing : html`<p class="dim" role="status">${desk.words.loading}</p>`;
  };

  const history = (of: AgreementKind, text: TextMessages): TemplateResult => {
    const { actors } = desk.textOf({ ja: registryJa, en: registryEn });
    const all = (versions.value ?? []).filter((one) => one.kind === of).sort((a, b) => b.version - a.version);
    if (all.length === 0) return html`<p>${text.noVersions}</p>`;
    return html`<h3 id="versions-title">${text.versions}</h3>
      <div class="wide" role="region" tabindex="0" aria-labelledby="versions-title"><table>
      <thead><tr><th scope="col">${text.versions}</th><th scope="col">${text.published}</th><th scope="col">${text.publishedBy}</th><th scope="col">${text.until}</th><th scope="col" class="number">${text.holding}</th><th scope="col" class="number">${text.withdrawn}</th></tr></thead>
      <tbody>${all.map(
        (
          one,
        ) => html`<tr><th scope="row">${text.version(one.version)}</th><td class="figures">${instantText(one.publishedAt, desk.language)}</td>
          <td>${actorText(one.publishedBy, actors)}</td><td class="figures">${one.retiredAt ? instantText(one.retiredAt, desk.language) : text.now}</td>
          <td class="number">${countText(one.given, desk.language)}</td><td class="number">${countText(one.withdrawn, desk.language)}</td></tr>`,
      )}</tbody></table></div>`;
  };

  const acts = (of: AgreementKind, version: AgreementVersion | undefined, text: TextMessages): TemplateResult => {
    const { cancel } = desk.textOf({ ja: registryJa, en: registryEn });
    const ask = (next: boolean): void => {
      isRetiring = next;
      retiring.clear();
      void desk.focusOn(next ? "[name=retireSure]" : "[name=retire]");
    };
    if (isRetiring)
      return html`<p class="marked">${text.retireHint(countText(version?.given ?? 0, desk.language))}</p>
        ${retiring.fault === undefined ? nothing : faultView(retiring.fault, { language: desk.language })}
        <p class="go"><button type="button" name="retireSure" aria-disabled=${retiring.busy} @click=${() => void retire(of, text)}>${text.retireSure}</button>
          <button type="button" @click=${() => ask(false)}>${cancel}</button></p>`;
    return html`<p class="go"><button type="button" name="write" @click=${() => editor.open(of, version)}>${text.write}</button>
      ${version && canRetire(of) ? html`<button type="button" class="plain" name="retire" @click=${() => ask(true)}>${text.retire}</button>` : nothing}</p>`;
  };

  const kindView = (of: AgreementKind, text: TextMessages): TemplateResult => {
    const version = inForce(of);
    const side = (language: "ja" | "en"): TemplateResult | typeof nothing =>
      version
        ? html`<div lang=${language}><h4>${version.texts[language].title}</h4>${wording(kit, version, language, true)}</div>`
        : nothing;
    return html`<p><a href=${desk.address.hrefOf({ view: "texts", kind: null })}>${text.back}</a></p>
      <h2 id="texts-title" tabindex="-1">${text.kinds[of]}</h2>
      ${faults()}
      ${!versions.value ? nothing : desk.isAdmin ? (editor.isOpen ? editor.render() : acts(of, version, text)) : html`<p class="dim">${text.adminOnly}</p>`}
      ${version && !editor.isOpen ? html`<h3>${text.words}</h3><div class="sides seen">${side("ja")}${side("en")}</div>` : nothing}
      ${versions.value ? history(of, text) : nothing}`;
  };

  return {
    enter(route) {
      if (route.view !== "texts") return;
      if (route.kind !== kind) {
        editor.close();
        isRetiring = false;
        retiring.clear();
      }
      ({ kind } = route);
      if (!editor.isOpen) void read();
    },
    render() {
      const text = desk.textOf({ ja, en });
      return html`<section>${kind === null ? listView(text) : kindView(kind, text)}</section>`;
    },
  };
};
