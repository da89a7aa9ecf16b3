import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { upsertPeople } from "../../packages/server/src/intake/upsert.ts";
import { systemClock } from "../../packages/server/src/platform/clock.ts";
import { withOrganization } from "../../packages/server/src/platform/database.ts";
import { newUuid, toTypeId } from "../../packages/server/src/platform/ids.ts";
import { callerOf, newSignUpId, requestFor } from "../../packages/server/testing/joining.ts";
import { inTurns, listen } from "./listening-server.ts";

const guesses = 10_000;
// Nothing is sent or matched here: what a guess could bring is looked up.
const server = await listen({ clock: systemClock });

const attempts = Array.from({ length: guesses }, (_, index) => index);
const say = (what: string, statuses: readonly number[], accepted: number) => {
  const count = (status: number) => statuses.filter((one) => one === status).length;
  const seen = [...new Set(statuses)].sort().map((status) => `${count(status)} × ${status}`);
  process.stdout.write(`${what}: ${statuses.length} guesses (${seen.join(", ")}), ${accepted} accepted\n`);
};

describe("guessing from one place, ten thousand times", () => {
  it.each(["sign-ups", "sign-ins"] as const)(
    "gives no code of %s, and ends in 429",
    { timeout: 300_000 },
    async (part) => {
      const { ctx, publishableKey } = await server.foundOrganization();
      const page = callerOf(server, publishableKey);
      const paths: string[] = [];
      for (let index = 0; index < 5; index++) {
        const email = `${randomUUID()}@example.net`;
        const path =
          part === "sign-ups" ? `/${part}/${newSignUpId()}` : `/${part}/${toTypeId("signin", newUuid(new Date()))}`;
        const body = part === "sign-ups" ? await requestFor(ctx, email) : { email, locale: "ja" };
        expect((await page("PUT", path, body)).status).toBe(202);
        paths.push(path);
      }
      const table = sql.identifier(part.replace("-", "_"));
      await withOrganization(ctx, (tx) =>
        tx.execute(sql`update ${table} set code_expires_at = now() + interval '1 hour'`),
      );
      const statuses = await inTurns(attempts, async (index) => {
        const code = String(randomInt(1_000_000)).padStart(6, "0");
        const { status } = await page("POST", `${paths[index % paths.length]}/verification`, { code });
        return status;
      });
      const accepted = statuses.filter((status) => status === 200).length;
      say(`codes of ${part}`, statuses, accepted);
      expect([accepted, new Set(statuses), statuses.at(-1)]).toEqual([0, new Set([422, 429]), 429]);
      const [row] = await withOrganization(ctx, (tx) =>
        tx.execute(sql`select max(code_attempts)::integer as attempts from ${table}`),
      );
      expect(row?.attempts).toBe(5);
    },
  );

  it("gives no invitation, and ends in 429", { timeout: 300_000 }, async () => {
    const { ctx, publishableKey, secretKey } = await server.foundOrganization();
    await upsertPeople(
      ctx,
      { kind: "api", name: "test" },
      Array.from({ length: 100 }, (_, index) => ({
        employeeNumber: String(index),
        name: { family: "山田", given: `${index}` },
        leftOn: "2021-03-31",
      })),
    );
    const hr = callerOf(server, secretKey);
    const { data } = (await hr("GET", "/registry/people?limit=100")).json;
    const personIds = data.map(({ id }: { id: string }) => id);
    const made = (await hr("POST", "/invitations", { personIds, way: "printed" })).json.data;
    expect(made).toHaveLength(100);
    const prefix = /inv_[0-9a-z]{26}_/.exec(made[0].printed.url)?.[0] ?? "";
    const page = callerOf(server, publishableKey);
    const example = await requestFor(ctx, "x@example.net", { employeeNumber: null, birthDate: null });
    const statuses = await inTurns(attempts, async (index) => {
      const invitation = prefix + randomBytes(16).toString("base64url");
      const body = { ...example, invitation, email: `${index}@example.net` };
      return (await page("PUT", `/sign-ups/${newSignUpId()}`, body)).status;
    });
    const [hits] = await withOrganization(ctx, (tx) =>
      tx.execute(sql`select count(*)::integer as hits, (select count(*)::integer from sign_ups) as asked
        from sign_ups join invitations on token_hash = invitation_hash`),
    );
    say("invitations", statuses, Number(hits?.hits));
    expect([hits?.hits, new Set(statuses), statuses.at(-1)]).toEqual([0, new Set([202, 429]), 429]);
    expect(Number(hits?.asked)).toBeGreaterThan(1_000);
  });
});
