import { jobDraft, jobEdit } from "@okaeri/sdk/contract/jobs";
import { describe, expect, it } from "vitest";
import { draftOf, editOf, faultsOf, isChanged, merge, wholeDraft } from "./posting-draft.rules.ts";

const blank = draftOf(undefined);
const written = { ...blank, title: " 営業 ", payMin: "６,０００,０００", payMax: "8000000", department: "営業部" };

describe("a posting being written", () => {
  it("is what the contract takes, with amounts as Japanese keyboards write them", () => {
    expect(jobDraft.parse(wholeDraft(written))).toMatchObject({
      title: "営業",
      department: "営業部",
      salary: { min: 6_000_000, max: 8_000_000, currency: "JPY", per: "year" },
      audience: "public",
      applyUrl: null,
    });
    expect(wholeDraft(blank).salary).toBeNull();
  });

  it.each([
    [{ title: " " }, { title: "missing" }],
    [{ payMin: "たくさん" }, { payMin: "amount" }],
    [{ payMin: "9", payMax: "8" }, { payMax: "payOrder" }],
    [{ payMin: "9", currency: "円" }, { currency: "currency" }],
    [{ closesOn: "2026-02-30" }, { closesOn: "day" }],
    [{ applyUrl: "javascript:alert(1)" }, { applyUrl: "url" }],
    [
      { requirements: Array.from({ length: 51 }, () => ({ name: "a", level: "required" as const })) },
      { requirements: "tooMany" },
    ],
    [{ currency: "円" }, {}],
  ])("says what is wrong: %j", (change, faults) => {
    expect(faultsOf({ ...blank, title: "a", ...change })).toEqual(faults);
  });

  it("sends only what is different, so that a feed keeps saying who may see it", () => {
    const edit = editOf(written, { ...written, title: "営業 ", department: "" });
    expect(jobEdit.parse(edit)).toEqual({ department: null });
    expect(isChanged(written, { ...written, currency: "JPY" })).toBe(false);
    expect(editOf(written, { ...written, payMin: "" })).toEqual({
      salary: { min: null, max: 8_000_000, currency: "JPY", per: "year" },
    });
  });

  it("keeps what was typed when somebody else was faster, takes over the rest, and names what both changed", () => {
    const mine = { ...written, title: "法人営業", payMin: "7000000" };
    const theirs = { ...written, title: "営業職", department: "営業本部", payMax: "9000000" };
    const { draft, taken, contested } = merge(written, mine, theirs);
    expect(draft).toMatchObject({ title: "法人営業", department: "営業本部", payMin: "7000000", payMax: "8000000" });
    expect([taken, contested.sort()]).toEqual([["department"], ["payMin", "title"]]);
    expect(merge(written, mine, mine)).toEqual({ draft: mine, taken: [], contested: [] });
  });
});
