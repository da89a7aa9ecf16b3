import { createClient } from "@okaeri/sdk";
import type { OrganizationChangeDraft } from "@okaeri/sdk/contract/organization-changes";
import { describe, expect, it } from "vitest";
import { startTestServer } from "../../testing/server.ts";
import { importRegistry } from "../intake/import.ts";
import { postJob, publishJob } from "../jobs/jobs.ts";
import { enterMember } from "../membership/members.ts";
import type { Context } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { newUuid } from "../platform/ids.ts";
import { deleteChange, editChange, getChange, listChanges, postChange, publishChange } from "./changes.ts";
import { newRequirementsIn } from "./job-changes.rules.ts";
import { listJobChanges } from "./job-changes.ts";

const server = await startTestServer();
const sessionId = newUuid(new Date());

const draft = (
  happenedOn: string,
  title: string,
  more: Partial<OrganizationChangeDraft> = {},
): OrganizationChangeDraft => ({
  happenedOn,
  kind: "tools",
  title,
  ...more,
});

async function open() {
  const founded = await server.foundOrganization();
  const { ctx } = founded;
  const employee: Context = { ...ctx, actor: { kind: "employee", subject: "E9", sessionId } };
  const visitor: Context = { ...ctx, actor: { kind: "visitor" } };
  const enter = async (number: string): Promise<Context> => {
    const identity = { iss: "https://hris.example.com", sub: number };
    const memberId = await withOrganization(ctx, (tx) => enterMember(ctx, tx, identity));
    return { ...ctx, actor: { kind: "member", memberId, sessionId } };
  };
  const leave = async (number: string, ...days: string[]): Promise<Context> => {
    const lines = days.map((day) => `${number},見本 花子,2010-04-01,${day}`);
    const file = {
      async *bytes() {
        yield Buffer.from(["社員番号,氏名,入社日,退職日", ...lines].join("\n"));
      },
    };
    await importRegistry(ctx, file, { source: "file", encoding: "utf-8", dryRun: false });
    return enter(number);
  };
  return { ...founded, employee, visitor, enter, leave };
}

const titlesOf = async (ctx: Context, query: Parameters<typeof listChanges>[1] = {}) =>
  (await listChanges(ctx, query)).data.map(({ title }) => title);

describe("what changed", () => {
  it("begins for a member on the day after they left, the latest first", async () => {
    const { ctx, leave, enter } = await open();
    for (const day of ["2019-01-01", "2021-03-31", "2021-04-01", "2025-10-01"]) await postChange(ctx, draft(day, day));
    const member = await leave("1", "2021-03-31");
    expect(await titlesOf(member, { since: "leaving" })).toEqual(["2025-10-01", "2021-04-01"]);
    expect(await titlesOf(member)).toHaveLength(4);
    expect(await titlesOf(member, { since: "2025-01-01" })).toEqual(["2025-10-01"]);
    // Whom the registry doesn't know is shown everything.
    expect(await titlesOf(await enter("99"), { since: "leaving" })).toHaveLength(4);
  });

  it("is listed page by page, each once, also where many fall on one day", async () => {
    const { ctx, leave } = await open();
    const member = await leave("1", "2021-03-31");
    const titles = Array.from({ length: 25 }, (_, nth) => `${nth}`);
    for (const title of titles) await postChange(ctx, draft("2025-04-01", title));
    const found: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listChanges(member, { limit: 7, ...(cursor && { cursor }) });
      found.push(...page.data.map(({ title }) => title));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(found.toSorted()).toEqual(titles.toSorted());
    for (const cursor of [
      "x",
      "2025-04-01",
      "2025-13-01_orgchange_01kaf0g2q5f7k9b3m8x2v4t6ye",
      "2023-02-30_orgchange_01kaf0g2q5f7k9b3m8x2v4t6ye",
      "0000-01-01_orgchange_01kaf0g2q5f7k9b3m8x2v4t6ye",
      "2025-04-01_job_1",
    ])
      await expect(listChanges(member, { cursor })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("is proposed by employees and told by HR; nobody else reads a proposal, and only HR who wrote it", async () => {
    const { ctx, employee, visitor, leave } = await open();
    const member = await leave("1", "2021-03-31");
    const { change } = await postChange(employee, draft("2025-04-01", "席が自由になりました", { kind: "policy" }));
    expect(change).toMatchObject({ status: "proposed" });
    for (const reader of [member, employee]) {
      expect(await titlesOf(reader)).toEqual([]);
      await expect(listChanges(reader, { status: "proposed" })).rejects.toMatchObject({ code: "forbidden" });
    }
    expect((await listChanges(ctx, { status: "proposed" })).data[0]?.author).toBe("employee:E9");
    const edit = () => editChange(employee, change.id, { title: "x" }, 1);
    for (const refused of [
      edit,
      () => getChange(employee, change.id),
      () => publishChange(employee, change.id),
      () => deleteChange(member, change.id),
    ])
      await expect(refused()).rejects.toMatchObject({ code: "forbidden" });
    await expect(postChange(member, draft("2025-04-01", "x"))).rejects.toMatchObject({ code: "forbidden" });
    await expect(listChanges(visitor, {})).rejects.toMatchObject({ code: "forbidden" });
    await publishChange(ctx, change.id);
    expect((await publishChange(ctx, change.id)).version).toBe(2);
    expect((await listChanges(member, {})).data[0]).not.toHaveProperty("author");
    expect(await titlesOf(member)).toEqual(["席が自由になりました"]);
    await deleteChange(ctx, change.id);
    expect(await titlesOf(member)).toEqual([]);
    await expect(deleteChange(ctx, change.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is edited by whoever read its last version, in its own organization, and stays whole", async () => {
    const { ctx, secretKey } = await open();
    const other = await open();
    const hr = createClient({ baseUrl: server.baseUrl, secretKey, fetch: server.fetch });
    const change = await hr.organizationChanges.post(
      draft("2025-04-01", "a", { department: "法人営業部", renamedFrom: "営業部" }),
    );
    const { etag: ifMatch } = await hr.organizationChanges.get(change.id);
    const edited = await hr.organizationChanges.edit(change.id, { text: "b" }, { ifMatch });
    expect(edited).toMatchObject({
      title: "a",
      text: "b",
      renamedFrom: "営業部",
      author: expect.stringMatching(/^admin:key:/),
    });
    await expect(hr.organizationChanges.edit(change.id, { text: "c" }, { ifMatch: change.etag })).rejects.toMatchObject(
      {
        code: "precondition_failed",
      },
    );
    await expect(editChange(ctx, change.id, { department: null }, 2)).rejects.toMatchObject({ code: "invalid_input" });
    await expect(
      hr.organizationChanges.post(draft("2025-04-01", "a", { renamedFrom: "営業部" })),
    ).rejects.toMatchObject({ code: "invalid_input" });
    await expect(getChange(other.ctx, change.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(publishChange(other.ctx, change.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await titlesOf(other.ctx)).toEqual([]);
  });
});

describe("what changed around a posting", () => {
  it("is of its department and the whole house, after the last leaving, and says what it asks for that is new", async () => {
    const { ctx, employee, leave } = await open();
    const member = await leave("1", "2021-03-31");
    await postChange(ctx, draft("2020-01-01", "古い", { skills: ["TypeScript"] }));
    await postChange(
      ctx,
      draft("2022-04-01", "新しい道具", { department: "開発部", skills: ["ＰostgreSQL ", "Figma"] }),
    );
    await postChange(ctx, draft("2024-04-01", "等級", { kind: "pay" }));
    await postChange(ctx, draft("2024-04-01", "よその部", { department: "営業部", skills: ["英語"] }));
    await postChange(employee, draft("2024-04-01", "まだ", { skills: ["英語"] }));
    const requirements = ["TypeScript", "postgresql", "英語"].map((name) => ({ name, level: "required" as const }));
    const { job } = await postJob(ctx, { title: "開発", department: "開発部", requirements });
    await expect(listJobChanges(member, job.id)).rejects.toMatchObject({ code: "not_found" });
    await publishJob(ctx, job.id);
    const found = await listJobChanges(member, job.id);
    expect(found.since).toBe("2021-03-31");
    expect(found.data.map(({ title }) => title)).toEqual(["等級", "新しい道具"]);
    expect(found.newRequirements).toEqual([
      { name: "postgresql", changeId: found.data[1]?.id, happenedOn: "2022-04-01" },
    ]);
    await expect(listJobChanges(employee, job.id)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("names the earliest change that brought a requirement", () => {
    const change = (happenedOn: string, skills: string[]) => ({
      id: `orgchange_${happenedOn}`,
      happenedOn,
      kind: "tools" as const,
      department: null,
      renamedFrom: null,
      title: "",
      text: "",
      skills,
      status: "published" as const,
      updatedAt: "2026-01-01T00:00:00Z",
    });
    const changes = [change("2025-01-01", ["Go"]), change("2022-01-01", ["go", "Rust"]), change("2023-01-01", ["GO"])];
    expect(
      newRequirementsIn(
        [
          { name: "Go", level: "preferred" },
          { name: "Java", level: "required" },
        ],
        changes,
      ),
    ).toEqual([{ name: "Go", changeId: "orgchange_2022-01-01", happenedOn: "2022-01-01" }]);
  });
});
