import type { EmbedSession, EmbedTokenExchange } from "./contract/embed-sessions.ts";
import type { CallOptions, Send } from "./request.ts";

/** @param open sends with the organization's own key, whoever is signed in */
export const exchangeEmbedToken = (
  open: Send,
  exchange: EmbedTokenExchange,
  options?: CallOptions,
): Promise<EmbedSession> => open({ method: "POST", path: "/v1/embed-sessions", json: exchange, options });

/** @param forget called once the session has ended */
export const embedSessions = (open: Send, send: Send, forget: () => void) => ({
  /** Spends an embed token. With a `tokenProvider` the client does it by itself. */
  exchange: (exchange: EmbedTokenExchange, options?: CallOptions): Promise<EmbedSession> =>
    exchangeEmbedToken(open, exchange, options),

  /** Revokes the session at once. The next call asks the `tokenProvider` who is signed in. */
  async end(options?: CallOptions): Promise<void> {
    await send<void>({ method: "DELETE", path: "/v1/embed-sessions/current", options });
    forget();
  },
});
