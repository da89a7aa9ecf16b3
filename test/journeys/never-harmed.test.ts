import { describe, expect, it } from "vitest";
import { baseUrl, careerSite, useBrowser } from "./browser.ts";
import {
  documentOf,
  elements,
  embed,
  listenForHarm,
  openHost,
  script,
  strictPolicy,
  useAllWidgets,
} from "./strict-page.ts";

const openPage = useBrowser(["--test-third-party-cookie-phaseout"]);

describe("the host's page is never harmed", () => {
  it("by the strictest policies: all three widgets work on another origin, with no violation", async () => {
    const page = await openPage();
    const harm = await listenForHarm(page);
    await openHost(page, { body: documentOf(elements, script()), policy: strictPolicy });
    await useAllWidgets(page);
    expect(await harm()).toEqual([]);
  });

  it("and a violation would have been noticed", async () => {
    const page = await openPage();
    const harm = await listenForHarm(page);
    await openHost(page, { body: documentOf(elements, script(), "<p style='color: red'>x</p>"), policy: strictPolicy });
    await expect.poll(harm).toEqual([expect.stringContaining("style-src-attr")]);
  });

  it("by a policy without our trusted types: nothing is defined, and the fallback remains", async () => {
    const page = await openPage();
    await openHost(page, {
      body: documentOf(elements, script()),
      policy: strictPolicy.replace("trusted-types okaeri", "trusted-types 'none'"),
    });
    await page.waitForLoadState("networkidle");
    expect(await page.locator("#fallback").isVisible()).toBe(true);
    expect(await page.evaluate(() => customElements.get("okaeri-job-board") === undefined)).toBe(true);
  });

  it("by a blocked script: the fallback remains", async () => {
    const page = await openPage();
    const harm = await listenForHarm(page);
    await page.route(embed, (route) => route.abort());
    await openHost(page, { body: documentOf(elements, script()) });
    await page.waitForLoadState("networkidle");
    expect(await page.locator("#fallback").isVisible()).toBe(true);
    expect(await harm()).toEqual([]);
  });

  it("by an API that is down: what the script brought stays, and what fails says so calmly and works again later", async () => {
    const page = await openPage();
    const harm = await listenForHarm(page);
    await page.route(`${baseUrl}/v1/**`, (route) => route.abort());
    await openHost(page, { body: documentOf(elements, script()) });
    const board = page.locator("okaeri-job-board");
    await board.getByText("求人 9件").waitFor();
    await board.getByRole("combobox").fill("経理");
    await board.getByText("求人を読み込めませんでした。").waitFor();
    expect(await board.locator(".row").count()).toBe(9);

    const form = page.locator("okaeri-sign-up");
    await form.getByLabel("姓", { exact: true }).fill("見本");
    await form.getByLabel("名", { exact: true }).fill("花子");
    await form.getByLabel("生年月日").fill("1988-04-02");
    await form.getByLabel("個人のメールアドレス").fill("down@example.com");
    await form.getByRole("button", { name: "次へ" }).click();
    await form.getByText("書いた内容は残っています。").waitFor();

    await page.unroute(`${baseUrl}/v1/**`);
    await form.getByRole("button", { name: "次へ" }).click();
    await form.getByRole("checkbox", { name: "メンバーとして登録すること" }).check();
    await form.getByRole("button", { name: "次へ" }).click();
    await form.getByRole("checkbox", { name: "読んで、理解しました" }).check();
    await page.route(`${baseUrl}/v1/**`, (route) => route.abort());
    await form.getByRole("button", { name: "確認コードを受け取る" }).click();
    await form.getByText("書いた内容はそのまま残っています。").waitFor();
    await page.unroute(`${baseUrl}/v1/**`);
    await form.getByRole("button", { name: "確認コードを受け取る" }).click();
    await form.getByRole("heading", { name: "メールをご覧ください" }).waitFor();
    await board.getByRole("button", { name: "もう一度読み込む" }).click();
    await board.getByText("求人 1件").waitFor();
    expect(await harm()).toEqual([]);
  });

  it.each([
    ["before the elements", [script(), elements]],
    ["after the elements", [elements, script()]],
    ["twice", [script(), elements, script(), script(`${embed}?again`)]],
  ])("by a script that stands %s", async (_, body) => {
    const page = await openPage();
    const harm = await listenForHarm(page);
    await openHost(page, { body: documentOf(...body), policy: strictPolicy });
    await useAllWidgets(page);
    expect(await harm()).toEqual([]);
  });

  it("by the cache: the second visit takes all code from it and shows the same", async () => {
    const page = await openPage();
    const scripts = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .filter((entry) => entry instanceof PerformanceResourceTiming && /\/embed\//.test(entry.name))
          .map((entry) => (entry instanceof PerformanceResourceTiming ? entry.transferSize : -1)),
      );
    const shown = async () => {
      await page.locator("okaeri-sign-up").getByLabel("姓", { exact: true }).waitFor();
      return page.locator("okaeri-job-board .row h3").allTextContents();
    };
    await page.goto(careerSite);
    const first = await shown();
    expect((await scripts()).every((bytes) => bytes > 0)).toBe(true);
    await page.goto("about:blank");
    await page.goto(careerSite);
    expect(await shown()).toEqual(first);
    expect(new Set(await scripts())).toEqual(new Set([0]));
  });

  it("by moving: fifty moves leave as many listeners as one, and what was typed", async () => {
    const page = await openPage();
    await page.addInitScript(() => {
      // Listeners on what outlives an element; once for the same function, as the platform counts.
      const held = new Map<string, Set<unknown>>();
      const lasting = (target: unknown): string | undefined =>
        target === window
          ? "window"
          : target instanceof Node && !(target instanceof ShadowRoot) && target.contains(document.body)
            ? target.nodeName
            : undefined;
      const { addEventListener, removeEventListener } = EventTarget.prototype;
      EventTarget.prototype.addEventListener = function (type, listener, options) {
        const name = lasting(this ?? window);
        if (name) held.set(`${name} ${type}`, (held.get(`${name} ${type}`) ?? new Set()).add(listener));
        addEventListener.call(this ?? window, type, listener, options);
      };
      EventTarget.prototype.removeEventListener = function (type, listener, options) {
        const name = lasting(this ?? window);
        if (name) held.get(`${name} ${type}`)?.delete(listener);
        removeEventListener.call(this ?? window, type, listener, options);
      };
      Object.assign(window, {
        heldListeners: () =>
          [...held]
            .filter(([, set]) => set.size > 0)
            .map(([name, set]) => `${name} ${set.size}`)
            .sort(),
      });
    });
    await openHost(page, {
      body: documentOf(
        elements.replace("<okaeri-job-board>", "<okaeri-job-board deep-links>"),
        "<div id='other'></div>",
        script(),
      ),
    });
    const form = page.locator("okaeri-sign-up");
    await form.getByLabel("姓", { exact: true }).fill("見本");
    await page.locator("okaeri-job-board .row").first().hover();
    const moveAll = (times: number) =>
      page.evaluate(async (times) => {
        const places = [document.querySelector("main"), document.getElementById("other")];
        for (let move = 0; move < times; move += 1) {
          for (const name of ["okaeri-job-board", "okaeri-sign-up", "okaeri-community-teaser"]) {
            const element = document.querySelector(name);
            if (element) places[(move + 1) % 2]?.append(element);
          }
          await new Promise((resolve) => setTimeout(resolve));
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
        const held: unknown = Reflect.get(window, "heldListeners");
        return typeof held === "function" ? held() : [];
      }, times);
    const afterOne = await moveAll(1);
    expect(afterOne).toContain("window popstate 1");
    expect(await moveAll(49)).toEqual(afterOne);
    expect(await form.getByLabel("姓", { exact: true }).inputValue()).toBe("見本");
    expect(await page.locator("okaeri-job-board .row").count()).toBe(9);
  });

  it("by storage: no cookie is set, none is needed, and the host's own are untouched", async () => {
    const page = await openPage();
    const cookies: string[] = [];
    page.on("response", async (response) => {
      if (response.url().startsWith(baseUrl) && (await response.headerValue("set-cookie")))
        cookies.push(response.url());
    });
    await page.addInitScript(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: as old host pages do
      document.cookie = "own=1; SameSite=Lax";
      localStorage.setItem("own", "1");
    });
    await openHost(page, { body: documentOf(elements, script()) });
    await useAllWidgets(page);
    expect(
      await page.evaluate(() => [document.cookie, Object.keys(localStorage), Object.keys(sessionStorage)]),
    ).toEqual(["own=1", ["own"], []]);
    expect(cookies).toEqual([]);
    expect((await page.context().cookies()).map(({ name }) => name)).toEqual(["own"]);
  });

  it("by its globals: there is one, and it is okaeri", async () => {
    const page = await openPage();
    const names = async (body: string): Promise<string[]> => {
      await openHost(page, { body });
      await page.waitForLoadState("networkidle");
      return page.evaluate(() => Object.keys(window).filter((name) => !/^\d+$/.test(name)));
    };
    const before = await names(documentOf(elements));
    const after = await names(documentOf(elements, script()));
    expect(after.filter((name) => !before.includes(name))).toEqual(["okaeri"]);
  });

  it.each([360, 768, 1280])("by shifting: at %i pixels at most 0.01, though the script comes late", async (width) => {
    const page = await openPage({ viewport: { width, height: 900 } });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { seenShifts: shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push(Number(Reflect.get(entry, "value")));
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.route("**/embed/**", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    await page.goto(careerSite);
    await page.locator("okaeri-sign-up").getByLabel("姓", { exact: true }).waitFor();
    await page.locator("okaeri-community-teaser").getByRole("link", { name: "参加する" }).waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.waitForTimeout(300);
    const shift: number = await page.evaluate(() =>
      Reflect.get(window, "seenShifts").reduce((sum: number, value: number) => sum + value, 0),
    );
    console.info(`layout shift at ${width}: ${shift.toFixed(4)}`);
    expect(shift).toBeLessThanOrEqual(0.01);
  });
});
