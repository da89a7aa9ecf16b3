import type { ApplicationDestinationDraft } from "@okaeri/sdk/contract/application-destinations";
import { verifyWebhook } from "@okaeri/sdk/server";
import { beforeEach, describe, expect, it } from "vitest";
import { draftOf, foundHouse, gearAt } from "../../testing/applicants.ts";
import { type Fault, faults, json, startFakeSystem } from "../../testing/fake-systems.ts";
import { addQuietFeed, greenhouse, job as posting } from "../../testing/feed-server.ts";
import { startServerApart } from "../../testing/own-database.ts";
import { uploadDocument } from "../feeds/feed-sync.ts";
import { removeFeed } from "../feeds/feeds.ts";
import type { Context } from "../platform/context.ts";
import { readOrganization, withOrganization } from "../platform/database.ts";
import { toUuid } from "../platform/ids.ts";
import { handOver } from "./hand-over.ts";
import { takeUpForgotten } from "./hand-over-again.ts";

// Tokens are signed by the real clock; here it stands still while a test runs, but for those who move it.
const now = { at: new Date() };
beforeEach(() => {
  now.at = new Date();
});
// Apart: what waits here is handed over here.
const server = await startServerApart({
  clock: { now: () => now.at },
});
const secret = `whsec_${Buffer.from("an invented secret of the tests").toString("base64")}`;
const key = "canary-key";
const code = (call: Promise<unknown>) =>
  call.then(
    () => "",
    (error: { code: string }) => error.code,
  );

const taken: Record<string, object> = {
  greenhouse: { success: "Candidate saved successfully" },
  lever: { ok: true, applicationId: "lever-1" },
  webhook: {},
};
const at = (ctx: Context, minutes: number): Context => ({
  ...ctx,
  clock: { now: () => new Date(now.at.getTime() + minutes * 60_000) },
});

/** A house with a posting of a feed, its destination played here, and an application on its way. */
async function send(
  kind: "greenhouse" | "lever" | "webhook",
  more: { answers?: Record<string, string | boolean> } = {},
) {
  const house = await foundHouse(server);
  const { ctx, hr } = house;
  const system = await startFakeSystem((_, response) => json(response, taken[kind]));
  const format = kind === "webhook" ? "greenhouse" : kind;
  const feedId = await addQuietFeed(ctx, format);
  const document =
    format === "greenhouse"
      ? greenhouse(posting(4711))
      : JSON.stringify([{ id: "5ac21346", text: "Job", state: "published", hostedUrl: "https://x.example" }]);
  await uploadDocument(ctx, feedId, Buffer.from(document), "application/json");
  const name = "採用システム";
  const destination: ApplicationDestinationDraft =
    kind === "greenhouse"
      ? { kind, name, feedId, board: "acme", secret: key }
      : kind === "lever"
        ? { kind, name, feedId, site: "acme", secret: key }
        : { kind, name, feedId: null, url: `${system.origin}/hook?tenant=1`, secret };
  const added = await hr.applications.addDestination(destination);
  const [first] = (await hr.jobs.list()).data;
  const jobId = first?.id ?? "";
  const member = await house.as("member", "1");
  const questions = Object.keys(more.answers ?? {}).map((one) => ({
    key: one,
    label: `問 ${one}`,
    kind: typeof more.answers?.[one] === "boolean" ? ("yes_no" as const) : ("short_text" as const),
    required: true,
    options: [],
  }));
  await hr.applications.setForm(jobId, { open: true, resume: "optional", questions });
  const form = await member.applications.form(jobId);
  const resume = await member.applications.attach("履歴書.txt", "架空の経歴");
  const letter = await member.applications.attach("手紙.txt", "拝啓");
  const { id } = await member.applications.submit(
    jobId,
    draftOf(form.consent.hash, {
      answers: more.answers ?? {},
      attachments: [
        { id: resume.id, purpose: "resume" },
        { id: letter.id, purpose: "cover_letter" },
      ],
    }),
  );
  await house.mailsSent();
  const attempt = (minutes = 0) => handOver(at(ctx, minutes), gearAt(system.origin), toUuid("application", id));
  const state = async () => (await hr.applications.get(id)).handOver;
  return { ...house, system, added, destination, feedId, jobId, member, form, id, resume, attempt, state };
}

describe("an application that is handed over", () => {
  it("goes to Greenhouse as its Job Board API takes it", async () => {
    const { system, id, attempt, state, form, member } = await send("greenhouse", {
      answers: { question_1: "春から", question_2: true },
    });
    expect(form.consent.texts.en).toContain('"採用システム"');
    expect(form.attachments.endings).toEqual([".pdf", ".docx", ".txt"]);
    expect(await state()).toMatchObject({ state: "waiting", destination: "採用システム", attempts: 0 });
    await attempt();
    const [request] = system.asked;
    expect([request?.method, request?.url.pathname]).toEqual(["POST", "/v1/boards/acme/jobs/4711"]);
    expect(request?.authorization).toBe(`Basic ${Buffer.from(`${key}:`).toString("base64")}`);
    expect(JSON.parse(request?.body ?? "")).toMatchObject({
      first_name: "花子",
      last_name: "見本",
      email: "hanako@example.net",
      phone: "03-0000-0001",
      question_1: "春から",
      question_2: 1,
      resume_content: Buffer.from("架空の経歴").toString("base64"),
      resume_content_filename: "履歴書.txt",
      cover_letter_content: Buffer.from("拝啓").toString("base64"),
    });
    expect(await state()).toMatchObject({ state: "done", at: now.at.toISOString(), attempts: 1, lastError: null });
    expect((await member.applications.listOwn()).data).toMatchObject([{ id, handOver: { state: "done" } }]);
    await attempt();
    expect(system.asked).toHaveLength(1);
  });

  it("goes to Lever as its Postings API takes it", async () => {
    const { system, attempt, state, ctx } = await send("lever", { answers: { start: "春から" } });
    await attempt();
    const [request] = system.asked;
    expect([request?.method, request?.url.pathname, request?.url.search]).toEqual([
      "POST",
      "/v0/postings/acme/5ac21346",
      `?key=${key}`,
    ]);
    for (const part of [
      'name="name"\r\n\r\n見本 花子',
      'name="email"\r\n\r\nhanako@example.net',
      "問 start\n春から",
      "手紙.txt",
    ])
      expect(request?.body).toContain(part);
    expect(request?.body).toContain(
      'name="resume"; filename="履歴書.txt"\r\ncontent-type: text/plain\r\n\r\n架空の経歴\r\n',
    );
    expect((await state()).state).toBe("done");
    const rows = await readOrganization(ctx, (tx) => tx.execute("select external_id from applications"));
    expect(rows).toEqual([{ external_id: "lever-1" }]);
  });

  it("goes to a system of one's own, signed, by the same id however often, with its files to fetch", async () => {
    const { system, hr, id, resume, attempt, state, member } = await send("webhook");
    const headers: Record<string, string | string[] | undefined>[] = [];
    system.fail((response, request) => {
      headers.push(request.headers);
      faults.status(503)(response, request);
    });
    await attempt();
    expect((await state()).state).toBe("delayed");
    system.fail((response, request) => {
      headers.push(request.headers);
      response.writeHead(204).end();
    });
    await attempt(2);
    expect((await state()).state).toBe("done");
    const [first, second] = system.asked;
    const event = verifyWebhook(
      second?.body ?? "",
      new Headers(
        Object.entries({ ...headers[1], "webhook-timestamp": String(headers[1]?.["webhook-timestamp"]) }).flatMap(
          ([name, value]) => (typeof value === "string" ? [[name, value] as [string, string]] : []),
        ),
      ),
      [secret],
    );
    expect(event).toMatchObject({
      type: "application.submitted",
      data: {
        id,
        email: "hanako@example.net",
        attachments: [
          { id: resume.id, url: `https://alumni.example.com/v1/applications/${id}/attachments/${resume.id}` },
          {},
        ],
      },
    });
    expect([headers[0]?.["webhook-id"], headers[1]?.["webhook-id"]]).toEqual([id, id]);
    expect(first?.url.search).toBe("?tenant=1");
    await member.applications.withdraw(id);
    expect(await hr.applications.get(id)).toMatchObject({ stage: "withdrawn", handOver: { state: "waiting" } });
    await attempt(3);
    expect(JSON.parse(system.asked[2]?.body ?? "")).toMatchObject({ type: "application.withdrawn", data: { id } });
    expect(system.asked[2]?.body).not.toMatch(/hanako|見本|架空/);
    expect((await state()).state).toBe("done");
  });
});

describe("a system that does not take it", () => {
  it.each<
    [what: string, kind: "greenhouse" | "lever" | "webhook", fault: Fault, state: string, code: string, minutes: number]
  >([
    ["is busy", "lever", faults.status(429, { "retry-after": "600" }), "delayed", "destination_busy", 10],
    [
      "names a date",
      "lever",
      (response, request) => {
        const date = new Date(now.at.getTime() + 1_200_000).toUTCString();
        faults.status(429, { "retry-after": date })(response, request);
      },
      "delayed",
      "destination_busy",
      20,
    ],
    [
      "asks for ever",
      "lever",
      faults.status(503, { "retry-after": "99999999" }),
      "delayed",
      "destination_failed",
      24 * 60,
    ],
    ["breaks", "greenhouse", faults.status(500), "delayed", "destination_failed", 1],
    ["breaks off", "greenhouse", faults.half, "delayed", "destination_unreachable", 1],
    ["is not there", "webhook", faults.closed, "delayed", "destination_unreachable", 1],
    ["answers with a page", "greenhouse", faults.html, "delayed", "destination_unreadable", 1],
    ["answers with half a word", "lever", faults.notJson, "delayed", "destination_unreadable", 1],
    [
      "points elsewhere",
      "webhook",
      faults.redirect("http://169.254.169.254/"),
      "delayed",
      "destination_unreachable",
      1,
    ],
    ["refuses", "webhook", faults.status(400), "stopped", "destination_refused", 0],
    ["knows no such key", "greenhouse", faults.status(401), "stopped", "destination_unauthorized", 0],
    ["knows no such posting", "lever", faults.status(404), "stopped", "destination_not_found", 0],
    [
      "refuses with a 200",
      "greenhouse",
      (response) => json(response, { error: "Failed to save person", reason: "Invalid email" }),
      "stopped",
      "destination_refused",
      0,
    ],
    [
      "says no",
      "lever",
      (response) => json(response, { ok: false, error: "resume is required" }),
      "stopped",
      "destination_refused",
      0,
    ],
  ])(
    "%s: both sides see it, and it comes again or waits for HR",
    async (_, kind, fault, expected, errorCode, minutes) => {
      const { system, attempt, state, hr, member, mailsSent } = await send(kind);
      system.fail(fault);
      await attempt();
      const { nextAttemptAt, lastError, ...shown } = await state();
      expect(shown).toMatchObject({ state: expected, attempts: 1 });
      expect(lastError?.code).toBe(errorCode);
      const waits = nextAttemptAt === null ? 0 : (new Date(nextAttemptAt).getTime() - now.at.getTime()) / 60_000;
      expect(Math.abs(waits - minutes)).toBeLessThan(0.1);
      expect((await member.applications.listOwn()).data[0]?.handOver.state).toBe(expected);
      const [destination] = (await hr.applications.listDestinations()).data;
      expect(destination).toMatchObject({
        lastError: { code: errorCode },
        waiting: minutes > 0 ? 1 : 0,
        stopped: minutes > 0 ? 0 : 1,
      });
      expect((await mailsSent()).map(({ subject }) => subject)).toEqual(
        expected === "stopped" ? ["【テスト株式会社】応募を採用管理システムに渡せていません"] : [],
      );
      expect(JSON.stringify([lastError, destination])).not.toMatch(/canary|whsec/);
    },
  );

  it("is given up after five days of growing pauses, and taken up again by HR", async () => {
    const { system, attempt, state, hr, id, mailsSent } = await send("greenhouse");
    const pauses: number[] = [];
    let minutes = 0;
    for (let tries = 0; tries < 100 && (await state()).state !== "stopped"; tries++) {
      system.fail(faults.status(502));
      await attempt(minutes);
      const { nextAttemptAt } = await state();
      const next = nextAttemptAt === null ? minutes : (new Date(nextAttemptAt).getTime() - now.at.getTime()) / 60_000;
      pauses.push(Math.round(next - minutes));
      minutes = next;
    }
    expect(pauses.slice(0, 11)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
    expect(minutes / 60).toBeGreaterThan(5 * 24);
    expect(minutes / 60).toBeLessThan(5 * 24 + 7);
    expect(await mailsSent()).toHaveLength(1);
    expect((await hr.applications.handOver(id)).handOver.state).toBe("waiting");
    await attempt(minutes);
    expect((await state()).state).toBe("done");
    expect(await code(hr.applications.handOver(id))).toBe("conflict");
  });
});

describe("handing over", () => {
  it("is done by one, however many try; and again when that one was killed between the yes and the commit", async () => {
    const { ctx, system, attempt, state } = await send("greenhouse");
    await Promise.all([attempt(), attempt(), attempt()]);
    expect(system.asked).toHaveLength(1);
    // As the row is left by a process that was killed after its system's yes.
    const lease = new Date(now.at.getTime() + 120_000).toISOString();
    await withOrganization(ctx, (tx) =>
      tx.execute(
        `update applications set hand_over_state = 'waiting', next_attempt_at = submitted_at, leased_until = '${lease}'`,
      ),
    );
    await attempt(1);
    expect(system.asked).toHaveLength(1);
    await attempt(3);
    expect([system.asked.length, (await state()).state]).toEqual([2, "done"]);
  });

  it("is taken up again where the queue lost it", async () => {
    const { ctx, id } = await send("webhook");
    const asked: unknown[] = [];
    const queue = { ...ctx.queue, send: async (...call: unknown[]) => void asked.push(call.slice(1)) };
    await takeUpForgotten({ ...at(ctx, 4), queue });
    expect(asked).toEqual([]);
    await takeUpForgotten({ ...at(ctx, 6), queue });
    expect(asked).toMatchObject([["applications.hand-over", { applicationId: toUuid("application", id) }, undefined]]);
  });

  it("ends with a withdrawal, also of what was in the middle of it", async () => {
    const { system, attempt, state, member, id } = await send("webhook");
    let withdrawing: Promise<void> | undefined;
    system.fail((response) => {
      withdrawing = member.applications.withdraw(id).then(() => void response.writeHead(200).end());
    });
    await attempt();
    await withdrawing;
    expect(await state()).toMatchObject({ state: "waiting" });
    await attempt(5);
    expect(system.asked.map(({ body }) => JSON.parse(body).type)).toEqual([
      "application.submitted",
      "application.withdrawn",
    ]);
    const other = await send("webhook");
    await other.member.applications.withdraw(other.id);
    await other.attempt();
    expect([other.system.asked, (await other.state()).state]).toEqual([[], "none"]);
  });

  it("stays here without its destination, and goes to the next one of the name that was agreed to", async () => {
    const { hr, added, destination, system, attempt, state, id } = await send("greenhouse");
    await hr.applications.removeDestination(added.id);
    expect(await state()).toMatchObject({ state: "none", destination: null });
    expect(await code(hr.applications.handOver(id))).toBe("conflict");
    await attempt();
    const elsewhere = await hr.applications.addDestination({ ...destination, name: "別のシステム" });
    expect(elsewhere.waiting).toBe(0);
    expect(await code(hr.applications.handOver(id))).toBe("conflict");
    await hr.applications.removeDestination(elsewhere.id);
    expect((await hr.applications.addDestination(destination)).waiting).toBe(1);
    await attempt();
    expect([system.asked.length, (await state()).state]).toEqual([1, "done"]);
  });

  it("ends quietly where its destination is removed in the middle, or another takes its place", async () => {
    const gone = await send("greenhouse");
    const meanwhile =
      (act: () => Promise<unknown>, status: number): Fault =>
      (response, request) =>
        void act().then(() => faults.status(status)(response, request));
    gone.system.fail(meanwhile(() => gone.hr.applications.removeDestination(gone.added.id), 503));
    await gone.attempt();
    expect(await gone.state()).toMatchObject({ state: "none", lastError: null });
    const put = await send("greenhouse");
    const replace = async () => {
      await put.hr.applications.removeDestination(put.added.id);
      await put.hr.applications.addDestination(put.destination);
    };
    put.system.fail(meanwhile(replace, 401));
    await put.attempt();
    expect(await put.state()).toMatchObject({ state: "waiting", lastError: null });
    expect((await put.hr.applications.listDestinations()).data).toMatchObject([{ lastError: null, waiting: 1 }]);
    await put.attempt();
    expect([put.system.asked.length, (await put.state()).state]).toEqual([2, "done"]);
  });

  it("is known to the next one of the name, which is told of a withdrawal and asked where it stands", async () => {
    const { hr, member, added, destination, system, attempt, state, id } = await send("webhook");
    await attempt();
    await hr.applications.removeDestination(added.id);
    expect(await hr.applications.addDestination(destination)).toMatchObject({ waiting: 0 });
    expect(await state()).toMatchObject({ state: "done", attempts: 1 });
    await member.applications.withdraw(id);
    await attempt();
    expect(system.asked.map(({ body }) => JSON.parse(body).type)).toEqual([
      "application.submitted",
      "application.withdrawn",
    ]);
    const other = await send("lever");
    await other.attempt();
    await other.hr.applications.removeDestination(other.added.id);
    const hook = { kind: "webhook", name: "採用システム", url: "https://ats.example.com/", secret } as const;
    const known = () =>
      readOrganization(other.ctx, (tx) =>
        tx.execute(`select 1 from applications a join application_destinations d using (organization_id, destination_id)
          where external_id = 'lever-1' and d.followed_at = a.hand_over_at`),
      );
    const { id: next } = await other.hr.applications.addDestination({ ...hook, feedId: null });
    expect(await known()).toHaveLength(0);
    await other.hr.applications.removeDestination(next);
    await other.hr.applications.addDestination(other.destination);
    expect(await known()).toHaveLength(1);
  });

  it("is taken up by the next one of the name, however many they are", async () => {
    const { hr, ctx, feedId, added, destination } = await send("greenhouse");
    const many = Array.from({ length: 700 }, (_, nth) => posting(5_000 + nth));
    await uploadDocument(ctx, feedId, Buffer.from(greenhouse(posting(4711), ...many)), "application/json");
    // As if the member had applied for each of them.
    await withOrganization(ctx, (tx) =>
      tx.execute(`insert into applications
        select a.organization_id, gen_random_uuid(), a.member_id, j.job_id, 'x', a.submitted_at, 'x', 'x', 'x@example.net',
          null, '[]', '', '', '', a.consent_destination, 'received', a.stage_as_of, null, a.destination_id, 'waiting', null,
          a.submitted_at, 0, a.submitted_at
        from applications a join job_postings j on j.organization_id = a.organization_id and j.job_id <> a.job_id`),
    );
    expect((await hr.applications.listDestinations()).data).toMatchObject([{ waiting: 701 }]);
    await hr.applications.removeDestination(added.id);
    expect(await hr.applications.addDestination(destination)).toMatchObject({ waiting: 701 });
  });

  it("needs a destination that could take it", async () => {
    const { hr, as, ctx, feedId, destination } = await send("greenhouse");
    const refused = async (draft: ApplicationDestinationDraft) => code(hr.applications.addDestination(draft));
    expect(await refused(destination)).toBe("conflict");
    const lever = { kind: "lever", name: "x", site: "acme", secret: key } as const;
    expect(await refused({ ...lever, feedId })).toBe("invalid_input");
    expect(await refused({ ...lever, feedId: null })).toBe("invalid_input");
    const hook = { kind: "webhook", name: "x", feedId: null, url: "https://ats.example.com/", secret } as const;
    expect(await refused({ ...hook, secret: "short" })).toBe("invalid_input");
    expect(await refused({ ...hook, url: "https://user:pass@ats.example.com/" })).toBe("invalid_input");
    expect(await code((await as("recruiter", "r")).applications.addDestination(hook))).toBe("forbidden");
    expect(JSON.stringify(await hr.applications.listDestinations())).not.toContain(key);
    const [row] = await readOrganization(ctx, (tx) =>
      tx.execute<{ secret: Buffer }>("select secret from application_destinations"),
    );
    expect(Buffer.from(row?.secret ?? "").includes(key)).toBe(false);
    await removeFeed(ctx, feedId);
    expect((await hr.applications.listDestinations()).data).toEqual([]);
  });

  it("never hangs: an attempt ends, and is one that did not arrive", async () => {
    const { system, attempt, state } = await send("greenhouse");
    system.fail(hang);
    await attempt();
    expect(await state()).toMatchObject({ state: "delayed", lastError: { code: "destination_unreachable" } });
  });
});

const hang: Fault = () => undefined;
