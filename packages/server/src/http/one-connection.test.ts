import { describe, expect, inject, it } from "vitest";
import { draftOf, foundHouse } from "../../testing/applicants.ts";
import { requestFor } from "../../testing/joining.ts";
import { startTestServer } from "../../testing/server.ts";
import { openDatabase } from "../platform/database.ts";

// As if all the others were taken: what needs a second one while it has the first would wait for ever.
const server = await startTestServer({ database: openDatabase(inject("appUrl"), 1) });

describe("with one connection left", () => {
  it("everything that is limited is done, inside of what is answered once as well", async () => {
    const house = await foundHouse(server);
    const job = await house.publish({ title: "経理（再入社）" });
    const member = await house.as("member", "1");
    await member.jobInterests.share(job.id, { with: "colleague", email: "a@house.example" });
    const startsAt = new Date(Date.now() + 86_400_000).toISOString();
    const slot = await house.hr.talks.offer({ startsAt, host: "架空", place: "どこか" });
    expect((await member.talks.book(slot.id)).booked).toBe(true);
    await member.savedSearches.save({ filter: { q: "経理" } });
    const file = await member.applications.attach("履歴書.txt", "架空の経歴です。");
    const form = await member.applications.form(job.id);
    const draft = draftOf(form.consent.hash, { attachments: [{ id: file.id, purpose: "resume" }] });
    const sent = await member.applications.submit(job.id, draft, { idempotencyKey: "one-connection" });
    expect(sent.attachments).toHaveLength(1);
  });

  it("as many apply at once as may", async () => {
    const house = await foundHouse(server);
    const jobs = await Promise.all(["一", "二", "三", "四"].map((title) => house.publish({ title })));
    const member = await house.as("member", "1");
    const stages = jobs.map(async ({ id }) => {
      const form = await member.applications.form(id);
      return (await member.applications.submit(id, draftOf(form.consent.hash))).stage;
    });
    expect(await Promise.all(stages)).toEqual(["received", "received", "received", "received"]);
  });

  it("somebody joins and is sent a code", async () => {
    const { ctx, visitor } = await foundHouse(server);
    const request = await requestFor(ctx, "one.connection@example.net");
    expect((await visitor.signUps.request(request)).status).toBe("code_sent");
  });
});
