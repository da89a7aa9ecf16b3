import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { connectProvider } from "../../testing/scim.ts";
import { startTestServer } from "../../testing/server.ts";

const corpora = process.env.OKAERI_CORPORA;
const folder = join(corpora ?? "", "hris/scim/samples");
const server = await startTestServer();

const read = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
const namesOf = (part: string): string[] =>
  corpora
    ? readdirSync(folder)
        .filter((name) => name.includes(part))
        .map((name) => name.replace(/\.json$/, ""))
    : [];

/** Of a user, what isn't the client's to set, and what isn't held: nobody signs in here. */
const leftOut = ["schemas", "id", "meta", "groups", "password", "x509Certificates"];
const without = (resource: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(resource).filter(([name]) => !names.includes(name)));

const users = [
  "rfc7643-8.1-user-minimal",
  "rfc7643-8.2-user-full",
  "rfc7643-8.3-enterprise_user",
  "rfc7644-3.3-user-post_request",
  "rfc7644-3.14-user-post_request",
];

describe.skipIf(!corpora)("the samples of RFC 7643 and 7644", () => {
  it.each(users)("%s is taken and comes back", async (name) => {
    const { call } = await connectProvider(server);
    const sample = read(name);
    const { status, json } = await call("POST", "/Users", sample);
    expect(status).toBe(201);
    expect(without(json, [...leftOut, "active"])).toEqual(withoutReadOnly(without(sample, [...leftOut, "active"])));
    expect(json).toMatchObject({ active: sample.active ?? true, schemas: expect.arrayContaining(sample.schemas) });
    expect(json.password).toBeUndefined();
  });

  it("rfc7644-3.5.1-user-put_request takes the place of what was there", async () => {
    const { call, addUser } = await connectProvider(server);
    const id = await addUser(read("rfc7643-8.2-user-full"));
    const { status, json } = await call("PUT", `/Users/${id}`, { ...read("rfc7644-3.5.1-user-put_request"), id });
    expect(status).toBe(200);
    expect(json).toMatchObject(without(read("rfc7644-3.5.1-user-put_request"), ["id", "roles"]));
    expect(json.nickName).toBeUndefined();
  });

  it("rfc7643-8.4-group is taken with users that are there", async () => {
    const { call, addUser } = await connectProvider(server);
    const ids = [await addUser({ userName: "babs" }), await addUser({ userName: "mandy" })];
    const sample = read("rfc7643-8.4-group");
    const group = { ...sample, members: ids.map((value, index) => ({ ...sample.members[index], value })) };
    const { status, json } = await call("POST", "/Groups", group);
    expect([status, json.displayName, json.members.map(({ value }: { value: string }) => value)]).toEqual([
      201,
      "Tour Guides",
      ids,
    ]);
  });

  it.each(namesOf("patch_op").filter((name) => !name.includes("member") || name.includes("complex")))(
    "%s changes a full user",
    async (name) => {
      const { call, addUser } = await connectProvider(server);
      const id = await addUser(without(read("rfc7643-8.3-enterprise_user"), ["nickName"]));
      const before = (await call("GET", `/Users/${id}`)).json;
      expect((await call("PATCH", `/Users/${id}`, read(name))).status).toBe(204);
      const after = (await call("GET", `/Users/${id}`)).json;
      expect(after.meta.version).toBe('W/"2"');
      expect(without(after, ["meta", "emails", "addresses", "nickName"])).toEqual(
        without(before, ["meta", "emails", "addresses", "nickName"]),
      );
      for (const { path, value } of read(name).Operations)
        if (path === undefined && value.nickname) expect(after.nickName).toBe(value.nickname);
      if (name.includes("remove_multi")) expect(after.emails).toEqual([{ value: "babs@jensen.org", type: "home" }]);
      if (name.includes("replace_all")) expect(after.emails).toHaveLength(2);
      if (name.includes("street")) expect(after.addresses[0].streetAddress).toBe("1010 Broadway Ave");
      if (name.includes("work_address")) expect(after.addresses[0].streetAddress).toBe("911 Universal City Plaza");
    },
  );

  it.each(namesOf("patch_op").filter((name) => name.includes("member") && !name.includes("complex")))(
    "%s changes a group",
    async (name) => {
      const { call, addUser } = await connectProvider(server);
      const [babs, james] = [await addUser({ userName: "babs" }), await addUser({ userName: "james" })];
      const text = JSON.stringify(read(name))
        .replace(/2819c223[-.0-9a-f]*/g, babs)
        .replace(/08e1d05d[-.0-9a-f]*/g, james);
      const { json } = await call("POST", "/Groups", { displayName: "Tour Guides", members: [{ value: babs }] });
      expect((await call("PATCH", `/Groups/${json.id}`, text)).status).toBe(204);
      const after = ((await call("GET", `/Groups/${json.id}`)).json.members ?? []).map(
        (one: { value: string }) => one.value,
      );
      const expected = name.includes("replace_all")
        ? [babs, james]
        : name.includes("and_add")
          ? [james]
          : name.includes("add")
            ? [babs]
            : [];
      expect(after).toEqual(expected);
    },
  );

  it.each(["user", "enterprise_user", "group"])(
    "the schema of %s is served, but for what is not held",
    async (name) => {
      const { call } = await connectProvider(server);
      const sample = read(`rfc7643-8.7.1-schema-${name}`);
      const { json } = await call("GET", `/Schemas/${sample.id}`);
      const served = new Map(json.attributes.map((one: { name: string }) => [one.name, one]));
      for (const attribute of sample.attributes) {
        if (["groups", "x509Certificates"].includes(attribute.name)) continue;
        const { type, multiValued, required, mutability, returned } = attribute;
        expect(served.get(attribute.name)).toMatchObject({ type, multiValued, required, mutability, returned });
        expect(subNames(served.get(attribute.name))).toEqual(subNames(attribute));
      }
    },
  );

  it("resource types, the search and what is not built are answered in the samples' forms", async () => {
    const { call, addUser } = await connectProvider(server);
    for (const name of ["user", "group"]) {
      const { id, endpoint, schema } = read(`rfc7643-8.6-resource_type-${name}`);
      expect((await call("GET", `/ResourceTypes/${id}`)).json).toMatchObject({ id, endpoint, schema });
    }
    await addUser({ userName: "smith", displayName: "Smith, James" });
    const found = await call("POST", "/Users/.search", read("rfc7644-3.4.3-search_request"));
    expect(found.json.Resources).toEqual([expect.objectContaining({ userName: "smith", displayName: "Smith, James" })]);
    const sample = read("rfc7644-3.12-error-bad_request");
    const error = (
      await call("PATCH", `/Users/${found.json.Resources[0].id}`, {
        Operations: [{ op: "replace", path: "id", value: "x" }],
      })
    ).json;
    expect(error).toMatchObject({ schemas: sample.schemas, status: sample.status, scimType: sample.scimType });
    for (const name of namesOf("bulk_request")) expect((await call("POST", "/Bulk", read(name))).status).toBe(501);
  });
});

const subNames = (attribute: unknown): string[] =>
  typeof attribute === "object" &&
  attribute !== null &&
  "subAttributes" in attribute &&
  Array.isArray(attribute.subAttributes)
    ? attribute.subAttributes.map(({ name }) => name).sort()
    : [];

/** The server says what a manager is called. */
const withoutReadOnly = (sample: Record<string, unknown>) => {
  const text = JSON.stringify(sample, (key, value) =>
    key === "displayName" && value === "John Smith" ? undefined : value,
  );
  return JSON.parse(text);
};
