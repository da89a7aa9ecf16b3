import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JobFeedFormat } from "@okaeri/sdk/contract/job-feeds";
import { parse as parseYaml } from "yaml";
import { formats } from "../src/feeds/formats.rules.ts";
import { joinPages, type ParsedFeed } from "../src/feeds/parsed-feed.rules.ts";

/** A document of the corpora, or one that stands in a file of documentation or recordings. */
export interface CorpusFeed {
  name: string;
  path: string;
  format: JobFeedFormat;
  cut(text: string): string;
}

const whole = (text: string): string => text;

/** Every document of jobs in the corpora that is a feed of one of the formats. */
export function corpusFeeds(corpora: string): CorpusFeed[] {
  const at = (name: string) => join(corpora, "jobs", name);
  const file = (format: JobFeedFormat, name: string): CorpusFeed => ({ name, path: at(name), format, cut: whole });
  const folder = (format: JobFeedFormat, name: string): CorpusFeed[] =>
    readdirSync(at(name))
      .sort()
      .map((one) => file(format, `${name}/${one}`));
  const within = (format: JobFeedFormat, name: string, part: string, cut: (text: string) => string): CorpusFeed => ({
    name: `${name} ${part}`,
    path: at(name),
    format,
    cut,
  });
  const cassettes = "greenhouse_io/spec/fixtures/cassettes";
  const examples = "schemaorg/examples.txt";
  return [
    ...["jobs", "jobs_with_content", "job"].map((one) =>
      within("greenhouse", `${cassettes}/${one}.yml`, "answer", recordedAnswer),
    ),
    ...[1, 2].map((one) =>
      within("greenhouse", "greenhouse_docs/source/includes/job-board/_jobs.md", `sample ${one}`, (text) =>
        jobLists(text, one - 1),
      ),
    ),
    file("usajobs", "gsa_jobs_api/doc/sample.xml"),
    ...folder("usajobs", "gsa_jobs_api/spec/resources/usajobs"),
    file("neogov", "gsa_jobs_api/doc/neogov_sample.rss"),
    ...folder("neogov", "gsa_jobs_api/spec/resources/neogov"),
    file("rss", "gsa_jobs_api/doc/neogov_sample.rss"),
    file("csv", "nyc/NYC_Jobs_rhayes92.csv"),
    ...folder("teaching_vacancies", "teaching_vacancies/spec/fixtures/files/vacancy_sources"),
    ...["Microdata", "RDFa", "JSON-LD"].map((syntax) =>
      within("schema_org", examples, `eg-0028 ${syntax}`, (text) => exampleIn(text, "eg-0028", syntax)),
    ),
    within("schema_org", examples, "eg-0213 JSON-LD", (text) => exampleIn(text, "eg-0213", "JSON-LD")),
    ...["1698", "2083", "2294", "2681"].map((one) => file("schema_org", `schemaorg/issue-${one}-examples.txt`)),
  ];
}

/** Recorded answers that are no list of postings: each must be refused, or everything would close. */
export function corpusRefusals(corpora: string): CorpusFeed[] {
  const cassettes = "greenhouse_io/spec/fixtures/cassettes";
  const recorded = ["departments", "offices", "invalid_organization", "invalid_id", "client/jobs", "client/job_post"];
  return recorded.map((one) => ({
    name: `${cassettes}/${one}.yml answer`,
    path: join(corpora, "jobs", `${cassettes}/${one}.yml`),
    format: "greenhouse",
    cut: recordedAnswer,
  }));
}

export function readCorpusFeed({ path, format, cut }: CorpusFeed): ParsedFeed & { document: Buffer } {
  const bytes = readFileSync(path);
  const document = cut === whole ? bytes : Buffer.from(cut(bytes.toString("utf8")));
  return { ...joinPages([formats[format].parse(document, { url: null, contentType: null })]), document };
}

/** The body of the first answer that was recorded. */
function recordedAnswer(yaml: string): string {
  const { http_interactions }: { http_interactions: { response: { body: { string: string } } }[] } = parseYaml(
    yaml.replaceAll(/: ! /g, ": ").replaceAll(/- ! /g, "- "),
  );
  return http_interactions[0]?.response.body.string ?? "";
}

const jobLists = (markdown: string, at: number): string =>
  [...markdown.matchAll(/```json\n([\s\S]*?)```/g)]
    .map(([, json]) => json ?? "")
    .filter((json) => /"jobs":\s*\[/.test(json))[at] ?? "";

/** One example of schema.org, in one of its syntaxes. */
function exampleIn(text: string, id: string, syntax: string): string {
  const from = text.indexOf(`TYPES: #${id} `);
  const example = text.slice(from, text.indexOf("\nTYPES:", from + 1));
  const heading = { Microdata: "MICRODATA:", RDFa: "RDFA:", "JSON-LD": "JSON:" }[syntax] ?? "";
  const start = example.indexOf(`\n${heading}\n`);
  const end = example.slice(start + heading.length + 2).search(/\n(MICRODATA|RDFA|JSON):\n/);
  return end < 0 ? example.slice(start) : example.slice(start, start + heading.length + 2 + end);
}
