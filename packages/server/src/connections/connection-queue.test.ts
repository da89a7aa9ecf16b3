import { createClient } from "@okaeri/sdk";
import { expect, it } from "vitest";
import { canary, many, startConnections } from "../../testing/connected-systems.ts";
import { answerCrews, faults, startFakeSystem } from "../../testing/fake-systems.ts";
import { eventually } from "../../testing/server.ts";
import { handleWork } from "../app.ts";

const { server } = await startConnections();

it("the background work asks a new connection at once, after a failure by itself, and when somebody says so", async () => {
  const system = await startFakeSystem((url, response) => answerCrews(many(3), url, response));
  const open = async () => {
    const { secretKey } = await server.foundOrganization();
    return createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch });
  };
  const draft = { kind: "smarthr", name: "SmartHR", subdomain: "acme", token: canary } as const;
  // One waits of each connection: those of others are not in its way.
  const others = [await open(), await open()];
  for (const other of others) await other.connections.create(draft);
  await handleWork({ ...server.platform, config: { ...server.platform.config, smarthrOrigin: system.origin } });
  for (const other of others)
    await eventually(async () => (await other.connections.list()).data[0]?.lastRun?.status === "done", 30_000);

  const { connections, registry } = await open();
  system.fail(faults.otherShape);
  const { id } = await connections.create(draft);
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
