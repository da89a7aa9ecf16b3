import type { PersonState } from "@okaeri/sdk/contract/registry";

/**
 * Where each state may lead by somebody's decision. Leaving, having left and being rehired follow from employments
 * (`settlePeople`), and erasure has a procedure of its own.
 */
const decisions: Record<PersonState, readonly PersonState[]> = {
  leaving: ["invited", "pending"],
  // Whoever asked that their data be used no more withdraws without ever having joined.
  noticed: ["invited", "pending", "withdrawn"],
  invited: ["pending", "noticed", "withdrawn"],
  pending: ["verified", "invited", "noticed", "withdrawn"],
  verified: ["active", "withdrawn"],
  active: ["dormant", "withdrawn"],
  dormant: ["active", "withdrawn"],
  withdrawn: ["invited", "pending"],
  rehired: [],
  erased: [],
};

export const mayBecome = (from: PersonState, to: PersonState): boolean => decisions[from].includes(to);

/** The states to go through, the last included; null where there is no way. Nobody is withdrawn on the way to somewhere. */
export function wayTo(from: PersonState, to: PersonState): PersonState[] | null {
  const ways: PersonState[][] = [[]];
  const seen = new Set<PersonState>([from]);
  for (const way of ways) {
    const at = way.at(-1) ?? from;
    if (at === to) return way;
    for (const next of decisions[at]) {
      if (seen.has(next) || (next === "withdrawn" && to !== next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return null;
}
