import { OkaeriError } from "@okaeri/sdk";
import type { AgreementReceipt } from "@okaeri/sdk/contract/agreements";
import type { ConsoleClient } from "../src/console/console.ts";
import { defined, notFound, now } from "./fake-answers.ts";
import { readFile } from "./fake-imports.ts";
import { fileSource, idOf, smarthrSource } from "./fake-people.ts";
import type { FakeRegistry } from "./fake-registry.ts";

export const registryCalls = (api: FakeRegistry): ConsoleClient["registry"] => ({
  import: (csv, options = {}) => {
    const { dryRun = false, source = "file", mapping = {}, dateRules } = options;
    return (async () => {
      const text = typeof csv === "string" ? csv : await new Response(csv as BodyInit).text();
      return api.answer("registry.import", [options], () => {
        const known = new Set(
          api.people.flatMap(({ employments }) => employments.map(({ employeeNumber }) => employeeNumber ?? "")),
        );
        if (!dryRun) api.imported.push(text);
        return readFile(text, {
          source,
          mapping,
          dryRun,
          known,
          dateRules: dateRules ?? { twoDigitYearsFrom: null, dateOrder: null },
        });
      });
    })();
  },
  upsertPeople: () => Promise.reject(notFound()),
  listReceipts: (personId) => api.answer("registry.listReceipts", [personId], () => ({ data: api.members.receipts })),
  noteNda: (personId, note) =>
    api.answer("registry.noteNda", [personId, note], () => {
      const receipt: AgreementReceipt = {
        id: idOf("receipt", api.members.receipts.length + 1),
        kind: "nda",
        version: 2,
        locale: "ja",
        textHash: "0".repeat(64),
        act: note.act,
        way: "hr",
        at: now,
      };
      api.members.receipts = [receipt, ...api.members.receipts];
      return receipt;
    }),
  listPeople: (query = {}) => api.list("registry.listPeople", query, () => api.found(query)),
  countPeople: (query = {}) => api.answer("registry.countPeople", [query], () => ({ count: api.found(query).length })),
  getPerson: (personId, options) =>
    api.answer("registry.getPerson", [personId, ...(options?.purpose ? [options.purpose] : [])], () => {
      const { untilPurpose, forbidden } = api.withheld;
      const withheld = [...(options?.purpose ? [] : untilPurpose), ...forbidden];
      return { ...api.record(personId), ...Object.fromEntries(withheld.map((name) => [name, null])), withheld };
    }),
  editPerson: (personId, { release = [], reason, email: _, phone: __, ...edit }, { ifMatch }) =>
    api.answer("registry.editPerson", [personId, edit, ifMatch], () => {
      if (ifMatch !== api.record(personId).etag) throw new OkaeriError({ code: "precondition_failed", status: 412 });
      const held = new Set([...api.record(personId).heldFields, ...Object.keys(edit)]);
      for (const field of release) held.delete(field);
      const field = Object.keys(edit)[0] ?? release[0] ?? null;
      return api.change(personId, { ...defined(edit), heldFields: [...held] }, { field, reason: reason ?? null });
    }),
  changePersonState: (personId, { state, reason }) =>
    api.answer("registry.changePersonState", [personId, state, reason], () => {
      if (state === "erased") throw new OkaeriError({ code: "conflict", status: 409 });
      const before = api.record(personId).state;
      return api.change(
        personId,
        { state, stateSince: now },
        { kind: "state", field: "state", before, after: state, reason },
      );
    }),
  listPersonChanges: (personId, query = {}) =>
    api.list("registry.listPersonChanges", query, () => api.changes.get(personId) ?? api.history()),
  listSources: () =>
    api.answer("registry.listSources", [], () => ({
      data: [fileSource, smarthrSource].map((source) => ({
        ...source,
        mapping: {},
        dateRules: { twoDigitYearsFrom: null, dateOrder: null },
        lastRunAt: now,
      })),
    })),
  listRuns: (query = {}) =>
    api.list("registry.listRuns", query, () =>
      api.runs.filter(({ source }) => !query.sourceId || source.id === query.sourceId),
    ),
  exportPeople: (query = {}) =>
    api.answer("registry.exportPeople", [query], () => {
      if (query.encoding === "cp932" && !query.substitute)
        throw new OkaeriError({ code: "characters_not_encodable", status: 422 });
      return new Blob(["社員番号\n"], { type: "text/csv" });
    }),
  checkExport: (query = {}) =>
    api.answer("registry.checkExport", [query], () => {
      const found = api.found(query);
      const lacking = found.filter(({ name }) => name.family.includes("𠮷"));
      return {
        rows: found.length,
        unencodableCount: lacking.length,
        unencodable: lacking.slice(0, 1000).map(({ id, name }) => ({
          personId: id,
          name: `${name.family} ${name.given}`,
          column: "姓",
          character: "𠮷",
          codePoint: "U+20BB7",
        })),
      };
    }),
  listSeparationCodes: () => api.answer("registry.listSeparationCodes", [], () => ({ data: [] })),
  putSeparationCode: () => Promise.reject(notFound()),
});
