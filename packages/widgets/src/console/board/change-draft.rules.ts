import type { ChangeKind, OrganizationChange, OrganizationChangeEdit } from "@okaeri/sdk/contract/organization-changes";
import { isDay } from "../route-parts.rules.ts";

/** What stands in the form. */
export interface ChangeDraft {
  happenedOn: string;
  kind: string;
  department: string;
  renamedFrom: string;
  title: string;
  text: string;
  /** One a line. */
  skills: string;
}

export type ChangeFault = "missing" | "day" | "department" | "skills";

export const changeKinds: readonly ChangeKind[] = ["organization", "tools", "process", "products", "policy", "pay"];
// As the contract has it.
const mostSkills = 50;
const longestSkill = 200;

export const changeDraftOf = (change: OrganizationChange | undefined): ChangeDraft => ({
  happenedOn: change?.happenedOn ?? "",
  kind: change?.kind ?? "organization",
  department: change?.department ?? "",
  renamedFrom: change?.renamedFrom ?? "",
  title: change?.title ?? "",
  text: change?.text ?? "",
  skills: (change?.skills ?? []).join("\n"),
});

export const wholeChange = (draft: ChangeDraft) => ({
  happenedOn: draft.happenedOn,
  kind: changeKinds.find((one) => one === draft.kind) ?? "organization",
  department: draft.department.trim() || null,
  renamedFrom: draft.renamedFrom.trim() || null,
  title: draft.title.trim(),
  text: draft.text.trim(),
  skills: [
    ...new Set(
      draft.skills
        .split("\n")
        .map((skill) => skill.trim())
        .filter(Boolean),
    ),
  ],
});

export function changeFaultsOf(draft: ChangeDraft): Partial<Record<keyof ChangeDraft, ChangeFault>> {
  const { happenedOn, title, department, renamedFrom, skills } = wholeChange(draft);
  return {
    ...(!isDay(happenedOn) && { happenedOn: "day" }),
    ...(title === "" && { title: "missing" }),
    ...(renamedFrom !== null && department === null && { department: "department" }),
    ...((skills.length > mostSkills || skills.some(({ length }) => length > longestSkill)) && { skills: "skills" }),
  };
}

/** Only what is different. */
export function changeEditOf(before: ChangeDraft, after: ChangeDraft): OrganizationChangeEdit {
  const was = wholeChange(before);
  const differs = ([name, value]: [string, unknown]): boolean =>
    JSON.stringify(value) !== JSON.stringify(Reflect.get(was, name));
  return Object.fromEntries(Object.entries(wholeChange(after)).filter(differs));
}

/** What was typed over what is there now. */
export const rebased = (base: ChangeDraft, mine: ChangeDraft, now: ChangeDraft): ChangeDraft => ({
  ...now,
  ...Object.fromEntries(Object.entries(mine).filter(([name, value]) => value !== Reflect.get(base, name))),
});
