import type { AccountEdit, Departure, EmailChange } from "@okaeri/sdk/contract/account";
import type { AgreementYes } from "@okaeri/sdk/contract/agreements";
import type { InvitationDraft, InvitationQuery, InvitationRequest } from "@okaeri/sdk/contract/invitations";
import type { PasskeyDraft, PasskeySignIn, SignInRequest } from "@okaeri/sdk/contract/sign-ins";
import type {
  SignUpApproval,
  SignUpDecisions,
  SignUpDecline,
  SignUpQuery,
  SignUpQuestion,
  SignUpRequest,
} from "@okaeri/sdk/contract/sign-ups";
import type { Example } from "./examples.ts";

const signUpId = "signup_01kaf0g2q5f7k9b3m8x2v4t6ye";
const invitationId = "invitation_01kaf0g2q5f7k9b3m8x2v4t6ye";
const signInId = "signin_01kaf0g2q5f7k9b3m8x2v4t6ye";
const sessionId = "session_01kaf0g2q5f7k9b3m8x2v4t6ye";
const personId = "person_01kaf0g2q5f7k9b3m8x2v4t6ye";
const challengeId = "challenge_01kaf0g2q5f7k9b3m8x2v4t6ye";
const passkeyId = "passkey_01kaf0g2q5f7k9b3m8x2v4t6ye";
const credential = { id: "Vjb5…", rawId: "Vjb5…", type: "public-key", clientExtensionResults: {} };
const signed = { ...credential, response: { clientDataJSON: "eyJ0…", authenticatorData: "SZYN…", signature: "MEUC…" } };
const registered = { ...credential, response: { clientDataJSON: "eyJ0…", attestationObject: "o2Nm…" } };
const textHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/** The way in and back in. */
export const membershipExamples: Readonly<Record<string, Example>> = {
  requestSignUp: {
    sdk: "signUps.request",
    path: { signUpId },
    idMadeByClient: true,
    body: {
      name: { family: "山田", given: "花子" },
      kana: { family: "やまだ", given: "はなこ" },
      formerFamilyName: "佐藤",
      employeeNumber: "0042",
      email: "hanako@example.net",
      agreements: [{ kind: "community", version: 1, textHash }],
      locale: "ja",
    } satisfies SignUpRequest,
  },
  getSignUpEvidence: { sdk: "signUps.evidence", path: { signUpId } },
  askApplicant: {
    sdk: "signUps.ask",
    path: { signUpId },
    body: { question: "在籍していた部署を教えてください。" } satisfies SignUpQuestion,
  },
  decideSignUps: {
    sdk: "signUps.decide",
    body: { signUpIds: [signUpId], decision: "approve", reason: "人事台帳で確認しました" } satisfies SignUpDecisions,
  },
  resendCode: { sdk: "signUps.resendCode", path: { signUpId } },
  enterCode: { sdk: "signUps.enterCode", path: { signUpId }, body: { code: "042042" } },
  listSignUps: { sdk: "signUps.list", query: { status: "in_review" } satisfies SignUpQuery },
  getSignUp: { sdk: "signUps.get", path: { signUpId } },
  approveSignUp: {
    sdk: "signUps.approve",
    path: { signUpId },
    body: { personId, reason: "人事台帳で確認しました" } satisfies SignUpApproval,
  },
  declineSignUp: {
    sdk: "signUps.decline",
    path: { signUpId },
    body: { reason: "在籍を確認できませんでした" } satisfies SignUpDecline,
  },
  getAccount: { sdk: "account.get" },
  editAccount: {
    sdk: "account.edit",
    body: { phone: "090-1234-5678", visibility: { members: "name", employees: "hidden" } } satisfies AccountEdit,
  },
  agree: {
    sdk: "account.agree",
    path: { kind: "jobs" },
    body: { version: 1, textHash, locale: "ja" } satisfies AgreementYes,
  },
  withdrawAgreement: { sdk: "account.withdraw", path: { kind: "jobs" } },
  listOwnReceipts: { sdk: "account.listReceipts" },
  changeEmail: {
    sdk: "account.changeEmail",
    body: { email: "hanako@example.org", locale: "ja" } satisfies EmailChange,
  },
  confirmEmail: { sdk: "account.confirmEmail", body: { code: "042042" } },
  downloadAccount: { sdk: "account.download" },
  leave: { sdk: "account.leave", body: { reason: null, erase: false } satisfies Departure },
  requestInvitation: {
    sdk: "invitations.request",
    body: { email: "hanako@example.net", locale: "ja" } satisfies InvitationRequest,
  },
  createInvitations: {
    sdk: "invitations.create",
    body: { personIds: [personId], way: "mail", expiresInDays: 30, locale: "ja" } satisfies InvitationDraft,
  },
  listInvitations: { sdk: "invitations.list", query: { state: "sent" } satisfies InvitationQuery },
  revokeInvitation: { sdk: "invitations.revoke", path: { invitationId } },
  requestSignIn: {
    sdk: "signIns.request",
    path: { signInId },
    idMadeByClient: true,
    body: { email: "hanako@example.net", locale: "ja" } satisfies SignInRequest,
  },
  resendSignInCode: { sdk: "signIns.resendCode", path: { signInId } },
  enterSignInCode: { sdk: "signIns.enterCode", path: { signInId }, body: { code: "042042" } },
  startPasskeySignIn: { sdk: "signIns.passkeyOptions" },
  signInWithPasskey: { sdk: "signIns.withPasskey", body: { challengeId, response: signed } satisfies PasskeySignIn },
  listPasskeys: { sdk: "passkeys.list" },
  startPasskey: { sdk: "passkeys.options" },
  addPasskey: {
    sdk: "passkeys.add",
    body: { challengeId, response: registered, name: "iPhone" } satisfies PasskeyDraft,
  },
  removePasskey: { sdk: "passkeys.remove", path: { passkeyId } },
  listSessions: { sdk: "sessions.list" },
  endOtherSessions: { sdk: "sessions.endOthers" },
  endCurrentSession: { sdk: "sessions.endCurrent" },
  renewSession: { sdk: "sessions.renew" },
  endSession: { sdk: "sessions.end", path: { sessionId } },
};
