import { setViewport } from "@web/test-runner-commands";
import { aMoment, holds, same, until } from "../testing/check.ts";

interface Host {
  document: Document;
  violations: string[];
  added: string[];
  requests: string[];
}

const frames: HTMLIFrameElement[] = [];

/** Opens one of the host pages with the built code, and looks at what came of it. */
async function open(name: string, ready: (document: Document) => unknown): Promise<Host> {
  const frame = document.createElement("iframe");
  frame.style.cssText = "width:800px;height:900px";
  frame.src = `/host/${name}`;
  frames.push(frame);
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener("load", resolve));
  const host = frame.contentWindow;
  const page = frame.contentDocument;
  holds(host && page, "a page");
  await until(() => ready(page), `${name} to be ready`);
  await aMoment(300);
  const violations: unknown = Reflect.get(host, "violations");
  const before: unknown = Reflect.get(host, "globals");
  holds(Array.isArray(violations) && Array.isArray(before), "the page to watch");
  const requests = host.performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
  const added = Object.keys(host).filter((key) => !before.includes(key) && key !== "globals" && !/^\d+$/.test(key));
  return { document: page, violations, added, requests };
}

const rowsIn = (page: Document): number =>
  page.querySelector("okaeri-job-board")?.shadowRoot?.querySelectorAll(".row").length ?? 0;
const all = (page: Document): boolean =>
  rowsIn(page) === 10 &&
  ["okaeri-sign-up #family", "okaeri-community-teaser [part=join]"].every((path) => {
    const [element = "", inside = ""] = path.split(" ");
    return page.querySelector(element)?.shadowRoot?.querySelector(inside);
  });

describe("the embed", () => {
  afterEach(() => {
    for (const frame of frames.splice(0)) frame.remove();
  });

  it("works under the strictest policies with no violation, and adds no global but okaeri", async () => {
    const { document: page, violations, added, requests } = await open("strict", all);
    const board = page.querySelector("okaeri-job-board");
    const root = board?.shadowRoot;
    root?.querySelector<HTMLElement>(".open")?.focus();
    await until(
      () => page.defaultView?.performance.getEntriesByType("resource").some(({ name }) => name.includes("job-detail")),
      "what is fetched on intent",
    );
    root?.querySelector<HTMLElement>("button[name=filter]")?.click();
    await until(() => root?.querySelector(".filters"), "the filters");
    same(violations, []);
    same(added, ["okaeri"]);
    same(root?.querySelectorAll("style, [style]").length, 0);
    same(
      requests.filter((path) => path.includes("/v1/") || path.includes("/chunks/client")),
      [],
      "requests before anybody did anything",
    );
  });

  it("leaves the host's page alone where its policy refuses", async () => {
    const { document: page } = await open("refused", (page) => page.readyState === "complete");
    same(page.defaultView?.customElements.get("okaeri-job-board"), undefined);
    holds((page.getElementById("fallback")?.offsetHeight ?? 0) > 0, "the fallback to be seen");
  });

  it("leaves the fallback where the script never comes", async () => {
    const { document: page } = await open("script-missing", (page) => page.readyState === "complete");
    holds((page.getElementById("fallback")?.offsetHeight ?? 0) > 0, "the fallback to be seen");
  });

  it("works wherever its script stands", async () => {
    const { document: page } = await open("script-first", all);
    same(page.getElementById("fallback")?.offsetHeight, 0);
  });

  it("lives with other copies of itself, whichever of them brings the data", async () => {
    const { document: page, violations, added } = await open("two-copies", all);
    same(rowsIn(page), 10);
    same(violations, []);
    same(added, ["okaeri"]);
  });

  it("shifts nothing", async () => {
    const shifts: number[] = [];
    const frame = document.createElement("iframe");
    frames.push(frame);
    // High enough to show what follows: a shift out of sight doesn't count.
    await setViewport({ width: 1000, height: 2400 });
    frame.style.cssText = "width:800px;height:2000px";
    frame.src = "/host/settled";
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener("load", resolve));
    const page = frame.contentDocument;
    holds(page && frame.contentWindow, "a page");
    await until(() => rowsIn(page) === 10, "the jobs");
    await aMoment(300);
    for (const shift of Reflect.get(frame.contentWindow, "shifts")) shifts.push(shift);
    holds(shifts.reduce((sum, shift) => sum + shift, 0) <= 0.01, `at most 0.01 of shift, not ${shifts}`);
  });
});
