import type { JobMatchReport, MatchLine } from "@okaeri/sdk/contract/job-matches";
import type { JobPosting } from "@okaeri/sdk/contract/jobs";

/** Everything that is read of a person. What is not here can't weigh. */
export interface WorkFacts {
  /** As they were called then, with the name each has today where it was renamed since. */
  departments: readonly { name: string; nowCalled: string }[];
  skills: readonly string[];
  /** The last one. */
  grade: string | null;
}

/** What the posting asks for that came after the person left; null where it isn't known when that was. */
export type NewSince = readonly string[] | null;

type Asked = Pick<JobPosting, "department" | "grade" | "requirements">;

const weights = { department: 30, skills: 40, grade: 10, familiarity: 20 } as const;
const required = 2;
const preferred = 1;

/** Deterministic, and the sum of its lines. */
export function matchOf(
  posting: Asked,
  facts: WorkFacts,
  newSince: NewSince,
): Pick<JobMatchReport, "score" | "confidence" | "lines"> {
  const lines = [
    departmentLine(posting, facts),
    skillsLine(posting, facts),
    gradeLine(posting, facts),
    familiarityLine(posting, newSince),
  ];
  const decided = lines.filter(({ points }) => points !== null);
  const possible = decided.reduce((sum, { max }) => sum + max, 0);
  const points = decided.reduce((sum, line) => sum + (line.points ?? 0), 0);
  const whole = lines.reduce((sum, { max }) => sum + max, 0);
  return {
    score: possible === 0 ? null : Math.round((points / possible) * 100),
    confidence: Math.round((possible / whole) * 100) / 100,
    lines,
  };
}

/** Whether a department as a posting names it is one of theirs, then or by today's name. */
export const isTheirs = (department: string, { name, nowCalled }: WorkFacts["departments"][number]): boolean =>
  fold(name) === fold(department) || fold(nowCalled) === fold(department);

const undecided = (kind: MatchLine["kind"]): MatchLine => ({
  kind,
  points: null,
  max: weights[kind],
  matched: [],
  missing: [],
});

function departmentLine({ department }: Asked, { departments }: WorkFacts): MatchLine {
  if (department === null || departments.length === 0) return undecided("department");
  const there = departments.filter((theirs) => isTheirs(department, theirs));
  return {
    kind: "department",
    points: there.length > 0 ? weights.department : 0,
    max: weights.department,
    matched: there.map(({ name }) => name),
    missing: [],
  };
}

function skillsLine({ requirements }: Asked, { skills }: WorkFacts): MatchLine {
  if (requirements.length === 0 || skills.length === 0) return undecided("skills");
  const has = ({ name }: Asked["requirements"][number]) => skills.some((skill) => means(name, skill));
  return line("skills", requirements, has);
}

function familiarityLine({ requirements }: Asked, newSince: NewSince): MatchLine {
  if (requirements.length === 0 || newSince === null) return undecided("familiarity");
  return line("familiarity", requirements, ({ name }) => !newSince.includes(name));
}

/** The weight by what the requirements that hold weigh, the required ones twice. */
function line(
  kind: "skills" | "familiarity",
  requirements: Asked["requirements"],
  holds: (requirement: Asked["requirements"][number]) => boolean,
): MatchLine {
  const weigh = (some: Asked["requirements"]) =>
    some.reduce((sum, { level }) => sum + (level === "required" ? required : preferred), 0);
  const matched = requirements.filter(holds);
  return {
    kind,
    points: Math.round((weigh(matched) / weigh(requirements)) * weights[kind]),
    max: weights[kind],
    matched: matched.map(({ name }) => name),
    missing: requirements.filter((requirement) => !holds(requirement)).map(({ name }) => name),
  };
}

function gradeLine({ grade: asked }: Asked, { grade }: WorkFacts): MatchLine {
  if (asked === null || grade === null) return undecided("grade");
  const same = fold(asked) === fold(grade);
  return {
    kind: "grade",
    points: same ? weights.grade : 0,
    max: weights.grade,
    matched: same ? [asked] : [],
    missing: same ? [] : [asked],
  };
}

const fold = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, " ").trim();

const latin = /^[\p{Script=Latin}\p{N}.+#]/u;

/** Whether a requirement is the skill, or a sentence with it: 決算 in 決算の実務経験, but not Go in Google. */
export function means(requirement: string, skill: string): boolean {
  const [asked, has] = [fold(requirement), fold(skill)];
  if (asked === has) return true;
  if ([...has].length < 2) return false;
  for (let at = asked.indexOf(has); at >= 0; at = asked.indexOf(has, at + 1)) {
    const [before = "", after = ""] = [asked.slice(0, at).at(-1), asked.slice(at + has.length)[0]];
    if (!(latin.test(has) && latin.test(before)) && !(latin.test([...has].at(-1) ?? "") && latin.test(after)))
      return true;
  }
  return false;
}
