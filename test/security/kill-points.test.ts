import postgres from "postgres";
import { describe, expect, inject, it } from "vitest";
import { startTestServer } from "../../packages/server/testing/server.ts";
import { killEverywhere } from "../faults/kill-points.ts";
import { findHalfDone } from "../faults/sound-state.ts";

// All of them take a quarter of an hour: `npm run kill-points`.
const step = 40;

describe("the way in and out, killed", () => {
  it("is never half done, nothing answered is lost, and the same way gone again arrives", async () => {
    const report = await killEverywhere(step, () => undefined);
    expect(report.faults).toEqual([]);
    expect(report.points).toBeGreaterThan(12);
    console.info(
      `kill points ${report.points} of ${2 * report.messages}, half done, lost or doubled ${report.faults.length}, ` +
        `the same mail again ${report.sameMailAgain}`,
    );
  }, 300_000);

  it("is looked at with open eyes: what nobody wrote an entry for is found", async () => {
    const server = await startTestServer();
    const { ctx } = await server.foundOrganization();
    const owner = postgres(inject("ownerUrl"), { max: 1 });
    expect(await findHalfDone(owner, ctx.organizationId)).toEqual([]);
    await owner`select set_config('okaeri.organization_id', ${ctx.organizationId}, false)`;
    await owner`insert into sign_ups (organization_id, sign_up_id, status, request_hash, family_name, given_name, email,
        email_key, locale, created_at)
      values (${ctx.organizationId}, gen_random_uuid(), 'matching', '', '見本', '花子', 'x@example.net', 'x@example.net', 'ja', now())`;
    const found = await findHalfDone(owner, ctx.organizationId);
    await owner.end();
    expect(found.map((fault) => fault.split(":")[0])).toEqual([
      "sign_ups changed without an audit entry",
      "a sign-up without a receipt for its consents",
      "a sign-up without its mail",
      "a sign-up to be matched that nobody will match",
    ]);
  });
});
