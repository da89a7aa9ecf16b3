import { isOkaeriError } from "@okaeri/sdk";
import type { RegistryEncoding, RegistryImport } from "@okaeri/sdk/contract/registry-imports";
import { type Html, html } from "./html.ts";
import { type Answer, fieldOf, type Visit, wordsFor } from "./portal.ts";
import type { Words } from "./words.ts";

interface Held {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  encoding: RegistryEncoding;
}

const maxFileBytes = 20 * 1024 * 1024;
const shownRejections = 200;
const encodings: RegistryEncoding[] = ["auto", "utf-8", "cp932"];

const formBody = (words: Words, alert?: string): Html => {
  const text = words.import;
  return html`
    ${alert && html`<p class="alert" role="alert">${alert}</p>`}
    <p>${text.intro}</p>
    <form class="fields" method="post" action="import" enctype="multipart/form-data">
      <label>${text.file}<input type="file" name="file" accept=".csv,text/csv" required /></label>
      <label>${text.encoding}<select name="encoding">
        ${encodings.map((encoding) => html`<option value="${encoding}">${encoding === "auto" ? text.auto : encoding.toUpperCase()}</option>`)}
      </select></label>
      <p><button class="primary">${text.preview}</button></p>
    </form>
    <p class="soft">${text.sample}: <a href="leavers.csv" download>${text.good}</a> · <a href="leavers-with-faults.csv" download>${text.bad}</a></p>`;
};

const countsBody = (result: RegistryImport, { import: { counts } }: Words): Html => {
  const { read, created, updated, unchanged, here, rejectedCount } = result;
  const rows: (readonly [string, number] | false)[] = [
    [counts.read, read],
    [counts.created, created],
    [counts.updated, updated],
    [counts.unchanged, unchanged],
    here > 0 && [counts.here, here],
    [counts.rejected, rejectedCount],
  ];
  return html`
  <dl class="counts">
    ${rows.map((row) => row && html`<div><dt>${row[0]}</dt><dd>${row[1]}</dd></div>`)}
  </dl>`;
};

const rejectedBody = ({ rejected }: RegistryImport, words: Words): Html | false => {
  const text = words.import;
  return (
    rejected.length > 0 &&
    html`<h2>${text.rows}</h2>
      <p>${text.rowsHint}</p>
      <div class="wide" role="region" aria-label="${text.rows}" tabindex="0"><table>
        <thead><tr><th scope="col" class="number">${text.row}</th><th scope="col">${text.column}</th><th scope="col">${text.reason}</th><th scope="col">${text.code}</th></tr></thead>
        <tbody>
          ${rejected.slice(0, shownRejections).map(
            ({ row, column, code }) => html`<tr>
              <th scope="row" class="number">${row}</th><td>${column ?? text.wholeRow}</td>
              <td>${words.rejections[code] ?? code}</td><td><code>${code}</code></td></tr>`,
          )}
        </tbody>
      </table></div>`
  );
};

const failed = (error: unknown, name: string, words: Words): Answer => {
  const text = words.import;
  const code = isOkaeriError(error) ? error.code : "";
  const reasons: Partial<Record<string, string>> = {
    registry_file_unreadable: text.unreadable,
    registry_columns_missing: text.columns,
    registry_data_forbidden: text.forbidden,
  };
  const why = reasons[code];
  return {
    title: text.failedTitle,
    status: 422,
    body: html`
      <p class="alert" role="alert">${name}<br />${why ?? wordsFor(error, words)}</p>
      ${code === "registry_columns_missing" && html`<pre tabindex="0">${text.columnsExample}</pre>`}
      <p>${text.failedKept}</p>
      ${isOkaeriError(error) && error.detail && html`<p class="soft">${text.detail}: <span lang="en">${error.detail}</span></p>`}
      <p><a href="import">${text.again}</a></p>`,
  };
};

/** The file is read twice: once to see what it would do, once to do it. In between it is kept for whoever chose it. */
export function importPages() {
  const held = new Map<string, Held>();

  return {
    importForm: async ({ words }: Visit): Promise<Answer> => ({ title: words.importing, body: formBody(words) }),

    async previewImport({ client, words, form, sessionId }: Visit): Promise<Answer> {
      const text = words.import;
      const file = form.get("file");
      if (!(file instanceof File) || file.size === 0)
        return { title: words.importing, body: formBody(words, text.missing), status: 422 };
      if (file.size > maxFileBytes)
        return { title: words.importing, body: formBody(words, text.tooLarge), status: 413 };
      const encoding = encodings.find((known) => known === fieldOf(form, "encoding")) ?? "auto";
      const bytes = new Uint8Array(await file.arrayBuffer());
      try {
        const preview = await client.registry.import(bytes, { encoding, dryRun: true });
        held.set(sessionId, { name: file.name, bytes, encoding });
        return {
          title: text.previewTitle,
          body: html`
            <p>${file.name}<br />${text.nothingYet}</p>
            ${countsBody(preview, words)}
            <form class="decide" method="post" action="import-now">
              <button class="primary">${text.confirm}</button> <a href="import">${text.again}</a>
            </form>
            ${rejectedBody(preview, words)}`,
        };
      } catch (error) {
        return failed(error, file.name, words);
      }
    },

    async confirmImport({ client, words, sessionId }: Visit): Promise<Answer> {
      const file = held.get(sessionId);
      if (!file) return { title: words.importing, body: formBody(words, words.import.gone), status: 409 };
      try {
        const result = await client.registry.import(file.bytes, { encoding: file.encoding });
        held.delete(sessionId);
        return {
          title: words.import.resultTitle,
          body: html`
            <p role="status">${file.name}</p>
            ${countsBody(result, words)}
            <p class="decide"><a href="./">${words.import.toPeople}</a> <a href="import">${words.import.again}</a></p>
            ${rejectedBody(result, words)}`,
        };
      } catch (error) {
        return failed(error, file.name, words);
      }
    },
  };
}
