import { createClient } from "@okaeri/sdk";
import { expect, it } from "vitest";
import { canary, many, startConnections } from "../../testing/connected-systems.ts";
import { answerCrews, faults, startFakeSystem } from "../../testing/fake-systems.ts";
import { eventually } from "../../testing/server.ts";
import { handleWork } from "../app.ts";

const { server } = await startConnections();

it("the background work asks a new connection at once, after a failure by itself, and when somebody says so", async () => {
  const system = await startFakeSystem((url, response) => answerCrews(many(3), url, response));
  await handleWork({ ...server.platform, config: { ...server.platform.config, smarthrOrigin: system.origin } });
  const { secretKey } = await server.foundOrganization();
  const { connections, registry } = createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch });
  system.fail(faults.otherShape);
  const { id } = await connections.create({ kind: "smarthr", name: "SmartHR", subdomain: "acme", token: canary });
  const runs = async () => (await registry.listRuns({ sourceId: id })).data.toReversed();
  const done = async () => (await runs()).filter(({ status }) => status === "done");
  await eventually(async () => (await done()).length === 1, 30_000);
  expect((await runs()).map(({ status, error, created }) => [status, error, created])).toEqual([
    ["failed", "source_unreadable", 0],
    ["done", null, 3],
  ]);
  for (let times = 0; times < 5; times++) await connections.sync(id);
  await eventually(async () => (await done()).length > 1, 30_000);
  // Of five wishes at once, one waits.
  expect((await done()).length).toBeLessThan(4);
  expect((await done()).at(-1)).toMatchObject({ created: 0, unchanged: 3, actor: "system" });
  system.close();
}, 60_000);
