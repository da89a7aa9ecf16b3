import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { callerOf, codePattern, mailAfter, mailTo, newSignUpId, requestFor } from "../../testing/joining.ts";
import { eventually, startTestServer } from "../../testing/server.ts";
import { upsertPeople } from "../intake/upsert.ts";
import { withOrganization } from "../platform/database.ts";
import { drawQrCode } from "./qr-code.rules.ts";

const server = await startTestServer();
const newAddress = () => `${randomUUID()}@example.net`;
const linkPattern = /#invitation=(inv_\S+)/;

async function open() {
  const founded = await server.foundOrganization();
  const { ctx, publishableKey, secretKey } = founded;
  const hr = callerOf(server, secretKey);
  const page = callerOf(server, publishableKey);
  const add = async (...people: { family: string; email?: string }[]) => {
    await upsertPeople(
      ctx,
      { kind: "api", name: "test" },
      people.map(({ family, email }, index) => ({
        employeeNumber: `${family}${index}`,
        name: { family, given: "花子" },
        leftOn: "2021-03-31",
        ...(email && { email }),
      })),
    );
    const { data } = (await hr("GET", "/registry/people?limit=100")).json;
    return people.map(({ family }) => data.find((one: { name: { family: string } }) => one.name.family === family).id);
  };
  const invite = (body: object) => hr("POST", "/invitations", body);
  const listed = async (query = "") => (await hr("GET", `/invitations${query}`)).json.data;
  /** Signs up with an invitation and nothing else, and answers what becomes of it. */
  const join = async (invitation: string, email = newAddress()) => {
    const id = newSignUpId();
    const request = await requestFor(ctx, email, { employeeNumber: null, birthDate: null, invitation });
    const code = await mailAfter(server, email, codePattern, () => page("PUT", `/sign-ups/${id}`, request));
    await page("POST", `/sign-ups/${id}/verification`, { code });
    return eventually(async () => {
      const { json } = await hr("GET", `/sign-ups/${id}`);
      return json.status !== "code_sent" && json.status !== "matching" && json;
    });
  };
  return { ...founded, hr, page, add, invite, listed, join };
}

describe("an invitation", () => {
  it("by mail lets in, once, whoever reads the mail at the address it went to", async () => {
    const { add, invite, listed, join } = await open();
    const email = newAddress();
    const [person] = await add({ family: "佐藤", email });
    const token = await mailAfter(server, email, linkPattern, () => invite({ personIds: [person], way: "mail" }));
    await eventually(async () => (await listed("?state=sent")).length === 1);
    expect(await listed()).toMatchObject([{ personId: person, personName: "佐藤 花子", state: "sent" }]);
    // Passed on to somebody else, who proves another address: HR looks.
    expect(await join(token)).toMatchObject({ status: "in_review", personId: person, provedBy: null });
    expect(await join(token, email)).toMatchObject({ status: "approved", personId: person, provedBy: "invitation" });
    expect(await listed("?state=used")).toHaveLength(1);
    expect(await join(token)).toMatchObject({ status: "in_review", personId: null });
  });

  it("is printed as a link and a QR code, shown once; nothing stored tells the token", async () => {
    const { ctx, add, invite, join, listed } = await open();
    const [person] = await add({ family: "鈴木" });
    const answer = await invite({ personIds: [person], way: "printed" });
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([201, "no-store"]);
    const { url, qr } = answer.json.data[0].printed;
    const token = linkPattern.exec(url)?.[1] ?? "";
    // The secret itself may hold underscores.
    const secret = Buffer.from(token.slice(-22), "base64url");
    expect(secret).toHaveLength(16);
    expect(qr).toEqual(drawQrCode(url));
    expect(JSON.stringify(await listed())).not.toContain(token);
    const rows = await withOrganization(ctx, (tx) => tx.execute(sql`select invitations::text as row from invitations`));
    expect(String(rows[0]?.row)).not.toContain(secret.toString("hex"));
    expect(await join(token)).toMatchObject({ status: "approved", provedBy: "invitation" });
  });

  it("takes the place of the one before, expires, and can be revoked", async () => {
    const { ctx, hr, add, invite, join, listed } = await open();
    const [person] = await add({ family: "田中" });
    const make = async () => (await invite({ personIds: [person], way: "printed" })).json.data[0];
    const tokenIn = ({ printed }: { printed: { url: string } }) => linkPattern.exec(printed.url)?.[1] ?? "";
    const [first, second] = [await make(), await make()];
    expect((await listed()).map(({ state }: { state: string }) => state)).toEqual(["waiting", "revoked"]);
    expect(await join(tokenIn(first))).toMatchObject({ status: "in_review", personId: null });
    expect((await hr("DELETE", `/invitations/${second.invitation.id}`)).status).toBe(204);
    expect(await join(tokenIn(second))).toMatchObject({ status: "in_review", personId: null });
    const third = await make();
    await withOrganization(ctx, (tx) => tx.execute(sql`update invitations set expires_at = now()`));
    expect((await listed("?state=expired")).map(({ id }: { id: string }) => id)).toEqual([third.invitation.id]);
    expect(await join(tokenIn(third))).toMatchObject({ status: "in_review", personId: null });
    const fourth = await make();
    expect(await join(tokenIn(fourth))).toMatchObject({ status: "approved" });
    expect((await hr("DELETE", `/invitations/${fourth.invitation.id}`)).json.code).toBe("conflict");
  });

  it("goes to a whole segment, and says who was left out and why", async () => {
    const { hr, add, invite, join } = await open();
    const [reached, silent, joined] = await add(
      { family: "井上", email: newAddress() },
      { family: "木村" },
      { family: "林", email: newAddress() },
    );
    const own = (await invite({ personIds: [joined], way: "printed" })).json.data[0].printed.url;
    expect(await join(linkPattern.exec(own)?.[1] ?? "")).toMatchObject({ status: "approved" });
    const segment = (await hr("POST", "/registry/segments", { name: "全員", filter: {} })).json;
    const made = (await invite({ segmentId: segment.id, way: "mail" })).json;
    expect(made.data.map(({ invitation }: { invitation: { personId: string } }) => invitation.personId)).toEqual([
      reached,
    ]);
    expect(made).toMatchObject({ skipped: [{ personId: silent, reason: "no_mail_address" }], remaining: 0 });
    expect((await invite({ segmentId: segment.id, way: "mail" })).json.data).toEqual([]);
    const named = (await invite({ personIds: [silent, joined, reached], way: "mail" })).json;
    expect(named.skipped).toEqual([
      { personId: silent, reason: "no_mail_address" },
      { personId: joined, reason: "member" },
    ]);
    expect((await hr("GET", `/registry/people/${reached}`)).json.state).toBe("invited");
  });

  it("is mailed again to whoever asks from the registry's address, and to nobody else", async () => {
    const { page, add, invite, listed } = await open();
    const [email, stranger] = [newAddress(), newAddress()];
    const [person] = await add({ family: "清水", email });
    const ask = async (address: string) => {
      const { status, text, headers } = await page("POST", "/invitations/requests", { email: address, locale: "en" });
      return [status, text, [...headers].filter(([name]) => name !== "x-request-id")];
    };
    const token = await mailAfter(server, email, linkPattern, () => ask(email));
    expect(await listed()).toMatchObject([{ personId: person, createdBy: "system" }]);
    // What is on its way is not ended by whoever asks.
    expect(await mailAfter(server, email, linkPattern, () => ask(email))).toBe(token);
    expect(await ask(stranger)).toEqual(await ask(email));
    await mailTo(server, stranger, /could not match/);
    await invite({ personIds: [person], way: "printed" });
    expect(await listed("?state=revoked")).toHaveLength(1);
  });

  it("moves with a record that becomes one with another, and back", async () => {
    const { hr, add, invite, listed } = await open();
    const [kept, merged] = await add({ family: "山口" }, { family: "山崎" });
    await invite({ personIds: [merged], way: "printed" });
    const merge = (await hr("POST", "/registry/merges", { keptId: kept, mergedId: merged, reason: "同じ人" })).json;
    expect(await listed(`?personId=${kept}`)).toHaveLength(1);
    await hr("POST", `/registry/merges/${merge.id}/undoing`, { reason: "別の人" });
    expect(await listed(`?personId=${merged}`)).toHaveLength(1);
  });
});
