import { OkaeriError } from "@okaeri/sdk";
import { accessible, aMoment, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place } from "../../testing/place.ts";
import "./job-board.define.ts";

const board = () => document.createElement("okaeri-job-board");
const textOf = (element: Element | null | undefined): string => element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
const hover = (root: ShadowRoot, nth: number): string => {
  const row = root.querySelectorAll<HTMLElement>(".row")[nth];
  holds(row, "a row");
  row.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, composed: true }));
  return row.dataset.job ?? "";
};

/** For the time of one test. */
function pretend(target: object, name: string, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, value });
  restore.push(() => (before ? Object.defineProperty(target, name, before) : Reflect.deleteProperty(target, name)));
}
const restore: (() => unknown)[] = [];

describe("a posting of okaeri-job-board", () => {
  afterEach(() => {
    clear();
    for (const back of restore.splice(0)) back();
  });

  it("says everything that is known, in the order it is read", async () => {
    const { element, root, find } = await place(board());
    (await find(".open")).click();
    await find("[part=requirements]");
    same(
      [...root.querySelectorAll("dt")].map((term) => term.textContent),
      ["Department", "Employment", "Location", "Pay", "Grade", "Start", "Hiring manager", "Published"],
    );
    const article = textOf(root.querySelector("article"));
    const order = ["Level 4", "Why come back to this team", "What you will do", "Required", "Welcome"];
    same(
      order.map((text) => article.indexOf(text)),
      order.map((text) => article.indexOf(text)).toSorted((a, b) => a - b),
      "places",
    );
    holds(!order.some((text) => !article.includes(text)), "all of it");
    await accessible(element);
  });

  it("leaves out what isn't known, and is no less a posting", async () => {
    const api = new FakeApi();
    const [job] = api.jobs;
    holds(job, "a job");
    const nothing = { department: null, location: null, employmentType: null, salary: null, publishedAt: null };
    api.jobs = [{ ...job, ...nothing, remote: null, closesOn: null }];
    api.postings.set(job.id, {
      ...nothing,
      grade: null,
      startsOn: null,
      requirements: [],
      whyComeBack: null,
      hiringManager: null,
      descriptionHtml: "",
      applyUrl: null,
    });
    const { element, root, find } = await place(board(), api);
    (await find(".open")).click();
    await find("button[part=apply].primary");
    same(textOf(root.querySelector("dl")), "StartAs agreed");
    same(root.querySelectorAll("article section, .prose").length, 0);
    await accessible(element);
  });

  it("shows a visitor the way in before the way to apply", async () => {
    const api = new FakeApi();
    const [job] = api.jobs;
    api.postings.set(job?.id ?? "", { applyUrl: null });
    const { root, find } = await place(board(), api, { "join-href": "/join" });
    (await find(".open")).click();
    (await find("button[part=apply]")).click();
    const link = await find("footer [role=status] a");
    same(
      [link.getAttribute("href"), textOf(root.querySelector("footer [role=status]"))],
      ["/join", "To apply, please join first. Go to sign-up"],
    );
  });

  it("says when it closes soon, whom it is for, and counts the last day too", async () => {
    const api = new FakeApi();
    const today = new Date();
    const day = `${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}-${String(today.getDate()).padStart(2, "0")}`;
    api.jobs = api.jobs.map((job, nth) => (nth ? job : { ...job, closesOn: day, audience: "invited" as const }));
    const { root, find } = await place(board(), api);
    await find(".row");
    holds(textOf(root.querySelector("[part=job-facts]")).includes("By invitationCloses"), "both in the row");
    (await find(".open")).click();
    await until(() => textOf(root.querySelector("dl")).includes("(today)"), "the last day");
    same(textOf(root.querySelector("[part=detail-mark]")), "You are invited to this one");
  });

  it("is fetched when a pointer rests on it, one at a time, and not a second time to be shown", async () => {
    const { api, root, find } = await place(board());
    await find(".row");
    hover(root, 0);
    hover(root, 1);
    const second = hover(root, 2);
    await until(() => api.called("jobs.get").length, "the fetch");
    await aMoment(200);
    same(api.called("jobs.get"), [[second]]);
    root.querySelectorAll<HTMLElement>(".open")[2]?.click();
    await find("footer");
    same(api.called("jobs.get").length, 1);
  });

  it("is not fetched ahead for readers who save data", async () => {
    pretend(navigator, "connection", { saveData: true });
    const { api, root, find } = await place(board());
    await find(".row");
    hover(root, 0);
    await aMoment(300);
    same(api.called("jobs.get"), []);
  });

  it("tells nobody that fetching ahead failed, and fetches again when it is meant", async () => {
    const api = new FakeApi();
    api.failing.set("jobs.get", new OkaeriError({ code: "network_error" }));
    const { root, find } = await place(board(), api);
    await find(".row");
    hover(root, 0);
    await until(() => api.called("jobs.get").length, "the fetch");
    await aMoment();
    same(root.querySelector("[role=alert]"), null);
    api.failing.clear();
    (await find(".open")).click();
    await find("footer");
    same(api.called("jobs.get").length, 2);
  });

  it("says that it is gone, or that the connection is, and can be tried again only where that helps", async () => {
    const api = new FakeApi();
    api.failing.set("jobs.get", new OkaeriError({ code: "not_found", status: 404 }));
    const { element, root, find } = await place(board(), api);
    (await find(".open")).click();
    holds(textOf(await find("[role=alert]")).includes("no longer open"), "the words for gone");
    same(root.querySelector("[role=alert] button"), null);
    await accessible(element);
    (await find("[part=close]")).click();
    await until(() => !root.querySelector("dialog"), "the dialog to go");

    pretend(navigator, "onLine", false);
    api.failing.set("jobs.get", new OkaeriError({ code: "network_error" }));
    (await find(".open")).click();
    const alert = await find("[role=alert]");
    holds(textOf(alert).includes("offline"), "the words for offline");
    api.failing.clear();
    alert.querySelector("button")?.click();
    await find("footer");
  });

  it("is read again by itself as soon as the connection is back", async () => {
    const api = new FakeApi();
    api.failing.set("jobs.get", new OkaeriError({ code: "network_error" }));
    const { find } = await place(board(), api);
    (await find(".open")).click();
    await find("[role=alert]");
    api.failing.clear();
    dispatchEvent(new Event("online"));
    await find("footer");
  });

  it("hands on the link to itself, and shows it where copying is refused", async () => {
    const copied: string[] = [];
    pretend(navigator, "clipboard", { writeText: async (text: string) => void copied.push(text) });
    const { element, root, find } = await place(board(), new FakeApi(), { "deep-links": "" });
    (await find(".open")).click();
    const link = `${location.origin}${location.pathname}${location.search}#job=${element.page?.data[0]?.id}`;
    (await find("[part=link]")).click();
    await until(() => textOf(root.querySelector("footer [role=status]")) === "The link is copied.", "the word for it");
    same(copied, [link]);
    pretend(navigator, "clipboard", { writeText: () => Promise.reject(new Error("refused")) });
    (await find("[part=link]")).click();
    const field = await find("footer input");
    same(field instanceof HTMLInputElement && field.value, link);
    await accessible(element);
  });

  it("has no link where the page's address says nothing of it", async () => {
    const { root, find } = await place(board());
    (await find(".open")).click();
    await find("[part=print]");
    same(root.querySelector("[part=link]"), null);
  });

  it("prints as a document of its own: the posting, in our styles, and nothing of the page", async () => {
    const printed: { title: string; text: string; size: string; lang: string }[] = [];
    const { root, find } = await place(board());
    (await find(".open")).click();
    const title = textOf(await find("#detail-title"));
    // A frame's own print can only be watched from inside its creation.
    const { append } = DocumentFragment.prototype;
    pretend(DocumentFragment.prototype, "append", function (this: DocumentFragment, ...nodes: (Node | string)[]) {
      append.apply(this, nodes);
      for (const node of nodes)
        if (node instanceof HTMLIFrameElement && node.contentWindow) {
          const view = node.contentWindow;
          view.print = () => {
            const page = view.document;
            const heading = page.querySelector("h2");
            printed.push({
              title: page.title,
              text: textOf(page.body),
              size: heading ? view.getComputedStyle(heading).fontWeight : "",
              lang: page.documentElement.lang,
            });
            view.dispatchEvent(new Event("afterprint"));
          };
        }
    });
    (await find("[part=print]")).click();
    const [sheet] = await until(() => printed.length > 0 && printed, "the print");
    same([sheet?.title, sheet?.lang, sheet?.size], [title, "en", "600"]);
    holds(sheet?.text.startsWith(title) && !sheet.text.includes("Apply"), "the posting alone");
    same(root.querySelector("iframe"), null, "the frame afterwards");
  });
});
