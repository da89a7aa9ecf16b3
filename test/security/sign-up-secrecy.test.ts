import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { codeOf } from "../../packages/server/src/membership/codes.ts";
import { systemClock } from "../../packages/server/src/platform/clock.ts";
import { withOrganization } from "../../packages/server/src/platform/database.ts";
import { newUuid, toTypeId } from "../../packages/server/src/platform/ids.ts";
import { joinWithoutWorkers, requestFor } from "../../packages/server/testing/joining.ts";
import { testOrigin } from "../../packages/server/testing/server.ts";
import { listen } from "./listening-server.ts";
import { type Compared, compareInTurns, type Measured, sayPairs, tLimit, variance, welch } from "./way-in.ts";

const warmUps = 20;
const pairs = 1_000;

interface Applicant {
  email: string;
  number: string;
  signUpUuid: string;
  signInUuid: string;
}

describe("whether somebody worked here or is a member", () => {
  // Nobody mails or matches here: no background work disturbs the clock.
  let call: (method: string, path: string, body: object | null, key?: string) => Promise<Measured>;
  let setMailed: (table: "sign_ups" | "sign_ins") => Promise<void>;
  let rightCode: (uuid: string) => string;
  let requestOf: (applicant: Applicant) => Promise<object>;
  let sessionToken = "";
  const both: { known: Applicant; unknown: Applicant }[] = [];

  beforeAll(async () => {
    const server = await listen({ clock: systemClock });
    const founded = await server.foundOrganization();
    const { ctx, publishableKey, secretKey } = founded;
    const applicant = (number: string): Applicant => ({
      number,
      email: `${number}@example.net`,
      signUpUuid: newUuid(new Date()),
      signInUuid: newUuid(new Date()),
    });
    for (let index = 0; index < warmUps + pairs; index++)
      both.push({ known: applicant(String(10_000 + index)), unknown: applicant(String(90_000 + index)) });
    const rows = both.map(({ known: { number, email } }) => `${number},山田 花子,1988-04-02,2021-03-31,${email}`);
    const imported = await fetch(`${server.url}/v1/registry/imports`, {
      method: "POST",
      headers: { authorization: `Bearer ${secretKey}`, "content-type": "text/csv" },
      body: ["社員番号,氏名,生年月日,退職日,メールアドレス", ...rows, ""].join("\n"),
    });
    expect(await imported.json()).toMatchObject({ created: rows.length, rejected: [] });
    // Half of the registry are members too: for signing in and for changing one's address to theirs.
    await withOrganization(ctx, (tx) =>
      tx.execute(sql`
        insert into members (organization_id, member_id, person_id, display_name, email, email_key, joined_at)
        select organization_id, gen_random_uuid(), person_id, '山田 花子', value, value_key, now()
        from contacts where organization_id = ${ctx.organizationId} and kind = 'email'`),
    );
    sessionToken = await joinWithoutWorkers(ctx);
    const example = await requestFor(ctx, "x@example.net");
    requestOf = async ({ email, number }) => ({ ...example, email, employeeNumber: number });
    rightCode = (uuid) => codeOf(ctx, uuid, { codeNumber: 1 });
    setMailed = async (table) => {
      await withOrganization(ctx, (tx) =>
        tx.execute(sql`update ${sql.identifier(table)} set code_expires_at = now() + interval '1 hour'`),
      );
      if (table === "sign_ins")
        await withOrganization(ctx, (tx) =>
          tx.execute(sql`update sign_ins s set member_id = m.member_id from members m
            where m.organization_id = s.organization_id and m.email_key = s.email_key`),
        );
    };
    call = async (method, path, body, key = publishableKey) => {
      const startedAt = performance.now();
      const answer = await fetch(`${server.url}/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          origin: testOrigin,
          ...(body && { "content-type": "application/json" }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      const tookMs = performance.now() - startedAt;
      const headers = [...answer.headers].filter(([name]) => name !== "x-request-id" && name !== "date");
      const seen = JSON.stringify([answer.status, headers, text.replace(/"requestId":"[^"]*"/, "")]);
      return { tookMs, seen };
    };
  });

  const signUpAt = ({ signUpUuid }: Applicant) => `/sign-ups/${toTypeId("signup", signUpUuid)}`;
  const signInAt = ({ signInUuid }: Applicant) => `/sign-ins/${toTypeId("signin", signInUuid)}`;
  const wrong = (uuid: string) => ({ code: rightCode(uuid) === "000000" ? "000001" : "000000" });

  it("is told neither by the bytes nor by the time of any answer", { timeout: 900_000 }, async () => {
    const compared: [string, string, Compared][] = [];
    const compare = async (what: string, says: string, work: (who: Applicant) => Promise<Measured>) => {
      const result = await compareInTurns(both, warmUps, work);
      sayPairs(what, result);
      compared.push([what, says, result]);
    };
    await compare("requestSignUp", "code_sent", async (who) => call("PUT", signUpAt(who), await requestOf(who)));
    await compare("resendCode", "code_sent", (who) => call("POST", `${signUpAt(who)}/code`, null));
    await setMailed("sign_ups");
    await compare("enterCode, wrong", "code_invalid", (who) =>
      call("POST", `${signUpAt(who)}/verification`, wrong(who.signUpUuid)),
    );
    await compare("enterCode, right", "received", (who) =>
      call("POST", `${signUpAt(who)}/verification`, { code: rightCode(who.signUpUuid) }),
    );
    await compare("requestSignIn", "code_sent", ({ email, ...who }) =>
      call("PUT", signInAt({ email, ...who }), { email, locale: "ja" }),
    );
    await compare("resendSignInCode", "code_sent", (who) => call("POST", `${signInAt(who)}/code`, null));
    await setMailed("sign_ins");
    await compare("enterSignInCode, wrong", "code_invalid", (who) =>
      call("POST", `${signInAt(who)}/verification`, wrong(who.signInUuid)),
    );
    await compare("requestInvitation", "received", ({ email }) =>
      call("POST", "/invitations/requests", { email, locale: "ja" }),
    );
    await compare("changeEmail", "code_sent", ({ email }) =>
      call("PUT", "/account/email", { email, locale: "ja" }, sessionToken),
    );
    for (const [what, says, { seen, knownMs, unknownMs }] of compared) {
      expect([what, [...seen]]).toEqual([what, [expect.stringContaining(says)]]);
      expect([what, knownMs.length, unknownMs.length]).toEqual([what, pairs, pairs]);
      expect([what, Math.abs(welch(knownMs, unknownMs)) < tLimit]).toEqual([what, true]);
      // A difference as large as the noise would have been seen.
      const noiseMs = Math.sqrt(variance(unknownMs));
      const slower = knownMs.map((tookMs) => tookMs + noiseMs);
      expect([what, Math.abs(welch(slower, unknownMs)) > tLimit]).toEqual([what, true]);
    }
  });
});
