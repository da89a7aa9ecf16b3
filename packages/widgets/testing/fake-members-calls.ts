import { type CallOptions, OkaeriError } from "@okaeri/sdk";
import type { AgreementReceipt, AgreementVersion } from "@okaeri/sdk/contract/agreements";
import type { Invitation, InvitationDraft, InvitationsMade } from "@okaeri/sdk/contract/invitations";
import type { SignUp, SignUpEvidence } from "@okaeri/sdk/contract/sign-ups";
import { agreementAt, sampleAgreements } from "../gallery/sample-agreements.ts";
import type { ConsoleClient } from "../src/console/console.ts";
import { notFound, now } from "./fake-answers.ts";
import { idOf, personAt } from "./fake-people.ts";
import type { FakeRegistry } from "./fake-registry.ts";

export const signUpAt = (nth: number, more: Partial<SignUp> = {}): SignUp => {
  const { id, name, kana, formerFamilyName, employments, birthDate } = personAt(nth);
  return {
    id: idOf("signup", nth),
    status: "in_review",
    name,
    kana,
    formerFamilyName,
    employeeNumber: employments.at(-1)?.employeeNumber ?? null,
    birthDate,
    email: `applicant.${nth}@example.jp`,
    consents: ["community", "jobs"],
    personId: nth % 2 ? null : id,
    matchedOn: nth % 2 ? ["kana"] : ["name", "kana", "employee_number"],
    recovery: false,
    provedBy: null,
    createdAt: now,
    question: null,
    decidedAt: null,
    decidedBy: null,
    decisionReason: null,
    withheld: [],
    ...more,
  };
};

const invitationAt = (nth: number, more: Partial<Invitation> = {}): Invitation => ({
  id: idOf("invitation", nth),
  personId: idOf("person", nth),
  personName: Object.values(personAt(nth).name).join(" "),
  way: nth % 2 ? "printed" : "mail",
  state: "sent",
  createdAt: now,
  createdBy: "recruiter:見本 担当",
  sentAt: now,
  expiresAt: "2026-12-20T03:00:00Z",
  usedAt: null,
  revokedAt: null,
  ...more,
});

const versionOf = (text: ReturnType<typeof agreementAt>, more: Partial<AgreementVersion> = {}): AgreementVersion => ({
  ...text,
  publishedBy: "admin:見本 管理者",
  retiredAt: null,
  given: 120,
  withdrawn: 3,
  ...more,
});

/** What the panels of members know. */
export class FakeMembers {
  signUps: SignUp[] = [signUpAt(0), signUpAt(1), signUpAt(3), signUpAt(4, { recovery: true })];
  invitations: Invitation[] = [invitationAt(0), invitationAt(1), invitationAt(2, { state: "used", usedAt: now })];
  versions: AgreementVersion[] = [
    ...sampleAgreements().map((text) => versionOf({ ...text, version: 2 })),
    versionOf(agreementAt("jobs"), { retiredAt: now, given: 40, withdrawn: 0 }),
  ];
  receipts: AgreementReceipt[] = [
    {
      id: idOf("receipt", 1),
      kind: "community",
      version: 2,
      locale: "ja",
      textHash: "0".repeat(64),
      act: "given",
      way: "sign_up",
      at: now,
    },
  ];
  skipped: InvitationsMade["skipped"] = [];
  remaining = 0;

  signUp(id: string): SignUp {
    const found = this.signUps.find((one) => one.id === id);
    if (!found) throw notFound();
    return found;
  }

  decide(id: string, more: Partial<SignUp>): SignUp {
    const before = this.signUp(id);
    if (before.status !== "in_review" && before.status !== "asked")
      throw new OkaeriError({ code: "conflict", status: 409 });
    const after = { ...before, ...more };
    this.signUps = this.signUps.map((one) => (one.id === id ? after : one));
    return after;
  }
}

const decided = { decidedAt: now, decidedBy: "admin:見本 担当" };
const veiled = (signUp: SignUp, options: CallOptions | undefined): SignUp =>
  options?.purpose
    ? signUp
    : { ...signUp, employeeNumber: null, birthDate: null, withheld: ["employeeNumber", "birthDate"] };

const evidenceOf = (signUp: SignUp, options: CallOptions | undefined): SignUpEvidence => {
  const at = Number(signUp.id.slice(-5));
  return {
    candidates: [at, at + 13].map((nth) => {
      const person = personAt(nth);
      return {
        person: options?.purpose ? person : { ...person, birthDate: null, withheld: ["birthDate"] },
        matchedOn: nth === at ? signUp.matchedOn : ["kana"],
        contradicts: nth === at ? [] : ["name"],
        member: nth !== at,
      };
    }),
  };
};

const printedAt = (nth: number): InvitationsMade["data"][number]["printed"] => ({
  url: `https://careers.example.jp/join#inv_${"0".repeat(26)}_${String(nth).padStart(22, "A")}`,
  qr: { size: 29, path: "M4 4h7v1h-7z" },
});

export const memberCalls = (api: FakeRegistry): Pick<ConsoleClient, "signUps" | "invitations" | "agreements"> => {
  const { members } = api;
  const make = ({ personIds = [], way }: InvitationDraft): InvitationsMade => {
    const skipped = members.skipped.map(({ personId }) => personId);
    const made = personIds
      .filter((id) => !skipped.includes(id))
      .map((personId, nth) => ({
        invitation: invitationAt(900 + nth, {
          personId,
          personName: Object.values(api.record(personId).name).join(" "),
          way,
          state: "waiting",
        }),
        printed: way === "printed" ? printedAt(nth) : null,
      }));
    members.invitations = [...made.map(({ invitation }) => invitation), ...members.invitations];
    return { data: made, skipped: members.skipped, remaining: members.remaining };
  };
  return {
    signUps: {
      ...api.client.signUps,
      list: (query = {}) =>
        api.list("signUps.list", query, () =>
          members.signUps.filter(({ status }) => !query.status || status === query.status),
        ),
      get: (id, options) =>
        api.answer("signUps.get", [id, options?.purpose], () => veiled(members.signUp(id), options)),
      evidence: (id, options) =>
        api.answer("signUps.evidence", [id, options?.purpose], () => evidenceOf(members.signUp(id), options)),
      approve: (id, approval) =>
        api.answer("signUps.approve", [id, approval], () =>
          members.decide(id, { ...decided, status: "approved", decisionReason: approval.reason }),
        ),
      decline: (id, { reason }) =>
        api.answer("signUps.decline", [id, reason], () =>
          members.decide(id, { ...decided, status: "declined", decisionReason: reason }),
        ),
      ask: (id, { question }) =>
        api.answer("signUps.ask", [id, question], () => members.decide(id, { status: "asked", question })),
      decide: (decisions) =>
        api.answer("signUps.decide", [decisions], () => {
          const { signUpIds, decision, reason } = decisions;
          const stays = (id: string): boolean => decision === "approve" && members.signUp(id).personId === null;
          const status = decision === "approve" ? "approved" : "declined";
          for (const id of signUpIds)
            if (!stays(id)) members.decide(id, { ...decided, status, decisionReason: reason });
          return {
            decided: signUpIds.filter((id) => !stays(id)),
            refused: signUpIds.filter(stays).map((signUpId) => ({ signUpId, code: "conflict", detail: "Nobody fits" })),
          };
        }),
    },
    invitations: {
      request: () => Promise.reject(notFound()),
      create: (draft) => api.answer("invitations.create", [draft], () => make(draft)),
      list: (query = {}) =>
        api.list("invitations.list", query, () =>
          members.invitations.filter(({ state }) => !query.state || state === query.state),
        ),
      revoke: (id) =>
        api.answer("invitations.revoke", [id], () => {
          members.invitations = members.invitations.map((one) =>
            one.id === id ? { ...one, state: "revoked", revokedAt: now } : one,
          );
        }),
    },
    agreements: {
      list: () => api.answer("agreements.list", [], () => ({ data: members.versions.filter((one) => !one.retiredAt) })),
      listVersions: (query = {}) =>
        api.answer("agreements.listVersions", [query], () => ({
          data: members.versions.filter(({ kind }) => !query.kind || kind === query.kind),
        })),
      publish: (draft) =>
        api.answer("agreements.publish", [draft], () => {
          const { kind, texts, nda = null, required = false } = draft;
          const before = members.versions.filter((one) => one.kind === kind);
          const hash = "0".repeat(64);
          const text = {
            kind,
            version: before.length + 1,
            texts: { ja: { ...texts.ja, hash }, en: { ...texts.en, hash } },
            nda,
            required,
            publishedAt: now,
          };
          members.versions = [
            versionOf(text, { given: 0, withdrawn: 0 }),
            ...members.versions.map((one) => (one.kind === kind ? { ...one, retiredAt: one.retiredAt ?? now } : one)),
          ];
          return text;
        }),
      retire: (kind) =>
        api.answer("agreements.retire", [kind], () => {
          members.versions = members.versions.map((one) => (one.kind === kind ? { ...one, retiredAt: now } : one));
        }),
    },
  };
};
