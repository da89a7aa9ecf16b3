import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { addQuietFeed, anywhere, greenhouse, job, jobs, startFeedServer } from "../../testing/feed-server.ts";
import { startTestServer } from "../../testing/server.ts";
import { listJobs } from "../jobs/job-list.ts";
import { closeJob, getJob } from "../jobs/jobs.ts";
import type { Context } from "../platform/context.ts";
import { toUuid } from "../platform/ids.ts";
import { listFeedRuns } from "./feed-runs.ts";
import { syncFeed, syncInBackground, uploadDocument } from "./feed-sync.ts";
import { getFeed, removeFeed } from "./feeds.ts";

const server = await startTestServer();
const upload = (ctx: Context, id: string, text: string) => uploadDocument(ctx, id, Buffer.from(text), null);
const titles = async (ctx: Context) => (await listJobs(ctx, { limit: 100 })).data.map(({ title }) => title).sort();

describe("a feed", () => {
  it("opens what is new, changes what changed, closes what left, and leaves the rest alone", async () => {
    const { ctx } = await server.foundOrganization();
    const id = await addQuietFeed(ctx, "greenhouse");
    expect(await upload(ctx, id, greenhouse(job(1), job(2), job(3)))).toMatchObject({
      status: "done",
      read: 3,
      created: 3,
    });
    expect(await upload(ctx, id, greenhouse(job(1), job(2), job(3)))).toMatchObject({
      status: "unchanged",
      unchanged: 3,
    });
    expect(await upload(ctx, id, greenhouse(job(1), job(2, { title: "Chief" })))).toMatchObject({
      status: "done",
      created: 0,
      updated: 1,
      unchanged: 1,
      closed: 1,
    });
    expect(await titles(ctx)).toEqual(["Chief", "Job 1"]);
  });

  it("that is removed while it fails to answer ends quietly, and is asked no more", async () => {
    const { ctx } = await server.foundOrganization();
    const system = await startFeedServer((_, response) => response.writeHead(500).end());
    const id = await addQuietFeed(ctx, "greenhouse", system.origin);
    system.answer = (_, response) => void removeFeed(ctx, id).then(() => response.writeHead(500).end());
    await expect(syncInBackground(ctx, toUuid("feed", id), anywhere)).resolves.toBeUndefined();
    await expect(syncFeed(ctx, id, anywhere)).rejects.toMatchObject({ code: "not_found" });
    const again = await addQuietFeed(ctx, "greenhouse", system.origin);
    system.answer = (_, response) => void removeFeed(ctx, again).then(() => response.end("{"));
    await expect(syncFeed(ctx, again, anywhere)).rejects.toMatchObject({ code: "not_found" });
  });

  it("brings a posting that comes back as it was, description included", async () => {
    const { ctx } = await server.foundOrganization();
    const id = await addQuietFeed(ctx, "greenhouse");
    await upload(ctx, id, greenhouse(job(1)));
    expect(await upload(ctx, id, greenhouse())).toMatchObject({ closed: 1 });
    expect(await upload(ctx, id, greenhouse(job(1)))).toMatchObject({ updated: 1, created: 0 });
    const [found] = (await listJobs(ctx, {})).data;
    expect((await getJob(ctx, found?.id ?? "")).job.descriptionHtml).toBe("<p>Hello</p>");
  });

  it("leaves closed what HR closed by hand, also when its words change", async () => {
    const { ctx } = await server.foundOrganization();
    const id = await addQuietFeed(ctx, "greenhouse");
    await upload(ctx, id, greenhouse(job(1), job(2)));
    const first = (await listJobs(ctx, {})).data.find(({ title }) => title === "Job 1");
    await closeJob(ctx, first?.id ?? "");
    await upload(ctx, id, greenhouse(job(1), job(2)));
    await upload(ctx, id, greenhouse(job(1, { title: "Job 1, again" }), job(2)));
    expect(await titles(ctx)).toEqual(["Job 2"]);
    expect((await getJob(ctx, first?.id ?? "")).job).toMatchObject({ status: "closed", title: "Job 1, again" });
  });

  it("leaves everything as it is when it can't be read, and says why", async () => {
    const { ctx } = await server.foundOrganization();
    const id = await addQuietFeed(ctx, "greenhouse");
    await upload(ctx, id, greenhouse(job(1)));
    for (const broken of [
      '{"jobs":[',
      "<html>",
      '{"jobs":[],"meta":{"total":4}}',
      '{"error":"no"}',
      "",
      "null",
      "\0",
    ]) {
      await expect(upload(ctx, id, broken)).rejects.toMatchObject({ code: "feed_unreadable" });
    }
    expect(await titles(ctx)).toEqual(["Job 1"]);
    expect((await getFeed(ctx, id)).feed.lastError).toMatchObject({ code: "feed_unreadable" });
    expect((await listFeedRuns(ctx, id, {})).data[0]).toMatchObject({ status: "failed", error: "feed_unreadable" });
    const before = (await listFeedRuns(ctx, id, { limit: 100 })).data.length;
    await expect(upload(ctx, id, "\0")).rejects.toMatchObject({ code: "feed_unreadable" });
    const after = (await listFeedRuns(ctx, id, { limit: 100 })).data;
    // The same once more is counted and not told again.
    expect([after.length, after[0]?.times]).toEqual([before, expect.any(Number)]);
    await upload(ctx, id, greenhouse(job(1)));
    expect((await getFeed(ctx, id)).feed.lastError).toBeNull();
  });

  it("names what it can't use by row, id, field and code; the rest go on, and nothing named closes", async () => {
    const { ctx } = await server.foundOrganization();
    const id = await addQuietFeed(ctx, "greenhouse");
    await upload(ctx, id, greenhouse(job(1), job(2), job(3)));
    const run = await upload(
      ctx,
      id,
      greenhouse(
        job(1, { title: "  " }),
        job(2, { title: 7 }),
        job(3),
        { title: "No id" },
        job(5, { first_published: "2026-02-30" }),
        7,
      ),
    );
    expect(run).toMatchObject({ read: 6, closed: 0, unchanged: 1, rejectedCount: 5 });
    expect(run.rejected).toEqual([
      { row: 1, id: "1", field: "title", code: "value_missing" },
      { row: 2, id: "2", field: "title", code: "value_unreadable" },
      { row: 4, id: null, field: "id", code: "value_missing" },
      { row: 5, id: "5", field: "first_published", code: "date_unreadable" },
      { row: 6, id: null, field: "id", code: "value_unreadable" },
    ]);
    expect(await titles(ctx)).toEqual(["Job 1", "Job 2", "Job 3"]);
  });

  it("is held when it shrinks by more than half at once, until HR says what is right", async () => {
    const { ctx } = await server.foundOrganization();
    const id = await addQuietFeed(ctx, "greenhouse");
    await upload(ctx, id, greenhouse(...jobs(10)));
    expect(await upload(ctx, id, greenhouse(...jobs(5)))).toMatchObject({ status: "done", closed: 5 });
    await upload(ctx, id, greenhouse(...jobs(10)));
    expect(await upload(ctx, id, greenhouse(...jobs(4)))).toMatchObject({ status: "held", closed: 6 });
    expect(await upload(ctx, id, greenhouse())).toMatchObject({ status: "held", closed: 10 });
    expect(await titles(ctx)).toHaveLength(10);
    const statuses = (await listFeedRuns(ctx, id, {})).data.map(({ status }) => status);
    expect(statuses).toEqual(["held", "superseded", "done", "done", "done"]);
    expect(await upload(ctx, id, greenhouse(...jobs(10)))).toMatchObject({ status: "unchanged" });
    expect((await getFeed(ctx, id)).feed.heldRun).toBeNull();
  });

  it("that is four postings small may lose them all, and one whose ids all changed has not shrunk", async () => {
    const { ctx } = await server.foundOrganization();
    const small = await addQuietFeed(ctx, "greenhouse");
    await upload(ctx, small, greenhouse(...jobs(4)));
    expect(await upload(ctx, small, greenhouse())).toMatchObject({ status: "done", closed: 4 });
    const renumbered = await addQuietFeed(ctx, "greenhouse");
    await upload(ctx, renumbered, greenhouse(...jobs(10)));
    expect(await upload(ctx, renumbered, greenhouse(...jobs(10, 100)))).toMatchObject({ created: 10, closed: 10 });
  });

  it("opens a posting on the day it is published, and closes it after its last day", async () => {
    const { ctx } = await server.foundOrganization();
    const id = await addQuietFeed(ctx, "teaching_vacancies");
    const on = (day: string): Context => ({ ...ctx, clock: { now: () => new Date(`${day}T12:00:00+09:00`) } });
    const document = JSON.stringify([
      { reference: "1", jobTitle: "Teacher", publishOn: "2031-04-02", expiresAt: "2031-04-10T23:00:00" },
    ]);
    expect(await upload(on("2031-04-01"), id, document)).toMatchObject({ read: 1, created: 0, notOpen: 1 });
    expect(await upload(on("2031-04-02"), id, document)).toMatchObject({ created: 1, notOpen: 0 });
    expect(await upload(on("2031-04-10"), id, document)).toMatchObject({ closed: 0, unchanged: 1 });
    expect(await upload(on("2031-04-11"), id, document)).toMatchObject({ closed: 1, notOpen: 1 });
  });

  it("closes nothing by a document that says it is not all of the feed", async () => {
    const { ctx } = await server.foundOrganization();
    const id = await addQuietFeed(ctx, "smartrecruiters");
    const page = (content: object[], totalFound: number) =>
      JSON.stringify({ content, totalFound, offset: 0, limit: 100 });
    const posting = (id: string) => ({ id, name: `Posting ${id}` });
    await upload(ctx, id, page([posting("1"), posting("2")], 2));
    expect(await upload(ctx, id, page([posting("2"), posting("3")], 40))).toMatchObject({
      created: 1,
      closed: 0,
      complete: false,
    });
    expect(await upload(ctx, id, page([posting("2")], 1))).toMatchObject({ closed: 2, complete: true });
  });

  it("is one whatever runs at once: each posting is there once", async () => {
    const { ctx } = await server.foundOrganization();
    const id = await addQuietFeed(ctx, "greenhouse");
    const document = greenhouse(...jobs(30));
    const runs = await Promise.all(Array.from({ length: 6 }, () => upload(ctx, id, document)));
    expect(runs.reduce((sum, { created }) => sum + created, 0)).toBe(30);
    expect((await listJobs(ctx, { limit: 100 })).data).toHaveLength(30);
  });

  it("is written wholly or not at all, whatever breaks in the middle", async () => {
    const { ctx } = await server.foundOrganization();
    const id = await addQuietFeed(ctx, "greenhouse");
    await upload(ctx, id, greenhouse(...jobs(3)));
    let statements = 0;
    // The connection is lost at the last write: everything before it was done.
    const drizzle = new Proxy(ctx.database.drizzle, {
      get: (target, name) =>
        name !== "transaction"
          ? Reflect.get(target, name)
          : (work: (tx: unknown) => Promise<unknown>, options: object) =>
              target.transaction(async (tx) => {
                const done = await work(tx);
                if (++statements >= 3) throw new Error("lost");
                return done;
              }, options),
    });
    const broken = { ...ctx, database: { ...ctx.database, drizzle } };
    await expect(upload(broken, id, greenhouse(...jobs(50)))).rejects.toThrow("lost");
    expect(await titles(ctx)).toEqual(["Job 1", "Job 2", "Job 3"]);
    expect(await upload(ctx, id, greenhouse(...jobs(50)))).toMatchObject({ created: 47 });
  });
});

describe("a feed with an address", () => {
  const open = async (format: Parameters<typeof addQuietFeed>[1] = "greenhouse") => {
    const system = await startFeedServer();
    const { ctx } = await server.foundOrganization();
    const id = await addQuietFeed(ctx, format, `${system.origin}/feed`);
    return { system, ctx, id, sync: () => syncFeed(ctx, id, anywhere) };
  };

  it("is asked by what was said of it last, and an answer of 304 writes no posting", async () => {
    const { system, ctx, id, sync } = await open();
    system.answer = (request, response) => {
      if (request.headers["if-none-match"] === '"v1"') response.writeHead(304).end();
      else
        response
          .writeHead(200, { etag: '"v1"', "last-modified": "Sat, 21 Nov 2026 00:00:00 GMT" })
          .end(greenhouse(job(1)));
    };
    expect(await sync()).toMatchObject({ status: "done", created: 1 });
    const [before] = (await listJobs(ctx, {})).data;
    expect(await sync()).toMatchObject({ status: "unchanged", times: 1 });
    expect(await sync()).toMatchObject({ status: "unchanged", times: 2 });
    expect(system.asked.at(-1)?.headers).toMatchObject({
      "if-none-match": '"v1"',
      "if-modified-since": "Sat, 21 Nov 2026 00:00:00 GMT",
    });
    expect((await listJobs(ctx, {})).data).toEqual([before]);
    expect((await listFeedRuns(ctx, id, {})).data.map(({ status, times }) => [status, times])).toEqual([
      ["unchanged", 2],
      ["done", 1],
    ]);
  });

  it("lets go of what it held when the document from before is there again", async () => {
    const { system, ctx, id, sync } = await open();
    let holds = jobs(10);
    system.answer = (request, response) => {
      if (holds.length === 10 && request.headers["if-none-match"]) response.writeHead(304).end();
      else response.writeHead(200, { etag: '"ten"' }).end(greenhouse(...holds));
    };
    await sync();
    holds = [];
    expect(await sync()).toMatchObject({ status: "held" });
    expect(await sync()).toMatchObject({ status: "unchanged" });
    expect((await getFeed(ctx, id)).feed.heldRun).toMatchObject({ closed: 10 });
    holds = jobs(10);
    await sync();
    expect((await getFeed(ctx, id)).feed.heldRun).toBeNull();
    expect(await titles(ctx)).toHaveLength(10);
  });

  it.each<[string, Parameters<typeof startFeedServer>[0]]>([
    ["500", (_, response) => response.writeHead(500).end("no")],
    ["404", (_, response) => response.writeHead(404).end()],
    ["a 304 that nobody asked for", (_, response) => response.writeHead(304).end()],
    [
      "a body that breaks off",
      (_, response) => void response.writeHead(200, { "content-length": "9000" }).write("{", () => response.destroy()),
    ],
    ["a way round in circles", (request, response) => response.writeHead(302, { location: `${request.url}x` }).end()],
    ["a file of this machine", (_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end()],
    [
      "more than anybody reads",
      (_, response) => {
        const chunk = randomBytes(1024 * 1024);
        const more = () => {
          while (!response.destroyed && response.write(chunk));
          response.once("drain", more);
        };
        response.on("error", () => undefined);
        more();
      },
    ],
  ])("that answers with %s changes nothing", async (_, answer) => {
    const { system, ctx, id, sync } = await open();
    system.answer = (_request, response) => response.end(greenhouse(job(1)));
    await sync();
    system.answer = answer ?? system.answer;
    await expect(sync()).rejects.toMatchObject({ code: "feed_unreachable" });
    expect(await titles(ctx)).toEqual(["Job 1"]);
    expect((await getFeed(ctx, id)).feed.lastError?.code).toBe("feed_unreachable");
  });

  it("is never on a private network, nor behind a redirect into one, unless development allows it", async () => {
    const { system, ctx, id } = await open();
    system.answer = (_, response) => response.end(greenhouse(job(1)));
    await expect(syncFeed(ctx, id, { allowPrivate: false })).rejects.toMatchObject({ code: "feed_unreachable" });
    for (const url of ["http://localhost/x", "http://[::1]/x", "http://169.254.169.254/latest", "http://10.0.0.1/x"]) {
      const other = await addQuietFeed(ctx, "greenhouse", url);
      await expect(syncFeed(ctx, other, { allowPrivate: false })).rejects.toMatchObject({ code: "feed_unreachable" });
    }
    expect(await titles(ctx)).toEqual([]);
  });

  it("is followed from page to page within its origin, and nowhere else", async () => {
    const { system, ctx, id, sync } = await open("teamtailor");
    const page = (ids: number[], next: string | null) =>
      JSON.stringify({
        data: ids.map((one) => ({ id: String(one), type: "jobs", attributes: { title: `Job ${one}` } })),
        links: next ? { next } : {},
        meta: { "record-count": 3 },
      });
    system.answer = (request, response) =>
      response.end(request.url === "/feed" ? page([1, 2], `${system.origin}/feed?page=2`) : page([3], null));
    expect(await sync()).toMatchObject({ read: 3, created: 3, complete: true });
    const other = await startFeedServer((_, response) => response.end(page([9], null)));
    system.answer = (_, response) => response.end(page([1], `${other.origin}/feed`));
    await expect(sync()).rejects.toMatchObject({ code: "feed_unreadable" });
    expect(other.asked).toHaveLength(0);
    expect((await getFeed(ctx, id)).feed.lastError?.detail).toContain("elsewhere");
    let asked = 0;
    system.answer = (_, response) => response.end(page([++asked], `${system.origin}/feed?page=${asked}`));
    expect(await sync()).toMatchObject({ read: 100, complete: false, closed: 0 });
  });

  it("of SmartRecruiters is asked for each posting, and not again while the list is the same", async () => {
    const { system, ctx, sync } = await open("smartrecruiters");
    const list = (ids: string[]) =>
      JSON.stringify({ content: ids.map((id) => ({ id, name: `Posting ${id}` })), totalFound: ids.length });
    let ids = ["a", "b"];
    system.answer = (request, response) => {
      const id = /^\/feed\/(\w+)$/.exec(request.url ?? "")?.[1];
      if (id === "gone") response.writeHead(404);
      response.end(
        id
          ? JSON.stringify({
              id,
              name: `Posting ${id}`,
              jobAd: { sections: { jobDescription: { title: "Job", text: `<p>About ${id}</p>` } } },
            })
          : list(ids),
      );
    };
    expect(await sync()).toMatchObject({ created: 2 });
    const [first] = (await listJobs(ctx, {})).data;
    expect((await getJob(ctx, first?.id ?? "")).job.descriptionHtml).toMatch(/<h3>Job<\/h3><p>About [ab]<\/p>/);
    expect(system.asked).toHaveLength(3);
    expect(await sync()).toMatchObject({ status: "unchanged" });
    expect(system.asked).toHaveLength(4);
    ids = ["a", "b", "c"];
    expect(await sync()).toMatchObject({ created: 1, unchanged: 2 });
    // Taken down after the list was made.
    ids = ["b", "gone"];
    expect(await sync()).toMatchObject({ read: 2, created: 0, unchanged: 1, notOpen: 1, closed: 2 });
  });
});
