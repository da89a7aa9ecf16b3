import { readFileSync } from "node:fs";
import type { Frame, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { baseUrl, elsewhere, serveAt, useBrowser } from "./browser.ts";

const openPage = useBrowser();
const hosted = `${baseUrl}/embed/demo/hosted.html?widget=job-board&lang=ja`;
const alumniOnly = "営業部 副部長（アルムナイ限定）";
const stranger = baseUrl.replace("localhost", "127.0.0.2");

// What the README tells hosts to write, to the letter but for the address.
const readme = readFileSync(new URL("../../packages/widgets/README.md", import.meta.url), "utf8");
const snippet = (/```js\n(const frame = [\s\S]*?)```/.exec(readme)?.[1] ?? "").replace(/"https:[^"]+"/, `"${hosted}"`);
const hostPolicy = `default-src 'none'; script-src 'nonce-n0'; connect-src 'self'; frame-src ${baseUrl}`;
const withoutScript = (src = hosted) => `<!doctype html><iframe id="okaeri" title="求人" src="${src}"></iframe>`;
const withScript = `<!doctype html><iframe id="okaeri" title="求人"></iframe><script nonce="n0">${snippet}</script>`;

/** Gives tokens for this employee as the sample HRIS signs them. */
async function signIn(employee: string): Promise<() => Promise<string>> {
  const entered = await fetch(`${baseUrl}/examples/hris/sign-in`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ employee }),
  });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  return async () => {
    const answer = await fetch(`${baseUrl}/examples/hris/okaeri-token`, {
      method: "POST",
      headers: { cookie, origin: baseUrl },
    });
    const { token }: { token: string } = await answer.json();
    return token;
  };
}

/** What browsers complain about in the page and its frames. */
function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (/policy|trusted/i.test(message.text())) complaints.push(message.text());
  });
  return complaints;
}

async function openHost(page: Page, body: string): Promise<Frame> {
  await page.goto(await serveAt(page, "/host", body, { "content-security-policy": hostPolicy }));
  const frame = await (await page.waitForSelector("#okaeri")).contentFrame();
  if (!frame) throw new Error("There is no frame");
  return frame;
}

const titlesIn = async (frame: Frame): Promise<string[]> => {
  await frame.locator("okaeri-job-board .row").first().waitFor();
  return frame.locator("okaeri-job-board .row h3").allInnerTexts();
};

/** Offers the first frame a port, and waits for a message of this type. A frame that takes it tells its height at once. */
const offerPort = (from: Frame, awaited = "height", atMostMs = 1000): Promise<string> =>
  from.evaluate(
    ({ target, awaited, atMostMs }) => {
      const { port1, port2 } = new MessageChannel();
      top?.frames[0]?.postMessage({ type: "okaeri-connect" }, target, [port2]);
      return new Promise((resolve) => {
        port1.onmessage = ({ data }) => {
          if (data.type === awaited) resolve("heard");
        };
        setTimeout(() => resolve("ignored"), atMostMs);
      });
    },
    { target: baseUrl, awaited, atMostMs },
  );

/** Counts what the host is asked for, and answers. */
async function answerTokens(page: Page, next: () => Promise<string>): Promise<{ asked: number }> {
  const count = { asked: 0 };
  await page.route(`${elsewhere}/okaeri-token`, async (route) => {
    count.asked += 1;
    await route.fulfill({ json: { token: await next() } });
  });
  return count;
}

describe("a host that refuses scripts", () => {
  it("shows the job board in a frame from another origin, with no violation", async () => {
    const page = await openPage();
    const complaints = listenForComplaints(page);
    const frame = await openHost(page, withoutScript());
    expect(await titlesIn(frame)).not.toContain(alumniOnly);
    await frame.getByRole("button", { name: "経理（決算・開示）" }).click();
    await frame.getByText("月次から年度決算まで").waitFor();
    expect(await page.context().cookies()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("leads from the teaser in a frame to the sign-up, in a tab of its own", async () => {
    const page = await openPage();
    const frame = await openHost(page, withoutScript(hosted.replace("job-board", "community-teaser")));
    const [joining] = await Promise.all([
      page.waitForEvent("popup"),
      frame.getByRole("link", { name: "参加する" }).click(),
    ]);
    await joining.getByLabel("姓", { exact: true }).waitFor();
    expect(new URL(joining.url()).searchParams.get("widget")).toBe("sign-up");
  });

  it("signs a person in by the fragment, which is gone from address and history before any other script, and spent", async () => {
    const page = await openPage();
    const complaints = listenForComplaints(page);
    const token = await (await signIn("0005"))();
    await page.route(`${baseUrl}/embed/demo.js`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `globalThis.hashSeen=location.hash;${await response.text()}` });
    });
    const frame = await openHost(page, withoutScript(`${hosted}#token=${token}`));
    expect(await frame.evaluate(() => [location.hash, Reflect.get(window, "hashSeen")])).toEqual(["", ""]);
    expect(await titlesIn(frame)).toContain(alumniOnly);
    const remembered = await frame.evaluate(() => [
      location.href,
      document.baseURI,
      JSON.stringify(history.state),
      ...window.navigation.entries().map(({ url }) => url ?? ""),
      ...performance.getEntriesByType("resource").map(({ name }) => name),
    ]);
    expect(remembered.length).toBeGreaterThan(5);
    expect(remembered.filter((text) => text.includes(token))).toEqual([]);
    // The browser's own record of the navigation can't be changed: what it still holds must be worth nothing.
    const [navigation] = await frame.evaluate(() => performance.getEntriesByType("navigation").map(({ name }) => name));
    const key = await frame.evaluate(() => globalThis.okaeri?.boot?.publishableKey);
    const again = await fetch(`${baseUrl}/v1/embed-sessions`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, origin: baseUrl, "content-type": "application/json" },
      body: JSON.stringify({ token: navigation?.split("#token=")[1] ?? token }),
    });
    expect([again.status, (await again.json()).code]).toEqual([401, "embed_token_spent"]);
    expect(complaints).toEqual([]);
  });

  it("signs a person in later, by changing nothing but the fragment", async () => {
    const page = await openPage();
    const frame = await openHost(page, withoutScript());
    expect(await titlesIn(frame)).not.toContain(alumniOnly);
    const token = await (await signIn("0005"))();
    await page.evaluate(
      (src) => document.querySelector("iframe")?.setAttribute("src", src),
      `${hosted}#token=${token}`,
    );
    await expect.poll(() => titlesIn(frame)).toContain(alumniOnly);
    expect(await frame.evaluate(() => window.navigation.entries().filter(({ url }) => url?.includes("#")))).toEqual([]);
  });

  it("is none of the organization's, and sees nothing", async () => {
    const page = await openPage();
    const complaints = listenForComplaints(page);
    await page.route(`${stranger}/host`, (route) =>
      route.fulfill({ body: withoutScript(), contentType: "text/html; charset=utf-8" }),
    );
    await page.goto(`${stranger}/host`);
    const frame = page.frames()[1];
    await expect.poll(() => frame?.url()).toMatch(/^chrome-error:/);
    expect(complaints).toEqual([expect.stringContaining("frame-ancestors")]);
  });
});

describe("a host with a script of its own", () => {
  it("signs a person in through the port, again when the session ends, and follows the height", async () => {
    const page = await openPage();
    const complaints = listenForComplaints(page);
    const sessions: string[] = [];
    page.on("response", async (response) => {
      if (response.url() !== `${baseUrl}/v1/embed-sessions` || response.status() !== 201) return;
      const { sessionToken }: { sessionToken: string } = await response.json();
      sessions.push(sessionToken);
    });
    const tokens = await answerTokens(page, await signIn("0005"));
    const frame = await openHost(page, withScript);
    await expect.poll(() => titlesIn(frame)).toContain(alumniOnly);
    await expect.poll(() => sessions.length).toBe(1);
    const heights = () =>
      page.evaluate(() => [document.querySelector("iframe")?.style.height, `${innerHeight}px`].join(" of "));
    await expect.poll(heights).toBe("900px of 900px");

    const ended = await fetch(`${baseUrl}/v1/sessions/current`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${sessions[0]}`, origin: baseUrl },
    });
    expect(ended.status).toBe(204);
    await frame.getByRole("combobox").fill("副部長");
    await frame.getByText("求人 1件").waitFor();
    expect(await titlesIn(frame)).toEqual([alumniOnly]);
    await expect.poll(() => sessions.length).toBe(2);
    expect(tokens.asked).toBe(2);
    await expect.poll(async () => Number.parseInt(await heights(), 10)).toBeLessThan(600);
    expect(complaints).toEqual([]);
  });

  it("isn't asked for what the fragment brought", async () => {
    const page = await openPage();
    const frame = await openHost(page, withoutScript(`${hosted}#token=${await (await signIn("0005"))()}`));
    await expect.poll(() => titlesIn(frame)).toContain(alumniOnly);
    expect(await offerPort(page.mainFrame(), "token-request", 2000)).toBe("ignored");
  });

  it("is asked when it comes after a fragment whose token was spent before, as when a frame is moved", async () => {
    const page = await openPage();
    const frame = await openHost(page, withoutScript(`${hosted}#token=${await (await signIn("0005"))()}`));
    await expect.poll(() => titlesIn(frame)).toContain(alumniOnly);
    await page.evaluate(() => {
      const moved = document.querySelector("iframe");
      if (moved) document.body.append(moved);
    });
    const anew = await (await page.waitForSelector("#okaeri")).contentFrame();
    if (!anew) throw new Error("There is no frame");
    expect(await titlesIn(anew)).not.toContain(alumniOnly);
    expect(await offerPort(page.mainFrame(), "token-request", 5000)).toBe("heard");
  });

  it("is heard only from the frame's own parent, and only once", async () => {
    const page = await openPage();
    await openHost(page, `${withoutScript()}<iframe title="Another frame of the host's own origin"></iframe>`);
    await page.waitForLoadState("load");
    const sibling = page.frames()[2];
    if (!sibling) throw new Error("There is no second frame");
    expect(await offerPort(sibling)).toBe("ignored");
    expect(await offerPort(page.mainFrame())).toBe("heard");
    expect(await offerPort(page.mainFrame())).toBe("ignored");
  });

  it("is not heard from an origin that isn't the organization's, even if the frame were shown there", async () => {
    const page = await openPage();
    await page.route(hosted, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/(okaeri-origins" content=")[^"]*/, `$1${stranger}`);
      await route.fulfill({ response, body });
    });
    const frame = await openHost(page, withoutScript());
    await page.waitForLoadState("load");
    expect(await frame.locator("meta[name=okaeri-origins]").getAttribute("content")).toBe(stranger);
    expect(await offerPort(page.mainFrame())).toBe("ignored");
  });
});
