import { createClient } from "@okaeri/sdk";
import type { JobDraft } from "@okaeri/sdk/contract/jobs";
import { importRegistry } from "../src/intake/import.ts";
import { enterMember, findPersonId } from "../src/membership/members.ts";
import type { Context } from "../src/platform/context.ts";
import { readOrganization, withOrganization } from "../src/platform/database.ts";
import { newUuid } from "../src/platform/ids.ts";
import { type TestServer, testOrigin } from "./server.ts";

/** An organization with a board, HR who writes there and somebody who looks at it. */
export async function foundBoard(server: TestServer) {
  const founded = await server.foundOrganization();
  const options = { baseUrl: server.baseUrl, maxRetries: 0 };
  const fromPage: typeof fetch = (input, init) => {
    const request = new Request(input, init);
    request.headers.set("origin", testOrigin);
    return server.fetch(request);
  };
  const hr = createClient({ ...options, secretKey: founded.secretKey, fetch: server.fetch });
  const visitor = createClient({ ...options, publishableKey: founded.publishableKey, fetch: fromPage });
  const publish = async (draft: JobDraft) => hr.jobs.publish((await hr.jobs.post(draft)).id);
  return { ...founded, hr, visitor, publish };
}

/** Somebody who once worked in these departments, in the last of them at the end. */
export async function memberOf(ctx: Context, number: string, departments: string[]): Promise<Context> {
  const file = (...lines: string[]) => ({
    async *bytes() {
      yield Buffer.from(lines.join("\n"));
    },
  });
  await importRegistry(
    ctx,
    file("社員番号,氏名,退職日,部署", `${number},見本 花子,2021-03-31,${departments.at(-1) ?? ""}`),
    {
      source: "file",
      encoding: "utf-8",
      dryRun: false,
      assignments: file("社員番号,種別,値,開始日,終了日", ...departments.map((value) => `${number},部署,${value},,`)),
    },
  );
  const memberId = await withOrganization(ctx, (tx) =>
    enterMember(ctx, tx, { iss: "https://hris.example.com", sub: number }),
  );
  return { ...ctx, actor: { kind: "member", memberId, sessionId: newUuid(new Date()) } };
}

/** The record behind a member (UUID). */
export async function personOf(member: Context): Promise<string> {
  if (member.actor.kind !== "member") throw new Error("is no member");
  const { memberId } = member.actor;
  const personId = await readOrganization(member, (tx) => findPersonId(member, tx, memberId));
  if (personId === null) throw new Error("stands in no registry");
  return personId;
}
