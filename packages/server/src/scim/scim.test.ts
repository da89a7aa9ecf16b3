import { describe, expect, it } from "vitest";
import { connectProvider, enterprise } from "../../testing/scim.ts";
import { startTestServer } from "../../testing/server.ts";
import { createScimToken, listScimTokens, revokeScimToken } from "../organizations/scim-tokens.ts";

const server = await startTestServer();
const errorUrn = "urn:ietf:params:scim:api:messages:2.0:Error";

const ask = (path: string, token: string | null) =>
  server.fetch(`${server.baseUrl}${path}`, { headers: token === null ? {} : { authorization: `Bearer ${token}` } });

describe("a token for SCIM", () => {
  it("opens SCIM and nothing else, and nothing else opens SCIM", async () => {
    const { token, secretKey, publishableKey } = await connectProvider(server);
    expect((await ask("/scim/v2/Users", token)).status).toBe(200);
    expect((await ask("/v1/organization", token)).status).toBe(401);
    expect((await ask("/v1/registry/people", token)).status).toBe(401);
    for (const other of [secretKey, publishableKey, `${token}x`, "nonsense", null]) {
      const answer = await ask("/scim/v2/Users", other);
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer realm="SCIM"/);
      expect(answer.headers.get("content-type")).toBe("application/scim+json");
      expect(answer.headers.get("x-request-id")).toBeTruthy();
      expect(await answer.json()).toMatchObject({ schemas: [errorUrn], status: "401" });
    }
    expect((await ask(`/scim/v2/Users?key=${publishableKey}`, null)).status).toBe(401);
  });

  it("fails at once when it is revoked, while another one goes on", async () => {
    const { ctx, token, tokenId } = await connectProvider(server);
    const { token: next } = await createScimToken(ctx);
    expect((await ask("/scim/v2/Users", token)).status).toBe(200);
    await revokeScimToken(ctx, tokenId);
    expect((await ask("/scim/v2/Users", token)).status).toBe(401);
    expect((await ask("/scim/v2/Users", next)).status).toBe(200);
    await expect(revokeScimToken(ctx, tokenId)).rejects.toMatchObject({ code: "not_found" });
    expect((await listScimTokens(ctx)).map(({ revokedAt }) => revokedAt === null)).toEqual([true, false]);
  });

  it("shows no organization the people of another, nor lets it touch them", async () => {
    const [one, other] = [await connectProvider(server), await connectProvider(server)];
    const id = await one.addUser({ userName: "hanako@example.com", emails: [{ value: "hanako@example.com" }] });
    const { json: group } = await one.call("POST", "/Groups", { displayName: "営業部", members: [{ value: id }] });
    for (const path of [`/Users/${id}`, `/Groups/${group.id}`]) {
      expect((await other.call("GET", path)).status).toBe(404);
      expect((await other.call("DELETE", path)).status).toBe(404);
      expect((await other.patch(path, { op: "replace", path: "displayName", value: "x" })).status).toBe(404);
      expect((await other.call("PUT", path, { userName: "x", displayName: "x" })).status).toBe(404);
    }
    for (const filter of [`id eq "${id}"`, 'userName eq "hanako@example.com"', "emails.value pr", "userName pr"])
      expect(await other.find("Users", filter)).toEqual([]);
    expect(await other.find("Groups", `members eq "${id}"`)).toEqual([]);
    expect((await other.call("POST", "/Groups", { displayName: "x", members: [{ value: id }] })).json).toMatchObject({
      status: "400",
      scimType: "invalidValue",
    });
    expect((await other.call("POST", "/Users", { userName: "hanako@example.com" })).status).toBe(201);
    expect((await one.call("GET", "/Users")).json.totalResults).toBe(1);
  });
});

describe("users", () => {
  it("come back as they were sent, by the names of the schema, without what is unknown or secret", async () => {
    const { call } = await connectProvider(server);
    const made = await call("POST", "/Users", {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", enterprise],
      USERNAME: "t.yamada@example.com",
      externalId: "9f1c",
      Name: { FamilyName: "山田", givenName: "太郎", honorificPrefix: null },
      Active: "True",
      password: "hunter2",
      favouriteColour: "青",
      emails: [{ Value: "t.yamada@example.com", Type: "work", Primary: "true" }],
      roles: [],
      [enterprise]: { Department: "営業部", employeeNumber: "00042", Manager: "2819c223" },
    });
    expect(made.status).toBe(201);
    const { id, meta, ...rest } = made.json;
    expect(rest).toEqual({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", enterprise],
      userName: "t.yamada@example.com",
      externalId: "9f1c",
      name: { familyName: "山田", givenName: "太郎" },
      active: true,
      emails: [{ value: "t.yamada@example.com", type: "work", primary: true }],
      [enterprise]: { department: "営業部", employeeNumber: "00042", manager: { value: "2819c223" } },
    });
    expect(meta).toMatchObject({
      resourceType: "User",
      version: 'W/"1"',
      location: `${server.baseUrl}/scim/v2/Users/${id}`,
    });
    expect(made.headers.get("location")).toBe(meta.location);
    expect(made.headers.get("etag")).toBe('W/"1"');
    expect(made.headers.get("content-type")).toBe("application/scim+json");
    expect((await call("GET", `/Users/${id}`)).json).toEqual(made.json);
  });

  it("are refused with what is wrong, and nothing of them is kept", async () => {
    const { call } = await connectProvider(server);
    const refused: [unknown, number, string | undefined][] = [
      ["{", 400, "invalidSyntax"],
      ["", 400, "invalidSyntax"],
      [[], 400, "invalidSyntax"],
      [{}, 400, "invalidValue"],
      [{ userName: " " }, 400, "invalidValue"],
      [{ userName: 42 }, 400, "invalidValue"],
      [{ userName: "a\u0000b" }, 400, "invalidValue"],
      ['{"userName":"a\\ud800"}', 400, "invalidValue"],
      [{ userName: "あ".repeat(501) }, 400, "invalidValue"],
      [{ userName: "a", active: "maybe" }, 400, "invalidValue"],
      [{ userName: "a", name: "山田" }, 400, "invalidValue"],
      [
        {
          userName: "a",
          emails: [
            { value: "a", primary: true },
            { value: "b", primary: true },
          ],
        },
        400,
        "invalidValue",
      ],
      [{ userName: "a", [enterprise]: { endDate: "3/31/2026" } }, 400, "invalidValue"],
      [{ userName: "a", title: "x".repeat(1024 * 1024) }, 413, undefined],
    ];
    for (const [body, status, scimType] of refused) {
      const { status: answered, json } = await call("POST", "/Users", body);
      expect({ answered, status: json.status, scimType: json.scimType }).toEqual({
        answered: status,
        status: String(status),
        scimType,
      });
      expect(json.schemas).toEqual([errorUrn]);
    }
    const latin1 = await server.fetch(`${server.baseUrl}/scim/v2/Users`, {
      method: "POST",
      headers: { authorization: `Bearer ${(await connectProvider(server)).token}`, "content-type": "application/json" },
      body: new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x7d]),
    });
    expect(await latin1.json()).toMatchObject({ status: "400", scimType: "invalidSyntax" });
    expect((await call("POST", "/Users", { userName: "a" }, { "content-type": "text/csv" })).status).toBe(415);
    expect((await call("GET", "/Users")).json).toMatchObject({ totalResults: 0, Resources: [] });
  });

  it("have a userName that nobody else has in any case, also when two take it at once", async () => {
    const { call, addUser, patch } = await connectProvider(server);
    const id = await addUser({ userName: "Hanako@example.com" });
    const again = await call("POST", "/Users", { userName: "HANAKO@EXAMPLE.COM" });
    expect([again.status, again.json.scimType]).toEqual([409, "uniqueness"]);
    const other = await addUser({ userName: "taro@example.com" });
    expect(
      (await patch(`/Users/${other}`, { op: "replace", path: "userName", value: "hanako@example.com" })).status,
    ).toBe(409);
    expect((await patch(`/Users/${id}`, { op: "replace", path: "userName", value: "HANAKO@example.com" })).status).toBe(
      204,
    );
    const third = await addUser({ userName: "jiro@example.com" });
    const races = await Promise.all(
      [other, third].map((one) =>
        patch(`/Users/${one}`, { op: "replace", path: "userName", value: "new@example.com" }),
      ),
    );
    expect(races.map(({ status }) => status).sort()).toEqual([204, 409]);
    const creations = await Promise.all(
      [1, 2, 3, 4].map(() => call("POST", "/Users", { userName: "one@example.com" })),
    );
    expect(creations.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it("change only from the version that was read, where one is named", async () => {
    const { call, addUser } = await connectProvider(server);
    const id = await addUser({ userName: "a" });
    const change = (title: string, etag: string) =>
      call("PATCH", `/Users/${id}`, { Operations: [{ op: "add", path: "title", value: title }] }, { "if-match": etag });
    const both = await Promise.all([change("部長", 'W/"1"'), change("課長", 'W/"1"')]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 412]);
    expect((await call("GET", `/Users/${id}`)).json.meta.version).toBe('W/"2"');
    expect((await change("係長", "*")).headers.get("etag")).toBe('W/"3"');
    expect((await change("係長", 'W/"9", W/"3"')).headers.get("etag")).toBe('W/"3"');
    expect((await call("DELETE", `/Users/${id}`, undefined, { "if-match": 'W/"1"' })).status).toBe(412);
    const unchanged = await call("GET", `/Users/${id}`, undefined, { "if-none-match": 'W/"3"' });
    expect([unchanged.status, unchanged.json]).toEqual([304, null]);
    expect((await call("GET", `/Users/${id}`, undefined, { "if-none-match": 'W/"2"' })).status).toBe(200);
  });

  it("lose nothing when many change one user at once", async () => {
    const { call, addUser, patch } = await connectProvider(server);
    const id = await addUser({ userName: "a" });
    const numbers = Array.from({ length: 12 }, (_, index) => `090-0000-00${index + 10}`);
    const answers = await Promise.all(
      numbers.map((value) => patch(`/Users/${id}`, { op: "add", path: "phoneNumbers", value: [{ value }] })),
    );
    expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 204));
    const { json } = await call("GET", `/Users/${id}`);
    expect(json.phoneNumbers.map(({ value }: { value: string }) => value).sort()).toEqual(numbers);
    expect(json.meta.version).toBe('W/"13"');
  });

  it("keep their standing in a replacement that doesn't name it, and lose what it leaves out", async () => {
    const { call, addUser } = await connectProvider(server);
    const id = await addUser({ userName: "a", title: "部長", active: false });
    const { json } = await call("PUT", `/Users/${id}`, {
      userName: "a",
      displayName: "山田",
      id: "x",
      meta: { version: "9" },
    });
    expect(json).toMatchObject({ id, userName: "a", displayName: "山田", active: false });
    expect(json.title).toBeUndefined();
    expect((await call("PUT", `/Users/${id}`, { displayName: "山田" })).json.scimType).toBe("invalidValue");
  });
});

describe("what is served about the service", () => {
  it("is true, and the same for all", async () => {
    const { call } = await connectProvider(server);
    const config = (await call("GET", "/ServiceProviderConfig")).json;
    expect(config).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: 200 },
      sort: { supported: false },
      etag: { supported: true },
      changePassword: { supported: false },
      authenticationSchemes: [{ type: "oauthbearertoken" }],
    });
    const types = (await call("GET", "/ResourceTypes")).json;
    expect(types.Resources.map(({ endpoint }: { endpoint: string }) => endpoint)).toEqual(["/Users", "/Groups"]);
    for (const type of types.Resources) {
      expect((await call("GET", `/ResourceTypes/${type.id}`)).json).toEqual(type);
      expect((await call("GET", `/Schemas/${type.schema}`)).json).toMatchObject({ id: type.schema });
    }
    const { json: extension } = await call("GET", `/Schemas/${enterprise}`);
    expect(extension.attributes.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(["employeeNumber", "department", "endDate", "employeeLeaveDateTime", "terminationDate"]),
    );
    expect((await call("GET", "/Schemas?filter=id+pr")).status).toBe(403);
    expect((await call("POST", "/Bulk", {})).status).toBe(501);
    expect((await call("GET", "/Me")).status).toBe(501);
    expect((await call("GET", "/Nothing")).json).toMatchObject({ status: "404", schemas: [errorUrn] });
    const put = await call("PUT", "/Users", {});
    expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
    expect((await call("GET", "/Users/not-an-id")).status).toBe(404);
  });
});
