import { expect, it } from "vitest";
import { foundHouse } from "../../testing/applicants.ts";
import { json, startFakeSystem } from "../../testing/fake-systems.ts";
import { addQuietFeed } from "../../testing/feed-server.ts";
import { startServerApart } from "../../testing/own-database.ts";
import { eventually } from "../../testing/server.ts";
import { handleWork } from "../app.ts";
import { withOrganization } from "../platform/database.ts";

// Apart: what waits here is handed over here.
const server = await startServerApart();

it("asks a system where applicants stand, however long another one keeps silent", async () => {
  const basic = (key: string) => `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
  const system = await startFakeSystem((_, response, { headers }) => {
    if (headers.authorization === basic("answering")) json(response, { data: [] });
  });
  const asked = (key: string) => system.asked.filter(({ authorization }) => authorization === basic(key)).length;
  const { platform } = server;
  await handleWork({ ...platform, config: { ...platform.config, leverOrigin: system.origin } });
  const keep = async (followKey: string) => {
    const { ctx, hr } = await foundHouse(server);
    const feedId = await addQuietFeed(ctx, "lever");
    const lever = { kind: "lever", name: "Lever", site: "acme", secret: "x" } as const;
    await hr.applications.addDestination({ ...lever, feedId, followKey });
    const { organizationId } = ctx;
    await withOrganization(ctx, (tx) => ctx.queue.send(tx, "applications.keep", { organizationId }));
  };
  await keep("silent");
  await eventually(async () => asked("silent") > 0);
  await keep("answering");
  await eventually(async () => asked("answering") > 1);
  expect(asked("silent")).toBe(1);
  system.close();
});
