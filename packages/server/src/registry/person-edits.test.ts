import { describe, expect, it } from "vitest";
import { counts, openRegistryDesk, outcome } from "../../testing/registry-desk.ts";
import { startTestServer } from "../../testing/server.ts";

const server = await startTestServer();
const found = () => openRegistryDesk(server);

const header = "社員番号,氏名,入社日,退職日";

describe("what somebody set by hand", () => {
  it("stays whatever a file says, until it is released; the preview says so", async () => {
    const { bring, first, client } = await found();
    const csv = ["社員番号,姓,名,生年月日,退職日,メール", "7,森,葉子,1980-01-01,2005-03-31,old@example.com"];
    await bring(csv);
    const person = await client.registry.getPerson((await first()).id);
    const edited = await client.registry.editPerson(
      person.id,
      { name: { family: "杜", given: "葉子" }, birthDate: "1981-01-01", reason: "戸籍で確認" },
      { ifMatch: person.etag },
    );
    expect(edited).toMatchObject({ name: { family: "杜" }, heldFields: ["birthDate", "name"] });
    await expect(
      client.registry.editPerson(person.id, { birthDate: null }, { ifMatch: person.etag }),
    ).rejects.toMatchObject({ code: "precondition_failed" });

    const preview = await bring(csv, { dryRun: true });
    expect(counts(preview)).toEqual(outcome(0, 0, 1));
    expect(preview.changes).toMatchObject([
      { field: "birthDate", before: "1981-01-01", after: "1980-01-01", held: true },
      { field: "familyName", before: "杜", after: "森", held: true },
    ]);
    expect(counts(await bring([csv[0] ?? "", "7,森,葉子,1980-01-01,2005-03-31,new@example.com"]))).toEqual(
      outcome(0, 1, 0),
    );
    const kept = await client.registry.getPerson(person.id);
    expect(kept).toMatchObject({
      name: { family: "杜" },
      birthDate: "1981-01-01",
      contacts: [{ value: "new@example.com" }],
    });
    const originOf = (field: string) => kept.origins.find((origin) => origin.field === field)?.source?.kind;
    expect([originOf("*"), originOf("familyName"), originOf("email")]).toEqual(["file", "hand", "file"]);

    await client.registry.editPerson(person.id, { release: ["name"] }, { ifMatch: kept.etag });
    await bring(csv);
    expect(await first()).toMatchObject({ name: { family: "森" }, birthDate: "1981-01-01", heldFields: ["birthDate"] });
  });
});

describe("a state", () => {
  it("leads only where it may, and each change has its actor, time and reason", async () => {
    const { bring, first, client } = await found();
    await bring([header, "7,森 葉子,2001-04-01,2005-03-31"]);
    const { id } = await first();
    await expect(client.registry.changePersonState(id, { state: "active", reason: "早すぎる" })).rejects.toMatchObject({
      code: "conflict",
    });
    for (const state of ["invited", "pending", "verified", "active", "dormant", "withdrawn"] as const)
      expect((await client.registry.changePersonState(id, { state, reason: `to ${state}` })).state).toBe(state);
    const [last] = (await client.registry.listPersonChanges(id)).data;
    expect(last).toMatchObject({
      kind: "state",
      before: "dormant",
      after: "withdrawn",
      reason: "to withdrawn",
      actor: expect.stringMatching(/^admin:key:/),
    });
    // A file brings nobody back into what they left.
    await bring([header, "7,森 葉子,2001-04-01,2006-03-31"]);
    expect((await first()).state).toBe("withdrawn");
  });
});
