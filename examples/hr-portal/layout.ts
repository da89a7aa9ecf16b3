import { type Html, html } from "./html.ts";
import type { Language } from "./portal.ts";
import type { Words } from "./words.ts";

interface Shell {
  title: string;
  body: Html;
  /** Addresses of modules. */
  scripts: string[];
  path: string;
  words: Words;
  language: Language;
}

const documentOf = (title: string, language: Language, body: Html, scripts: string[] = []): string =>
  html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="hr-portal.css" />
        ${scripts.map((address) => html`<script type="module" src="${address}"></script>`)}
      </head>
      <body>${body}</body>
    </html>`.text;

const languageLink = (words: Words, language: Language, back: string): Html => {
  const other = language === "ja" ? "en" : "ja";
  return html`<a href="language?lang=${other}&amp;back=${back}" lang="${other}" hreflang="${other}">${words.other}</a>`;
};

export function pageOf({ title, body, scripts, path, words, language }: Shell): string {
  const places = [
    ["./", words.people],
    ["import", words.importing],
    ["sign-ups", words.signUps],
    ["jobs", words.jobs],
    ["console", words.console],
  ] as const;
  const here = path === "/" ? "./" : path.slice(1).replace("import-now", "import");
  return documentOf(
    `${title} ｜ ${words.portal}`,
    language,
    html`<a class="skip" href="#main">${words.skip}</a>
      <header>
        <p class="company">${words.company} <span>${words.portal}</span></p>
        <nav class="places" aria-label="${words.nav}">
          ${places.map(([href, name]) => html`<a href="${href}"${href === here && html` aria-current="page"`}>${name}</a>`)}
        </nav>
        <form method="post" action="sign-out">
          ${languageLink(words, language, here)}
          <button class="plain">${words.signIn.out}</button>
        </form>
      </header>
      <main id="main" tabindex="-1">
        <h1>${title}</h1>
        ${body}
      </main>`,
    scripts,
  );
}

export const signInPage = (words: Words, language: Language): string =>
  documentOf(
    words.portal,
    language,
    html`<main class="door">
      <h1>${words.company}<br />${words.signIn.title}</h1>
      <p>${words.signIn.text}</p>
      <form method="post" action="sign-in"><button class="primary">${words.signIn.button}</button></form>
      <p>${languageLink(words, language, "./")}</p>
    </main>`,
  );
