import { describe, expect, it } from "vitest";
import { connectProvider, enterprise } from "../../testing/scim.ts";
import { startTestServer } from "../../testing/server.ts";
import { userSchema } from "./schemas.rules.ts";
import { type Listing, listResources } from "./scim-list.ts";

const server = await startTestServer();

describe("lists", () => {
  it("are paged from 1, in a steady order, and never more than the config says", async () => {
    const { call, addUser } = await connectProvider(server);
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) ids.push(await addUser({ userName: `user${index}` }));
    const page = async (query: string) => (await call("GET", `/Users?${query}`)).json;
    const idsOf = ({ Resources }: { Resources: { id: string }[] }) => Resources.map(({ id }) => id);
    expect(idsOf(await page("startIndex=2&count=2"))).toEqual(ids.slice(1, 3));
    expect(await page("startIndex=2&count=2")).toMatchObject({ totalResults: 5, startIndex: 2, itemsPerPage: 2 });
    expect(idsOf(await page("startIndex=2&count=2&filter=userName+sw+%22USER%22"))).toEqual(ids.slice(1, 3));
    expect(await page("count=0")).toMatchObject({ totalResults: 5, Resources: [] });
    expect(await page("startIndex=-3&count=-1")).toMatchObject({ totalResults: 5, startIndex: 1, Resources: [] });
    expect(await page("startIndex=9")).toMatchObject({ totalResults: 5, itemsPerPage: 0, Resources: [] });
    expect((await call("GET", "/Users?count=many")).json).toMatchObject({ status: "400", scimType: "invalidValue" });
    expect((await page("count=100000")).Resources).toHaveLength(5);
    const search = {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
      filter: 'userName eq "user3"',
      count: 1,
      attributes: ["userName"],
    };
    expect((await call("POST", "/Users/.search", search)).json).toMatchObject({
      totalResults: 1,
      Resources: [{ id: ids[3], userName: "user3" }],
    });
  });

  it("hold the attributes that were asked for", async () => {
    const { call, addUser } = await connectProvider(server);
    const id = await addUser({ userName: "a", name: { familyName: "山田", givenName: "太郎" }, title: "部長" });
    const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
    const get = async (query: string) => (await call("GET", `/Users/${id}?${query}`)).json;
    expect(await get("attributes=USERNAME,name.givenName,nothing")).toEqual({
      schemas,
      id,
      userName: "a",
      name: { givenName: "太郎" },
    });
    expect(await get("excludedAttributes=name.familyName,meta,id,title")).toEqual({
      schemas,
      id,
      userName: "a",
      active: true,
      name: { givenName: "太郎" },
    });
    const patched = await call("PATCH", `/Users/${id}?attributes=title`, {
      Operations: [{ op: "remove", path: "title" }],
    });
    expect([patched.status, patched.json]).toEqual([200, { schemas, id }]);
  });

  it("find people by indexed and by any other attribute alike", async () => {
    const { addUser, find, call } = await connectProvider(server);
    const work = { type: "work", value: "Hanako@example.com", primary: true };
    const hanako = await addUser({
      userName: "DOMAIN\\hanako",
      externalId: "A1",
      displayName: '山田 "花" 花子',
      emails: [work, { type: "home", value: "h@example.net" }],
      [enterprise]: { department: "研究 and 開発", manager: { value: "boss" } },
    });
    const taro = await addUser({
      userName: "taro",
      externalId: "a1",
      emails: [{ type: "home", value: "hanako@example.com" }],
      active: false,
    });
    const found: [string, string[]][] = [
      ['userName eq "domain\\\\HANAKO"', [hanako]],
      ['userName eq "domain\\hanako"', [hanako]],
      ['externalId eq "A1"', [hanako]],
      [`id eq "${taro}"`, [taro]],
      ['id eq "nobody"', []],
      ['emails.value eq "HANAKO@example.com"', [hanako, taro]],
      ['emails eq "h@example.net"', [hanako]],
      ['emails[type eq "work" and value eq "hanako@example.com"]', [hanako]],
      ['emails[type eq "work"].value eq "hanako@example.com"', [hanako]],
      ['emails[type eq "work"].value eq "h@example.net"', []],
      ['emails.type eq "work" and emails.value eq "h@example.net"', [hanako]],
      ['userName eq "taro" or externalId eq "A1"', [hanako, taro]],
      ['userName eq "taro" or displayName sw "山田"', [hanako, taro]],
      ['userName eq "taro" and active eq true', []],
      ['not (userName eq "taro" or userName eq "nobody")', [hanako]],
      [
        'not (userName eq "taro") and (title pr or (active eq "True" and (userName co "x" or userName co "HANA")))',
        [hanako],
      ],
      ['displayName eq "山田 \\"花\\" 花子"', [hanako]],
      ['displayName sw "山田"', [hanako]],
      [`${enterprise}:department eq "研究 and 開発"`, [hanako]],
      [`not (${enterprise}:department eq "研究 and 開発")`, [taro]],
      [`${enterprise}:manager eq "boss"`, [hanako]],
      ["active eq false", [taro]],
      ["active ne true", [taro]],
      ['meta.created gt "2020-01-01T00:00:00Z"', [hanako, taro]],
      ['meta.resourceType eq "User" and title eq null', [hanako, taro]],
    ];
    for (const [filter, ids] of found) expect([filter, await find("Users", filter)]).toEqual([filter, ids]);
    const refused = [
      "userName",
      "userName eq",
      'userName zz "a"',
      "(userName pr",
      "userName pr)",
      "",
      'shoeSize eq "9"',
      `${"(".repeat(60)}userName pr${")".repeat(60)}`,
      Array(500).fill("title pr").join(" or "),
      'userName eq "a" userName eq "b"',
      'userName eq "a\u0000"',
      'userName eq "a\\u0000"',
      'userName eq "a',
    ];
    for (const filter of refused) {
      const { json } = await call("GET", `/Users?filter=${encodeURIComponent(filter)}`);
      expect([filter.slice(0, 30), json.status, json.scimType]).toEqual([filter.slice(0, 30), "400", "invalidFilter"]);
    }
  });

  it("try a filter that no index serves on so many rows and no more", async () => {
    const listing = (rows: number): Listing<number> => ({
      schema: userSchema,
      count: async () => rows,
      pageAt: async () => [],
      pageAfter: async (id, limit) => {
        const first = id === null ? 0 : Number(id) + 1;
        return Array.from({ length: Math.max(0, Math.min(limit, rows - first)) }, (_, index) => first + index);
      },
      idOf: String,
      toResources: async (all) => all.map((row) => ({ userName: `user${row}`, active: row % 2 === 0 })),
    });
    const query = { filter: "active eq true", startIndex: 10, count: 2, attributes: [], excluded: [] };
    const page = await listResources(listing(100_000), query);
    expect(page).toEqual({
      totalResults: 50_000,
      startIndex: 10,
      resources: [
        { userName: "user18", active: true },
        { userName: "user20", active: true },
      ],
    });
    await expect(listResources(listing(200_000), query)).rejects.toMatchObject({ faults: [{ code: "tooMany" }] });
  });
});
