import type { JobRequirement } from "@okaeri/sdk/contract/jobs";
import type { JobChanges, OrganizationChange } from "@okaeri/sdk/contract/organization-changes";

const fold = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, " ").trim();

/** What a posting asks for that one of these changes brought; by the earliest of them. */
export function newRequirementsIn(
  requirements: readonly JobRequirement[],
  changes: readonly OrganizationChange[],
): JobChanges["newRequirements"] {
  const earliestFirst = changes.toSorted((a, b) => (a.happenedOn < b.happenedOn ? -1 : 1));
  return requirements.flatMap(({ name }) => {
    const change = earliestFirst.find(({ skills }) => skills.some((skill) => fold(skill) === fold(name)));
    return change ? [{ name, changeId: change.id, happenedOn: change.happenedOn }] : [];
  });
}
