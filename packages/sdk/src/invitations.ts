import type {
  Invitation,
  InvitationDraft,
  InvitationQuery,
  InvitationRequest,
  InvitationsMade,
} from "./contract/invitations.ts";
import type { SignUpReceived } from "./contract/sign-ups.ts";
import { listing } from "./list.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";

export const invitations = (send: Send) => ({
  /** "Send me my invitation." The answer is the same for everybody. */
  request: (request: InvitationRequest, options?: CallOptions): Promise<SignUpReceived> =>
    send({ method: "POST", path: "/v1/invitations/requests", json: request, options }),

  /** HR only, as are the calls below. Links to print are answered once and never again. */
  create: (draft: InvitationDraft, options?: CallOptions): Promise<InvitationsMade> =>
    send({ method: "POST", path: "/v1/invitations", json: draft, options }),

  list: listing<Invitation, InvitationQuery>(send, "/v1/invitations"),

  revoke: (invitationId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/invitations/${invitationId}`, options }),
});
