import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { corpusFeeds, corpusRefusals, readCorpusFeed } from "../../testing/feed-corpora.ts";
import { addQuietFeed } from "../../testing/feed-server.ts";
import { startTestServer } from "../../testing/server.ts";
import { listJobs } from "../jobs/job-list.ts";
import { getJob } from "../jobs/jobs.ts";
import type { Context } from "../platform/context.ts";
import { uploadDocument } from "./feed-sync.ts";
import { openToday } from "./open-today.rules.ts";

const corpora = process.env.OKAERI_CORPORA;
const feeds = corpora ? corpusFeeds(corpora) : [];
const named = (end: string) => {
  const feed = feeds.find(({ name }) => name.endsWith(end));
  if (!feed) throw new Error(`no ${end}`);
  return readCorpusFeed(feed);
};

describe.skipIf(!corpora)("feeds from real data (OKAERI_CORPORA)", async () => {
  const server = await startTestServer();
  const at = (ctx: Context, day: string): Context => ({ ...ctx, clock: { now: () => new Date(`${day}T03:00:00Z`) } });

  it("every file is there and is read; what becomes of its items is all of them", () => {
    expect(feeds.length).toBeGreaterThanOrEqual(28);
    for (const feed of feeds) {
      expect([feed.name, existsSync(feed.path)]).toEqual([feed.name, true]);
      const { read, postings, notOpen, repeated, rejected } = readCorpusFeed(feed);
      expect([feed.name, read]).toEqual([feed.name, postings.length + notOpen.length + repeated + rejected.length]);
      expect([feed.name, postings.length > 0]).toEqual([feed.name, true]);
      for (const { title, descriptionHtml } of postings) {
        expect(title).toBe(title.trim());
        expect(descriptionHtml).not.toMatch(/â€|&amp;lt;|&lt;(p|ul|div)\b/);
      }
    }
  });

  it("recorded answers that are no list of postings are refused", () => {
    const refusals = corpusRefusals(corpora ?? "");
    expect(refusals).toHaveLength(6);
    for (const refusal of refusals)
      expect(() => readCorpusFeed(refusal)).toThrow(expect.objectContaining({ code: "feed_unreadable" }));
  });

  it("NYC: 3,977 rows become one posting per id; four rows with shifted or lost columns are named; the same again changes nothing", async () => {
    const { ctx } = await server.foundOrganization();
    const id = await addQuietFeed(ctx, "csv");
    const { document } = named("NYC_Jobs_rhayes92.csv");
    const first = await uploadDocument(ctx, id, document, null);
    expect(first).toMatchObject({ read: 3977, created: 2185, repeated: 1788, rejectedCount: 4, closed: 0 });
    expect(first.rejected).toEqual([
      { row: 2, id: "87990", field: "Posting Date", code: "value_missing" },
      { row: 6, id: "133921", field: "Posting Date", code: "date_unreadable" },
      { row: 7, id: "133921", field: "Posting Date", code: "date_unreadable" },
      { row: 15, id: "152738", field: "Posting Date", code: "date_unreadable" },
    ]);
    expect(await uploadDocument(ctx, id, document, null)).toMatchObject({
      status: "unchanged",
      created: 0,
      updated: 0,
      unchanged: 2185,
    });
    const periods = new Set<string | undefined>();
    for await (const job of pagesOf(ctx)) periods.add(job.salary?.per);
    expect([...periods].sort()).toEqual(["day", "hour", "year"]);
  }, 120_000);

  it("USAJOBS: what is inactive, over or contradicts itself is not opened, and 562 that were found close nothing", async () => {
    const { ctx } = await server.foundOrganization();
    const id = await addQuietFeed(ctx, "usajobs");
    const inTime = at(ctx, "2012-10-01");
    const sample = await uploadDocument(inTime, id, named("doc/sample.xml").document, null);
    expect(sample).toMatchObject({ read: 3, created: 3, complete: false });
    const anti = await uploadDocument(at(ctx, "2013-01-10"), id, named("anti_sample.xml").document, null);
    expect(anti).toMatchObject({ read: 3, created: 0, closed: 0, notOpen: 2, complete: false });
    expect(anti.rejected).toEqual([
      { row: 2, id: "325054900", field: "PositionPeriod.EndDate", code: "dates_contradict" },
    ]);
    const nurse = (await listJobs(inTime, {})).data.find(({ title }) => title === "Student Nurse Technicians");
    expect(nurse?.salary).toEqual({ min: 17, max: 23, currency: "USD", per: "hour" });
    const { descriptionHtml } = (await getJob(ctx, nurse?.id ?? "")).job;
    expect(descriptionHtml).not.toMatch(/<font|style=|&amp;nbsp;/i);
    expect(descriptionHtml).toContain("<h3>Qualifications</h3>");
  });

  it("NEOGOV: an end that is past, one that is open and one that is Invalid Date are told apart", () => {
    const today = new Date("2013-04-20T00:00:00Z");
    expect(openToday(named("expired.rss"), today)).toMatchObject({ postings: [], notOpen: ["282662"] });
    const sample = openToday(named("neogov_sample.rss"), today);
    expect(sample.postings).toHaveLength(4);
    expect(sample.rejected).toEqual([
      { row: 5, key: "234176", field: "joblisting:advertiseFromDateUTC", code: "date_unreadable" },
    ]);
    const [intern, manager, dentist] = sample.postings;
    expect([intern?.salary, intern?.employmentType]).toEqual([null, "internship"]);
    expect([manager?.salary?.per, manager?.closesOn]).toEqual(["year", "2022-01-31"]);
    expect([dentist?.salary?.per, dentist?.closesOn]).toEqual(["hour", null]);
  });

  it("Teaching Vacancies: ill-formed XML brings its items, 20-5-2023 and 01/09/2043 are days of May and September", () => {
    const [broadbean] = named("broadbean.xml").postings;
    expect(broadbean).toMatchObject({
      key: "0044",
      startsOn: "2023-05-20",
      closesOn: "2042-08-23",
      employmentType: "temporary",
    });
    // A week is none of the spans of the contract: the words stay.
    expect([broadbean?.salary, broadbean?.descriptionHtml]).toEqual([
      null,
      expect.stringContaining("£50879 - £85262 per week"),
    ]);
    expect(named("ventrus.xml").postings[0]).toMatchObject({
      key: "915213",
      closesOn: "2043-09-01",
      employmentType: "part_time",
    });
    expect(named("vacancy_poster.xml").postings[0]).toMatchObject({
      key: "TEST002",
      applyUrl: expect.stringContaining("https://www.company.com/"),
    });
  });

  it("schema.org: one example says the same in JSON-LD, Microdata and RDFa", () => {
    const said = ["JSON-LD", "Microdata", "RDFa"].map((syntax) => named(`eg-0028 ${syntax}`).postings[0]);
    for (const posting of said)
      expect(posting).toMatchObject({
        title: "Software Engineer",
        location: "Kirkland, WA",
        employmentType: "full_time",
        publishedAt: "2011-10-31T00:00:00.000Z",
      });
    for (const posting of said) expect(posting?.descriptionHtml).toContain("Medical, Life, Dental");
  });

  const pagesOf = async function* (ctx: Context) {
    for (let cursor: string | undefined; ; ) {
      const page = await listJobs(ctx, { limit: 100, ...(cursor && { cursor }) });
      yield* page.data;
      if (page.nextCursor === null) return;
      cursor = page.nextCursor;
    }
  };
});
