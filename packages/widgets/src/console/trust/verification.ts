import type { AuditCheckpoint, AuditVerified } from "@okaeri/sdk/contract/audit";
import { html, nothing, type TemplateResult } from "lit";
import { saveFile } from "../../foundation/save-file.ts";
import { en } from "../../locales/en/console-trust-check.ts";
import { type CheckMessages, ja } from "../../locales/ja/console-trust-check.ts";
import type { OkaeriConsole } from "../console.ts";
import { deed } from "../deed.ts";
import { faultView } from "../fault.ts";
import { countText, instantText } from "../text.rules.ts";
import type { View } from "../view.ts";
import { checkpointsIn, comparedAtOnce } from "./checkpoints.rules.ts";
import { stackedTable } from "./stacked-table.ts";
import { wearTrustStyles } from "./trust.styles.ts";

/** Reads the whole trail again, and compares it with what was kept elsewhere; signs its end to be kept. */
export const verification = (desk: OkaeriConsole): View => {
  wearTrustStyles(desk);
  const signing = deed(desk);
  const checking = deed(desk);
  let made: AuditCheckpoint | undefined;
  let found: AuditVerified | undefined;
  let kept = "";
  let hint: "noneFound" | "fileUnreadable" | undefined;

  const sign = (text: CheckMessages): Promise<boolean> =>
    signing.run(async () => {
      made = await (await desk.client()).audit.checkpoint();
      const { checkpoint, position, at } = made;
      saveFile(
        new Blob([`${checkpoint}\n`], { type: "text/plain" }),
        `${text.fileName}-${at.slice(0, 10)}-${position}.txt`,
      );
    });

  const check = async (event: Event): Promise<void> => {
    event.preventDefault();
    const checkpoints = checkpointsIn(kept);
    hint = kept.trim() !== "" && checkpoints.length === 0 ? "noneFound" : undefined;
    if (hint) return desk.focusOn("[name=kept]");
    found = undefined;
    const done = await checking.run(async () => {
      found = await (await desk.client()).audit.verify({ checkpoints: checkpoints.slice(-comparedAtOnce) });
    });
    if (done) await desk.focusOn(".result");
  };

  const typed = ({ target }: Event): void => {
    if (target instanceof HTMLTextAreaElement) kept = target.value;
    hint = undefined;
    desk.requestUpdate();
  };
  const chosen = async ({ target }: Event): Promise<void> => {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
    if (!file) return;
    try {
      kept = await file.text();
      hint = checkpointsIn(kept).length === 0 ? "noneFound" : undefined;
    } catch {
      // Moved or renamed since it was chosen.
      hint = "fileUnreadable";
    }
    desk.requestUpdate();
  };

  const result = ({ intact, entries, checkpoints, faults }: AuditVerified, text: CheckMessages): TemplateResult => {
    const count = (number: number): string => countText(number, desk.language);
    if (intact)
      return html`<div class="marked result" role="status" tabindex="-1"><p><strong>${text.intact(count(entries), count(checkpoints))}</strong>
        ${checkpoints === 0 ? html`<br />${text.noCheckpoints}` : nothing}</p></div>`;
    return html`<div class="fault result" role="alert" tabindex="-1"><p><strong>${text.broken(faults.length)}</strong><br />${text.brokenHint}</p></div>
      ${stackedTable(
        text.broken(faults.length),
        [{ label: text.position, className: "figures" }, { label: text.what }],
        faults.map(({ position, kind }) => [position === null ? "" : count(position), text.faults[kind]]),
      )}`;
  };

  return {
    enter: () => undefined,
    render() {
      const { language } = desk;
      const text = desk.textOf({ ja, en });
      const counted = checkpointsIn(kept).length;
      return html`<section>
        <p><a href=${desk.address.hrefOf({ view: "audit", filter: {} })}>${text.back}</a></p>
        <h2 id="check-title" tabindex="-1">${text.title}</h2>
        <p class="dim">${text.intro}</p>
        <h3>${text.verifyTitle}</h3>
        <form class="spaced form" novalidate @submit=${(event: Event) => void check(event)}>
          <label class="field"><span>${text.kept}</span><textarea name="kept" rows="4" spellcheck="false" autocomplete="off"
            placeholder=${text.keptHint} aria-invalid=${hint ? "true" : nothing} .value=${kept} @input=${typed}></textarea></label>
          <label class="field"><span>${text.file}</span><input type="file" accept=".txt,.json,.log,text/plain,application/json" @change=${(event: Event) => void chosen(event)} /></label>
          ${hint ? html`<p class="wrong" role="alert">${text[hint]}</p>` : nothing}
          ${counted > 0 ? html`<p class="small" role="status">${text.counted(counted)}${counted > comparedAtOnce ? html` ${text.cut(comparedAtOnce)}` : nothing}</p>` : nothing}
          <p class="go"><button class="primary" name="verify" aria-disabled=${checking.busy}><span>${text.verify}</span></button>
            <span role="status">${checking.busy ? text.working : ""}</span></p>
        </form>
        ${checking.fault === undefined ? nothing : faultView(checking.fault, { language, kept: text.failedKept })}
        ${found ? result(found, text) : nothing}
        <h3>${text.checkpointTitle}</h3>
        <p>${text.checkpointIntro}</p>
        ${signing.fault === undefined ? nothing : faultView(signing.fault, { language })}
        <p class="go"><button type="button" name="checkpoint" aria-disabled=${signing.busy} @click=${() => void sign(text)}>${text.checkpoint}</button></p>
        ${
          made
            ? html`<p role="status">${text.made(countText(made.position, language), instantText(made.at, language))}</p>
          <details><summary>${text.publicKey}</summary><p><code>${JSON.stringify(made.publicKey)}</code></p></details>`
            : nothing
        }
      </section>`;
    },
  };
};
