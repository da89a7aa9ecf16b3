import type { PersonEdit, PersonFilterQuery, PersonQuery, PersonStateChange } from "@okaeri/sdk/contract/registry";
import type { DuplicateDismissal, MergeDraft, MergeUndo } from "@okaeri/sdk/contract/registry-duplicates";
import type { RegistryExportQuery } from "@okaeri/sdk/contract/registry-exports";
import type { Leaver, RegistryRunQuery } from "@okaeri/sdk/contract/registry-imports";
import type { SegmentDraft, SegmentEdit } from "@okaeri/sdk/contract/registry-segments";
import type { SeparationCodeEdit } from "@okaeri/sdk/contract/separation-codes";
import type { Example } from "./examples.ts";

const personId = "person_01kaf0g2q5f7k9b3m8x2v4t6ye";
const segmentId = "segment_01kaf0g2q5f7k9b3m8x2v4t6ye";
const sourceId = "source_01kaf0g2q5f7k9b3m8x2v4t6ye";

/** By operation id, as in `examples`. */
export const registryExamples: Readonly<Record<string, Example>> = {
  importRegistry: {
    sdk: "registry.import",
    query: { source: "人事システム", dryRun: true },
    csv: "社員番号,氏名,退職日\n0042,山田 花子,2021-03-31\n",
  },
  upsertPeople: {
    sdk: "registry.upsertPeople",
    body: {
      source: "hris",
      people: [
        {
          externalId: "w-42",
          employeeNumber: "0042",
          name: { family: "山田", given: "花子" },
          kana: { family: "ヤマダ", given: "ハナコ" },
          hiredOn: "2012-04-01",
          leftOn: "2021-03-31",
          department: "開発部",
        } satisfies Leaver,
      ],
    },
  },
  listSources: { sdk: "registry.listSources" },
  listRuns: { sdk: "registry.listRuns", query: { sourceId } satisfies RegistryRunQuery },
  listPeople: { sdk: "registry.listPeople", query: { q: "やまだ" } satisfies PersonQuery },
  countPeople: {
    sdk: "registry.countPeople",
    query: { department: "開発部", minYearsSinceLeaving: 3 } satisfies PersonFilterQuery,
  },
  getPerson: { sdk: "registry.getPerson", path: { personId } },
  editPerson: {
    sdk: "registry.editPerson",
    path: { personId },
    body: { formerFamilyName: "佐藤", reason: "本人の申し出" } satisfies PersonEdit,
  },
  changePersonState: {
    sdk: "registry.changePersonState",
    path: { personId },
    body: { state: "invited", reason: "退職面談で案内" } satisfies PersonStateChange,
  },
  listPersonChanges: { sdk: "registry.listPersonChanges", path: { personId }, query: { limit: 20 } },
  exportPeople: {
    sdk: "registry.exportPeople",
    query: { encoding: "cp932", substitute: "〓" } satisfies RegistryExportQuery,
  },
  checkExport: { sdk: "registry.checkExport", query: { department: "開発部" } satisfies PersonFilterQuery },
  listSeparationCodes: { sdk: "registry.listSeparationCodes" },
  putSeparationCode: {
    sdk: "registry.putSeparationCode",
    path: { number: "40" },
    body: { code: "4D", label: { ja: "自己都合", en: "Resignation" }, inUse: true } satisfies SeparationCodeEdit,
  },
  listSegments: { sdk: "segments.list" },
  createSegment: {
    sdk: "segments.create",
    body: {
      name: "開発部を離れて3年以上",
      filter: { department: "開発部", minYearsSinceLeaving: 3 },
    } satisfies SegmentDraft,
  },
  getSegment: { sdk: "segments.get", path: { segmentId } },
  editSegment: {
    sdk: "segments.edit",
    path: { segmentId },
    body: { name: "開発部のみなさん" } satisfies SegmentEdit,
  },
  deleteSegment: { sdk: "segments.delete", path: { segmentId } },
  listDuplicates: { sdk: "duplicates.list", query: { limit: 20 } },
  dismissDuplicate: {
    sdk: "duplicates.dismiss",
    path: { duplicateId: "duplicate_01kaf0g2q5f7k9b3m8x2v4t6ye" },
    body: { reason: "双子の姉妹" } satisfies DuplicateDismissal,
  },
  mergePeople: {
    sdk: "duplicates.merge",
    body: {
      keptId: personId,
      mergedId: "person_01kaf0g2q5f7k9b3m8x2v4t6yf",
      reason: "結婚で改姓",
    } satisfies MergeDraft,
  },
  listMerges: { sdk: "duplicates.listMerges", query: { limit: 20 } },
  undoMerge: {
    sdk: "duplicates.undoMerge",
    path: { mergeId: "merge_01kaf0g2q5f7k9b3m8x2v4t6ye" },
    body: { reason: "別の人でした" } satisfies MergeUndo,
  },
};
