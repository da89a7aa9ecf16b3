import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type OkaeriError } from "@okaeri/sdk";
import { describe, expect, it } from "vitest";
import { vouchFor } from "../../../../test/security/crawler.ts";
import { foundBoard, memberOf, personOf } from "../../testing/board.ts";
import { startTestServer, testOrigin } from "../../testing/server.ts";
import { listAudit } from "../audit/audit.ts";
import type { Context } from "../platform/context.ts";
import { readOrganization } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { erasePerson } from "../privacy/erasure.ts";
import { createErasureLedger } from "../privacy/erasure-ledger.ts";
import { collectPersonalData } from "../privacy/personal-data.ts";
import { offTokenOf, readOffToken } from "./off-tokens.ts";
import { nextDue } from "./rhythm.rules.ts";
import { listSavedSearches, saveSearch } from "./saved-searches.ts";

const server = await startTestServer();
const code = (call: Promise<unknown>) =>
  call.then(
    () => "",
    (error: OkaeriError) => error.code,
  );
const idOf = ({ actor }: Context): string => (actor.kind === "member" ? actor.memberId : "");

describe("a rhythm", () => {
  it.each([
    ["daily", "2026-11-22T22:59:59.999Z", "2026-11-22T23:00:00.000Z"],
    ["daily", "2026-11-22T23:00:00.000Z", "2026-11-23T23:00:00.000Z"],
    // Sunday evening in UTC is Monday morning in Japan.
    ["weekly", "2026-11-22T22:59:59.999Z", "2026-11-22T23:00:00.000Z"],
    ["weekly", "2026-11-22T23:00:00.000Z", "2026-11-29T23:00:00.000Z"],
    ["weekly", "2026-11-24T12:00:00.000Z", "2026-11-29T23:00:00.000Z"],
    ["never", "2026-11-24T12:00:00.000Z", undefined],
  ] as const)("%s after %s is due at %s", (alert, now, due) => {
    expect(nextDue(alert, new Date(now))?.toISOString()).toBe(due);
  });
});

describe("a kept search", () => {
  it("is one's own, twenty of them, and the same however it is written", async () => {
    const { ctx } = await foundBoard(server);
    const [member, other] = [await memberOf(ctx, "1", []), await memberOf(ctx, "2", [])];
    const first = await saveSearch(member, { filter: { place: "JP-13", q: " ＷＥＢ　デザイナー " } });
    expect(first).toMatchObject({
      filter: { q: "ＷＥＢ　デザイナー", place: "JP-13" },
      alert: "weekly",
      alertedAt: null,
    });
    const again = await saveSearch(member, {
      filter: { q: "web デザイナー", place: "JP-13", department: "" },
      alert: "daily",
    });
    expect(again).toEqual({ ...first, alert: "daily" });
    await Promise.all(
      Array.from({ length: 25 }, (_, nth) => code(saveSearch(member, { filter: { q: `言葉${nth % 22}` } }))),
    );
    expect(await listSavedSearches(member)).toHaveLength(20);
    expect(await code(saveSearch(member, { filter: { q: "もうひとつ" } }))).toBe("conflict");
    expect(await code(saveSearch(member, { filter: { q: "web　デザイナー", place: "JP-13" } }))).toBe("");
    expect(await listSavedSearches(other)).toEqual([]);
  });

  it("is nobody else's business by wire, and in no trail", async () => {
    const board = await foundBoard(server);
    const vouch = await vouchFor(server, board);
    const clientOf = async (role: "member" | "recruiter", subject: string) => {
      const { authorization } = await vouch(role, subject);
      const { publishableKey, visitor } = board;
      void visitor;
      return createClient({
        baseUrl: server.baseUrl,
        publishableKey,
        maxRetries: 0,
        fetch: (input, init) => {
          const request = new Request(input, init);
          request.headers.set("origin", testOrigin);
          request.headers.set("authorization", authorization);
          return server.fetch(request);
        },
      });
    };
    const [member, other, recruiter] = [
      await clientOf("member", "m-1"),
      await clientOf("member", "m-2"),
      await clientOf("recruiter", "r-1"),
    ];
    const before = (await listAudit(board.ctx, {})).data.map(({ action }) => action);
    const { id } = await member.savedSearches.save({ filter: { q: "転職" }, alert: "daily" });
    expect(await member.savedSearches.edit(id, { alert: "never" })).toMatchObject({ id, alert: "never" });
    for (const who of [other, recruiter, board.hr]) {
      expect(await code(who.savedSearches.edit(id, { alert: "daily" }))).toMatch(/not_found|forbidden/);
      expect(await code(who.savedSearches.delete(id))).toMatch(/not_found|forbidden/);
    }
    expect([await code(recruiter.savedSearches.list()), await code(board.visitor.savedSearches.list())]).toEqual([
      "forbidden",
      "forbidden",
    ]);
    await member.savedSearches.delete(id);
    expect((await member.savedSearches.list()).data).toEqual([]);
    const after = (await listAudit(board.ctx, {})).data.map(({ action }) => action);
    expect(after.filter((action) => /search/i.test(action))).toEqual([]);
    expect(after.length).toBe(before.length);
  });

  it("is in what a member may take with them, and gone with them", async () => {
    const { ctx } = await foundBoard(server);
    const member = await memberOf(ctx, "1", []);
    await saveSearch(member, { filter: { q: "経理" }, alert: "daily" });
    const { parts } = await collectPersonalData(ctx, { memberId: idOf(member) });
    expect(parts.saved_searches).toEqual([expect.objectContaining({ filter: { q: "経理" }, alert: "daily" })]);
    expect(JSON.stringify(parts.saved_searches)).not.toContain("filter_key");
    await erasePerson(
      ctx,
      { ledger: createErasureLedger(join(tmpdir(), `erasures-${newUuid(new Date())}.jsonl`)), mailbox: null },
      { personId: await personOf(member) },
      { before: async () => null, after: async () => null },
    );
    const left = await readOrganization(ctx, (tx) => tx.execute("select from saved_searches"));
    expect(left.length).toBe(0);
  });
});

describe("the link that ends the mails", () => {
  const open = async () => {
    const board = await foundBoard(server);
    const member = await memberOf(board.ctx, "1", []);
    for (const alert of ["daily", "weekly"] as const) await saveSearch(member, { filter: { q: alert }, alert });
    const ask = (method: string, token: string, more = "") =>
      server.fetch(`${server.baseUrl}/o/${board.organization.slug}/alerts/off/${token}${more}`, {
        method,
        ...(method === "POST" && {
          body: "List-Unsubscribe=One-Click",
          headers: { "content-type": "application/x-www-form-urlencoded" },
        }),
      });
    const rhythms = async () => (await listSavedSearches(member)).map(({ alert }) => alert).sort();
    return { ...board, member, ask, rhythms, token: offTokenOf(board.ctx, idOf(member)) };
  };

  it("does nothing when it is read, and all of it when it is pressed, without signing in and twice the same", async () => {
    const { ask, rhythms, token } = await open();
    for (const method of ["GET", "HEAD"]) expect((await ask(method, token)).status).toBe(200);
    expect(await rhythms()).toEqual(["daily", "weekly"]);
    const page = await ask("GET", token);
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'self';/);
    expect([page.headers.get("cache-control"), page.headers.get("referrer-policy")]).toEqual([
      "no-store",
      "no-referrer",
    ]);
    const html = await page.text();
    expect(html.match(/<button/g)).toHaveLength(1);
    expect(html).not.toMatch(/<script|<img|http-equiv/);
    expect(await (await ask("GET", token, "?lang=en")).text()).toContain("Stop these mails");
    for (const _ of [1, 2]) expect((await ask("POST", token)).status).toBe(200);
    expect(await rhythms()).toEqual(["never", "never"]);
  });

  it("says the same whether it is good, forged, cut, another's or somebody's who is gone", async () => {
    const { ask, rhythms, token, ctx } = await open();
    const elsewhere = await server.foundOrganization();
    const wrong = [
      offTokenOf(ctx, newUuid(new Date())),
      offTokenOf(elsewhere.ctx, newUuid(new Date())),
      `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`,
      token.slice(0, 40),
      "%00",
      "not-a-token",
    ];
    for (const method of ["GET", "POST"]) {
      const answers = await Promise.all(
        [...wrong, ...(method === "GET" ? [token] : [])].map(async (one) => {
          const answer = await ask(method, one);
          return [answer.status, (await answer.text()).replaceAll(one, "")];
        }),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    }
    expect(await rhythms()).toEqual(["daily", "weekly"]);
    expect(readOffToken(elsewhere.ctx, token)).toBeNull();
  });
});
