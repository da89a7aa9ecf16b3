import { sendKeys, setViewport } from "@web/test-runner-commands";
import { accessible, aMoment, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place } from "../../testing/place.ts";
import "./job-board.define.ts";

const board = () => document.createElement("okaeri-job-board");
const shownIn = (root: ShadowRoot): string => root.querySelector("#detail-title")?.textContent?.trim() ?? "";
const open = (root: ShadowRoot, nth: number): HTMLElement => {
  const opener = root.querySelectorAll<HTMLElement>(".open")[nth];
  holds(opener, "a row");
  opener.click();
  return opener;
};

describe("a wide okaeri-job-board", () => {
  beforeEach(() => setViewport({ width: 1280, height: 800 }));
  afterEach(async () => {
    clear();
    await setViewport({ width: 800, height: 600 });
  });

  it("shows the posting beside the list, says which row it is, and leaves both usable", async () => {
    const { element, root, find } = await place(board());
    await find(".row");
    const row = open(root, 1);
    const pane = await find("section[part=detail]");
    await find("footer");
    const list = (await find(".list")).getBoundingClientRect();
    holds(pane.getBoundingClientRect().left >= list.right, "one beside the other");
    same(root.querySelector("dialog"), null);
    same(row.getAttribute("aria-current"), "true");
    same(root.activeElement?.id, "detail-title");
    holds((await find("footer")).getBoundingClientRect().bottom <= innerHeight, "what can be done about it in sight");
    await accessible(element);
    open(root, 2);
    await until(() => shownIn(root) === element.page?.data[2]?.title, "the other posting");
    same(root.querySelectorAll("[aria-current]").length, 1);
  });

  it("opens nothing by itself", async () => {
    const { api, root, find } = await place(board(), new FakeApi(), { "deep-links": "" });
    await find(".row");
    await aMoment(200);
    same([api.called("jobs.get").length, root.querySelector("[part=detail]")], [0, null]);
  });

  it("keeps the pressed row where it was on screen", async () => {
    const { root, find } = await place(board());
    await find(".row");
    const row = root.querySelectorAll<HTMLElement>(".open")[6];
    holds(row, "a row");
    row.scrollIntoView({ block: "center" });
    const before = row.getBoundingClientRect().top;
    row.click();
    await find("section[part=detail]");
    await until(() => root.activeElement?.id === "detail-title", "the focus in the posting");
    holds(Math.abs(row.getBoundingClientRect().top - before) < 2, "the row under the finger");
    window.scrollTo(0, 0);
  });

  it("closes with Escape or its button, and gives the focus back to the row", async () => {
    const { root, find } = await place(board());
    await find(".row");
    for (const close of [() => sendKeys({ press: "Escape" }), async () => (await find("[part=close]")).click()]) {
      const row = open(root, 3);
      await find("footer");
      await close();
      await until(() => !root.querySelector("[part=detail]"), "the posting to go");
      same(root.activeElement === row, true, "focus on the row");
      same(root.querySelector(".split"), null);
    }
  });

  it("goes back and forward through every posting that was open", async () => {
    const { element, root, find } = await place(board(), new FakeApi(), { "deep-links": "" });
    await find(".row");
    const [, first = "", second = ""] = element.page?.data.map(({ title }) => title) ?? [];
    open(root, 1);
    await until(() => shownIn(root) === first, "the first");
    open(root, 2);
    await until(() => shownIn(root) === second, "the second");
    (await find("[part=close]")).click();
    await until(() => location.hash === "", "the list's address");
    for (const [step, title] of [
      [-1, second],
      [-1, first],
      [-1, ""],
      [1, first],
    ] as const) {
      history.go(step);
      await until(() => shownIn(root) === title, `${step} to ${title || "the list"}`);
    }
    (await find("[part=close]")).click();
    await until(() => shownIn(root) === "" && location.hash === "", "the list");
  });

  it("moves the posting over the page when there is no room any more, and back", async () => {
    const { api, root, find } = await place(board());
    await find(".row");
    open(root, 0);
    await find("section[part=detail] footer");
    await setViewport({ width: 700, height: 800 });
    await find("dialog[open] footer");
    await setViewport({ width: 1280, height: 800 });
    await find("section[part=detail] footer");
    same(root.querySelector("dialog"), null);
    same(api.called("jobs.get").length, 1, "fetches");
  });

  it("goes on filtering while a posting is open", async () => {
    const { element, root, find } = await place(board(), new FakeApi(), { "deep-links": "" });
    await find(".row");
    open(root, 0);
    await find("section[part=detail] footer");
    (await find("button[name=filter]")).click();
    const select = await until(
      () => root.querySelector<HTMLSelectElement>("select[name=department]:not(:disabled)"),
      "the filter",
    );
    select.value = "Design";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    await until(() => root.querySelectorAll(".row").length === 2, "two jobs");
    holds(/^#job=job_\w+&department=Design$/.test(location.hash), "both in the address");
    await accessible(element);
    history.back();
    await until(() => root.querySelectorAll(".row").length === 10, "all jobs");
    holds(shownIn(root), "the posting still there");
  });
});
