import { OkaeriError } from "@okaeri/sdk";
import { sendKeys } from "@web/test-runner-commands";
import { aMoment, holds, same, until } from "../../../testing/check.ts";
import { peopleUpTo, personAt } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, focusedIn, openConsole } from "../../../testing/place-console.ts";
import { wholeName } from "../text.rules.ts";

const rows = (root: ShadowRoot): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(".space > .row:not(.probe)")];
const loaded = (root: ShadowRoot): boolean => rows(root).length > 5 && !root.querySelector(".ghost");
const scroller = (root: ShadowRoot): HTMLElement => {
  const found = root.querySelector<HTMLElement>(".scroller");
  holds(found, "a scroller");
  return found;
};
const numbersShown = (root: ShadowRoot): string[] =>
  rows(root).map((row) => row.querySelector(".number")?.textContent ?? "");

describe("the list of people", () => {
  afterEach(closeConsoles);

  it("holds only what is in sight, says how many there are, and reads on by cursor as somebody scrolls", async () => {
    const { api, root, find } = await openConsole("#/registry/people");
    await until(() => loaded(root), "the first rows");
    same((await find("[role=grid]")).getAttribute("aria-rowcount"), "3001");
    for (let page = 0; page < 5; page += 1) {
      const height = scroller(root).scrollHeight;
      scroller(root).scrollTop = height;
      await until(() => scroller(root).scrollHeight > height && loaded(root), `page ${page}`);
      holds(rows(root).length < 60, `few rows in the document, not ${rows(root).length}`);
    }
    const asked = api.called("registry.listPeople").map(([query]) => JSON.stringify(query));
    same(asked.slice(0, 3), ['{"limit":100}', '{"limit":100,"cursor":"100"}', '{"limit":100,"cursor":"200"}']);
    holds(
      asked.every((query) => !query.includes("offset") && !query.includes("page")),
      "no offset",
    );
    const last = rows(root).at(-1);
    same(
      last?.querySelector("a")?.textContent,
      wholeName(personAt(Number(last?.getAttribute("aria-rowindex")) - 2).name),
    );
  });

  it("keeps the focused row wherever it is scrolled to, and goes on from it", async () => {
    const { root } = await openConsole("#/registry/people");
    await until(() => loaded(root), "the first rows");
    root.querySelector<HTMLElement>(".root")?.focus();
    for (const key of ["j", "j", "j"]) await sendKeys({ press: key });
    const focused = focusedIn(root);
    same(focused?.closest("[role=row]")?.getAttribute("aria-rowindex"), "4");
    scroller(root).scrollTop = 3000;
    await until(() => numbersShown(root).includes("00080"), "rows far below");
    same(focusedIn(root) === focused, true, "the same row has the focus");
    await sendKeys({ press: "j" });
    await until(() => focusedIn(root)?.closest("[role=row]")?.getAttribute("aria-rowindex") === "5", "the next row");
    await until(() => scroller(root).scrollTop < 300, "the list to follow");
    await sendKeys({ press: "End" });
    await until(() => Number(focusedIn(root)?.closest("[role=row]")?.getAttribute("aria-rowindex")) > 90, "the end");
    await sendKeys({ press: "Home" });
    await until(() => focusedIn(root)?.closest("[role=row]")?.getAttribute("aria-rowindex") === "2", "the beginning");
  });

  it("holds no more than some thousand people, and reads again what it let go", async () => {
    const { api, root } = await openConsole("#/registry/people", new FakeRegistry(6000));
    await until(() => loaded(root), "the first rows");
    for (let page = 0; page < 70 && !numbersShown(root).includes("05500"); page += 1) {
      scroller(root).scrollTop = scroller(root).scrollHeight;
      await until(() => loaded(root), "more");
      await aMoment(5);
    }
    const before = api.called("registry.listPeople").length;
    scroller(root).scrollTop = 0;
    await until(() => numbersShown(root).includes("00001"), "the first row again");
    const again = api.called("registry.listPeople").slice(before);
    same(
      again.length > 0 && again.every(([query]) => JSON.stringify(query) === '{"limit":100}'),
      true,
      "the first page, read again",
    );
  });

  it("searches as somebody types, not while an input method composes, and drops what was overtaken", async () => {
    const { api, root, find } = await openConsole("#/registry/people");
    await until(() => loaded(root), "the first rows");
    const search = await find("input[type=search]");
    holds(search instanceof HTMLInputElement, "an input");
    search.value = "れ";
    search.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
    await aMoment(400);
    same(api.called("registry.listPeople").length < 3, true, "no search yet");
    let release: () => void = () => undefined;
    api.held.set("registry.listPeople", new Promise((resolve) => (release = resolve)));
    fill(search, "架");
    await until(() => location.hash.includes("q="), "the slow search");
    api.held.clear();
    fill(search, "例示");
    await until(() => root.querySelector(".row a")?.textContent === "例示 みどり", "the second search");
    release();
    await aMoment();
    same(root.querySelector(".row a")?.textContent, "例示 みどり");
    holds(root.querySelector("[role=status].dim")?.textContent?.includes("250"), "how many fit");
    const seen = location.hash;
    fill(search, "");
    await until(() => location.hash !== seen, "another address");
    same(history.length > 50, false, "no step of Back for each letter");
  });

  it("never leads from the search onto rows that are about to go", async () => {
    const { api, root, find } = await openConsole("#/registry/people");
    await until(() => loaded(root), "the first rows");
    let release: () => void = () => undefined;
    api.held.set("registry.listPeople", new Promise((resolve) => (release = resolve)));
    fill(await find("input[type=search]"), "例示");
    await sendKeys({ press: "ArrowDown" });
    await until(
      () => api.called("registry.listPeople").some(([query]) => JSON.stringify(query).includes("例示")),
      "the search at once",
    );
    await aMoment();
    same(focusedIn(root)?.localName, "input");
    release();
    await until(() => focusedIn(root)?.textContent === "例示 みどり", "the first that was found");
  });

  it("filters, and shows the filter of the address", async () => {
    const { api, root, find, press } = await openConsole("#/registry/people?department=%E5%96%B6%E6%A5%AD%E9%83%A8");
    await until(() => loaded(root), "the first rows");
    await press("Filter (1)");
    same(((await find("input[name=department]")) as HTMLInputElement).value, "営業部");
    const dormant = await find("input[value=dormant]");
    dormant.click();
    await until(() => location.hash.includes("states=dormant"), "the state in the address");
    await until(
      () => api.called("registry.listPeople").some(([query]) => JSON.stringify(query).includes('"states":["dormant"]')),
      "the filter",
    );
    fill(await find("input[name=leftFrom]"), "2020-01-01");
    fill(await find("input[name=leftTo]"), "2010-01-01");
    await until(() => root.querySelector(".filters [role=alert]"), "a word about the range");
    await until(() => root.querySelector("h2 ~ *") && root.textContent?.includes("Nobody fits"), "nobody");
    await press("Clear all");
    await until(() => location.hash === "#/registry/people" && loaded(root), "everybody");
  });

  it("says what failed and what is still there, and goes on from there", async () => {
    const { api, root, find } = await openConsole("#/registry/people");
    await until(() => loaded(root), "the first rows");
    api.failing.set("registry.listPeople", new OkaeriError({ code: "network_error" }));
    scroller(root).scrollTop = scroller(root).scrollHeight;
    await find(".fault");
    scroller(root).scrollTop = scroller(root).scrollHeight;
    const fault = await find(".fault");
    holds(fault.textContent?.includes("no connection") && fault.textContent.includes("still here"), "the words");
    const known = rows(root).length;
    holds(known > 5, "the rows until now");
    api.failing.clear();
    fault.querySelector("button")?.click();
    await until(() => !root.querySelector(".fault") && loaded(root), "the rest");
  });

  it("leads somewhere when it is empty, and when nobody fits", async () => {
    const empty = await openConsole("#/registry/people", new FakeRegistry(0));
    await until(() => empty.root.textContent?.includes("The registry is empty"), "the words for empty");
    holds(empty.root.querySelector('section a[href$="#/registry/import"]'), "the way to the import");
    await closeConsoles();
    const none = await openConsole("#/registry/people?q=nobody");
    await until(() => none.root.textContent?.includes("Nobody fits"), "the words for nobody");
  });

  it("shows who came in while it was empty", async () => {
    const { api, root, element, press, heading } = await openConsole("#/registry/people", new FakeRegistry(0));
    await until(() => root.textContent?.includes("The registry is empty"), "the words for empty");
    await press("Import a CSV file");
    await heading("Import");
    api.people = peopleUpTo(3);
    element.changed("");
    await press("Leavers");
    await until(() => rows(root).length === 3, "who came in");
    holds(root.querySelector(".head-line")?.textContent?.includes("3 people"), "how many they are");
  });

  it("gives the focus back to the row of somebody who was changed", async () => {
    const { api, root, element, heading } = await openConsole("#/registry/people");
    await until(() => loaded(root), "the first rows");
    root.querySelector<HTMLElement>(".root")?.focus();
    for (const key of ["j", "j", "Enter"]) await sendKeys({ press: key });
    await heading("例示 みどり");
    let release: () => void = () => undefined;
    api.held.set("registry.listPeople", new Promise((resolve) => (release = resolve)));
    element.changed("");
    await sendKeys({ press: "Escape" });
    await until(
      () => focusedIn(root)?.textContent === "例示 みどり",
      "the row it was opened from, before anything is read anew",
    );
    release();
    await aMoment();
    same(focusedIn(root)?.textContent, "例示 みどり");
  });

  it("looks again after something was written, and stays where it was", async () => {
    const { api, root, element, heading, press } = await openConsole("#/registry/people");
    await until(() => loaded(root), "the first rows");
    scroller(root).scrollTop = 2000;
    await until(() => numbersShown(root).includes("00055"), "rows below");
    const top = scroller(root).scrollTop;
    element.address.go({ view: "segments", segmentId: null, filter: {} });
    await heading("Segments");
    api.people = api.people.map((person) => ({ ...person, name: { family: "改名", given: "後" } }));
    element.changed("");
    await press("Leavers");
    await until(() => root.querySelector(".row a")?.textContent === "改名 後", "the new names");
    same(scroller(root).scrollTop, top);
  });
});
