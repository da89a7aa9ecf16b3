import { describe, expect, it } from "vitest";
import { draftOf, foundHouse, gearAt } from "../../testing/applicants.ts";
import { faults, json, startFakeSystem } from "../../testing/fake-systems.ts";
import { addQuietFeed } from "../../testing/feed-server.ts";
import { startServerApart } from "../../testing/own-database.ts";
import { uploadDocument } from "../feeds/feed-sync.ts";
import type { Context } from "../platform/context.ts";
import { toUuid } from "../platform/ids.ts";
import { handOver } from "./hand-over.ts";
import { keepApplications } from "./keeping.ts";
import { listOwnApplications } from "./own-applications.ts";
import { getApplication, setStage } from "./received-applications.ts";

const start = new Date();
// Apart: what is handed over here goes to systems of this file alone.
const server = await startServerApart({ clock: { now: () => start } });
const followKey = "canary-follow";

/** What a play of Lever holds: one applicant, who moves when the test says so. */
async function follow() {
  const house = await foundHouse(server);
  const { ctx, hr } = house;
  const applicant = {
    stage: { id: "applicant-new", text: "New applicant" },
    archived: null as { reason: string; archivedAt: number } | null,
    updatedAt: start.getTime(),
  };
  const system = await startFakeSystem((url, response) => {
    if (url.pathname.startsWith("/v0/")) return json(response, { ok: true, applicationId: "lever-app-1" });
    if (url.pathname === "/v1/archive_reasons")
      return json(response, {
        data: [
          { id: "r-hired", text: "Hired", type: "hired" },
          { id: "r-no", text: "Underqualified", type: "non-hired" },
        ],
      });
    const changed = applicant.updatedAt >= Number(url.searchParams.get("updated_at_start"));
    const other = { id: "other", applications: ["not-ours"], stage: { id: "offer", text: "Offer" }, archived: null };
    // The applicant is on the second page.
    return url.searchParams.get("offset") === null
      ? json(response, { data: [other], hasNext: true, next: "page-2" })
      : json(response, {
          data: changed ? [{ id: "o-1", applications: ["lever-app-1"], ...applicant }] : [],
          hasNext: false,
        });
  });
  const feedId = await addQuietFeed(ctx, "lever");
  const document = JSON.stringify([{ id: "p-1", text: "Job", state: "published", hostedUrl: "https://x.example" }]);
  await uploadDocument(ctx, feedId, Buffer.from(document), "application/json");
  const destination = { kind: "lever", name: "Lever", feedId, site: "acme", secret: "canary-key", followKey } as const;
  expect((await hr.applications.addDestination(destination)).follows).toBe(true);
  const jobId = (await hr.jobs.list()).data[0]?.id ?? "";
  const member = await house.as("member", "1");
  const { consent } = await member.applications.form(jobId);
  const { id } = await member.applications.submit(jobId, draftOf(consent.hash));
  const gear = gearAt(system.origin);
  await handOver(ctx, gear, toUuid("application", id));
  const after = (minutes: number): Context => ({
    ...ctx,
    clock: { now: () => new Date(start.getTime() + minutes * 60_000) },
  });
  const own = { ...(await house.memberCtx("1")) };
  const shown = async () => (await listOwnApplications(own))[0];
  const keep = (minutes: number) => keepApplications(after(minutes), gear);
  const move = (minutes: number, stage: { id: string; text: string }, archived: string | null = null) => {
    applicant.stage = stage;
    applicant.archived = archived === null ? null : { reason: archived, archivedAt: 0 };
    applicant.updatedAt = start.getTime() + minutes * 60_000;
  };
  return { ...house, id, system, after, shown, keep, move };
}

describe("where an applicant stands at Lever", () => {
  it("is never shown older than fifteen minutes, asked every ten, whatever changed", async () => {
    const { shown, keep, move } = await follow();
    const stages: (string | undefined)[] = [];
    let oldest = 0;
    const moves: Record<number, () => void> = {
      23: () => move(23, { id: "x1", text: "Phone screen" }),
      41: () => move(41, { id: "x2", text: "書類選考" }),
      62: () => move(62, { id: "x3", text: "内定" }),
      88: () => move(88, { id: "x3", text: "内定" }, "r-hired"),
    };
    for (let minute = 1; minute <= 100; minute++) {
      moves[minute]?.();
      if (minute % 10 === 0) await keep(minute);
      const { stage, stageAsOf } = (await shown()) ?? {};
      const age = start.getTime() + minute * 60_000 - new Date(stageAsOf ?? 0).getTime();
      oldest = Math.max(oldest, age / 60_000);
      if (stages.at(-1) !== stage) stages.push(stage);
    }
    expect(stages).toEqual(["received", "interview", "in_review", "offer", "hired"]);
    expect(oldest).toBeLessThanOrEqual(15);
  });

  it("is asked for once for all, with the key that may read, of what changed since", async () => {
    const { system, keep } = await follow();
    await keep(10);
    await keep(20);
    const questions = system.asked.filter(({ url }) => url.pathname === "/v1/opportunities");
    expect(questions).toHaveLength(4);
    const since = Number(questions.at(-1)?.url.searchParams.get("updated_at_start"));
    expect((since - start.getTime()) / 60_000).toBe(0);
    expect(questions[0]?.authorization).toBe(`Basic ${Buffer.from(`${followKey}:`).toString("base64")}`);
  });

  it("is told to the applicant once, and not to be said otherwise by HR while Lever answers", async () => {
    const { ctx, id, keep, move, after, mailsSent } = await follow();
    await mailsSent();
    move(5, { id: "x", text: "Offer" });
    await keep(10);
    await keep(20);
    expect((await mailsSent()).map(({ to }) => to)).toEqual(["hanako@example.net"]);
    await expect(setStage(after(21), id, { stage: "declined" })).rejects.toMatchObject({ code: "conflict" });
    move(22, { id: "x", text: "Offer" }, "r-no");
    await keep(30);
    expect((await getApplication(ctx, id)).stage).toBe("declined");
  });

  it.each([
    ["may not be asked", faults.status(403), "destination_unauthorized"],
    ["breaks", faults.status(500), "destination_failed"],
    ["answers with a page", faults.html, "destination_unreadable"],
    ["answers with another shape", faults.otherShape, "destination_unreadable"],
    ["is not there", faults.closed, "destination_unreachable"],
  ])("stays what it was where Lever %s; HR sees why, and may say it", async (_, fault, errorCode) => {
    const { hr, id, system, keep, shown, after } = await follow();
    await keep(10);
    system.fail(null, fault);
    await keep(20);
    expect((await shown())?.stageAsOf).toBe(new Date(start.getTime() + 600_000).toISOString());
    const list = await hr.applications.listDestinations();
    expect(list.data).toMatchObject([{ lastError: { code: errorCode } }]);
    expect(JSON.stringify(list)).not.toContain("canary");
    expect((await setStage(after(25), id, { stage: "interview" })).stage).toBe("interview");
    await keep(30);
    expect((await hr.applications.listDestinations()).data).toMatchObject([{ lastError: null }]);
  });
});
