import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createClient } from "@okaeri/sdk";
import postgres from "postgres";
import { afterAll, describe, expect, inject, it } from "vitest";
import { canary, canaryMail, findCanaries, plantCanaryPerson } from "../../testing/canary-person.ts";
import { eventually, startTestServer } from "../../testing/server.ts";
import { toTypeId } from "../platform/ids.ts";
import { impersonalTables } from "./impersonal-tables.ts";
import { collectPersonalData, personalTables } from "./personal-data.ts";

const server = await startTestServer();
const sql = postgres(inject("ownerUrl"), { max: 1, onnotice: () => undefined });
afterAll(() => sql.end());

describe("what is known of people", () => {
  it("is declared for every table: whose it is and how it goes, or why it is nobody's", () => {
    const schema = readFileSync(resolve(import.meta.dirname, "../../migrations/schema.txt"), "utf8");
    const tables = [...schema.matchAll(/^([a-z_]+)$/gm)].flatMap(([, name]) => name ?? []);
    expect(tables.length).toBeGreaterThan(35);
    const declared = [...personalTables.map(({ table }) => table), ...Object.keys(impersonalTables)];
    expect(declared.toSorted()).toEqual(tables.toSorted());
  });

  it("is wholly in the export, and nowhere after erasure: no table, no queue, no file", async () => {
    const { ctx, secretKey } = await server.foundOrganization();
    const person = await plantCanaryPerson(sql, ctx);
    await server.mailbox.send({
      id: `mail_${person.requestId}`,
      to: canaryMail,
      replyTo: null,
      subject: "s",
      text: canary,
    });

    const exported = JSON.stringify(await collectPersonalData(ctx, { personId: person.personId }));
    const derived = new Set(
      personalTables.flatMap(({ table, without = [] }) => without.map((name) => `${table}.${name}`)),
    );
    const due = person.planted.filter(({ table, column }) => !derived.has(`${table}.${column}`));
    expect(due.filter(({ text }) => !exported.includes(text))).toEqual([]);
    expect(new Set(person.planted.map(({ table }) => table)).size).toBeGreaterThan(15);

    const api = createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch, maxRetries: 0 });
    const requestId = toTypeId("request", person.requestId);
    expect(await api.privacyRequests.fulfil(requestId)).toMatchObject({
      state: "fulfilled",
      personId: null,
      personName: null,
    });
    await eventually(async () => (await server.mailbox.list()).some(({ to }) => to === canaryMail));
    const kept = await server.mailbox.list();
    expect(kept.filter(({ text }) => text.includes(canary))).toEqual([]);
    await sql`update privacy_requests set last_email = null where request_id = ${person.requestId}`;
    await server.mailbox.forget([canaryMail]);

    const left = await findCanaries(sql);
    const files = filesUnder(inject("mailboxDir")).filter((file) => readFileSync(file, "utf8").includes(canary));
    console.info(
      `privacy: ${person.planted.length} canaries in ${new Set(person.planted.map(({ table }) => table)).size} tables, ` +
        `${due.length} exported of ${due.length}; after erasure ${left.length} in tables, ${files.length} in files`,
    );
    expect(left).toEqual([]);
    expect(files).toEqual([]);
    await expect(api.privacyRequests.fulfil(requestId)).rejects.toMatchObject({ code: "conflict" });
    await expect(api.registry.getPerson(toTypeId("person", person.personId))).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

const filesUnder = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
