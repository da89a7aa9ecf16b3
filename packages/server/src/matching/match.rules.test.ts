import type { JobRequirement } from "@okaeri/sdk/contract/jobs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchOf, type NewSince, type WorkFacts } from "./match.rules.ts";

const needs = (...names: string[]): JobRequirement[] => names.map((name) => ({ name, level: "required" }));
const wants = (...names: string[]): JobRequirement[] => names.map((name) => ({ name, level: "preferred" }));
const posting = (more: Partial<Parameters<typeof matchOf>[0]> = {}) => ({
  department: "開発部",
  grade: "G4",
  requirements: [...needs("TypeScript", "PostgreSQL"), ...wants("英語")],
  ...more,
});
const facts = (more: Partial<WorkFacts> = {}): WorkFacts => ({
  departments: [{ name: "開発部", nowCalled: "開発部" }],
  skills: ["TypeScript", "PostgreSQL", "英語"],
  grade: "G4",
  ...more,
});
const pointsOf = (...args: Parameters<typeof matchOf>) =>
  Object.fromEntries(matchOf(...args).lines.map(({ kind, points }) => [kind, points]));

describe("a match", () => {
  it("is whole where everything fits, and nothing where nothing does", () => {
    expect(matchOf(posting(), facts(), [])).toMatchObject({ score: 100, confidence: 1 });
    const other = facts({ departments: [{ name: "営業部", nowCalled: "営業部" }], skills: ["簿記"], grade: "G1" });
    expect(matchOf(posting(), other, ["TypeScript", "PostgreSQL", "英語"])).toMatchObject({ score: 0, confidence: 1 });
  });

  it("weighs each line as it says", () => {
    expect(pointsOf(posting(), facts({ skills: ["typescript"] }), ["英語"])).toEqual({
      department: 30,
      skills: 16,
      grade: 10,
      familiarity: 16,
    });
    expect(matchOf(posting(), facts({ skills: ["typescript"] }), ["英語"]).lines[1]).toEqual({
      kind: "skills",
      points: 16,
      max: 40,
      matched: ["TypeScript"],
      missing: ["PostgreSQL", "英語"],
    });
  });

  it("counts neither for nor against what nobody said, but is less certain", () => {
    const steps: [Parameters<typeof matchOf>, number][] = [
      [[posting(), facts(), []], 1],
      [[posting(), facts(), null], 0.8],
      [[posting(), facts({ grade: null }), null], 0.7],
      [[posting({ requirements: [] }), facts({ grade: null }), []], 0.3],
    ];
    for (const [args, confidence] of steps) expect(matchOf(...args)).toMatchObject({ score: 100, confidence });
    const nothing = { departments: [], skills: [], grade: null };
    expect(matchOf(posting(), nothing, null)).toMatchObject({ score: null, confidence: 0 });
  });

  it("knows a department by the name it has today", () => {
    const renamed = facts({ departments: [{ name: "システム課", nowCalled: "開発部" }] });
    expect(matchOf(posting(), renamed, []).lines[0]).toMatchObject({ points: 30, matched: ["システム課"] });
  });

  it.each([
    ["決算の実務経験", "決算", true],
    ["Ｔypescript", "TypeScript", true],
    ["Google Workspace", "Go", false],
    ["Go または Rust", "Go", true],
    ["GoでのWeb開発", "Go", true],
    ["C++の経験", "C++", true],
    ["C++", "C", false],
    ["Java Script", "Java", true],
    ["JavaScript", "Java", false],
    ["簿記2級", "簿記", true],
    ["英語", "語", false],
    ["R", "R", true],
  ])("finds in %s the skill %s: %s", (name, skill, found) => {
    const { points } = matchOf(posting({ requirements: needs(name) }), facts({ skills: [skill] }), []).lines[1] ?? {};
    expect(points).toBe(found ? 40 : 0);
  });

  it("is the sum of its lines, and never less for knowing more", () => {
    const text = fc.constantFrom("TypeScript", "英語", "簿記", "決算", "Go", "");
    const anyFacts = fc.record({
      departments: fc.array(fc.record({ name: text, nowCalled: text }), { maxLength: 3 }),
      skills: fc.array(text, { maxLength: 4 }),
      grade: fc.option(text),
    });
    const requirement = fc.record({
      name: text,
      level: fc.constantFrom<JobRequirement["level"]>("required", "preferred"),
    });
    const anyPosting = fc.record({
      department: fc.option(text),
      grade: fc.option(text),
      requirements: fc.array(requirement, { maxLength: 5 }),
    });
    const since: fc.Arbitrary<NewSince> = fc.option(fc.array(text, { maxLength: 3 }));
    fc.assert(
      fc.property(anyPosting, anyFacts, since, text, (job, known, newSince, skill) => {
        const { score, confidence, lines } = matchOf(job, known, newSince);
        const decided = lines.filter(({ points }) => points !== null);
        const possible = decided.reduce((sum, { max }) => sum + max, 0);
        const points = decided.reduce((sum, line) => sum + (line.points ?? 0), 0);
        expect(score).toBe(possible === 0 ? null : Math.round((points / possible) * 100));
        expect(confidence).toBeCloseTo(possible / 100);
        for (const { points, max } of decided) expect(points).toBeLessThanOrEqual(max);
        if (known.skills.length === 0) return;
        const more = matchOf(job, { ...known, skills: [...known.skills, skill] }, newSince);
        expect(more.score ?? 0).toBeGreaterThanOrEqual(score ?? 0);
      }),
    );
  });
});
