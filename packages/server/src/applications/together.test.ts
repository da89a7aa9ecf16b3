import { expect, it } from "vitest";
import { codeOf, draftOf, foundHouse } from "../../testing/applicants.ts";
import { startServerApart } from "../../testing/own-database.ts";
import { leave } from "../membership/departures.ts";
import { readOrganization, withOrganization } from "../platform/database.ts";
import { toUuid } from "../platform/ids.ts";
import { apply } from "./applying.ts";
import { attach } from "./attachments.ts";
import { getApplicationForm } from "./forms.ts";

// Apart: what waits here is handed over here.
const server = await startServerApart();
const secret = `whsec_${Buffer.from("an invented secret of the tests").toString("base64")}`;

/** A member who applied for three postings, for the last one first; that application was written last. */
async function open() {
  const house = await foundHouse(server);
  const { ctx, hr, publish } = house;
  const url = "https://ats.example.invalid/";
  const destination = await hr.applications.addDestination({ kind: "webhook", name: "x", feedId: null, url, secret });
  const me = await house.memberCtx("1");
  const { consent } = await getApplicationForm(me, (await publish({ title: "最初" })).id);
  const ids: string[] = [];
  const jobs = [await publish({ title: "一" }), await publish({ title: "二" }), await publish({ title: "三" })];
  for (const { id } of jobs.reverse()) ids.push((await apply(me, id, draftOf(consent.hash))).id);
  const [first = ""] = ids;
  await withOrganization(ctx, (tx) =>
    tx.execute(`update applications set message = 'later' where application_id = '${toUuid("application", first)}'`),
  );
  const all = (ids: readonly string[]) => ids.map((id) => `'${toUuid("application", id)}'`).join();
  /** Holds some rows until `act`, which waits for them, has begun to wait; and says what nobody holds meanwhile. */
  const whileHeld = async <T>(statement: string, act: () => Promise<T>, free: string): Promise<T> => {
    const held = await withOrganization(ctx, async (tx) => {
      await tx.execute(statement);
      const acting = act();
      await new Promise((done) => setTimeout(done, 700));
      await withOrganization(ctx, (other) => other.execute(`${free} for update nowait`));
      return { acting };
    });
    return held.acting;
  };
  const count = (where: string) =>
    readOrganization(ctx, (tx) => tx.execute(`select 1 from applications where ${where}`)).then(({ length }) => length);
  return { ...house, destination, me, consent, ids, all, whileHeld, count };
}

const one = (ids: string) => `select 1 from applications where application_id in (${ids})`;

it("locks applications in one order: whoever leaves and whoever removes a destination wait for each other's end", async () => {
  const { hr, me, destination, ids, all, whileHeld, count } = await open();
  const [first, ...others] = [all(ids.slice(0, 1)), all(ids.slice(1))];
  const held = `${one(first)} for update`;
  await whileHeld(held, () => hr.applications.removeDestination(destination.id), one(others.join()));
  expect(await count("destination_id is not null")).toBe(0);
  await whileHeld(held, () => leave(me, { erase: false }), one(others.join()));
  expect(await count("true")).toBe(0);
});

it("locks a member before where they apply to, which may be removed while that one waits", async () => {
  const { me, publish, consent, destination, whileHeld, count } = await open();
  const { memberId } = me.actor;
  const job = await publish({ title: "四" });
  await whileHeld(
    `select 1 from members where member_id = '${memberId}' for update`,
    () => apply(me, job.id, draftOf(consent.hash)),
    `select 1 from application_destinations where destination_id = '${toUuid("destination", destination.id)}'`,
  );
  expect(await count("stage = 'received'")).toBe(4);
});

it("takes no file of whoever leaves in that moment", async () => {
  const { me, ctx } = await open();
  const { memberId } = me.actor;
  const { sending } = await withOrganization(ctx, async (tx) => {
    await tx.execute(`select 1 from members where member_id = '${memberId}' for update`);
    const sending = codeOf(attach(me, "履歴書.txt", Buffer.from("架空の経歴")));
    await new Promise((done) => setTimeout(done, 500));
    await tx.execute(`update members set left_at = now() where member_id = '${memberId}'`);
    return { sending };
  });
  expect(await sending).toBe("not_found");
});
