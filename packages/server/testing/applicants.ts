import { generateKeyPairSync } from "node:crypto";
import { createClient, type OkaeriError } from "@okaeri/sdk";
import type { ApplicationDraft } from "@okaeri/sdk/contract/applications";
import { signEmbedToken } from "@okaeri/sdk/server";
import type { HandOverGear } from "../src/applications/hand-over.ts";
import { mailDesk } from "../src/delivery/desk.ts";
import { sendMail } from "../src/delivery/outbox.ts";
import { addEmbedKey } from "../src/embedding/embed-keys.ts";
import { importRegistry } from "../src/intake/import.ts";
import { enterMember } from "../src/membership/members.ts";
import { editOrganization, getOrganization } from "../src/organizations/organizations.ts";
import type { Context } from "../src/platform/context.ts";
import { readOrganization, withOrganization } from "../src/platform/database.ts";
import { newUuid } from "../src/platform/ids.ts";
import type { Mail } from "../src/platform/mail.ts";
import { type TestServer, testOrigin } from "./server.ts";

const issuer = "https://hris.example.com";

/** An organization with HR and leavers who are members; what they call goes over the wire or to verbs. */
export async function foundHouse(server: TestServer) {
  const founded = await server.foundOrganization();
  const { ctx } = founded;
  const { version } = await getOrganization(ctx);
  await editOrganization(ctx, { contactEmail: "hr@house.example" }, version);
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const { keyId } = await addEmbedKey(ctx, { issuer, source: { publicKey: pem } });
  const options = { baseUrl: server.baseUrl, maxRetries: 0 };
  const fromPage: typeof fetch = (input, init) => {
    const request = new Request(input, init);
    request.headers.set("origin", testOrigin);
    return server.fetch(request);
  };
  const hr = createClient({ ...options, secretKey: founded.secretKey, fetch: server.fetch });
  const visitor = createClient({ ...options, publishableKey: founded.publishableKey, fetch: fromPage });
  const file = {
    async *bytes() {
      yield Buffer.from("社員番号,氏名,退職日,電話\n1,見本 花子,2021-03-31,03-0000-0001\n2,例示 太郎,2021-03-31,");
    },
  };
  await importRegistry(ctx, file, { source: "file", encoding: "utf-8", dryRun: false });

  const as = async (role: "member" | "employee" | "auditor" | "recruiter" | "admin", subject: string) => {
    const token = await signEmbedToken({ issuer, keyId: keyId ?? "", algorithm: "EdDSA", privateKey, subject, role });
    const { sessionToken } = await visitor.embedSessions.exchange({ token });
    const withToken: typeof fetch = (input, init) => {
      const request = new Request(input, init);
      request.headers.set("authorization", `Bearer ${sessionToken}`);
      return fromPage(request);
    };
    return createClient({ ...options, publishableKey: founded.publishableKey, fetch: withToken });
  };
  /** The same member as `as("member", sub)`, for verbs. */
  const memberCtx = async (sub: string): Promise<Context & { actor: { kind: "member"; memberId: string } }> => {
    const memberId = await withOrganization(ctx, (tx) =>
      enterMember(ctx, tx, { iss: issuer, sub, email: `${sub}@example.net` }),
    );
    return { ...ctx, actor: { kind: "member", memberId, sessionId: newUuid(new Date()) } };
  };
  /** Sends what waits, as the queue would. */
  const mailsSent = async (): Promise<Omit<Mail, "id">[]> => {
    const sent: Omit<Mail, "id">[] = [];
    const rows = await readOrganization(ctx, (tx) =>
      tx.execute<{ mailId: string }>(
        `select mail_id as "mailId" from mails where status = 'waiting' order by created_at, mail_id`,
      ),
    );
    const desk = mailDesk("https://alumni.example.com");
    for (const { mailId } of rows) await sendMail(ctx, { send: async (mail) => void sent.push(mail) }, desk, mailId);
    return sent;
  };
  const publish = async (draft: Parameters<typeof hr.jobs.post>[0]) => hr.jobs.publish((await hr.jobs.post(draft)).id);
  return { ...founded, hr, visitor, as, memberCtx, mailsSent, publish };
}

export type House = Awaited<ReturnType<typeof foundHouse>>;

/** Somebody invented who says yes to these words. */
export const draftOf = (consent: string, more: Partial<ApplicationDraft> = {}): ApplicationDraft => ({
  name: { family: "見本", given: "花子" },
  email: "hanako@example.net",
  phone: "03-0000-0001",
  message: "また一緒に働きたいです。",
  consent,
  ...more,
});

/** Systems that are played on this machine. */
export const gearAt = (origin: string): HandOverGear => ({
  policy: { allowPrivate: true },
  timeoutMs: 1_000,
  origins: { greenhouse: origin, lever: () => origin, own: "https://alumni.example.com" },
});

/** What a call failed with, and where in the input; null when it didn't. */
export const failure = (call: Promise<unknown>) =>
  call.then(
    () => null,
    ({ code, errors }: OkaeriError) => ({ code, pointers: errors?.map(({ pointer }) => pointer) ?? [] }),
  );
export const codeOf = async (call: Promise<unknown>) => (await failure(call))?.code ?? "";

/** A posting that one can apply for, and a member about to. */
export async function openPosting(server: TestServer, more: object = {}) {
  const house = await foundHouse(server);
  const job = await house.publish({ title: "経理（再入社）", ...more });
  const member = await house.as("member", "1");
  const form = await member.applications.form(job.id);
  return { ...house, job, member, form, draft: draftOf(form.consent.hash) };
}
