import { composeJobAlert } from "../alerts/alert-mails.ts";
import {
  composeApplicationArrived,
  composeApplicationMoved,
  composeApplicationReceived,
  composeApplicationStopped,
  composeApplicationWithdrawn,
} from "../applications/application-mails.ts";
import { composeInterestReceived, composeInterestTold } from "../jobs/interest-share-mails.ts";
import { composeAddressReplaced, composeEmailChangeCode } from "../membership/email-change-mails.ts";
import { composeInvitation, composeNoInvitation } from "../membership/invitation-mails.ts";
import {
  composeDecision,
  composeQuestion,
  composeSignUpAddressReplaced,
  composeSignUpCode,
} from "../membership/sign-up-mails.ts";
import { composeDecided, composeReceived } from "../privacy/request-mails.ts";
import { composeSignInCode } from "../sessions/sign-ins.ts";
import {
  composeTalkBooked,
  composeTalkCancelled,
  composeTalkGivenBack,
  composeTalkTaken,
} from "../talks/talk-mails.ts";
import type { Composers } from "./outbox.ts";

/** Who writes which mail. What is asked for again is not worth waiting for; what is told once is. */
export const mailDesk = (publicUrl: string): Composers => ({
  sign_up_code: { compose: composeSignUpCode, mayWait: false },
  sign_up_decision: { compose: composeDecision(publicUrl), mayWait: true },
  sign_up_question: { compose: composeQuestion, mayWait: true },
  sign_up_address_replaced: { compose: composeSignUpAddressReplaced, mayWait: true },
  invitation: { compose: composeInvitation(publicUrl), mayWait: true },
  invitation_asked_for: { compose: composeInvitation(publicUrl), mayWait: false },
  invitation_unknown: { compose: composeNoInvitation(publicUrl), mayWait: false },
  email_change_code: { compose: composeEmailChangeCode, mayWait: false },
  email_change_address_replaced: { compose: composeAddressReplaced, mayWait: true },
  sign_in_code: { compose: composeSignInCode(publicUrl), mayWait: false },
  interest_told: { compose: composeInterestTold, mayWait: true },
  talk_booked: { compose: composeTalkBooked(publicUrl), mayWait: true },
  talk_cancelled: { compose: composeTalkCancelled(publicUrl), mayWait: true },
  talk_taken: { compose: composeTalkTaken, mayWait: true },
  talk_given_back: { compose: composeTalkGivenBack, mayWait: true },
  interest_received: { compose: composeInterestReceived, mayWait: true },
  job_alert: { compose: composeJobAlert(publicUrl), mayWait: true },
  application_received: { compose: composeApplicationReceived(publicUrl), mayWait: true },
  application_moved: { compose: composeApplicationMoved(publicUrl), mayWait: true },
  application_arrived: { compose: composeApplicationArrived, mayWait: true },
  application_withdrawn: { compose: composeApplicationWithdrawn, mayWait: true },
  application_stopped: { compose: composeApplicationStopped, mayWait: true },
  privacy_request_received: { compose: composeReceived, mayWait: true },
  privacy_request_decided: { compose: composeDecided, mayWait: true },
});
