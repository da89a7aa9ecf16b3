import { type PersonState, personStates } from "@okaeri/sdk/contract/registry";
import { describe, expect, it } from "vitest";
import { mayBecome, wayTo } from "./person-state.rules.ts";

describe("a state", () => {
  it.each<[PersonState, PersonState, PersonState[] | null]>([
    ["noticed", "active", ["pending", "verified", "active"]],
    ["leaving", "pending", ["pending"]],
    ["withdrawn", "active", ["pending", "verified", "active"]],
    ["dormant", "active", ["active"]],
    ["active", "active", []],
    ["active", "invited", null],
    ["active", "pending", null],
    ["active", "withdrawn", ["withdrawn"]],
    ["rehired", "active", null],
    ["erased", "invited", null],
  ])("leads from %s to %s by %o", (from, to, way) => {
    expect(wayTo(from, to)).toEqual(way);
  });

  it("is never made leaving, rehired or erased by a decision alone", () => {
    for (const from of personStates)
      for (const to of ["leaving", "rehired", "erased"] as const)
        expect([from, to, mayBecome(from, to)]).toEqual([from, to, false]);
  });
});
