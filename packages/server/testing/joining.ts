import { randomUUID } from "node:crypto";
import type { AgreementGiven, AgreementKind } from "@okaeri/sdk/contract/agreements";
import type { SignUpRequest } from "@okaeri/sdk/contract/sign-ups";
import { sql } from "drizzle-orm";
import { listAgreements } from "../src/agreements/texts.ts";
import { upsertPeople } from "../src/intake/upsert.ts";
import type { Context } from "../src/platform/context.ts";
import { withOrganization } from "../src/platform/database.ts";
import { newUuid, toTypeId } from "../src/platform/ids.ts";
import { openSession } from "../src/sessions/sessions.ts";
import { eventually, type TestServer, testOrigin } from "./server.ts";

/** A yes to the words in force, as somebody gives it who read them. */
export const yesTo = async (
  ctx: Context,
  kinds: AgreementKind[] = ["community", "no_promise"],
): Promise<AgreementGiven[]> =>
  (await listAgreements(ctx))
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, version, texts }) => ({ kind, version, textHash: texts.ja.hash }));

/** 山田 花子, number 0042, born on 1988-04-02. */
export const requestFor = async (
  ctx: Context,
  email: string,
  change: Partial<SignUpRequest> = {},
): Promise<SignUpRequest> => ({
  name: { family: "山田", given: "花子" },
  employeeNumber: "0042",
  birthDate: "1988-04-02",
  email,
  agreements: await yesTo(ctx),
  locale: "ja",
  ...change,
});

export const newSignUpId = (): string => toTypeId("signup", newUuid(new Date()));

/** What a page does with the organization's key, or with a session. */
export const callerOf =
  (server: TestServer, key: string) =>
  async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await server.fetch(`${server.baseUrl}/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        origin: testOrigin,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, text, headers: answer.headers, json: text === "" ? null : JSON.parse(text) };
  };

/** The newest mail to an address whose text fits, and what the pattern caught of it. */
export const mailTo = (server: TestServer, email: string, pattern: RegExp): Promise<string> =>
  eventually(async () => {
    const mails = (await server.mailbox.list()).filter((mail) => mail.to === email);
    const found = mails.map((mail) => pattern.exec(`${mail.subject}\n${mail.text}`)).find((match) => match !== null);
    return found?.[1] ?? found?.[0];
  });

/** What the next mail to an address says, after something was done. */
export async function mailAfter(server: TestServer, email: string, pattern: RegExp, act: () => Promise<unknown>) {
  const before = new Set((await server.mailbox.list()).map(({ id }) => id));
  await act();
  return eventually(async () => {
    const next = (await server.mailbox.list()).filter(({ id, to }) => to === email && !before.has(id));
    const found = next.map((mail) => pattern.exec(`${mail.subject}\n${mail.text}`)).find((match) => match !== null);
    return found?.[1] ?? found?.[0];
  });
}

export const codePattern = /\s(\d{6})\s/;

/** 山田 花子 of a new organization, who joined; and the organization's page and HR. */
export async function joinAsMember(server: TestServer, kinds?: AgreementKind[]) {
  const founded = await server.foundOrganization();
  const { ctx, publishableKey, secretKey } = founded;
  await upsertPeople(ctx, { kind: "api", name: "test" }, [
    { employeeNumber: "0042", name: { family: "山田", given: "花子" }, birthDate: "1988-04-02", leftOn: "2021-03-31" },
  ]);
  const email = `${randomUUID()}@example.net`;
  const page = callerOf(server, publishableKey);
  const id = newSignUpId();
  const request = await requestFor(ctx, email, { agreements: await yesTo(ctx, kinds) });
  const code = await mailAfter(server, email, codePattern, () => page("PUT", `/sign-ups/${id}`, request));
  await page("POST", `/sign-ups/${id}/verification`, { code });
  await mailTo(server, email, /おかえりなさい/);
  return { ...founded, email, page, hr: callerOf(server, secretKey) };
}

export type JoinedMember = Awaited<ReturnType<typeof joinAsMember>>;

/** The mails that went out so far no longer count towards the hour. */
export const anHourLater = (ctx: Context) =>
  withOrganization(ctx, (tx) => tx.execute(sql`update mails set sent_at = sent_at - interval '61 minutes'`));

const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1";

export async function signInAs(server: TestServer, { ctx, page, email }: JoinedMember) {
  await anHourLater(ctx);
  const id = toTypeId("signin", newUuid(new Date()));
  const code = await mailAfter(server, email, codePattern, () =>
    page("PUT", `/sign-ins/${id}`, { email, locale: "ja" }),
  );
  const entered = await page("POST", `/sign-ins/${id}/verification`, { code }, { "user-agent": phone });
  return { id, code, entered, session: entered.json, own: callerOf(server, entered.json.sessionToken) };
}

/** A member of an organization where nobody works in the background; their session. */
export const joinWithoutWorkers = (ctx: Context): Promise<string> =>
  withOrganization(ctx, async (tx) => {
    const memberId = newUuid(ctx.clock.now());
    await tx.execute(sql`
      insert into members (organization_id, member_id, display_name, email, email_key, joined_at)
      values (${ctx.organizationId}, ${memberId}, '田中 一郎', 'member@example.net', 'member@example.net', now())`);
    const draft = { way: "mail", role: "member", memberId, displayName: "田中 一郎", device: null } as const;
    return (await openSession(ctx, tx, draft)).sessionToken;
  });
