import { beforeAll, describe, expect, it } from "vitest";
import { hashCode } from "../../packages/server/src/membership/sign-ups.ts";
import { systemClock } from "../../packages/server/src/platform/clock.ts";
import { newUuid, toTypeId } from "../../packages/server/src/platform/ids.ts";
import { testOrigin } from "../../packages/server/testing/server.ts";
import { listen } from "./listening-server.ts";

const warmUps = 20;
const pairs = 240;
// What leakage assessment takes for a difference: one chance in a hundred thousand that there is none.
const limit = 4.5;

interface Applicant {
  uuid: string;
  path: string;
  request: object;
}

interface Measured {
  tookMs: number;
  seen: string;
}

describe("whether somebody worked here", () => {
  let send: (method: string, path: string, body: object) => Promise<Measured>;
  let knownApplicants: Applicant[] = [];
  let strangers: Applicant[] = [];
  let setCodes: (applicants: Applicant[], code: string) => Promise<void>;

  beforeAll(async () => {
    // Nobody mails codes here: they are set below, so that no background work disturbs the clock.
    const server = await listen({ clock: systemClock });
    const { publishableKey, secretKey, ctx } = await server.foundOrganization();
    const numbers = Array.from({ length: warmUps + pairs }, (_, index) => String(10_000 + index));
    const rows = numbers.map((number) => `${number},山田 花子,1988-04-02,2021-03-31`);
    const imported = await fetch(`${server.url}/v1/registry/imports`, {
      method: "POST",
      headers: { authorization: `Bearer ${secretKey}`, "content-type": "text/csv" },
      body: ["社員番号,氏名,生年月日,退職日", ...rows, ""].join("\n"),
    });
    expect(await imported.json()).toMatchObject({ created: numbers.length, rejected: [] });
    const applicant = (number: string): Applicant => {
      const uuid = newUuid(new Date());
      const request = {
        name: { family: "山田", given: "花子" },
        employeeNumber: number,
        birthDate: "1988-04-02",
        email: `${number}@example.net`,
        consents: [{ purpose: "community", textVersion: "2026-11" }],
        locale: "ja",
      };
      return { uuid, path: `/v1/sign-ups/${toTypeId("signup", uuid)}`, request };
    };
    knownApplicants = numbers.map((number) => applicant(number));
    strangers = numbers.map((number) => applicant(`9${number.slice(1)}`));
    send = async (method, path, body) => {
      const startedAt = performance.now();
      const answer = await fetch(server.url + path, {
        method,
        headers: { authorization: `Bearer ${publishableKey}`, origin: testOrigin, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const text = await answer.text();
      const tookMs = performance.now() - startedAt;
      const headers = [...answer.headers].filter(([name]) => name !== "x-request-id" && name !== "date");
      return { tookMs, seen: JSON.stringify([answer.status, headers, text]) };
    };
    setCodes = async (applicants, code) => {
      await server.platform.database.client.begin(async (tx) => {
        await tx`select set_config('okaeri.organization_id', ${ctx.organizationId}, true)`;
        for (const { uuid } of applicants)
          await tx`update sign_ups set code_hash = ${hashCode(uuid, code)}, code_expires_at = now() + interval '1 hour'
            where sign_up_id = ${uuid}`;
      });
    };
  });

  /** Both in turns, the order within a pair by lot, so that whatever else the machine does hits both alike. */
  async function compare(what: string, work: (applicant: Applicant) => Promise<Measured>) {
    const known: Measured[] = [];
    const unknown: Measured[] = [];
    for (const [index, applicant] of knownApplicants.entries()) {
      const stranger = strangers[index];
      if (!stranger) throw new Error("the pairs are uneven");
      const knownFirst = Math.random() < 0.5;
      const first = await work(knownFirst ? applicant : stranger);
      const second = await work(knownFirst ? stranger : applicant);
      if (index < warmUps) continue;
      known.push(knownFirst ? first : second);
      unknown.push(knownFirst ? second : first);
    }
    const [knownMs, unknownMs] = [known, unknown].map((all) => all.map(({ tookMs }) => tookMs));
    const t = welch(knownMs ?? [], unknownMs ?? []);
    process.stdout.write(
      `${what}: ${known.length} pairs, known ${mean(knownMs ?? []).toFixed(2)} ms, unknown ${mean(unknownMs ?? []).toFixed(2)} ms, |t| = ${Math.abs(t).toFixed(2)}\n`,
    );
    return {
      seen: new Set([...known, ...unknown].map(({ seen }) => seen)),
      t,
      knownMs: knownMs ?? [],
      unknownMs: unknownMs ?? [],
    };
  }

  it("is told neither by the bytes nor by the time of any answer", async () => {
    const requested = await compare("requestSignUp", ({ path, request }) => send("PUT", path, request));
    expect([...requested.seen]).toEqual([expect.stringContaining("code_sent")]);
    const everybody = [...knownApplicants, ...strangers];
    await setCodes(everybody, "424242");
    const wrong = await compare("enterCode, wrong", async ({ path }) => {
      const { tookMs, seen } = await send("POST", `${path}/verification`, { code: "000000" });
      return { tookMs, seen: seen.replaceAll(/requestId[^,}]+/g, "") };
    });
    expect([...wrong.seen]).toEqual([expect.stringContaining("code_invalid")]);
    const entered = await compare("enterCode, right", ({ path }) =>
      send("POST", `${path}/verification`, { code: "424242" }),
    );
    expect([...entered.seen]).toEqual([expect.stringContaining("received")]);
    for (const { t, knownMs, unknownMs } of [requested, wrong, entered]) {
      expect(knownMs).toHaveLength(pairs);
      expect(Math.abs(t)).toBeLessThan(limit);
      // A difference as large as the noise would have been seen.
      const noiseMs = Math.sqrt(variance(unknownMs));
      expect(
        Math.abs(
          welch(
            knownMs.map((tookMs) => tookMs + noiseMs),
            unknownMs,
          ),
        ),
      ).toBeGreaterThan(limit);
    }
  });
});

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: number[]): number =>
  values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);
const welch = (a: number[], b: number[]): number =>
  (mean(a) - mean(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length);
