import type { JobMatchReport } from "@okaeri/sdk/contract/job-matches";
import type { JobChanges } from "@okaeri/sdk/contract/organization-changes";

const requirements = ["TypeScript", "PostgreSQL", "Accessibility"];

/** How a posting fits somebody who left in 2021. */
export const sampleMatch = (): JobMatchReport => ({
  jobId: "job_01jd7gq3m8e9ab4x5y6z700000",
  score: 80,
  confidence: 0.9,
  leftOn: "2021-03-31",
  lines: [
    { kind: "department", points: 30, max: 30, matched: ["システム課"], missing: [] },
    { kind: "skills", points: 26, max: 40, matched: requirements.slice(0, 2), missing: requirements.slice(2) },
    { kind: "grade", points: null, max: 10, matched: [], missing: [] },
    { kind: "familiarity", points: 16, max: 20, matched: requirements.slice(1), missing: requirements.slice(0, 1) },
  ],
});

export const sampleChanges = (): JobChanges => ({
  since: "2021-03-31",
  data: [
    {
      id: "orgchange_01jd7gq3m8e9ab4x5y6z700001",
      happenedOn: "2025-04-01",
      kind: "tools",
      department: "プロダクト部",
      renamedFrom: null,
      title: "受注システムをTypeScriptで作り直しました",
      text: "旧システムは2025年3月で役目を終えました。\n移行の記録は入社後にご覧いただけます。",
      skills: ["TypeScript"],
      status: "published",
      updatedAt: "2025-04-01T01:00:00Z",
    },
    {
      id: "orgchange_01jd7gq3m8e9ab4x5y6z700002",
      happenedOn: "2022-04-01",
      kind: "organization",
      department: "プロダクト部",
      renamedFrom: "システム課",
      title: "部署の名前が変わりました",
      text: "",
      skills: [],
      status: "published",
      updatedAt: "2022-04-01T01:00:00Z",
    },
  ],
  newRequirements: [{ name: "TypeScript", changeId: "orgchange_01jd7gq3m8e9ab4x5y6z700001", happenedOn: "2025-04-01" }],
});
