import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "playwright-core";
import { elsewhere } from "./browser.ts";
import { elements, script } from "./strict-page.ts";

const modules = resolve(import.meta.dirname, "../../node_modules");
const file = (path: string): string => readFileSync(resolve(modules, path), "utf8");

interface Template {
  css: string;
  /** The host's page; `<!-- here -->` is where the widgets go. */
  body: string;
  /** Attributes of the host's own root element. */
  root: string;
  /** Elements of the host's own, to see that nothing gets out to them. */
  own: string[];
}

const agency = file("startbootstrap-agency/dist/index.html");
const agencyBody = agency
  .slice(agency.indexOf("<body"), agency.indexOf("</body>"))
  .replace(/<body[^>]*>/, "")
  .replace(/<script[\s\S]*?<\/script>/g, "");

// Their documentation's own components, as its examples write them.
const bootstrap3 = `
  <nav class="navbar navbar-default"><div class="container"><a class="navbar-brand" href="#">会社</a>
    <ul class="nav navbar-nav"><li class="active"><a href="#">採用</a></li><li><a href="#">お知らせ</a></li></ul></div></nav>
  <div class="container"><div class="jumbotron"><h1>もう一度、ここで</h1><p><a class="btn btn-primary btn-lg" href="#">詳しく</a></p></div>
        <form class="form-inline"><div class="form-group"><label for="m">メール</label> <input class="form-control" id="m" type="email"></div>
      <button class="btn btn-default" type="button">送る</button> <select class="form-control"><option>東京</option></select></form>
    <table class="table table-striped"><thead><tr><th>年</th><th>人数</th></tr></thead><tbody><tr><td>2025</td><td>12</td></tr></tbody></table>
    <div class="panel panel-default"><div class="panel-heading">募集</div><div class="panel-body"><!-- here --></div></div></div>`;
const bootstrap5 = `
  <nav class="navbar navbar-expand bg-body-tertiary"><div class="container"><a class="navbar-brand" href="#">会社</a>
    <div class="navbar-nav"><a class="nav-link active" href="#">採用</a><a class="nav-link" href="#">お知らせ</a></div></div></nav>
  <div class="container"><div class="alert alert-info">説明会は来週です。</div>
    <form class="row g-3"><div class="col-6"><label class="form-label" for="m">メール</label><input class="form-control" id="m" type="email"></div>
      <div class="col-6"><select class="form-select"><option>東京</option></select><button class="btn btn-primary" type="button">送る</button></div></form>
    <table class="table table-striped"><thead><tr><th>年</th><th>人数</th></tr></thead><tbody><tr><td>2025</td><td>12</td></tr></tbody></table>
    <div class="card"><div class="card-header">募集</div><div class="card-body"><!-- here --></div></div></div>`;

// The section's id is the likeliest one a host would give it; as a global it must not be taken for ours.
export const templates: Record<string, Template> = {
  "startbootstrap-agency": {
    css: file("startbootstrap-agency/dist/css/styles.css"),
    body: agencyBody.replace(
      '<footer class="footer py-4">',
      `<section class="page-section" id="okaeri"><div class="container"><!-- here --></div></section>$&`,
    ),
    root: 'id="page-top"',
    own: ["nav#mainNav", "#services", "#team .row", "#contact form"],
  },
  "bootstrap 3": {
    css: file("bootstrap-3/dist/css/bootstrap.css"),
    body: bootstrap3,
    root: "",
    own: [".navbar", ".jumbotron", "form", "table"],
  },
  "bootstrap 5": {
    css: file("bootstrap-5/dist/css/bootstrap.css"),
    body: bootstrap5,
    root: 'data-bs-theme="light"',
    own: [".navbar", ".alert", "form", "table"],
  },
};

// What the widgets take from the page on purpose, made the same with and without the host's style sheet: type, colour,
// width, and the place on the pixel grid.
const frame = `all: initial; display: block; position: fixed; inset: 0 auto auto 0; z-index: 99999; width: 720px;
  padding: 24px; box-sizing: border-box; background: #fff; color: #222; font: 16px/1.5 'Noto Sans CJK JP', sans-serif; color-scheme: light`;

interface Shown {
  css: boolean;
  script: boolean;
  /** In the normalised frame, or as the page has them. */
  framed: boolean;
}

/** Opens the template with the widgets in it. Nothing is fetched but what this machine serves. */
export async function openTemplate(page: Page, { css, body, root }: Template, shown: Shown): Promise<void> {
  const widgets = shown.framed ? `<div id="frame" style="${frame}">${elements}</div>` : elements;
  await page.route("**/*", (route) => {
    const { hostname, pathname } = new URL(route.request().url());
    if (hostname === "localhost") return route.continue();
    if (pathname !== "/host") return route.abort();
    return route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: `<!doctype html><html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>会社</title>
        ${shown.css ? `<style>${css}</style>` : ""}${shown.script ? script() : ""}</head><body ${root}>${body.replace("<!-- here -->", widgets)}</body></html>`,
    });
  });
  await page.goto(`${elsewhere}/host`);
  if (!shown.script) return;
  await page.locator("okaeri-job-board .row").first().waitFor();
  await page.locator("okaeri-sign-up").getByLabel("姓", { exact: true }).waitFor();
  await page.locator("okaeri-community-teaser").getByRole("button", { name: "参加する" }).waitFor();
}
