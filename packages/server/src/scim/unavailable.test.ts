import { expect, inject, it } from "vitest";
import { connectProvider } from "../../testing/scim.ts";
import { startTestServer } from "../../testing/server.ts";
import { openDatabase } from "../platform/database.ts";

it("a lost database is answered as SCIM answers errors, with a time to come back", async () => {
  const database = openDatabase(inject("appUrl"), 2);
  const server = await startTestServer({ database });
  const { call, addUser } = await connectProvider(server);
  const id = await addUser({ userName: "hanako" });
  await database.client.end();
  for (const [method, path] of [
    ["GET", "/Users"],
    ["GET", `/Users/${id}`],
    ["DELETE", `/Users/${id}`],
  ] as const) {
    const { status, headers, json } = await call(method, path);
    expect([status, headers.get("retry-after"), headers.get("content-type")]).toEqual([
      503,
      "2",
      "application/scim+json",
    ]);
    expect(json).toEqual({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
      status: "503",
      detail: "unavailable",
    });
  }
});
