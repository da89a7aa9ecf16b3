import type { EmbedSession } from "./contract/embed-sessions.ts";
import type { PasskeyOptions, PasskeySignIn, SignInRequest } from "./contract/sign-ins.ts";
import type { CodeEntry, CodeSent } from "./contract/sign-ups.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";
import { newSortableId } from "./sortable-id.ts";

/**
 * Signing in where no host says who is there.
 * @param open sends with the organization's own key, whoever is signed in
 * @param adopt from then on the client speaks for this session
 */
export const signIns = (open: Send, adopt: (session: EmbedSession) => void) => ({
  /** Has a six-digit code mailed. The answer is the same for everybody. */
  async request(request: SignInRequest, options?: CallOptions): Promise<CodeSent & { id: string }> {
    const id = `signin_${newSortableId()}`;
    const sent = await open<CodeSent>({ method: "PUT", path: path`/v1/sign-ins/${id}`, json: request, options });
    return { id, ...sent };
  },

  resendCode: (signInId: string, options?: CallOptions): Promise<CodeSent> =>
    open({ method: "POST", path: path`/v1/sign-ins/${signInId}/code`, options }),

  /** Fails with `code_invalid` or `code_expired`. */
  async enterCode(signInId: string, entry: CodeEntry, options?: CallOptions): Promise<EmbedSession> {
    const at = path`/v1/sign-ins/${signInId}/verification`;
    const session = await open<EmbedSession>({ method: "POST", path: at, json: entry, options });
    adopt(session);
    return session;
  },

  /** What `navigator.credentials.get` is called with. */
  passkeyOptions: (options?: CallOptions): Promise<PasskeyOptions> =>
    open({ method: "POST", path: "/v1/sign-ins/passkey-options", options }),

  /** Fails with `passkey_invalid`. */
  async withPasskey(signIn: PasskeySignIn, options?: CallOptions): Promise<EmbedSession> {
    const session = await open<EmbedSession>({ method: "POST", path: "/v1/sign-ins/passkey", json: signIn, options });
    adopt(session);
    return session;
  },
});
