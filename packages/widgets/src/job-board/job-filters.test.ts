import { sendKeys, setViewport } from "@web/test-runner-commands";
import { accessible, aMoment, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place } from "../../testing/place.ts";
import "./job-board.define.ts";

const board = () => document.createElement("okaeri-job-board");
const rowsIn = (root: ShadowRoot): number => root.querySelectorAll(".row").length;

async function choose(root: ShadowRoot, name: string, value: string): Promise<void> {
  const select = await until(
    () => root.querySelector<HTMLSelectElement>(`select[name=${name}]:not(:disabled)`),
    `the choice of ${name}`,
  );
  await until(() => [...select.options].some((option) => option.value === value), `${value} among the choices`);
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

describe("the filters of okaeri-job-board", () => {
  afterEach(async () => {
    clear();
    await setViewport({ width: 800, height: 600 });
  });

  it("are a sheet on a phone: counted as one chooses, in force when confirmed", async () => {
    await setViewport({ width: 360, height: 740 });
    const { api, element, root, find } = await place(board());
    await find(".row");
    const opener = await find("button[name=filter]");
    opener.focus();
    opener.click();
    const sheet = await until(() => root.querySelector<HTMLDialogElement>("dialog.sheet[open]"), "the sheet");
    await choose(root, "department", "Design");
    await until(() => sheet.querySelector("[name=apply]")?.textContent?.includes("Show 2 jobs"), "the count");
    same([rowsIn(root), element.filter], [10, {}], "the list behind it");
    await accessible(element);
    (await find("[name=apply]")).click();
    await until(() => rowsIn(root) === 2 && !root.querySelector("dialog"), "the list");
    same(element.filter, { department: "Design" });
    same(api.called("jobs.list").length, 2, "lists fetched: what was counted is shown");
    same(root.activeElement === opener, true, "focus on what opened it");
    same(document.documentElement.scrollWidth - document.documentElement.clientWidth, 0, "pixels to scroll sideways");
  });

  it("are forgotten when the sheet is closed, and taken off with one press", async () => {
    await setViewport({ width: 360, height: 740 });
    const { element, root, find } = await place(board());
    await find(".row");
    (await find("button[name=filter]")).click();
    await choose(root, "department", "Design");
    await sendKeys({ press: "Escape" });
    await until(() => !root.querySelector("dialog"), "the sheet to go");
    same([rowsIn(root), element.filter], [10, {}]);
    (await find("button[name=filter]")).click();
    await choose(root, "department", "Design");
    await choose(root, "remote", "partly");
    (await find("[name=clear]")).click();
    await until(() => root.querySelector("[name=apply]")?.textContent?.includes("10+"), "the count of all");
    (await find("[name=apply]")).click();
    await until(() => !root.querySelector("dialog"), "the sheet to go");
    same(element.filter, {});
  });

  it("count each choice with the others in force", async () => {
    const { api, root, find } = await place(board());
    await find(".row");
    (await find("button[name=filter]")).click();
    await choose(root, "employmentType", "part_time");
    await until(() => api.called("jobs.facets").length === 2, "the counts");
    same(api.called("jobs.facets").at(-1), [{ employmentType: "part_time" }]);
    await until(
      () =>
        [...root.querySelectorAll("select[name=department] option")].map((option) => option.textContent).join("|") ===
        "Any|Covent Garden (2)",
      "the departments that are left",
    );
  });

  it("stand above the list as long as they are in force, and go one by one, by keyboard too", async () => {
    const { element, root, find } = await place(board());
    await find(".row");
    (await find("button[name=filter]")).click();
    await choose(root, "department", "Product");
    await choose(root, "place", "London");
    (await find("button[name=filter]")).click();
    const chips = await until(() => {
      const found = root.querySelectorAll<HTMLElement>("[part=chip]");
      return found.length === 2 && found;
    }, "two chips");
    same(
      [...chips].map((chip) => chip.textContent?.replace(/\s+/g, " ").trim()),
      ["Department: Product , remove", "Location: London , remove"],
    );
    await accessible(element);
    chips[0]?.focus();
    await sendKeys({ press: "Enter" });
    await until(() => root.querySelectorAll("[part=chip]").length === 1, "one chip");
    same(element.filter, { place: "London" });
    await until(() => root.activeElement?.getAttribute("part") === "chip", "the focus on the next one");
    await sendKeys({ press: "Enter" });
    await until(() => !root.querySelector("[part=chip]"), "no chip");
    await until(() => root.activeElement?.getAttribute("name") === "filter", "the focus on the filters");
  });

  it("order the list: for a member by match, for others the newest first, unless they say otherwise", async () => {
    for (const [session, usual] of [
      [{ subject: "hanako", role: "member" as const, displayName: null }, "match"],
      [null, "published"],
    ] as const) {
      const api = new FakeApi();
      api.session = session;
      const { element, root, find } = await place(board(), api);
      await find(".row");
      (await find("button[name=filter]")).click();
      const sort = await until(
        () => root.querySelector<HTMLSelectElement>("select[name=sort]:not(:disabled)"),
        "the order",
      );
      same(sort.value, usual);
      await choose(root, "sort", "closing");
      await until(() => element.filter.sort === "closing", "the order in force");
      same(root.querySelector("[part=chip]"), null);
      await choose(root, "sort", usual);
      await until(() => !("sort" in element.filter), "the usual order");
      clear();
    }
  });

  it("are in the address, come back with Back, and leave the page's own fragment as it was", async () => {
    history.replaceState({ router: 7 }, "", "#own");
    const { api, element, root, find } = await place(board(), new FakeApi(), { "deep-links": "" });
    await find(".row");
    (await find("button[name=filter]")).click();
    await choose(root, "department", "Product");
    await until(() => rowsIn(root) === 4, "four jobs");
    same([location.hash, history.state], ["#job=&department=Product", { router: 7 }]);
    await choose(root, "place", "London");
    await until(() => rowsIn(root) === 2, "two jobs");
    history.back();
    await until(() => rowsIn(root) === 4, "four jobs again");
    history.back();
    await until(() => rowsIn(root) === 10 && location.hash === "#own", "all, under the page's own address");
    same(element.filter, {});
    history.forward();
    await until(() => rowsIn(root) === 4, "four jobs once more");
    const asked = api.called("jobs.list").length;
    location.hash = "#elsewhere";
    await aMoment(100);
    same([rowsIn(root), api.called("jobs.list").length], [4, asked], "the page went elsewhere, the list stays");
  });

  it("give the page its own fragment back where there is nothing to say any more", async () => {
    history.replaceState(null, "", "#own");
    const { root, find } = await place(board(), new FakeApi(), { "deep-links": "" });
    await find(".row");
    (await find("button[name=filter]")).click();
    await choose(root, "department", "Product");
    await until(() => location.hash === "#job=&department=Product", "the filter in the address");
    (await find("[part=chip]")).click();
    await until(() => location.hash === "#own", "the page's own fragment");
  });

  it("are read from the address, and what the address can't mean is left out", async () => {
    history.replaceState(null, "", "#job=&q=Product&employmentType=full_time&sort=nonsense");
    const { api, element, root, find } = await place(board(), new FakeApi(), { "deep-links": "" });
    await find("[part=chip]");
    same(element.filter, { q: "Product", employmentType: "full_time" });
    same(api.called("jobs.list").at(-1), [{ q: "Product", employmentType: "full_time" }]);
    same(root.querySelector("input")?.value, "Product");
  });

  it("say so when they can't be loaded, and can be tried again", async () => {
    const api = new FakeApi();
    api.failing.set("jobs.facets", new Error("offline") as never);
    const { element, root, find } = await place(board(), api);
    await find(".row");
    (await find("button[name=filter]")).click();
    const again = await find(".filters button");
    await accessible(element);
    api.failing.clear();
    again.click();
    await until(() => root.querySelector("select[name=department]:not(:disabled)"), "the filters");
  });
});
