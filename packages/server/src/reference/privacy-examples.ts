import type { AgreementDraft, AgreementVersionQuery, NdaNote } from "@okaeri/sdk/contract/agreements";
import type {
  Fulfilment,
  Identification,
  LegalHoldDraft,
  PrivacyRequestDraft,
  PrivacyRequestQuery,
  Refusal,
  RetentionRules,
} from "@okaeri/sdk/contract/privacy";
import type { Example } from "./examples.ts";

const personId = "person_01kaf0g2q5f7k9b3m8x2v4t6ye";
const requestId = "request_01kaf0g2q5f7k9b3m8x2v4t6ye";
const holdId = "hold_01kaf0g2q5f7k9b3m8x2v4t6ye";

/** By operation id, as in `examples`. */
export const privacyExamples: Readonly<Record<string, Example>> = {
  listAgreements: { sdk: "agreements.list" },
  listAgreementVersions: { sdk: "agreements.listVersions", query: { kind: "nda" } satisfies AgreementVersionQuery },
  publishAgreement: {
    sdk: "agreements.publish",
    body: {
      kind: "nda",
      texts: {
        ja: { title: "秘密保持のお願い", body: "在籍中に知った顧客の情報を、退職後もお話しにならないでください。" },
        en: { title: "What stays secret", body: "Please keep what you learned of our customers to yourself." },
      },
      nda: { scope: "顧客の情報と技術資料", endsOn: "2029-03-31", secrecyClasses: ["confidential"] },
    } satisfies AgreementDraft,
  },
  retireAgreement: { sdk: "agreements.retire", path: { kind: "statistics" } },
  listReceipts: { sdk: "registry.listReceipts", path: { personId } },
  noteNda: {
    sdk: "registry.noteNda",
    path: { personId },
    body: { act: "explained_not_signed", note: "退職面談で説明。署名は辞退" } satisfies NdaNote,
  },
  createPrivacyRequest: {
    sdk: "privacyRequests.create",
    body: { kind: "disclosure", personId, detail: "電話で受付" } satisfies PrivacyRequestDraft,
  },
  listPrivacyRequests: { sdk: "privacyRequests.list", query: { state: "open" } satisfies PrivacyRequestQuery },
  getPrivacyRequest: { sdk: "privacyRequests.get", path: { requestId } },
  withdrawPrivacyRequest: { sdk: "privacyRequests.withdraw", path: { requestId } },
  identifyPrivacyRequest: {
    sdk: "privacyRequests.identify",
    path: { requestId },
    body: { by: "document", note: "運転免許証の写し" } satisfies Identification,
  },
  fulfilPrivacyRequest: {
    sdk: "privacyRequests.fulfil",
    path: { requestId },
    body: { refused: [{ what: "労働者名簿", reason: "法律により保存" }] } satisfies Fulfilment,
  },
  refusePrivacyRequest: {
    sdk: "privacyRequests.refuse",
    path: { requestId },
    body: { reason: "ご本人と確認できませんでした" } satisfies Refusal,
  },
  readPrivacyRequestData: { sdk: "privacyRequests.data", path: { requestId } },
  getRetentionRules: { sdk: "retention.rules" },
  editRetentionRules: {
    sdk: "retention.edit",
    body: { rules: [{ subject: "ownReason", states: ["noticed"], days: 1095 }] } satisfies RetentionRules,
  },
  previewRetention: { sdk: "retention.preview" },
  runRetention: { sdk: "retention.run" },
  listRetentionRuns: { sdk: "retention.listRuns", query: { limit: 20 } },
  listLegalHolds: { sdk: "legalHolds.list", query: { limit: 20 } },
  createLegalHold: {
    sdk: "legalHolds.create",
    body: { personId, reason: "係争中のため" } satisfies LegalHoldDraft,
  },
  liftLegalHold: { sdk: "legalHolds.lift", path: { holdId } },
};
