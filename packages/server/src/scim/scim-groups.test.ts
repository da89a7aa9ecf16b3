import { describe, expect, it } from "vitest";
import { connectProvider } from "../../testing/scim.ts";
import { startTestServer } from "../../testing/server.ts";

const server = await startTestServer();

async function withGroup() {
  const provider = await connectProvider(server);
  const [hanako, taro, jiro] = [
    await provider.addUser({ userName: "hanako", displayName: "山田 花子" }),
    await provider.addUser({ userName: "taro" }),
    await provider.addUser({ userName: "jiro" }),
  ];
  const { json } = await provider.call("POST", "/Groups", {
    displayName: "営業部",
    externalId: "G1",
    members: [{ value: hanako, display: "anything" }],
  });
  const path = `/Groups/${json.id}`;
  const members = async (): Promise<string[]> =>
    ((await provider.call("GET", path)).json.members ?? []).map(({ value }: { value: string }) => value);
  return { ...provider, hanako, taro, jiro, id: json.id, made: json, path, members };
}

describe("groups", () => {
  it("hold users by reference and show their names", async () => {
    const { made, hanako, id } = await withGroup();
    expect(made).toMatchObject({
      displayName: "営業部",
      externalId: "G1",
      members: [
        { value: hanako, display: "山田 花子", type: "User", $ref: `${server.baseUrl}/scim/v2/Users/${hanako}` },
      ],
      meta: { resourceType: "Group", version: 'W/"1"', location: `${server.baseUrl}/scim/v2/Groups/${id}` },
    });
  });

  it("take and lose members in all the forms clients write it, each once", async () => {
    const { path, patch, members, hanako, taro, jiro } = await withGroup();
    const add = (value: unknown) => ({ op: "Add", path: "members", value });
    const forms: [unknown[], string[]][] = [
      [[add([{ value: taro }, { value: hanako }])], [hanako, taro]],
      [[add({ value: taro.toUpperCase() })], [hanako, taro]],
      [[add(jiro)], [hanako, taro, jiro]],
      [[{ op: "Remove", path: "members", value: [{ value: taro }] }], [hanako, jiro]],
      [[{ op: "remove", path: `members[value eq "${hanako}"]` }], [jiro]],
      [[{ op: "remove", path: `members[value eq "${hanako}"]` }], [jiro]],
      [[{ op: "remove", path: `members[value eq"${jiro}"]` }, add([{ value: hanako }])], [hanako]],
      [[{ op: "replace", path: "members", value: [{ value: taro }, { value: jiro }] }], [taro, jiro]],
      [[{ op: "replace", value: { members: [{ value: hanako }], displayName: "総務部" } }], [hanako]],
      [[{ op: "add", value: { members: [taro] } }], [hanako, taro]],
      [[{ op: "remove", path: "members" }], []],
      [[{ op: "remove", path: "members" }, add([{ value: hanako }])], [hanako]],
      [[{ op: "replace", path: "members", value: [] }], []],
    ];
    for (const [operations, expected] of forms) {
      expect((await patch(path, ...operations)).status).toBe(204);
      expect(await members()).toEqual(expected);
    }
  });

  it("refuse a member that is no user of the organization, and change nothing then", async () => {
    const { path, patch, call, members, hanako, id } = await withGroup();
    for (const value of ["string id 1", "0190a0a0-0000-7000-8000-000000000000", id]) {
      const { status, json } = await patch(
        path,
        { op: "replace", path: "displayName", value: "別名" },
        { op: "add", path: "members", value: [{ value }] },
      );
      expect([status, json.scimType]).toEqual([400, "invalidValue"]);
    }
    expect((await call("GET", path)).json).toMatchObject({ displayName: "営業部", meta: { version: 'W/"1"' } });
    expect(await members()).toEqual([hanako]);
  });

  it("are found by name, by their id at the client and by who is in them, with members left out where asked", async () => {
    const { find, call, id, hanako, taro } = await withGroup();
    const other = (await call("POST", "/Groups", { displayName: "営業部 第二" })).json.id;
    expect(await find("Groups", 'displayName eq "営業部"')).toEqual([id]);
    expect(await find("Groups", 'displayName sw "営業部"')).toEqual([id, other]);
    expect(await find("Groups", 'externalId eq "G1"')).toEqual([id]);
    expect(await find("Groups", `members eq "${hanako}"`)).toEqual([id]);
    expect(await find("Groups", `id eq "${id}" and members[value eq "${hanako}"]`)).toEqual([id]);
    expect(await find("Groups", `id eq "${id}" and members.value eq "${taro}"`)).toEqual([]);
    expect(await find("Groups", "not (members pr)")).toEqual([other]);
    const { json } = await call(
      "GET",
      `/Groups?excludedAttributes=members&filter=${encodeURIComponent('displayName eq "営業部"')}`,
    );
    expect(json.Resources).toHaveLength(1);
    expect(json.Resources[0].members).toBeUndefined();
    const filtered = await call(
      "GET",
      `/Groups?excludedAttributes=members&filter=${encodeURIComponent(`members eq "${hanako}"`)}`,
    );
    expect(filtered.json.Resources.map((group: { id: string }) => group.id)).toEqual([id]);
    expect((await call("GET", `/Groups/${id}?excludedAttributes=members`)).json.members).toBeUndefined();
  });

  it("are another version when a member goes, and the same one when nothing changes", async () => {
    const { call, path, patch, hanako, members } = await withGroup();
    const version = async () => (await call("GET", path)).headers.get("etag");
    await patch(path, { op: "add", path: "members", value: [{ value: hanako }] });
    await patch(path, { op: "replace", path: "displayName", value: "営業部" });
    expect(await version()).toBe('W/"1"');
    await call("DELETE", `/Users/${hanako}`);
    expect(await version()).toBe('W/"2"');
    expect(await members()).toEqual([]);
    expect((await call("DELETE", path)).status).toBe(204);
    expect((await call("GET", path)).status).toBe(404);
    expect((await call("POST", "/Groups", {})).json.scimType).toBe("invalidValue");
  });

  it("take a thousand members in one request", async () => {
    const { call, ctx, addUser } = await connectProvider(server);
    await addUser({ userName: "first" });
    await ctx.database.drizzle.transaction(async (tx) => {
      await tx.execute(`select set_config('okaeri.organization_id', '${ctx.organizationId}', true)`);
      await tx.execute(`insert into scim_users (organization_id, user_id, user_name_key, active, resource, created_at, updated_at)
        select organization_id, gen_random_uuid(), 'user' || n, true, jsonb_build_object('userName', 'user' || n, 'active', true), now(), now()
        from scim_users, generate_series(1, 2500) n`);
    });
    const ids: string[] = [];
    for (let start = 1; start <= 2501; start += 200)
      ids.push(
        ...(await call("GET", `/Users?startIndex=${start}&count=200&attributes=id`)).json.Resources.map(
          (one: { id: string }) => one.id,
        ),
      );
    expect(new Set(ids).size).toBe(2501);
    const made = await call("POST", "/Groups", { displayName: "全社", members: ids.map((value) => ({ value })) });
    expect([made.status, made.json.members.length]).toEqual([201, 2501]);
    const removal = { op: "remove", path: "members", value: ids.slice(0, 1500).map((value) => ({ value })) };
    expect((await call("PATCH", `/Groups/${made.json.id}`, { Operations: [removal] })).status).toBe(204);
    expect((await call("GET", `/Groups/${made.json.id}`)).json.members).toHaveLength(1001);
  });
});
