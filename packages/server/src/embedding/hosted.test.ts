import { describe, expect, it } from "vitest";
import { startTestServer, testOrigin } from "../../testing/server.ts";
import { editOrganization } from "../organizations/organizations.ts";

const server = await startTestServer();
const open = (slug: string, query = "widget=job-board") =>
  server.fetch(`${server.baseUrl}/embed/${slug}/hosted.html?${query}`);
const ancestorsIn = (answer: Response) =>
  /frame-ancestors ([^;]*)/.exec(answer.headers.get("content-security-policy") ?? "")?.[1];

describe("the hosted page", () => {
  it("allows its own scripts and the organization's origins, and nothing else", async () => {
    const { organization } = await server.foundOrganization();
    const answer = await open(organization.slug);
    expect(answer.headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; " +
        `trusted-types okaeri; base-uri 'none'; form-action 'none'; frame-ancestors ${testOrigin}`,
    );
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("permissions-policy")).toContain("camera=()");
    expect(answer.headers.get("set-cookie")).toBeNull();
    const text = await answer.text();
    expect(text).toContain(`<meta name="okaeri-origins" content="${testOrigin}">`);
    // The one that takes the token out of the address comes first.
    expect(
      Array.from(text.matchAll(/<script ([^>]*)>(.*?)<\/script>/gs), ([, attributes, code]) => [attributes, code]),
    ).toEqual([
      ['type="module" src="/embed/okaeri/hosted.js"', ""],
      [`type="module" src="/embed/${organization.slug}.js"`, ""],
    ]);
    expect(text).not.toMatch(/<style| style=| on[a-z]+=/);
  });

  it("is framed by nobody when there are no origins, and follows every change of them", async () => {
    const { ctx, organization } = await server.foundOrganization();
    await editOrganization(ctx, { origins: [], name: 'A"><script>&' }, 1);
    const alone = await open(organization.slug);
    expect(ancestorsIn(alone)).toBe("'none'");
    expect(await alone.text()).toContain("<title>A&quot;&gt;&lt;script&gt;&amp;</title>");
    await editOrganization(ctx, { origins: ["https://a.example", "http://localhost:1234"] }, 2);
    expect(ancestorsIn(await open(organization.slug))).toBe("https://a.example http://localhost:1234");
  });

  it.each(["https://*", "https://*.example.com", "https://a;sandbox", "https://a,b"])(
    "can't be opened to more than one site by the origin %s, because there is none",
    async (origin) => {
      const { organization, secretKey } = await server.foundOrganization();
      const answer = await server.fetch(`${server.baseUrl}/v1/organization`, {
        method: "PATCH",
        headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/json", "if-match": '"1"' },
        body: JSON.stringify({ origins: [origin] }),
      });
      expect([answer.status, (await answer.json()).code]).toEqual([422, "invalid_input"]);
      expect(ancestorsIn(await open(organization.slug))).toBe(testOrigin);
    },
  );

  it("speaks the language and wears the colours that were asked for", async () => {
    const { organization } = await server.foundOrganization();
    const text = await (await open(organization.slug, "widget=community-teaser&lang=en&theme=dark")).text();
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('<meta name="color-scheme" content="dark">');
    for (const [query, scheme] of [
      ["", "light"],
      ["&theme=auto", "light dark"],
    ] as const)
      expect(await (await open(organization.slug, `widget=sign-up${query}`)).text()).toContain(
        `<meta name="color-scheme" content="${scheme}">`,
      );
    expect(text).toContain('href="hosted.html?widget=sign-up&amp;lang=en&amp;theme=dark"');
    const account = await (await open(organization.slug, "widget=account&lang=en&theme=dark")).text();
    expect(account).toContain('sign-up-href="hosted.html?widget=sign-up&amp;lang=en&amp;theme=dark"');
  });

  it("is not there for an unknown organization or widget, and says what else was wrong", async () => {
    const { organization } = await server.foundOrganization();
    const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];
    for (const answer of [
      await open("nobody"),
      await open(organization.slug, "widget=provider"),
      await open(organization.slug, ""),
    ])
      expect(await codeOf(answer)).toEqual([404, "not_found"]);
    expect(await codeOf(await open(organization.slug, "widget=sign-up&theme=drak"))).toEqual([422, "invalid_input"]);
  });
});
