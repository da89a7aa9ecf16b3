export type { EmbedPerson, EmbedSigner, EmbedTokenInput } from "./server/embed-token.ts";
export { signEmbedToken } from "./server/embed-token.ts";
export type { JobsHtmlOptions } from "./server/jobs-html.ts";
export { renderJobsHtml } from "./server/jobs-html.ts";
export type { TokenHandlerOptions } from "./server/token-handler.ts";
export { createTokenHandler, toNodeListener } from "./server/token-handler.ts";
export { verifyWebhook } from "./server/webhook.ts";
