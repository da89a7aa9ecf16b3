import type { Passkey, PasskeyDraft, PasskeyOptions } from "./contract/sign-ins.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";

/** One's own, of a member who is signed in. */
export const passkeys = (send: Send) => ({
  list: (options?: CallOptions): Promise<{ data: Passkey[] }> => send({ method: "GET", path: "/v1/passkeys", options }),

  /** What `navigator.credentials.create` is called with. */
  options: (options?: CallOptions): Promise<PasskeyOptions> =>
    send({ method: "POST", path: "/v1/passkeys/options", options }),

  /** Fails with `passkey_invalid`. */
  add: (draft: PasskeyDraft, options?: CallOptions): Promise<Passkey> =>
    send({ method: "POST", path: "/v1/passkeys", json: draft, options }),

  remove: (passkeyId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/passkeys/${passkeyId}`, options }),
});
