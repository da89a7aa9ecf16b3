import type { EmbedSession, EmbedTokenExchange } from "./contract/embed-sessions.ts";
import type { CallOptions, Send } from "./request.ts";

/** @param open sends with the organization's own key, whoever is signed in */
export const exchangeEmbedToken = (
  open: Send,
  exchange: EmbedTokenExchange,
  options?: CallOptions,
): Promise<EmbedSession> => open({ method: "POST", path: "/v1/embed-sessions", json: exchange, options });

export const embedSessions = (open: Send) => ({
  /** Spends an embed token. With a `tokenProvider` the client does it by itself. */
  exchange: (exchange: EmbedTokenExchange, options?: CallOptions): Promise<EmbedSession> =>
    exchangeEmbedToken(open, exchange, options),
});
