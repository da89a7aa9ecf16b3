import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import {
  anHourLater,
  callerOf,
  codePattern,
  type JoinedMember,
  joinAsMember,
  mailAfter,
  signInAs,
} from "../../testing/joining.ts";
import { startTestServer } from "../../testing/server.ts";
import { withOrganization } from "../platform/database.ts";
import { newUuid, toTypeId, toUuid } from "../platform/ids.ts";

const server = await startTestServer();
const newId = () => toTypeId("signin", newUuid(new Date()));
const newAddress = () => `${randomUUID()}@example.net`;

describe("signing in", () => {
  let joined: JoinedMember;
  beforeAll(async () => {
    joined = await joinAsMember(server);
  });

  it("opens a session of fifteen minutes with the code, once", async () => {
    const { id, code, entered, own } = await signInAs(server, joined);
    expect([entered.status, entered.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(entered.json).toMatchObject({ role: "member", displayName: "山田 花子", expiresInSeconds: 900 });
    expect((await own("GET", "/sessions")).json.data).toMatchObject([
      { current: true, way: "mail", device: "Safari, iPhone" },
    ]);
    expect((await joined.page("POST", `/sign-ins/${id}/verification`, { code })).json.code).toBe("code_expired");
  });

  it("is answered the same to who is nobody here, mails them as often, and no code lets them in", async () => {
    const stranger = newAddress();
    const [known, unknown] = [newId(), newId()];
    await anHourLater(joined.ctx);
    const shown = async (id: string, email: string) => {
      let asked: Awaited<ReturnType<typeof joined.page>> | undefined;
      await mailAfter(server, email, email === stranger ? /could not match/ : /signing in/, async () => {
        asked = await joined.page("PUT", `/sign-ins/${id}`, { email, locale: "en" });
      });
      const wrong = await joined.page("POST", `/sign-ins/${id}/verification`, { code: "000000" });
      return [asked ?? wrong, wrong].map(({ status, text, headers }) => [
        status,
        text.replace(/"requestId":"[^"]+"/, ""),
        [...headers].filter(([name]) => name !== "x-request-id"),
      ]);
    };
    expect(await shown(unknown, stranger)).toEqual(await shown(known, joined.email));
    // Not even the code that would be theirs.
    const { codeOf } = await import("../membership/codes.ts");
    const theirs = codeOf(joined.ctx, toUuid("signin", unknown), { codeNumber: 1 });
    expect((await joined.page("POST", `/sign-ins/${unknown}/verification`, { code: theirs })).json.code).toBe(
      "code_invalid",
    );
    const codes = (await server.mailbox.list()).filter(({ to, text }) => to === stranger && codePattern.test(text));
    expect(codes).toEqual([]);
  });

  it("refuses every code after five wrong ones, until another is mailed", async () => {
    await anHourLater(joined.ctx);
    const id = newId();
    const code = await mailAfter(server, joined.email, codePattern, () =>
      joined.page("PUT", `/sign-ins/${id}`, { email: joined.email, locale: "en" }),
    );
    const enter = async (entered: string) =>
      (await joined.page("POST", `/sign-ins/${id}/verification`, { code: entered })).json;
    for (let tries = 0; tries < 5; tries++)
      expect((await enter(code === "000000" ? "000001" : "000000")).code).toBe("code_invalid");
    expect((await enter(code)).code).toBe("code_expired");
    const next = await mailAfter(server, joined.email, codePattern, () => joined.page("POST", `/sign-ins/${id}/code`));
    expect(next).not.toBe(code);
    expect(await enter(next)).toMatchObject({ role: "member" });
  });

  it("is renewed with another token, and the one before is good for a moment only", async () => {
    const { session, own } = await signInAs(server, joined);
    const { json: renewed } = await own("POST", "/sessions/current/renewal");
    expect(renewed).toMatchObject({ subject: session.subject, expiresInSeconds: 900 });
    expect(renewed.sessionToken).not.toBe(session.sessionToken);
    const next = callerOf(server, renewed.sessionToken);
    expect(
      (await next("GET", "/sessions")).json.data.filter(({ current }: { current: boolean }) => current),
    ).toHaveLength(1);
    // An answer that got lost: the same token asks again.
    expect((await own("GET", "/sessions")).status).toBe(200);
    await withOrganization(joined.ctx, (tx) =>
      tx.execute(sql`update sessions set previous_until = previous_until - interval '31 seconds'`),
    );
    expect((await own("GET", "/sessions")).json.code).toBe("session_expired");
    await withOrganization(joined.ctx, (tx) =>
      tx.execute(sql`update sessions set renewable_until = now() + interval '5 minutes'`),
    );
    const last = (await next("POST", "/sessions/current/renewal")).json;
    expect(last.expiresInSeconds).toBeLessThanOrEqual(300);
    await withOrganization(joined.ctx, (tx) => tx.execute(sql`update sessions set renewable_until = now()`));
    expect((await callerOf(server, last.sessionToken)("POST", "/sessions/current/renewal")).status).toBe(401);
  });

  it("can be ended from another device, alone or with all others, and at once", async () => {
    const [first, second, third] = [
      await signInAs(server, joined),
      await signInAs(server, joined),
      await signInAs(server, joined),
    ];
    const { data } = (await first.own("GET", "/sessions")).json;
    const secondId = data.find(({ id }: { id: string }) => id === data[1]?.id)?.id;
    expect((await first.own("DELETE", `/sessions/${secondId}`)).status).toBe(204);
    expect((await second.own("GET", "/sessions")).status).toBe(401);
    expect((await first.own("DELETE", `/sessions/${secondId}`)).status).toBe(404);
    expect((await first.own("DELETE", "/sessions")).status).toBe(204);
    expect((await third.own("GET", "/sessions")).status).toBe(401);
    expect((await first.own("DELETE", "/sessions/current")).status).toBe(204);
    expect((await first.own("GET", "/sessions")).status).toBe(401);
  });

  it("shows and ends nobody else's sessions", async () => {
    const other = await joinAsMember(server);
    const [own, theirs] = [await signInAs(server, joined), await signInAs(server, other)];
    const { data } = (await theirs.own("GET", "/sessions")).json;
    expect((await own.own("DELETE", `/sessions/${data[0].id}`)).status).toBe(404);
    expect((await theirs.own("GET", "/sessions")).status).toBe(200);
    expect((await joined.hr("GET", "/sessions")).status).toBe(403);
  });
});
