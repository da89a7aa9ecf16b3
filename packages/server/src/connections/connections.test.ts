import { createClient } from "@okaeri/sdk";
import type { ConnectionDraft } from "@okaeri/sdk/contract/registry-connections";
import { describe, expect, it } from "vitest";
import { canary, lastRun, many, startConnections } from "../../testing/connected-systems.ts";
import { testOrigin } from "../../testing/server.ts";
import { createConnection } from "./connections.ts";
import { cronOf, nextRun } from "./schedule.rules.ts";

const { server, watcher, connectSmarthr } = await startConnections();
const draft: ConnectionDraft = { kind: "smarthr", name: "SmartHR 本社", subdomain: "acme", token: canary };

async function open() {
  const organization = await server.foundOrganization();
  const client = createClient({ baseUrl: server.baseUrl, secretKey: organization.secretKey, fetch: server.fetch });
  return { ...organization, client };
}

describe("connections", () => {
  it("are made, listed, renamed, paused and taken away", async () => {
    const { client } = await open();
    const made = await client.connections.create(draft);
    expect(made).toEqual({
      id: expect.stringMatching(/^source_/),
      kind: "smarthr",
      name: "SmartHR 本社",
      account: "acme.smarthr.jp",
      paused: false,
      syncedTo: null,
      nextRunAt: expect.any(String),
      lastRun: null,
      createdAt: expect.any(String),
    });
    await expect(client.connections.create(draft)).rejects.toMatchObject({ code: "conflict" });
    const freee = await client.connections.create({ kind: "freee", name: "freee", companyId: 42, token: canary });
    expect(freee.account).toBe("42");
    expect(await client.connections.edit(made.id, { name: "SmartHR", paused: true })).toMatchObject({
      name: "SmartHR",
      paused: true,
      nextRunAt: null,
    });
    expect((await client.connections.edit(made.id, { paused: false })).nextRunAt).not.toBeNull();
    expect((await client.connections.list()).data.map(({ name }) => name)).toEqual(["SmartHR", "freee"]);
    await client.connections.delete(made.id);
    await expect(client.connections.delete(made.id)).rejects.toMatchObject({ code: "not_found" });
    expect((await client.connections.list()).data.map(({ name }) => name)).toEqual(["freee"]);
    // Connected again, it goes on with the source it had.
    expect((await client.connections.create({ ...draft, name: "SmartHR" })).id).toBe(made.id);
  });

  it("refuse what is no system of theirs", async () => {
    const { client } = await open();
    for (const subdomain of ["evil.example/", "a.b", "acme.smarthr.jp@evil.example", "", "アクメ", "-a"])
      await expect(client.connections.create({ ...draft, subdomain })).rejects.toMatchObject({ code: "invalid_input" });
    for (const token of ["", "a b", "トークン", "a\r\nx-evil: 1", "x".repeat(2001)])
      await expect(client.connections.create({ ...draft, token })).rejects.toMatchObject({ code: "invalid_input" });
    const { id } = await client.connections.create(draft);
    const renewal = { clientId: "a", clientSecret: "b", refreshToken: "c" };
    await expect(client.connections.edit(id, { renewal })).rejects.toMatchObject({ code: "invalid_input" });
    await client.connections.create({ ...draft, name: "other" });
    await expect(client.connections.edit(id, { name: "other" })).rejects.toMatchObject({ code: "conflict" });
    for (const gone of ["source_01kaf0g2q5f7k9b3m8x2v4t6ye", "nonsense"])
      await expect(client.connections.sync(gone)).rejects.toMatchObject({ code: "not_found" });
  });

  it("are of one organization, and of HR: recruiters see and sync them, admins make and change them", async () => {
    const { client, ctx, publishableKey } = await open();
    const { id } = await client.connections.create(draft);
    const other = await open();
    expect((await other.client.connections.list()).data).toEqual([]);
    await expect(other.client.connections.delete(id)).rejects.toMatchObject({ code: "not_found" });
    const asked = await server.fetch(`${server.baseUrl}/v1/registry/connections`, {
      headers: { authorization: `Bearer ${publishableKey}`, origin: testOrigin },
    });
    expect(asked.status).toBe(403);
    const { secrets } = server.platform;
    const recruiter = { ...ctx, actor: { kind: "recruiter", subject: "r", sessionId: "s" } } as const;
    await expect(createConnection(recruiter, secrets, { ...draft, name: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("are made once, however often the request is sent", async () => {
    const { client } = await open();
    const [first, again] = [
      await client.connections.create(draft, { idempotencyKey: "once" }),
      await client.connections.create(draft, { idempotencyKey: "once" }),
    ];
    expect(again).toEqual(first);
    expect((await client.connections.list()).data).toHaveLength(1);
  });

  it("never show their token: not in answers, not in any table, not in any job", async () => {
    const { system, ctx, sync } = await connectSmarthr(many(3));
    const made = await open();
    const { client } = made;
    const answers = [
      await client.connections.create(draft, { idempotencyKey: "canary" }),
      await client.connections.edit((await client.connections.create({ ...draft, name: "b" })).id, { token: canary }),
      await client.connections.list(),
    ];
    system.fail((response) => response.writeHead(403).end(canary));
    const error: unknown = await sync().catch((reason) => reason);
    expect(error).toMatchObject({ code: "source_unauthorized" });
    expect(JSON.stringify([answers, error, String(error), await lastRun(ctx)])).not.toContain("canary");
    const tables = await watcher<{ name: string }[]>`
      select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname in ('public', 'pgboss') and has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'select')`;
    expect(tables.length).toBeGreaterThan(30);
    let rows = 0;
    for (const organizationId of [ctx.organizationId])
      await watcher.begin(async (tx) => {
        await tx`select set_config('okaeri.organization_id', ${organizationId}, true)`;
        for (const { name } of tables)
          for (const { row } of await tx<
            { row: string }[]
          >`select to_jsonb(t)::text as row from ${tx.unsafe(name)} t`) {
            rows++;
            // Bytes are shown in hex.
            expect([name, /canary|63616e617279/.test(row)]).toEqual([name, false]);
          }
      });
    expect(rows).toBeGreaterThan(10);
  });
});

describe("the schedule", () => {
  it("is every hour at a minute of the connection's own, and not before the system may be asked", () => {
    const now = new Date("2026-06-10T03:30:00Z");
    const at = (sourceId: string, restsUntil: string | null = null) =>
      nextRun({ sourceId, restsUntil }, now).toISOString();
    expect([at("…000a"), at("…002d"), at("…001e")]).toEqual([
      "2026-06-10T04:10:00.000Z",
      "2026-06-10T03:45:00.000Z",
      "2026-06-10T04:30:00.000Z",
    ]);
    expect(at("…002d", "2026-06-10T05:50:00Z")).toBe("2026-06-10T06:45:00.000Z");
    expect(cronOf("…002d")).toBe("45 * * * *");
  });
});
