import type { Person } from "@okaeri/sdk/contract/registry";
import { describe, expect, it } from "vitest";
import { connectProvider, enterprise } from "../../testing/scim.ts";
import { startTestServer } from "../../testing/server.ts";

let now = new Date("2026-03-30T16:00:00Z");
const server = await startTestServer({ clock: { now: () => now } });

/** Until the test ends; already the next day in Japan. */
const todayInJapan = "2026-03-31";

async function connect() {
  now = new Date("2026-03-30T16:00:00Z");
  const provider = await connectProvider(server);
  const ask = async (path: string) => {
    const answer = await server.fetch(`${server.baseUrl}${path}`, {
      headers: { authorization: `Bearer ${provider.secretKey}` },
    });
    return answer.json();
  };
  return {
    ...provider,
    people: async (): Promise<Person[]> => (await ask("/v1/registry/people")).data,
    runs: async (): Promise<
      { read: number; created: number; updated: number; actor: string; source: { kind: string } }[]
    > => (await ask("/v1/registry/runs")).data,
  };
}

const hanako = {
  userName: "hanako@example.com",
  name: { familyName: "山田", givenName: "花子" },
  title: "課長",
  userType: "正社員",
  emails: [
    { type: "work", value: "hanako@example.com", primary: true },
    { type: "home", value: "hanako@example.net" },
  ],
  phoneNumbers: [
    { type: "work", value: "03-0000-0000" },
    { type: "mobile", value: "090-0000-0000" },
  ],
  [enterprise]: { employeeNumber: "00042", department: "営業部", employeeHireDate: "2015-04-01" },
};
const inactive = { op: "Replace", path: "active", value: "False" };
const active = { op: "Replace", path: "active", value: "True" };
const ending = (value: string, name = "endDate") => ({ op: "add", path: `${enterprise}:${name}`, value });

describe("somebody who works here", () => {
  it("is not in the registry, whatever changes of them", async () => {
    const { addUser, patch, people, runs } = await connect();
    const id = await addUser(hanako);
    expect((await patch(`/Users/${id}`, { op: "replace", path: "title", value: "部長" })).status).toBe(204);
    expect((await patch(`/Users/${id}`, active)).status).toBe(204);
    expect(await people()).toEqual([]);
    expect(await runs()).toEqual([]);
  });

  it("opens a leaving with today in Japan as the last day, when made inactive, with all that is known", async () => {
    const { addUser, patch, people } = await connect();
    const id = await addUser(hanako);
    expect((await patch(`/Users/${id}`, inactive)).status).toBe(204);
    const [person, ...others] = await people();
    expect(others).toEqual([]);
    expect(person).toMatchObject({ name: { family: "山田", given: "花子" } });
    expect(person?.employments).toMatchObject([
      {
        employeeNumber: "00042",
        hiredOn: "2015-04-01",
        leftOn: todayInJapan,
        employmentType: "正社員",
        departments: [{ value: "営業部" }],
        titles: [{ value: "課長" }],
      },
    ]);
    expect(person?.contacts.map(({ value }) => value).sort()).toEqual(["090-0000-0000", "hanako@example.net"]);
    expect(person?.contacts[0]?.source.kind).toBe("scim");
  });

  it("opens one leaving, however often and however many at once say so", async () => {
    const { addUser, patch, people, runs } = await connect();
    const id = await addUser(hanako);
    const answers = await Promise.all([1, 2, 3, 4].map(() => patch(`/Users/${id}`, inactive)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    now = new Date("2026-04-05T00:00:00Z");
    expect((await patch(`/Users/${id}`, inactive)).status).toBe(204);
    expect((await patch(`/Users/${id}`, { op: "add", path: "nickName", value: "はな" })).status).toBe(204);
    const left = await people();
    expect(left.map(({ employments }) => employments.map(({ leftOn }) => leftOn))).toEqual([[todayInJapan]]);
    expect(await runs()).toMatchObject([{ created: 1, source: { kind: "scim" } }]);
    expect((await runs())[0]?.actor).toMatch(/scim-token/);
  });

  it("leaves when deleted, and is gone from SCIM", async () => {
    const { addUser, call, people } = await connect();
    const id = await addUser(hanako);
    expect((await call("DELETE", `/Users/${id}`)).status).toBe(204);
    expect((await call("GET", `/Users/${id}`)).status).toBe(404);
    expect((await people()).map(({ employments }) => employments[0]?.leftOn)).toEqual([todayInJapan]);
  });

  it("leaves once when made inactive and deleted days later", async () => {
    const { addUser, patch, call, people, runs } = await connect();
    const id = await addUser(hanako);
    await patch(`/Users/${id}`, inactive);
    now = new Date("2026-04-29T00:00:00Z");
    await call("DELETE", `/Users/${id}`);
    expect((await people()).map(({ employments }) => employments[0]?.leftOn)).toEqual([todayInJapan]);
    expect(await runs()).toHaveLength(1);
  });

  it.each(["endDate", "employeeLeaveDateTime", "terminationDate"])(
    "announces a leaving by %s, and can call it off",
    async (name) => {
      const { addUser, patch, people, call } = await connect();
      const id = await addUser(hanako);
      expect((await patch(`/Users/${id}`, ending("2026-06-29T15:00:00Z", name))).status).toBe(204);
      expect(await people()).toMatchObject([{ state: "leaving", employments: [{ leftOn: "2026-06-30" }] }]);
      expect((await call("GET", `/Users/${id}`)).json.active).toBe(true);
      expect((await patch(`/Users/${id}`, { op: "remove", path: `${enterprise}:${name}` })).status).toBe(204);
      expect(await people()).toMatchObject([{ state: "rehired" }]);
    },
  );

  it("keeps the announced day when the account is closed before or after it", async () => {
    const { addUser, patch, people } = await connect();
    const id = await addUser({ ...hanako, [enterprise]: { ...hanako[enterprise], endDate: "2026-04-30" } });
    now = new Date("2026-05-07T00:00:00Z");
    await patch(`/Users/${id}`, inactive);
    expect((await people()).map(({ employments }) => employments[0]?.leftOn)).toEqual(["2026-04-30"]);
  });

  it("is rehired when active again with a new first day, and leaves a second time", async () => {
    const { addUser, patch, people } = await connect();
    const id = await addUser(hanako);
    await patch(`/Users/${id}`, inactive);
    now = new Date("2026-10-01T00:00:00Z");
    const hired = { op: "replace", path: `${enterprise}:employeeHireDate`, value: "2026-10-01" };
    expect((await patch(`/Users/${id}`, active, hired)).status).toBe(204);
    expect(await people()).toMatchObject([
      { state: "rehired", employments: [{ leftOn: todayInJapan }, { leftOn: null }] },
    ]);
    now = new Date("2026-12-31T00:00:00Z");
    expect((await patch(`/Users/${id}`, inactive)).status).toBe(204);
    expect(await people()).toMatchObject([{ employments: [{ leftOn: todayInJapan }, { leftOn: "2026-12-31" }] }]);
  });

  it("works here again when active again, and what the registry can't make of it stands in its run", async () => {
    const { addUser, call, patch, people, runs } = await connect();
    const id = await addUser(hanako);
    await patch(`/Users/${id}`, inactive);
    now = new Date("2026-04-05T00:00:00Z");
    expect((await patch(`/Users/${id}`, active)).status).toBe(204);
    expect((await call("GET", `/Users/${id}`)).json.active).toBe(true);
    expect((await runs())[0]).toMatchObject({ read: 1, source: { kind: "scim" } });
    now = new Date("2026-12-31T00:00:00Z");
    expect((await patch(`/Users/${id}`, inactive)).status).toBe(204);
    const [person, ...others] = await people();
    expect(others).toEqual([]);
    expect(person?.employments.at(-1)?.leftOn).toBe("2026-12-31");
  });

  it("is recognised by employee number when they come back as another user", async () => {
    const { addUser, call, people } = await connect();
    const id = await addUser(hanako);
    await call("DELETE", `/Users/${id}`);
    now = new Date("2027-04-01T00:00:00Z");
    await addUser({ ...hanako, [enterprise]: { employeeNumber: "00042", employeeHireDate: "2027-04-01" } });
    const all = await people();
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ state: "rehired" });
  });

  it("leaves without a number too, and is the same person afterwards", async () => {
    const { addUser, patch, people } = await connect();
    const id = await addUser({ userName: "taro", displayName: "田中 太郎" });
    await patch(`/Users/${id}`, inactive);
    await patch(`/Users/${id}`, { op: "add", path: "name", value: { familyName: "田中", givenName: "太郎" } });
    expect(await people()).toMatchObject([
      { name: { family: "田中", given: "太郎" }, employments: [{ employeeNumber: null }] },
    ]);
  });

  it("who is prepared before the first day has not left", async () => {
    const { addUser, call, people } = await connect();
    const prepared = { ...hanako, active: false, [enterprise]: { employeeNumber: "00043", hireDate: "2026-10-01" } };
    const id = await addUser(prepared);
    await call("DELETE", `/Users/${id}`);
    expect(await people()).toEqual([]);
  });

  it("stays as they were in both places where the registry refuses the leaving", async () => {
    const { addUser, call, patch, people } = await connect();
    const id = await addUser(hanako);
    const { status, json } = await patch(`/Users/${id}`, inactive, ending("2014-01-01"));
    expect([status, json.scimType]).toEqual([400, "invalidValue"]);
    expect((await call("GET", `/Users/${id}`)).json).toMatchObject({ active: true, meta: { version: 'W/"1"' } });
    expect(await people()).toEqual([]);
  });
});
