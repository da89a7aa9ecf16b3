import { Hono, type Context as HonoContext } from "hono";
import { html } from "hono/html";
import type { Environment } from "../http/environment.ts";
import { renderPage, type Site, siteOf } from "../job-pages/page.ts";
import type { KnownOrganizations } from "../organizations/known-organizations.ts";
import { type Context, callOf } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import { readOffToken } from "./off-tokens.ts";
import { silenceAlerts } from "./saved-searches.ts";

const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const texts = {
  ja: {
    title: "新着求人のお知らせを止めます",
    before: (name: string) => `${name}から、保存した検索に合う新しい求人をメールでお知らせするのを止めます。`,
    button: "お知らせを止める",
    done: "お知らせを止めました",
    after: "新着求人のメールは、もう届きません。保存した検索は残っていますので、マイページからいつでも再開できます。",
  },
  en: {
    title: "Stop mails about new jobs",
    before: (name: string) => `${name} will no longer mail you new jobs that fit the searches you keep.`,
    button: "Stop these mails",
    done: "The mails have stopped",
    after:
      "No mail will tell you of new jobs any more. Your searches are kept: you can start again on your account page.",
  },
};

export interface SilencingOptions {
  organizations: KnownOrganizations;
  baseUrl: string;
  base: Omit<Context, "organizationId" | "actor" | "call">;
}

/**
 * `/o/acme/alerts/off/…`, where mails about new postings lead. Reading it changes nothing, for mail scanners open every
 * link; a POST ends the mails, from the page's one button or from a mail program (RFC 8058). Whether the token is any good,
 * no answer tells.
 */
export function createSilencingRoutes({ organizations, baseUrl, base }: SilencingOptions) {
  const path = "/o/:slug/alerts/off/:token";

  const open = async (c: HonoContext<Environment>) => {
    const known = await organizations.bySlug(c.req.param("slug") ?? "");
    if (!known) throw new DomainError("not_found");
    c.header("content-security-policy", policy);
    c.header("cache-control", "no-store");
    c.header("referrer-policy", "no-referrer");
    const language = c.req.query("lang") === "en" ? "en" : "ja";
    return { known, site: siteOf(known.organization, baseUrl, language), text: texts[language] };
  };
  const render = (site: Site, title: string, main: ReturnType<typeof html>) =>
    renderPage(site, { title: `${title} ｜ ${site.organization.name}`, description: title, canonicalUrl: null }, main);

  return new Hono<Environment>()
    .get(path, async (c) => {
      const { site, text } = await open(c);
      return c.html(
        render(
          site,
          text.title,
          html`<h1>${text.title}</h1>
            <p>${text.before(site.organization.name)}</p>
            <form method="post"><button>${text.button}</button></form>`,
        ),
      );
    })
    .post(path, async (c) => {
      const { known, site, text } = await open(c);
      const { organizationId } = known;
      const ctx: Context = { ...base, organizationId, actor: { kind: "system" }, call: callOf("alertsOff") };
      const memberId = readOffToken(ctx, c.req.param("token"));
      if (memberId !== null) await silenceAlerts(ctx, memberId);
      return c.html(render(site, text.done, html`<h1>${text.done}</h1><p>${text.after}</p>`));
    });
}
