import type { Organization } from "@okaeri/sdk/contract/organizations";
import { html } from "hono/html";

export const hostedWidgets = ["job-board", "sign-up", "community-teaser", "account"] as const;

// The first unless the host says more: a frame can't see the page around it, and most have no dark colours.
export const hostedThemes = ["light", "dark", "auto"] as const;

export interface HostedPage {
  organization: Organization;
  origins: readonly string[];
  widget: (typeof hostedWidgets)[number];
  lang: "ja" | "en";
  theme: (typeof hostedThemes)[number];
  /** Public postings as a page that needs no script. */
  jobsUrl: string;
}

const fallback = { ja: "求人一覧を開く", en: "See all jobs" };

/** Where scripts are refused: a widget as a document of its own, for an iframe. */
export const renderHostedPage = ({ organization, origins, widget, lang, theme, jobsUrl }: HostedPage) => {
  const urlOf = (other: HostedPage["widget"]): string =>
    `hosted.html?${new URLSearchParams({ widget: other, lang, theme })}`;
  const joinUrl = urlOf("sign-up");
  const elements: Record<HostedPage["widget"], ReturnType<typeof html>> = {
    "job-board": html`<okaeri-job-board join-href="${joinUrl}"><a href="${jobsUrl}">${fallback[lang]}</a></okaeri-job-board>`,
    "sign-up": html`<okaeri-sign-up account-href="${urlOf("account")}"></okaeri-sign-up>`,
    "community-teaser": html`<okaeri-community-teaser href="${joinUrl}"></okaeri-community-teaser>`,
    account: html`<okaeri-account sign-up-href="${joinUrl}"></okaeri-account>`,
  };
  // In this order: hosted.js takes the token out of the address before the organization's script runs.
  return html`<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="${theme === "auto" ? "light dark" : theme}">
    <meta name="robots" content="noindex">
    <meta name="okaeri-origins" content="${origins.join(" ")}">
    <base target="_blank">
    <title>${organization.name}</title>
    <script type="module" src="/embed/okaeri/hosted.js"></script>
    <script type="module" src="/embed/${organization.slug}.js"></script>
  </head>
  <body>
    <okaeri-provider>${elements[widget]}</okaeri-provider>
  </body>
</html>`;
};
