import type { AgreementKind, AgreementReceipt, AgreementText } from "@okaeri/sdk/contract/agreements";
import type { TemplateResult } from "lit";
import { Resource } from "../foundation/resource.ts";
import { en } from "../locales/en/account-consents.ts";
import { ja } from "../locales/ja/account-consents.ts";
import { timeText } from "./days.ts";
import type { Desk } from "./desk.ts";

/**
 * What was ever agreed to and taken back, newest first; read when somebody opens it, and again after each change.
 * @param only of one kind
 */
export const receipts = (
  { kit: { html, nothing }, element, account, words }: Desk,
  textOf: (kind: AgreementKind) => AgreementText | undefined,
  only?: AgreementKind,
) => {
  const list = new Resource<AgreementReceipt[]>(element);
  let readFor: unknown;

  const read = (): void => {
    readFor = account().agreements;
    void list.run(async (signal) => (await (await element.client()).account.listReceipts({ signal })).data);
  };
  const opened = ({ target }: Event): void => {
    if (target instanceof HTMLDetailsElement && target.open && readFor !== account().agreements) read();
  };

  const row = ({ at, kind, version, act, way }: AgreementReceipt): TemplateResult => {
    const text = element.textOf({ ja, en });
    return html`<tr>
      <td>${timeText(at, element.language)}</td>
      <td>${textOf(kind)?.texts[element.language].title ?? kind} <span class="dim">${text.version(version)}</span></td>
      <td>${text.acts[act]}</td>
      <td>${text.ways[way]}</td>
    </tr>`;
  };

  const table = (rows: AgreementReceipt[]): TemplateResult => {
    const text = element.textOf({ ja, en });
    if (rows.length === 0) return html`<p class="small">${text.noReceipts}</p>`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${text.receipts}><table>
      <thead><tr><th scope="col">${text.at}</th><th scope="col">${text.what}</th><th scope="col">${text.act}</th><th scope="col">${text.way}</th></tr></thead>
      <tbody>${rows.map(row)}</tbody>
    </table></div>`;
  };

  return (): TemplateResult => {
    const text = element.textOf({ ja, en });
    if (readFor !== undefined && readFor !== account().agreements && list.status !== "loading") queueMicrotask(read);
    const rows = list.value?.filter(({ kind }) => !only || kind === only);
    return html`<details @toggle=${opened}>
      <summary class="small">${text.receipts}</summary>
      ${rows ? table(rows) : list.status === "error" ? html`<p class="failure" role="alert">${words().failedLoad}</p>` : nothing}
    </details>`;
  };
};
