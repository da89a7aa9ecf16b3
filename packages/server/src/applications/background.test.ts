import { expect, it } from "vitest";
import { draftOf, foundHouse } from "../../testing/applicants.ts";
import { faults, startFakeSystem } from "../../testing/fake-systems.ts";
import { startServerApart } from "../../testing/own-database.ts";
import { eventually } from "../../testing/server.ts";
import { handleWork } from "../app.ts";

// Apart: what waits here is handed over here.
const server = await startServerApart();
await handleWork(server.platform);

it("goes its way by itself: applied for, refused, put right by HR, taken", async () => {
  const { hr, as, publish } = await foundHouse(server);
  const system = await startFakeSystem((_, response) => response.writeHead(202).end());
  const secret = `whsec_${Buffer.from("an invented secret of the tests").toString("base64")}`;
  await hr.applications.addDestination({
    kind: "webhook",
    name: "自社",
    feedId: null,
    url: `${system.origin}/`,
    secret,
  });
  const job = await publish({ title: "経理" });
  const member = await as("member", "1");
  const { consent } = await member.applications.form(job.id);
  system.fail(faults.status(422));
  const { id } = await member.applications.submit(job.id, draftOf(consent.hash));
  const reaches = (state: string) =>
    eventually(async () => (await hr.applications.get(id)).handOver.state === state, 25_000);
  await reaches("stopped");
  await hr.applications.handOver(id);
  await reaches("done");
  expect(system.asked).toHaveLength(2);
});

it("goes its way where another destination keeps everybody waiting", async () => {
  const secret = `whsec_${Buffer.from("an invented secret of the tests").toString("base64")}`;
  const hook = (url: string) => ({ kind: "webhook", name: "自社", feedId: null, url, secret }) as const;
  const apply = async ({ as, publish }: Awaited<ReturnType<typeof foundHouse>>, count: number) => {
    const job = await publish({ title: "経理" });
    const ids: string[] = [];
    for (let nth = 1; nth <= count; nth++) {
      const member = await as("member", String(nth));
      const { consent } = await member.applications.form(job.id);
      ids.push((await member.applications.submit(job.id, draftOf(consent.hash))).id);
    }
    return ids;
  };
  const silent = await startFakeSystem(() => undefined);
  const slow = await foundHouse(server);
  await slow.hr.applications.addDestination(hook(`${silent.origin}/`));
  await apply(slow, 4);
  await eventually(async () => silent.asked.length >= 2, 25_000);
  const system = await startFakeSystem((_, response) => response.writeHead(202).end());
  const other = await foundHouse(server);
  await other.hr.applications.addDestination(hook(`${system.origin}/`));
  const [id = ""] = await apply(other, 1);
  await eventually(async () => (await other.hr.applications.get(id)).handOver.state === "done", 25_000);
  expect(silent.asked).toHaveLength(2);
  silent.close();
});
