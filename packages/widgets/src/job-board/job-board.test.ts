import { OkaeriError } from "@okaeri/sdk";
import { accessible, aMoment, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place, type } from "../../testing/place.ts";
import "./job-board.define.ts";

const offline = new OkaeriError({ code: "network_error" });
const board = () => document.createElement("okaeri-job-board");
const titles = (root: ShadowRoot): string[] =>
  Array.from(root.querySelectorAll(".row h3"), (title) => title.textContent?.trim() ?? "");
const failing = (...names: string[]): FakeApi => {
  const api = new FakeApi();
  for (const name of names) api.failing.set(name, offline);
  return api;
};

describe("okaeri-job-board", () => {
  afterEach(clear);

  it("shows the first page, and the next one behind it", async () => {
    const { api, root, find } = await place(board());
    (await find("button[name=more]")).click();
    await until(() => titles(root).length === 16, "both pages");
    same(
      titles(root),
      api.jobs.map(({ title }) => title),
    );
    same(api.called("jobs.list"), [[{}], [{ cursor: "10", limit: 50 }]]);
    same(root.querySelector("button[name=more]"), null);
  });

  it("keeps its skeleton's room while it loads, and says that it does", async () => {
    const api = new FakeApi();
    api.held.set("jobs.list", new Promise(() => undefined));
    const { element, find } = await place(board(), api);
    const row = await find(".row.blank");
    holds(element.matches(":state(loading)"), "state loading");
    holds(row.offsetHeight > 60, "a skeleton as high as a row");
    await accessible(element);
  });

  it("tells empty from not found, and leads out of both", async () => {
    const { api, element, root, find } = await place(board());
    await find(".row");
    await type(await find("input"), "no such job");
    const notice = await find("[part=notice]");
    holds(notice.textContent?.includes("No job matches"), "the words for nothing found");
    await accessible(element);
    (await find("button[name=reset]")).click();
    await until(() => titles(root).length === 10, "all again");
    same(api.called("jobs.list").at(-1), [{}]);

    const none = new FakeApi();
    none.jobs = [];
    const empty = await place(board(), none);
    const said = await empty.find("[part=notice]");
    holds(said.textContent?.includes("no open jobs"), "the words for no jobs");
    holds(empty.element.matches(":state(empty)"), "state empty");
    await accessible(empty.element);
  });

  it("says what to do when it fails, and can be tried again", async () => {
    const { api, element, root, find } = await place(board(), failing("jobs.list"));
    const again = await find("button[name=retry]");
    holds(element.matches(":state(error)"), "state error");
    await accessible(element);
    api.failing.clear();
    again.click();
    await until(() => titles(root).length === 10, "the jobs");
    holds(element.matches(":state(ready)"), "state ready");
  });

  it("keeps the host's fallback until there is data, and for good when there is none", async () => {
    const lasting = board();
    lasting.innerHTML = "<p>Our jobs by mail</p>";
    await place(lasting, failing("jobs.list"));
    await until(() => lasting.matches(":state(error)"), "the failure");
    holds((lasting.firstElementChild?.getBoundingClientRect().height ?? 0) > 0, "the fallback to be seen");

    const replaced = board();
    replaced.innerHTML = "<p>Our jobs by mail</p>";
    const { find } = await place(replaced);
    await find(".row");
    same(replaced.firstElementChild?.getBoundingClientRect().height, 0);
  });

  it("drops the answer to a search that was overtaken", async () => {
    const { api, root, find } = await place(board());
    await find(".row");
    let release: () => void = () => undefined;
    api.held.set("jobs.list", new Promise((resolve) => (release = resolve)));
    await type(await find("input"), "Product");
    await until(() => api.called("jobs.list").length === 2, "the slow search");
    api.held.clear();
    await type(await find("input"), "Data");
    await until(() => titles(root)[0] === "Data Analyst", "the second search");
    release();
    await aMoment();
    same(titles(root)[0], "Data Analyst");
  });

  it("filters by what there is", async () => {
    const { api, element, root, find } = await place(board());
    await find(".row");
    (await find("button[name=filter]")).click();
    const department = await until(
      () => root.querySelector<HTMLSelectElement>("select[name=department]:not(:disabled)"),
      "the filter",
    );
    await accessible(element);
    department.value = "Design";
    department.dispatchEvent(new Event("change", { bubbles: true }));
    await until(() => titles(root).length === 2, "two jobs");
    same(api.called("jobs.list").at(-1), [{ department: "Design" }]);
    holds((await find("button[name=filter]")).textContent?.includes("(1)"), "how many filters are set");
  });

  it("follows the nearest language, and the host's own words", async () => {
    const { element, find } = await place(board());
    await find(".row");
    document.documentElement.lang = "ja";
    await until(
      () => element.shadowRoot?.querySelector("[part=count]")?.textContent?.includes("求人 10件以上"),
      "Japanese",
    );
    element.messages = { count: () => "募集中" };
    await until(() => element.shadowRoot?.querySelector("[part=count]")?.textContent === "募集中", "the host's word");
    element.lang = "en";
    element.messages = undefined;
    await until(() => element.shadowRoot?.querySelector("[part=count]")?.textContent === "10+ jobs", "English");
  });

  it("says why a job stands first for a member", async () => {
    const api = new FakeApi();
    api.jobs = api.jobs.map((job, nth) =>
      nth ? job : { ...job, match: { reason: "former_department", department: "Product" } },
    );
    const { find } = await place(board(), api);
    same((await find("[part=job-reason]")).textContent, "In Product, where you worked before");
  });

  it("purges everything when another person is there", async () => {
    const { api, element, root, find } = await place(board());
    (await find(".open")).click();
    await find("dialog[open] footer");
    await type(await find("input"), "Data");
    await until(() => titles(root).every((title) => title.startsWith("Data")), "the search");
    api.held.set("jobs.list", new Promise(() => undefined));
    api.signIn({ subject: "taro", role: "member", displayName: null });
    await until(() => !root.querySelector("dialog") && titles(root).length === 0, "nothing of the one before");
    same(element.filter, {});
    same(api.called("jobs.list").at(-1), [{}]);
  });

  it("leaves no listener behind, however often it is moved", async () => {
    const { api, element, find } = await place(board(), new FakeApi(), { "deep-links": "" });
    await find(".row");
    (await find("button[name=filter]")).click();
    await type(await find("input"), "a");
    await find("[role=listbox]");
    (await find(".open")).click();
    await find("dialog[open] footer");
    const asked = api.calls.length;
    const held = new Map<string, number>();
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    const count = (target: EventTarget, name: string, by: number): void => {
      if (target === window || target === document || target === document.body)
        held.set(name, (held.get(name) ?? 0) + by);
    };
    EventTarget.prototype.addEventListener = function (
      this: EventTarget | undefined,
      ...input: Parameters<typeof addEventListener>
    ) {
      count(this ?? window, input[0], 1);
      return addEventListener.apply(this ?? window, input);
    };
    EventTarget.prototype.removeEventListener = function (
      this: EventTarget | undefined,
      ...input: Parameters<typeof removeEventListener>
    ) {
      count(this ?? window, input[0], -1);
      return removeEventListener.apply(this ?? window, input);
    };
    const provider = element.parentElement;
    try {
      for (let moves = 0; moves < 50; moves += 1) {
        element.remove();
        provider?.append(element);
        await element.updateComplete;
      }
    } finally {
      Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
    }
    same(held.get("popstate"), 0, "popstate listeners more than before (they were counted)");
    same(
      [...held.values()].every((more) => more === 0),
      true,
      "no listener more than before",
    );
    same(api.listeners, 1, "listeners of the session");
    same(api.calls.slice(asked), [], "requests in spite of 50 moves");
    holds((await find("dialog")).matches(":modal"), "the open job over the page, as before");
  });
});
