import { brotliDecompressSync } from "node:zlib";
import type { JobDraft } from "@okaeri/sdk/contract/jobs";
import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";
import { closeJob, editJob, postJob, publishJob } from "../jobs/jobs.ts";
import type { Context } from "../platform/context.ts";

const now = { at: new Date("2026-11-22T03:00:00.000Z") };
const server = await startTestServer({ clock: { now: () => now.at } });

const ask = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await server.fetch(`${server.baseUrl}${path}`, { headers });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const text = (answer.headers.get("content-encoding") === "br" ? brotliDecompressSync(bytes) : bytes).toString();
  return { status: answer.status, headers: answer.headers, bytes, text };
};
const documentOf = (text: string) => new JSDOM(text).window.document;
const xmlOf = (text: string) => new new JSDOM("").window.DOMParser().parseFromString(text, "application/xml");
const textsOf = (document: Document, selector: string) =>
  [...document.querySelectorAll(selector)].map((node) => node.textContent ?? "");

async function open() {
  const { ctx, organization } = await server.foundOrganization();
  const publish = async (draft: JobDraft) => {
    now.at = new Date(now.at.getTime() + 1);
    return (await publishJob(ctx, (await postJob(ctx, draft)).job.id)).job;
  };
  return { ctx, publish, base: `/o/${organization.slug}` };
}

const whole = {
  title: "経理（決算） <b>&</b> </script>",
  department: "管理部",
  location: "東京都港区",
  employmentType: "full_time",
  remote: "partly",
  grade: "G4",
  salary: { min: 6_000_000, max: 9_000_000, currency: "JPY", per: "year" },
  startsOn: "2027-04-01",
  closesOn: "2026-12-25",
  requirements: [
    { name: "決算の実務", level: "required" },
    { name: "英語", level: "preferred" },
  ],
  descriptionHtml: "<h3>仕事内容</h3><p>月次から年度まで。</p>",
  whyComeBack: "前にいた人の目が、\nいちばん助けになります。",
  hiringManager: "架空 花子",
  applyUrl: "https://apply.example.com/1",
} satisfies JobDraft;

/** https://developers.google.com/search/docs/appearance/structured-data/job-posting: what is required, and what forms it takes. */
function faultsForGoogle(posting: Record<string, unknown>): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, fault: string) => holds || faults.push(fault);
  const text = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
  must(posting["@context"] === "https://schema.org" && posting["@type"] === "JobPosting", "type");
  must(text(posting.title), "title");
  must(text(posting.description) && posting.description !== posting.title, "description");
  must(text(posting.datePosted) && !Number.isNaN(Date.parse(posting.datePosted)), "datePosted");
  must(posting.validThrough === undefined || !Number.isNaN(Date.parse(String(posting.validThrough))), "validThrough");
  must(text(Object(posting.hiringOrganization).name), "hiringOrganization");
  const places: unknown[] = [posting.jobLocation ?? []].flat();
  must(
    places.every((place) => /^[A-Z]{2}$/.test(Object(Object(place).address).addressCountry)),
    "addressCountry",
  );
  const remote = posting.jobLocationType === "TELECOMMUTE";
  must(remote ? text(Object(posting.applicantLocationRequirements).name) : places.length > 0, "jobLocation");
  const types = ["FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"];
  must(posting.employmentType === undefined || types.includes(String(posting.employmentType)), "employmentType");
  if (posting.baseSalary !== undefined) {
    const { currency, value } = Object(posting.baseSalary);
    must(/^[A-Z]{3}$/.test(currency), "currency");
    must(["HOUR", "DAY", "WEEK", "MONTH", "YEAR"].includes(Object(value).unitText), "unitText");
    must(
      ["value", "minValue", "maxValue"].some((name) => typeof Object(value)[name] === "number"),
      "amount",
    );
  }
  return faults;
}

const structuredDataOf = (text: string): Record<string, unknown> | null => {
  const [json] = textsOf(documentOf(text), 'script[type="application/ld+json"]');
  return json === undefined ? null : JSON.parse(json);
};

describe("the page of a posting", () => {
  it("says everything the posting says, but no colleague's name, without a script, within 14 KB", async () => {
    const { publish, base } = await open();
    const job = await publish(whole);
    const page = await ask(`${base}/jobs/${job.id}`, { "accept-encoding": "br" });
    expect(page.status).toBe(200);
    expect(page.bytes.byteLength).toBeLessThan(14_000);
    const document = documentOf(page.text);
    expect(textsOf(document, "h1")).toEqual([whole.title]);
    expect(document.body.textContent).toMatch(/正社員[\s\S]*管理部[\s\S]*東京都港区[\s\S]*一部リモート可/);
    expect(textsOf(document, "dd")).toEqual(
      expect.arrayContaining(["年収 600万〜900万円", "G4", "2027年4月1日", "2026年12月25日", "2026年11月22日"]),
    );
    expect(textsOf(document, "li")).toEqual(["決算の実務必須", "英語歓迎"]);
    expect(document.body.textContent).toContain("いちばん助けになります。");
    expect(document.querySelector(".apply")?.getAttribute("href")).toBe(whole.applyUrl);
    expect(page.text).not.toContain(whole.hiringManager);
    expect(document.querySelectorAll("script:not([type='application/ld+json']), [style], style")).toHaveLength(0);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("is told to search engines by the rules of schema.org and Google", async () => {
    const { publish, base } = await open();
    const job = await publish(whole);
    const { text } = await ask(`${base}/jobs/${job.id}`);
    const data = structuredDataOf(text);
    expect(faultsForGoogle(data ?? {})).toEqual([]);
    expect(data).toMatchObject({
      title: whole.title,
      validThrough: "2026-12-25T23:59:59+09:00",
      employmentType: "FULL_TIME",
      jobLocation: [{ address: { addressCountry: "JP", addressRegion: "東京都", addressLocality: "港区" } }],
      baseSalary: { currency: "JPY", value: { minValue: 6_000_000, maxValue: 9_000_000, unitText: "YEAR" } },
    });
    const document = documentOf(text);
    const url = `${server.baseUrl}${base}/jobs/${job.id}`;
    expect(document.querySelector("link[rel=canonical]")?.getAttribute("href")).toBe(url);
    expect(document.querySelector("meta[property='og:title']")?.getAttribute("content")).toContain("経理");
    expect(document.querySelector("meta[property='og:url']")?.getAttribute("content")).toBe(url);
  });

  it("tells search engines only what they take: of every kind of place, pay and remote work", async () => {
    const { publish, base } = await open();
    let told = 0;
    for (const location of ["東京", "New York, NY", "London", "大阪／福岡", null] as const)
      for (const remote of ["none", "fully", null] as const)
        for (const descriptionHtml of ["", "<p>a</p>"])
          for (const salary of [null, { min: null, max: 1_500, currency: "JPY", per: "hour" }] as const) {
            const job = await publish({ title: "a", location, remote, descriptionHtml, salary });
            const data = structuredDataOf((await ask(`${base}/jobs/${job.id}`)).text);
            if (data === null) continue;
            told += 1;
            expect(faultsForGoogle(data)).toEqual([]);
          }
    // Those with a description that are somewhere known, or wholly remote: 3 places of 5 by 3, and 2 that must be remote.
    expect(told).toBe((3 * 3 + 2) * 2);
  });

  it("reads in English too", async () => {
    const { publish, base } = await open();
    const job = await publish(whole);
    const { text } = await ask(`${base}/jobs/${job.id}?lang=en`);
    const document = documentOf(text);
    expect(document.documentElement.lang).toBe("en");
    expect(document.body.textContent).toContain("¥6,000,000 – ¥9,000,000 a year");
    expect(document.body.textContent).toContain("25 December 2026");
    expect(document.querySelector("link[hreflang=ja]")?.getAttribute("href")).toMatch(/job_\w+$/);
  });

  it("is gone (410) once closed or past its last day, if everybody could see it, and otherwise was never there", async () => {
    const { ctx, publish, base } = await open();
    const [closed, over, alumni] = [
      await publish(whole),
      await publish(whole),
      await publish({ ...whole, audience: "alumni" }),
    ];
    const { job: draft } = await postJob(ctx, whole);
    await closeJob(ctx, closed.id);
    const closedAlumni = await publish({ ...whole, audience: "alumni" });
    await closeJob(ctx, closedAlumni.id);
    const widened = await publish({ ...whole, audience: "alumni" });
    await closeJob(ctx, widened.id);
    await editJob(ctx, widened.id, { audience: "public" }, 3);
    const pageOf = (id: string) => ask(`${base}/jobs/${id}`, { "if-none-match": "*" });
    expect((await pageOf(closed.id)).status).toBe(410);
    now.at = new Date("2026-12-25T14:59:00Z");
    expect((await ask(`${base}/jobs/${over.id}`)).status).toBe(200);
    now.at = new Date("2026-12-25T15:00:00Z");
    const gone = await pageOf(over.id);
    now.at = new Date("2026-11-22T03:00:00.000Z");
    expect([gone.status, gone.headers.get("cache-control")]).toEqual([410, "no-store"]);
    expect(gone.text).toContain(`href="${server.baseUrl}${base}/jobs"`);
    const hidden = await Promise.all(
      [alumni.id, closedAlumni.id, widened.id, draft.id, "job_none", alumni.id.replace("job", "feed")].map(pageOf),
    );
    for (const { status, text } of hidden) {
      expect(status).toBe(404);
      expect(text).toBe(hidden[0]?.text);
    }
    expect(hidden[0]?.text).not.toContain("経理");
  });
});

describe("the list of an organization", () => {
  it("shows public postings alone, page by page, and is narrowed by words, place and employment without a script", async () => {
    const { ctx, publish, base } = await open();
    for (let nth = 0; nth < 24; nth++)
      await publish({ title: `経理 ${nth}`, location: "東京", employmentType: "contract" });
    await publish({ title: "営業", location: "京都", employmentType: "full_time" });
    await publish({ title: "秘密の経理", location: "東京", audience: "alumni" });
    const titlesAt = async (path: string) => {
      const page = await ask(path, { "accept-encoding": "br" });
      expect(page.bytes.byteLength).toBeLessThan(14_000);
      const document = documentOf(page.text);
      return {
        titles: textsOf(document, ".okaeri-jobs a"),
        next: document.querySelector("a[rel=next]")?.getAttribute("href"),
        document,
      };
    };
    const first = await titlesAt(`${base}/jobs`);
    const second = await titlesAt(first.next?.slice(server.baseUrl.length) ?? "");
    expect(new Set([...first.titles, ...second.titles]).size).toBe(25);
    expect(second.next).toBeUndefined();
    expect(second.document.querySelector("meta[name=robots]")?.getAttribute("content")).toBe("noindex");
    expect((await titlesAt(`${base}/jobs?place=JP-26`)).titles).toEqual(["営業"]);
    expect((await titlesAt(`${base}/jobs?q=${encodeURIComponent("営業")}`)).titles).toEqual(["営業"]);
    expect((await titlesAt(`${base}/jobs?employmentType=full_time&place=&q=`)).titles).toEqual(["営業"]);
    expect((await titlesAt(`${base}/jobs?employmentType=nonsense`)).titles).toHaveLength(20);
    const none = await titlesAt(`${base}/jobs?q=xyzzy%22%3E%3Cscript%3E`);
    expect([none.titles, none.document.querySelector("input")?.value]).toEqual([[], 'xyzzy"><script>']);
    expect(none.document.querySelectorAll("script")).toHaveLength(0);
    const selected = await titlesAt(`${base}/jobs?place=JP-26`);
    expect(selected.document.querySelector("select")?.value).toBe("JP-26");
    await editJob(ctx, (await publish({ title: "総務" })).id, { title: "総務の責任者" }, 2);
    expect((await titlesAt(`${base}/jobs`)).titles[0]).toBe("総務の責任者");
    for (const path of ["/o/nobody/jobs", "/o/%00/jobs", "/o/a%00b/jobs"]) expect((await ask(path)).status).toBe(404);
    for (const query of ["place=%00", "q=a%00b", "place=a%00b&lang=en"])
      expect((await ask(`${base}/jobs?${query}`)).status).toBe(200);
    for (const key of ["1", "0000-01-01", "2020-02-31", "+275760-09-13T00:00:00Z", "Mon, 2 Jan 2006 (x)"]) {
      const cursor = Buffer.from(JSON.stringify([0, key, "0190a0b0-0000-7000-8000-000000000000"])).toString(
        "base64url",
      );
      expect((await ask(`${base}/jobs?cursor=${cursor}`)).status).toBe(422);
    }
  });

  it("is answered by 304 until something public changes", async () => {
    const { publish, base } = await open();
    const etag = (await ask(`${base}/jobs`)).headers.get("etag") ?? "";
    expect((await ask(`${base}/jobs`, { "if-none-match": etag })).status).toBe(304);
    await publish({ title: "秘密", audience: "alumni" });
    await publish({ title: "総務" });
    const changed = await ask(`${base}/jobs`, { "if-none-match": etag });
    expect([changed.status, changed.text.includes("総務")]).toEqual([200, true]);
  });

  it("is there for a host's element, a feed reader, an aggregator and a sitemap: public postings alone", async () => {
    const { ctx, publish, base } = await open();
    const jobs = [await publish(whole), await publish({ ...whole, title: "総務\u{1F4BC} ]]> &amp;" })];
    const hidden = await publish({ ...whole, title: "秘密", audience: "alumni" });
    const closed = await publish({ ...whole, title: "終了" });
    await closeJob(ctx, closed.id);
    const urls = jobs.map(({ id }) => `${server.baseUrl}${base}/jobs/${id}`);

    const rss = xmlOf((await ask(`${base}/jobs.rss`)).text);
    expect(rss.querySelector("parsererror")).toBeNull();
    expect(textsOf(rss, "item > title")).toEqual(jobs.map(({ title }) => title).reverse());
    expect(textsOf(rss, "item > guid")).toEqual(urls.toReversed());
    expect(textsOf(rss, "item > description")[0]).toBe(whole.descriptionHtml);
    expect(textsOf(rss, "item > pubDate")[0]).toBe("Sun, 22 Nov 2026 03:00:00 GMT");

    const sitemap = xmlOf((await ask(`${base}/sitemap.xml`)).text);
    expect(sitemap.querySelector("parsererror")).toBeNull();
    expect(textsOf(sitemap, "loc")).toEqual([`${server.baseUrl}${base}/jobs`, ...urls]);

    const exported = JSON.parse((await ask(`${base}/jobs.json`)).text);
    expect(exported["@graph"].map(({ url }: { url: string }) => url)).toEqual(urls);

    const fallback = documentOf((await ask(`${base}/fallback/jobs.html`)).text);
    expect([...fallback.querySelectorAll("a")].map(({ href }) => href)).toEqual(urls.toReversed());
    for (const path of ["jobs.rss", "sitemap.xml", "jobs.json", "fallback/jobs.html"]) {
      const { text } = await ask(`${base}/${path}`);
      for (const { id, title } of [hidden, closed])
        expect([text.includes(id), text.includes(title)]).toEqual([false, false]);
      expect(text).not.toContain(whole.hiringManager);
    }
  });

  it("is exported whole, a hundred at a time", async () => {
    const { ctx, base } = await open();
    await publishMany(ctx, 203);
    const found: string[] = [];
    for (let path: string | undefined = `${base}/jobs.json`; path; ) {
      const { text, headers } = await ask(path);
      found.push(...JSON.parse(text)["@graph"].map(({ title }: { title: string }) => title));
      path = /^<([^>]+)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1]?.slice(server.baseUrl.length);
    }
    expect(found.toSorted()).toEqual(Array.from({ length: 203 }, (_, nth) => `仕事 ${nth}`).toSorted());
  });
});

async function publishMany(ctx: Context, count: number): Promise<void> {
  for (let nth = 0; nth < count; nth++) await publishJob(ctx, (await postJob(ctx, { title: `仕事 ${nth}` })).job.id);
}
