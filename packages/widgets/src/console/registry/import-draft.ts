import type {
  RegistryColumn,
  RegistryDateRules,
  RegistryEncoding,
  RegistryField,
  RegistryImport,
  RegistryMapping,
  RegistrySource,
} from "@okaeri/sdk/contract/registry-imports";
import type { OkaeriConsole } from "../console.ts";
import { codeOf } from "../fault.ts";
import { columnsOf, decodeBegin, misreadOf } from "./header.rules.ts";

const headerBytes = 65_536;
const openDates: RegistryDateRules = { twoDigitYearsFrom: null, dateOrder: null };

/** An import on its way: what was chosen, and what the server said to it. It outlives every view, fault and renewal. */
export const importDraft = (desk: OkaeriConsole) => {
  let abort: AbortController | undefined;

  const draft = {
    file: undefined as File | undefined,
    source: "",
    encoding: "auto" as RegistryEncoding,
    sources: [] as RegistrySource[],
    columns: [] as RegistryColumn[],
    /** Only what somebody chose is sent: the rest is remembered by the source, or guessed. */
    mapping: undefined as RegistryMapping | undefined,
    dateRules: undefined as RegistryDateRules | undefined,
    preview: undefined as RegistryImport | undefined,
    result: undefined as RegistryImport | undefined,
    busy: undefined as "reading" | "writing" | undefined,
    fault: undefined as unknown,
    fileGone: false,
    /** Why the columns are missing, where the file itself tells. */
    misread: undefined as ReturnType<typeof misreadOf>,

    get rules(): RegistryDateRules {
      return draft.dateRules ?? draft.sources.find(({ name }) => name === draft.source)?.dateRules ?? openDates;
    },

    choose(file: File | undefined): void {
      abort?.abort();
      Object.assign(draft, { file, columns: [], mapping: undefined, preview: undefined, result: undefined });
      Object.assign(draft, { fault: undefined, fileGone: false, misread: undefined });
      desk.requestUpdate();
    },

    /** Another name, another encoding: what was read by the old one no longer counts. */
    settle(change: Partial<{ source: string; encoding: RegistryEncoding; dateRules: RegistryDateRules }>): void {
      Object.assign(draft, change, { preview: undefined });
      desk.requestUpdate();
    },

    map(column: string, field: RegistryField | null): void {
      draft.columns = draft.columns.map((one) => (one.name === column ? { ...one, field, guessed: false } : one));
      draft.mapping = Object.fromEntries(draft.columns.map((one) => [one.name, one.field]));
      draft.preview = undefined;
      desk.requestUpdate();
    },

    async loadSources(signal?: AbortSignal): Promise<void> {
      const { data } = await (await desk.client()).registry.listSources({ signal });
      draft.sources = data.filter(({ kind }) => kind === "file");
      desk.requestUpdate();
    },

    stop(): void {
      abort?.abort();
    },

    /** Reads without writing. False where it failed, and `fault` says why. */
    read: (): Promise<boolean> =>
      send("reading", async (file, signal) => {
        draft.preview = undefined;
        try {
          draft.preview = await (await desk.client()).registry.import(file, { ...settings(), dryRun: true, signal });
          draft.columns = draft.preview.columns;
        } catch (error) {
          // The server can't say which columns there are before it knows what they hold: the file itself can.
          if (codeOf(error) === "registry_columns_missing" && draft.columns.length === 0) {
            const begin = decodeBegin(await beginOf(file), draft.encoding);
            draft.misread = misreadOf(begin);
            if (draft.misread === undefined) draft.columns = columnsOf(begin);
          }
          throw error;
        }
      }),

    write: (): Promise<boolean> =>
      send("writing", async (file) => {
        draft.result = await (await desk.client()).registry.import(file, settings());
      }),
  };

  const settings = () => ({
    source: draft.source,
    encoding: draft.encoding,
    ...(draft.mapping && { mapping: draft.mapping }),
    ...(draft.dateRules && { dateRules: draft.dateRules }),
  });

  const send = async (
    busy: "reading" | "writing",
    work: (file: File, signal: AbortSignal) => Promise<void>,
  ): Promise<boolean> => {
    const { file } = draft;
    if (!file || draft.busy) return false;
    abort = new AbortController();
    const { signal } = abort;
    Object.assign(draft, { busy, fault: undefined, fileGone: false, misread: undefined });
    desk.requestUpdate();
    try {
      await work(file, signal);
      return true;
    } catch (error) {
      if (!signal.aborted) {
        draft.fault = error;
        draft.fileGone = await isGone(file);
      }
      return false;
    } finally {
      draft.busy = undefined;
      desk.requestUpdate();
    }
  };

  return draft;
};

export type ImportDraft = ReturnType<typeof importDraft>;

const beginOf = async (file: File): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(0, headerBytes).arrayBuffer());

// A file that was changed on the disk after it was chosen can't be read any more; to `fetch` that looks like no network.
const isGone = (file: File): Promise<boolean> =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => false,
      () => true,
    );
