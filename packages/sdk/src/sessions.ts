import type { EmbedSession } from "./contract/embed-sessions.ts";
import type { SessionInfo } from "./contract/sign-ins.ts";
import { path } from "./path.ts";
import type { Call, CallOptions, Send } from "./request.ts";

export const renewal: Call = { method: "POST", path: "/v1/sessions/current/renewal" };

/** @param forget called once the own session has ended */
export const sessions = (send: Send, forget: () => void) => ({
  /** One's own, the newest first. */
  list: (options?: CallOptions): Promise<{ data: SessionInfo[] }> =>
    send({ method: "GET", path: "/v1/sessions", options }),

  /** Another one of one's own, at once. */
  end: (sessionId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/sessions/${sessionId}`, options }),

  /** All but the own one. */
  endOthers: (options?: CallOptions): Promise<void> => send({ method: "DELETE", path: "/v1/sessions", options }),

  /** The own one: signs out. Where a `tokenProvider` is, the next call asks it who is signed in. */
  async endCurrent(options?: CallOptions): Promise<void> {
    await send<void>({ method: "DELETE", path: "/v1/sessions/current", options });
    forget();
  },

  /** A fresh one for the same person, of a session that began with a code or passkey. The client does it by itself. */
  renew: (options?: CallOptions): Promise<EmbedSession> => send({ ...renewal, options }),
});
