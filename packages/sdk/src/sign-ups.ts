import type {
  CodeEntry,
  CodeSent,
  SignUp,
  SignUpApproval,
  SignUpDecisions,
  SignUpDecisionsMade,
  SignUpDecline,
  SignUpEvidence,
  SignUpQuery,
  SignUpQuestion,
  SignUpReceived,
  SignUpRequest,
} from "./contract/sign-ups.ts";
import { listing } from "./list.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";
import { newSortableId } from "./sortable-id.ts";

export const signUps = (send: Send) => ({
  /**
   * Sends a six-digit code by mail. The answer is the same for everybody: it tells nothing about who worked here.
   * The id is made here, so that the API's answer has nothing random in it; it names the sign-up in the next steps.
   */
  async request(request: SignUpRequest, options?: CallOptions): Promise<CodeSent & { id: string }> {
    const id = `signup_${newSortableId()}`;
    const sent = await send<CodeSent>({ method: "PUT", path: path`/v1/sign-ups/${id}`, json: request, options });
    return { id, ...sent };
  },

  resendCode: (signUpId: string, options?: CallOptions): Promise<CodeSent> =>
    send({ method: "POST", path: path`/v1/sign-ups/${signUpId}/code`, options }),

  /** Fails with `code_invalid` or `code_expired`. What follows comes by mail. */
  enterCode: (signUpId: string, entry: CodeEntry, options?: CallOptions): Promise<SignUpReceived> =>
    send({ method: "POST", path: path`/v1/sign-ups/${signUpId}/verification`, json: entry, options }),

  /** HR only, as are the calls below. */
  list: listing<SignUp, SignUpQuery>(send, "/v1/sign-ups"),

  get: (signUpId: string, options?: CallOptions): Promise<SignUp> =>
    send({ method: "GET", path: path`/v1/sign-ups/${signUpId}`, options }),

  /** Whom the applicant may be, side by side. */
  evidence: (signUpId: string, options?: CallOptions): Promise<SignUpEvidence> =>
    send({ method: "GET", path: path`/v1/sign-ups/${signUpId}/evidence`, options }),

  approve: (signUpId: string, approval: SignUpApproval, options?: CallOptions): Promise<SignUp> =>
    send({ method: "POST", path: path`/v1/sign-ups/${signUpId}/approval`, json: approval, options }),

  decline: (signUpId: string, decline: SignUpDecline, options?: CallOptions): Promise<SignUp> =>
    send({ method: "POST", path: path`/v1/sign-ups/${signUpId}/decline`, json: decline, options }),

  /** Asks the applicant by mail; they answer to the organization's own address. */
  ask: (signUpId: string, question: SignUpQuestion, options?: CallOptions): Promise<SignUp> =>
    send({ method: "POST", path: path`/v1/sign-ups/${signUpId}/question`, json: question, options }),

  /** Many at once; each stands or falls for itself. */
  decide: (decisions: SignUpDecisions, options?: CallOptions): Promise<SignUpDecisionsMade> =>
    send({ method: "POST", path: "/v1/sign-ups/decisions", json: decisions, options }),
});
