import { describe, expect, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";
import { listJobs } from "../jobs/job-list.ts";
import { editJob, getJob } from "../jobs/jobs.ts";
import type { Context } from "../platform/context.ts";
import { newUuid } from "../platform/ids.ts";
import { uploadDocument } from "./feed-sync.ts";
import { addFeed, editFeed, removeFeed } from "./feeds.ts";
import { releaseRun } from "./held-decisions.ts";

const server = await startTestServer();

describe("who may see what a feed brings", () => {
  const rows = "id,title,公開範囲\n1,A,\n2,B,非公開\n3,C,private\n4,D,卒業生\n5,E,公開\n6,F,External";

  it("is decided by the feed where a row says nothing, and nobody is everybody by a word that isn't known", async () => {
    const { ctx } = await server.foundOrganization();
    const audienceOf = async (audience: "public" | "alumni") => {
      const { feed } = await addFeed(ctx, { name: audience, format: "csv", audience, schedule: "none", url: null });
      await uploadDocument(ctx, feed.id, Buffer.from(rows), "text/csv");
      const seen = (await listJobs({ ...ctx, actor: { kind: "visitor" } }, {})).data.map(({ title }) => title).sort();
      await removeFeed(ctx, feed.id);
      return seen;
    };
    expect(await audienceOf("alumni")).toEqual(["E", "F"]);
    expect(await audienceOf("public")).toEqual(["A", "E", "F"]);
  });

  it("is HR's to say: a feed that changes its words doesn't open what HR narrowed", async () => {
    const { ctx } = await server.foundOrganization();
    const { feed } = await addFeed(ctx, { name: "f", format: "csv", audience: "public", schedule: "none", url: null });
    const bring = (title: string) => uploadDocument(ctx, feed.id, Buffer.from(`id,title\n1,${title}\n2,B`), "text/csv");
    await bring("A");
    const { data } = await listJobs(ctx, {});
    const id = data.find(({ title }) => title === "A")?.id ?? "";
    const { version } = await getJob(ctx, id);
    const member: Context = { ...ctx, actor: { kind: "member", memberId: newUuid(new Date()), sessionId: "" } };
    for (const reader of [member, { ...ctx, actor: { kind: "visitor" } } satisfies Context])
      expect((await getJob(reader, id)).job).not.toHaveProperty("feed");
    expect((await getJob(ctx, id)).job.feed).toEqual({ id: feed.id, audienceHeld: false });
    await editJob(ctx, id, { audience: "alumni" }, version);
    await bring("A2");
    expect((await getJob(ctx, id)).job).toMatchObject({
      title: "A2",
      audience: "alumni",
      feed: { audienceHeld: true },
    });
    await expect(getJob({ ...ctx, actor: { kind: "visitor" } }, id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is not asked of HR by a run that was read before the feed was edited", async () => {
    const { ctx } = await server.foundOrganization();
    const { feed, version } = await addFeed(ctx, {
      name: "f",
      format: "csv",
      audience: "public",
      schedule: "none",
      url: null,
    });
    const bring = (count: number) =>
      uploadDocument(
        ctx,
        feed.id,
        Buffer.from(["id,title", ...Array.from({ length: count }, (_, nth) => `${nth},T${nth}`)].join("\n")),
        "text/csv",
      );
    await bring(10);
    const held = await bring(1);
    expect(held.status).toBe("held");
    await editFeed(ctx, feed.id, { audience: "alumni" }, version);
    await expect(releaseRun(ctx, feed.id, held.id)).rejects.toMatchObject({ code: "conflict" });
    expect((await listJobs(ctx, {})).data).toHaveLength(10);
  });
});
