import { html } from "./html.ts";
import type { Answer, Settings, Visit } from "./portal.ts";

/**
 * Okaeri's own desk inside the portal: one script from the API, two elements, and a token for whoever is signed in here.
 * The publishable key may stand in the page; the secret key stays in this server.
 */
export const consolePage =
  ({ baseUrl, publishableKey }: Settings) =>
  async ({ words }: Visit): Promise<Answer> => ({
    title: words.console,
    scripts: [`${baseUrl}/embed/console.js`, "console.js"],
    body: html`
      <okaeri-provider base-url="${baseUrl}" publishable-key="${publishableKey}">
        <okaeri-console><p>${words.consoleFallback}</p></okaeri-console>
      </okaeri-provider>`,
  });
