import { isOkaeriError } from "@okaeri/sdk";
import { agreementKind } from "@okaeri/sdk/contract/agreements";
import type { FakeApi } from "../testing/fake-client.ts";

interface Answer {
  status: number;
  body: unknown;
  etag?: string | undefined;
}

interface Asked {
  method: string;
  path: string;
  body: string;
  ifMatch: string | null;
}

/** What a member sees and does, over HTTP: every page load is the same person; 123456 is the right code. */
export function memberApi(api: FakeApi): (asked: Asked) => Promise<Answer | undefined> {
  const { account, agreements, invitations, passkeys, privacyRequests, sessions, signIns, signUps } = api.client;
  const { jobInterests, talks, applications, savedSearches } = api.client;
  const sessionOf = (): unknown => ({
    sessionToken: "st_1",
    subject: "hanako",
    role: "member",
    displayName: null,
    expiresInSeconds: 900,
  });

  return async ({ method, path, body, ifMatch }) => {
    const json = body.startsWith("{") ? JSON.parse(body) : {};
    const kindOf = (text: string) => agreementKind.parse(text);
    const calls: [pattern: RegExp, call: (id: string, second: string) => Promise<unknown>][] = [
      [/^GET agreements$/, () => agreements.list()],
      [/^POST invitations\/requests$/, () => invitations.request(json)],
      [/^PUT sign-ups\/\w+$/, () => signUps.request(json)],
      [/^POST sign-ups\/(\w+)\/code$/, (id) => signUps.resendCode(id)],
      [/^POST sign-ups\/(\w+)\/verification$/, (id) => signUps.enterCode(id, json)],
      [/^PUT sign-ins\/\w+$/, () => signIns.request(json)],
      [/^POST sign-ins\/(\w+)\/verification$/, (id) => signIns.enterCode(id, json)],
      [/^POST embed-sessions$/, async () => sessionOf()],
      [/^POST sessions\/current\/renewal$/, async () => sessionOf()],
      [/^DELETE sessions\/current$/, () => sessions.endCurrent()],
      [/^GET sessions$/, () => sessions.list()],
      [/^DELETE sessions$/, () => sessions.endOthers()],
      [/^DELETE sessions\/(\w+)$/, (id) => sessions.end(id)],
      [/^POST sign-ins\/passkey-options$/, () => signIns.passkeyOptions()],
      [/^POST sign-ins\/passkey$/, () => signIns.withPasskey(json)],
      [/^POST passkeys\/options$/, () => passkeys.options()],
      [/^POST passkeys$/, () => passkeys.add(json)],
      [/^GET passkeys$/, () => passkeys.list()],
      [/^DELETE passkeys\/(\w+)$/, (id) => passkeys.remove(id)],
      [/^GET account$/, () => account.get()],
      [/^PATCH account$/, () => account.edit(json, { ifMatch })],
      [/^PUT account\/agreements\/(\w+)$/, (kind) => account.agree(kindOf(kind), json)],
      [/^DELETE account\/agreements\/(\w+)$/, (kind) => account.withdraw(kindOf(kind))],
      [/^GET account\/receipts$/, () => account.listReceipts()],
      [/^PUT account\/email$/, () => account.changeEmail(json)],
      [/^POST account\/email\/verification$/, () => account.confirmEmail(json)],
      [/^GET account\/data$/, () => account.download()],
      [/^POST account\/departure$/, () => account.leave(json)],
      [/^GET privacy\/requests$/, () => privacyRequests.list()],
      [/^POST privacy\/requests$/, () => privacyRequests.create(json)],
      [/^DELETE privacy\/requests\/(\w+)$/, (id) => privacyRequests.withdraw(id)],
      [/^GET account\/interests$/, () => jobInterests.list()],
      [/^POST jobs\/(\w+)\/interest\/shares$/, (id) => jobInterests.share(id, json)],
      [/^DELETE jobs\/(\w+)\/interest\/shares\/(\w+)$/, (id, share) => jobInterests.takeBack(id, share)],
      [/^GET talk-slots$/, () => talks.listSlots()],
      [/^POST talk-slots\/(\w+)\/booking$/, (id) => talks.book(id, json)],
      [/^DELETE talk-slots\/(\w+)\/booking$/, (id) => talks.cancel(id)],
      [/^GET account\/talks$/, () => talks.listOwn()],
      [/^GET jobs\/(\w+)\/application-form$/, (id) => applications.form(id)],
      [/^POST account\/attachments$/, () => applications.attach("履歴書.pdf", new Blob([body]))],
      [/^POST jobs\/(\w+)\/applications$/, (id) => applications.submit(id, json)],
      [/^GET account\/applications$/, () => applications.listOwn()],
      [/^DELETE account\/applications\/(\w+)$/, (id) => applications.withdraw(id)],
      [/^GET account\/searches$/, () => savedSearches.list()],
      [/^POST account\/searches$/, () => savedSearches.save(json)],
      [/^PUT account\/searches\/(\w+)$/, (id) => savedSearches.edit(id, json)],
      [/^DELETE account\/searches\/(\w+)$/, (id) => savedSearches.delete(id)],
    ];
    for (const [pattern, call] of calls) {
      const match = pattern.exec(`${method} ${path}`);
      if (match) return answerOf(call(match[1] ?? "", match[2] ?? ""));
    }
    return undefined;
  };
}

async function answerOf(called: Promise<unknown>): Promise<Answer> {
  try {
    const body = await called;
    const etag = body instanceof Object && "etag" in body && typeof body.etag === "string" ? body.etag : undefined;
    return { status: body === undefined ? 204 : 200, body, etag };
  } catch (error) {
    if (!isOkaeriError(error)) throw error;
    const { code, status = 500 } = error;
    return { status, body: { type: "about:blank", title: code, status, code, requestId: "gallery" } };
  }
}
