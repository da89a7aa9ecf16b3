import type { ApplicationForm } from "@okaeri/sdk/contract/application-forms";
import type { AttachmentPurpose } from "@okaeri/sdk/contract/applications";
import type { TemplateResult } from "lit";
import { codeOfError } from "../foundation/deeds.ts";
import { inputFaultsOf } from "../foundation/input-faults.ts";
import type { Kit } from "../foundation/kit.ts";
import type { OkaeriElement } from "../foundation/okaeri-element.ts";
import type { JobApplicationMessages } from "../locales/ja/job-application.ts";
import type { SentFile } from "./application-draft.rules.ts";

type Messages = JobApplicationMessages;

export const sizeText = (bytes: number): string => {
  const megabytes = bytes / 1024 / 1024;
  return megabytes < 1 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${Math.round(megabytes * 10) / 10} MB`;
};

/** Files to apply with. Each is sent as soon as it is chosen, so that what is wrong with it is known at once. */
export const applicationFiles = (kit: Kit, element: OkaeriElement<object>, words: () => Messages) => {
  const { html, nothing } = kit;
  let sending: { name: string; purpose: AttachmentPurpose } | undefined;
  let refused: { purpose: AttachmentPurpose; text: () => string } | undefined;

  const refuse = (purpose: AttachmentPurpose, text: () => string): void => {
    refused = { purpose, text };
  };

  const textFor = (error: unknown, { maxBytes }: ApplicationForm["attachments"]): (() => string) => {
    const code = codeOfError(error);
    if (code === "payload_too_large") return () => words().fileTooLarge(sizeText(maxBytes));
    if (code === "rate_limited" || code === "unavailable") return () => words().failedBusy;
    const [fault] = inputFaultsOf(error);
    return () => (code === "attachment_refused" && fault && words().fileRefused[fault.code]) || words().fileFailed;
  };

  const choose = async (
    { target }: Event,
    purpose: AttachmentPurpose,
    files: SentFile[],
    { attachments }: ApplicationForm,
  ): Promise<void> => {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
    if (!file || sending) return;
    refused = undefined;
    if (files.length >= attachments.max) refuse(purpose, () => words().tooMany(attachments.max));
    else if (file.size === 0) refuse(purpose, () => words().fileEmpty);
    else if (file.size > attachments.maxBytes)
      refuse(purpose, () => words().fileTooLarge(sizeText(attachments.maxBytes)));
    else {
      const mine = { name: file.name, purpose };
      sending = mine;
      element.requestUpdate();
      try {
        files.push({ ...(await (await element.client()).applications.attach(file.name, file)), purpose });
      } catch (error) {
        refuse(purpose, textFor(error, attachments));
      }
      if (sending === mine) sending = undefined;
    }
    // The same file may be chosen again once it was mended.
    if (target instanceof HTMLInputElement) target.value = "";
    element.requestUpdate();
  };

  const remove = async (file: SentFile, files: SentFile[]): Promise<void> => {
    files.splice(files.indexOf(file), 1);
    element.requestUpdate();
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>(`#apply-${file.purpose}`)?.focus();
  };

  return {
    get busy(): boolean {
      return sending !== undefined;
    },
    hush(): void {
      refused = undefined;
    },
    /** What is on its way was somebody else's. */
    forget(): void {
      sending = refused = undefined;
    },
    render(
      purpose: AttachmentPurpose,
      label: string,
      files: SentFile[],
      form: ApplicationForm,
      missing: string | undefined,
    ): TemplateResult {
      const text = words();
      const id = `apply-${purpose}`;
      const fault = refused?.purpose === purpose ? refused.text() : missing;
      const { endings, maxBytes } = form.attachments;
      return html`<div class="field">
        <span class="label" id="${id}-label">${label}</span>
        <p class="small dim" id="${id}-hint">${text.fileHint(endings.join(" "), sizeText(maxBytes))}</p>
        ${files.map((file) =>
          file.purpose === purpose
            ? html`<p class="file"><span>${file.name} <span class="small dim">${sizeText(file.bytes)}</span></span>
                <button class="plain" type="button" aria-label=${text.removeNamed(file.name)} @click=${() => remove(file, files)}>${text.remove}</button></p>`
            : nothing,
        )}
        <input class="hidden" type="file" id=${id} accept=${endings.join(",")} aria-invalid=${fault ? "true" : nothing} ?disabled=${sending !== undefined}
          aria-labelledby="${id}-label ${id}-choose" aria-describedby="${id}-hint ${id}-fault" @change=${(event: Event) => choose(event, purpose, files, form)} />
        <label class="button" for=${id} id="${id}-choose">${text.choose}</label>
        <p class="small" role="status">${sending?.purpose === purpose ? text.uploading(sending.name) : ""}</p>
        <p class="fault small" id="${id}-fault" role="alert">${fault ?? ""}</p>
      </div>`;
    },
  };
};
