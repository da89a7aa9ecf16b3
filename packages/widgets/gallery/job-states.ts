import type { JobPosting, JobSummary } from "@okaeri/sdk/contract/jobs";
import { jobsIn, type SampleLanguage } from "./sample-data.ts";

const second = jobsIn("ja")[1]?.id;

/** Every state of the board and of a single posting, as addresses of the gallery. */
const states: [what: string, query: string, fragment?: string][] = [
  ["A list, as the script brings it", "widget=job-board"],
  ["No postings", "widget=job-board&state=empty"],
  ["An API that never answers", "widget=job-board&state=loading"],
  ["An API that fails", "widget=job-board&state=error"],
  ["Somebody known: reasons, marks, interest", "widget=job-board&state=member"],
  ["Filters, open", "widget=job-board&act=filter"],
  ["Filters, in use", "widget=job-board", "#job=&employmentType=full_time&remote=partly&sort=closing"],
  ["Nothing found", "widget=job-board", "#job=&q=none"],
  ["Suggestions", "widget=job-board&act=suggest"],
  ["A posting", "widget=job-board&wide", `#job=${second}`],
  ["A posting, to somebody who worked here", "widget=job-board&wide&state=member", `#job=${second}`],
  ["A posting that one applies for", "widget=job-board&wide&state=member&act=apply", `#job=${second}`],
  ["An application with something missing", "widget=job-board&wide&state=member&act=submit", `#job=${second}`],
  ["A search that can be kept", "widget=job-board&state=member", "#job=&employmentType=full_time"],
  ["A posting of which nothing is known but its title", "widget=job-board&wide&state=bare", `#job=${second}`],
  ["A posting of which everything is known, at length", "widget=job-board&wide&state=full", `#job=${second}`],
  ["A posting that is gone", "widget=job-board&wide", "#job=job_gone"],
  ["Five thousand postings", "widget=job-board&state=long"],
  ["A posting by itself", "widget=job"],
  ["By itself, on its way", "widget=job&state=loading"],
  ["By itself, gone", "widget=job&state=gone"],
  ["By itself, in vain", "widget=job&state=error"],
];

const pageSizes = [360, 1280];

/** In both languages and themes, on a phone and on a desk. Forced colours are the reader's system's: turn them on and look again. */
export const statesPage = (): string => `<!doctype html>
<meta charset="utf-8">
<title>Every state of the job board</title>
<style>body { font: 14px/1.5 system-ui } section { display: flex; gap: 1rem; overflow: auto } iframe { flex: none; border: 1px solid; block-size: 640px }</style>
${states
  .map(
    ([what, query, fragment = ""]) =>
      `<h2>${what}</h2><section>${["ja", "en"]
        .flatMap((lang) => ["light", "dark"].map((theme) => `/?${query}&lang=${lang}&theme=${theme}${fragment}`))
        .flatMap((address) =>
          pageSizes.map(
            (width) =>
              `<iframe loading="lazy" title="${what}" width="${width}" src="${address.replaceAll("&", "&amp;")}"></iframe>`,
          ),
        )
        .join("")}</section>`,
  )
  .join("\n")}`;

/** What a state needs that no address says: a press, or some typing. */
export const actionIn = (act: string | null): string => {
  const pressWhenThere = (selector: string): string =>
    `for (;;) { const button = root.querySelector(${JSON.stringify(selector)}); if (button) { button.click(); break; } await new Promise(requestAnimationFrame); }`;
  const apply = pressWhenThere("button[part=apply]");
  const acts: Record<string, string> = {
    filter: pressWhenThere("button[name=filter]"),
    suggest:
      'const field = root.querySelector("input"); field.focus(); field.value = document.documentElement.lang === "ja" ? "プロ" : "pro"; field.dispatchEvent(new InputEvent("input", { bubbles: true }))',
    apply,
    submit: `${apply} ${pressWhenThere("form.application [type=submit]")}`,
  };
  const doing = acts[act ?? ""];
  if (!doing) return "";
  return `<script type="module">
    const board = document.querySelector("okaeri-job-board");
    await customElements.whenDefined("okaeri-job-board");
    await board.updateComplete;
    const root = board.shadowRoot;
    ${doing};
  </script>`;
};

export const manyFrom = (jobs: JobSummary[]): JobSummary[] =>
  Array.from({ length: 5000 }, (_, nth) => jobs[nth % jobs.length]).flatMap((job, nth) =>
    job ? [{ ...job, id: `job_${nth}`, title: `${job.title} ${nth + 1}` }] : [],
  );

export const knownIn = (jobs: JobSummary[]): JobSummary[] =>
  jobs.map((job, nth) => ({
    ...job,
    interested: nth === 2,
    ...(nth === 0 && { match: { reason: "former_department" as const, department: job.department ?? "" } }),
  }));

/** The two ends of what a posting can say. */
export const extremeOf = (state: string, language: SampleLanguage): Partial<JobPosting> => {
  if (state === "bare")
    return {
      department: null,
      location: null,
      employmentType: null,
      remote: null,
      salary: null,
      grade: null,
      startsOn: null,
      closesOn: null,
      requirements: [],
      whyComeBack: null,
      hiringManager: null,
      descriptionHtml: "",
      applyUrl: null,
      publishedAt: null,
    };
  if (state !== "full") return {};
  const skill =
    language === "ja" ? "イベント駆動アーキテクチャの設計と運用の経験" : "Designing and running event-driven systems";
  return {
    audience: "invited",
    interested: true,
    requirements: Array.from({ length: 50 }, (_, nth) => [
      { name: `${skill} ${nth + 1}`, level: "required" as const },
      { name: `${skill} ${nth + 1}`, level: "preferred" as const },
    ]).flat(),
  };
};
