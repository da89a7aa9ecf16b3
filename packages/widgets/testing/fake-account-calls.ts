import { OkaeriError, type Session } from "@okaeri/sdk";
import type { EmbedSession } from "@okaeri/sdk/contract/embed-sessions";
import type { Client } from "../src/foundation/connection.ts";
import { conflict, passkeyAt, receiptAt, requestAt, wrongCode } from "./fake-account.ts";
import { defined, versioned } from "./fake-answers.ts";
import type { FakeApi } from "./fake-client.ts";

const sent = { status: "code_sent" as const, expiresInSeconds: 600 };
const received = { status: "received" as const };
// As WebAuthn writes them; nobody checks what comes back.
const askingOptions = { challenge: "b2thZXJp", rpId: "localhost", userVerification: "preferred" };
const makingOptions = {
  challenge: "b2thZXJp",
  rp: { id: "localhost", name: "Harbour & Co." },
  user: { id: "aGFuYWtv", name: "hanako@example.com", displayName: "Hanako" },
  pubKeyCredParams: [{ type: "public-key", alg: -7 }],
  authenticatorSelection: { residentKey: "required", userVerification: "preferred" },
};
const member: EmbedSession = {
  sessionToken: "st_1",
  role: "member",
  displayName: null,
  subject: "hanako",
  expiresInSeconds: 900,
};

/** What a member sees and does of their own. */
export const accountCalls = (
  api: FakeApi,
): Pick<
  Client,
  "invitations" | "agreements" | "signIns" | "sessions" | "passkeys" | "account" | "privacyRequests"
> => ({
  invitations: { request: (request) => api.answer("invitations.request", [request], () => received) },
  agreements: { list: () => api.answer("agreements.list", [], () => ({ data: [...api.agreements] })) },
  signIns: {
    request: (request) => api.answer("signIns.request", [request], () => ({ id: "signin_1", ...sent })),
    resendCode: (id) => api.answer("signIns.resendCode", [id], () => sent),
    async enterCode(id, entry) {
      const session = await api.answer("signIns.enterCode", [id, entry], () => {
        if (entry.code !== "123456") throw wrongCode();
        return member;
      });
      api.signIn(publicPart(session));
      return session;
    },
    passkeyOptions: () =>
      api.answer("signIns.passkeyOptions", [], () => ({ challengeId: "challenge_1", options: askingOptions })),
    async withPasskey(signIn) {
      const session = await api.answer("signIns.withPasskey", [signIn], () => member);
      api.signIn(publicPart(session));
      return session;
    },
  },
  sessions: {
    list: () => api.answer("sessions.list", [], () => ({ data: [...api.sessions] })),
    end: (id) =>
      api.answer("sessions.end", [id], () => {
        api.sessions = api.sessions.filter((session) => session.id !== id);
      }),
    endOthers: () =>
      api.answer("sessions.endOthers", [], () => {
        api.sessions = api.sessions.filter(({ current }) => current);
      }),
    async endCurrent() {
      await api.answer("sessions.endCurrent", [], () => undefined);
      api.signIn(null);
    },
  },
  passkeys: {
    list: () => api.answer("passkeys.list", [], () => ({ data: [...api.passkeys] })),
    options: () => api.answer("passkeys.options", [], () => ({ challengeId: "challenge_2", options: makingOptions })),
    add: (draft) =>
      api.answer("passkeys.add", [draft], () => {
        const passkey = { ...passkeyAt(api.passkeys.length + 1), name: draft.name };
        api.passkeys.push(passkey);
        return passkey;
      }),
    remove: (id) =>
      api.answer("passkeys.remove", [id], () => {
        api.passkeys = api.passkeys.filter((passkey) => passkey.id !== id);
      }),
  },
  account: {
    get: () => api.answer("account.get", [], () => versioned(api.account, `"${api.accountVersion}"`)),
    edit: (edit, { ifMatch }) =>
      api.answer("account.edit", [edit], () => {
        if (ifMatch !== `"${api.accountVersion}"`) throw new OkaeriError({ code: "precondition_failed", status: 412 });
        api.accountVersion += 1;
        api.account = { ...api.account, ...defined(edit) };
        return versioned(api.account, `"${api.accountVersion}"`);
      }),
    agree: (kind, yes) =>
      api.answer("account.agree", [kind, yes], () => {
        api.stand(kind, "given", yes.version);
        const receipt = receiptAt(api.receipts.length + 1, { kind, act: "given", ...yes });
        api.receipts.unshift(receipt);
        return receipt;
      }),
    withdraw: (kind) =>
      api.answer("account.withdraw", [kind], () => {
        if (kind === "community") throw conflict();
        api.stand(kind, "withdrawn", 1);
      }),
    listReceipts: () => api.answer("account.listReceipts", [], () => ({ data: [...api.receipts] })),
    changeEmail: (change) => api.answer("account.changeEmail", [change], () => sent),
    confirmEmail: (entry) =>
      api.answer("account.confirmEmail", [entry], () => {
        if (entry.code !== "123456") throw wrongCode();
        api.account = { ...api.account, email: "new@example.com" };
        return received;
      }),
    download: () =>
      api.answer("account.download", [], () => ({
        madeAt: "2026-11-20T03:00:00Z",
        organization: "Harbour",
        parts: {},
      })),
    async leave(departure) {
      await api.answer("account.leave", [departure], () => undefined);
      api.signIn(null);
    },
  },
  privacyRequests: {
    list: (query = {}) =>
      Object.assign(
        api.answer("privacyRequests.list", [query], () => ({ data: [...api.requests], nextCursor: null })),
        { [Symbol.asyncIterator]: () => api.everyRequest() },
      ),
    create: ({ kind, detail = null }) =>
      api.answer("privacyRequests.create", [kind, detail], () => {
        const request = requestAt(api.requests.length + 1, { kind, detail });
        api.requests.push(request);
        return request;
      }),
    withdraw: (id) =>
      api.answer("privacyRequests.withdraw", [id], () => {
        api.requests = api.requests.map((request) =>
          request.id === id ? { ...request, state: "withdrawn" as const } : request,
        );
      }),
  },
});

const publicPart = ({ subject, role, displayName }: EmbedSession): Session => ({ subject, role, displayName });
