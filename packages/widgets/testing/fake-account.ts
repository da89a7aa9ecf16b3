import { OkaeriError } from "@okaeri/sdk";
import type { Account } from "@okaeri/sdk/contract/account";
import type { AgreementReceipt, AgreementText } from "@okaeri/sdk/contract/agreements";
import type { PrivacyRequest } from "@okaeri/sdk/contract/privacy";
import type { Passkey, SessionInfo } from "@okaeri/sdk/contract/sign-ins";
import type { SampleLanguage } from "../gallery/sample-data.ts";
import { now } from "./fake-answers.ts";

const idOf = (prefix: string, nth: number): string => `${prefix}_01jd7gq3m8e9ab4x5y6z7${String(nth).padStart(5, "0")}`;

export const conflict = (): OkaeriError => new OkaeriError({ code: "conflict", status: 409 });
export const wrongCode = (): OkaeriError => new OkaeriError({ code: "code_invalid", status: 422 });

export const accountIn = (language: SampleLanguage, agreements: AgreementText[]): Account => ({
  id: idOf("member", 1),
  name: language === "ja" ? { family: "見本", given: "花子" } : { family: "Mihon", given: "Hanako" },
  kana: { family: "みほん", given: "はなこ" },
  formerFamilyName: language === "ja" ? "架空" : "Kakuu",
  birthDate: "1988-04-02",
  email: "hanako@example.com",
  phone: null,
  visibility: { members: "hidden", employees: "hidden" },
  agreements: agreements.map(({ kind, version }) => {
    const given = kind === "community" || kind === "no_promise" || kind === "jobs";
    return {
      kind,
      act: given ? "given" : null,
      version: given ? version : null,
      at: given ? now : null,
      outdated: false,
    };
  }),
  employments: [
    {
      id: idOf("employment", 1),
      employeeNumber: "10482",
      hiredOn: "2012-04-01",
      leftOn: "2021-03-31",
      lastWorkingOn: null,
      employmentType: language === "ja" ? "正社員" : "Full time",
      ownReason: null,
      rehireWishOn: null,
      departments: [{ value: language === "ja" ? "決済基盤部" : "Payments", from: "2015-04-01", to: null }],
      titles: [{ value: language === "ja" ? "主任" : "Lead", from: null, to: null }],
      grades: [],
    },
  ],
  joinedAt: now,
});

export const passkeyAt = (nth: number): Passkey => ({
  id: idOf("passkey", nth),
  name: `iPhone ${nth}`,
  createdAt: now,
  lastUsedAt: null,
});

export const sessionAt = (nth: number): SessionInfo => ({
  id: idOf("session", nth),
  current: nth === 1,
  way: nth === 1 ? "mail" : "passkey",
  device: nth === 1 ? "Safari, iPhone" : null,
  createdAt: now,
  lastUsedAt: now,
  expiresAt: "2026-11-20T03:15:00Z",
});

export const requestAt = (nth: number, request: Pick<PrivacyRequest, "kind" | "detail">): PrivacyRequest => ({
  ...request,
  id: idOf("request", nth),
  state: "open",
  personId: idOf("person", 1),
  personName: null,
  receivedAt: now,
  dueOn: "2026-12-04",
  identifiedBy: "session",
  identificationNote: null,
  decidedAt: null,
  decidedBy: null,
  note: null,
  refused: [],
});

export const receiptAt = (
  nth: number,
  receipt: Pick<AgreementReceipt, "kind" | "version" | "textHash" | "act" | "locale">,
): AgreementReceipt => ({
  ...receipt,
  id: idOf("receipt", nth),
  way: "account",
  at: now,
});
