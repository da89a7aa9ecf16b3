import { OkaeriError } from "@okaeri/sdk";
import { sendKeys } from "@web/test-runner-commands";
import { aMoment, holds, same, until } from "../../testing/check.ts";
import { personAt } from "../../testing/fake-people.ts";
import { FakeRegistry } from "../../testing/fake-registry.ts";
import { closeConsoles, focusedIn, openConsole } from "../../testing/place-console.ts";

const press = (key: string): Promise<void> => sendKeys({ press: key });
const rowLinks = (root: ShadowRoot): HTMLAnchorElement[] => [
  ...root.querySelectorAll<HTMLAnchorElement>(".people .row a"),
];
const linkTo = (nth: number, root: ShadowRoot): HTMLAnchorElement | undefined =>
  rowLinks(root).find(({ hash }) => hash.endsWith(personAt(nth).id));

describe("okaeri-console", () => {
  afterEach(closeConsoles);

  it("is walked by keys alone: search, down, into a record, and back to the same row", async () => {
    const { root, element, find, heading } = await openConsole();
    await find(".people .row a");
    element.shadowRoot?.querySelector<HTMLElement>(".root")?.focus();
    await press("/");
    same(focusedIn(root)?.getAttribute("type"), "search");
    await sendKeys({ type: "例示" });
    await until(() => location.hash.includes("q="), "the search in the address");
    await until(
      () => rowLinks(root).length > 3 && rowLinks(root).every((link) => link.textContent?.startsWith("例示")),
      "who was found",
    );
    await press("ArrowDown");
    await until(() => focusedIn(root) === rowLinks(root)[0], "the first row");
    await press("j");
    await press("j");
    await press("k");
    await until(() => focusedIn(root) === linkTo(13, root), "the second row");
    await press("Enter");
    await heading("例示 さくら");
    await until(() => focusedIn(root)?.localName === "h2", "the focus on the record's name");
    await press("Escape");
    await until(() => focusedIn(root) === linkTo(13, root), "the row it was opened from");
    holds(location.hash.includes("q="), "the search to be still there");
  });

  it("opens every state by its address, follows Back and Forward, and leaves other fragments alone", async () => {
    const { root, element, heading, press } = await openConsole("#/registry/segments/new?states=active");
    await heading("New segment");
    holds(root.querySelector<HTMLInputElement>("input[value=active]")?.checked, "the filter of the address");
    await press("Connections");
    await heading("Connections");
    history.back();
    await heading("New segment");
    history.forward();
    await heading("Connections");
    location.hash = "#chapter-2";
    await aMoment();
    same(element.route.view, "connections");
    location.hash = "#/registry/nowhere";
    await heading("There is nothing here");
  });

  it("does not take the focus when the page is opened", async () => {
    const input = document.createElement("input");
    document.body.append(input);
    input.focus();
    const { find } = await openConsole(`#/registry/people/${personAt(3).id}`);
    await find("#record-title + .dim");
    await aMoment();
    same(document.activeElement === input, true, "the page's own field has the focus");
    input.remove();
  });

  it("takes no letter from somebody who types, nor any key with a modifier", async () => {
    const { root, find } = await openConsole();
    const search = await find("input[type=search]");
    search.focus();
    await sendKeys({ type: "?gj/" });
    same(search instanceof HTMLInputElement && search.value, "?gj/");
    same(root.querySelector("dialog")?.open, false);
    root.querySelector<HTMLElement>(".root")?.focus();
    root
      .querySelector(".root")
      ?.dispatchEvent(new KeyboardEvent("keydown", { key: "/", ctrlKey: true, bubbles: true }));
    holds(focusedIn(root) !== search, "Ctrl and / to be the browser's own");
  });

  it("shows its keys, and gives the focus back", async () => {
    const { root, find } = await openConsole();
    const button = await find("nav button");
    button.focus();
    await press("?");
    await until(() => root.querySelector("dialog")?.open, "the keys");
    await press("Escape");
    await until(() => !root.querySelector("dialog")?.open, "no keys");
    same(focusedIn(root) === button, true, "focus is back");
    await press("g");
    await press("d");
    await until(() => location.hash === "#/registry/duplicates", "g d to lead to the duplicates");
  });

  it("says calmly that it is for HR, to a visitor and to a member, and asks nothing more", async () => {
    for (const role of [null, "member"] as const) {
      const api = new FakeRegistry(10);
      api.session = role && { subject: "hanako", role, displayName: null };
      const { element, heading } = await openConsole("#/registry/people", api);
      await heading("For HR only");
      holds(element.matches(":state(signed-out)"), "state signed-out");
      same(api.calls, []);
      await closeConsoles();
    }
  });

  it("purges everything when another person is there, and when nobody is", async () => {
    const { api, root, find, heading } = await openConsole("#/registry/connections/new");
    await heading("Add a system");
    const token = await find("input[name=token]");
    holds(token instanceof HTMLInputElement, "an input");
    token.value = "secret";
    token.dispatchEvent(new InputEvent("input", { bubbles: true }));
    api.signIn({ subject: "another", role: "admin", displayName: null });
    await until(() => root.querySelector<HTMLInputElement>("input[name=token]")?.value === "", "an empty form");
    api.signIn(null);
    await heading("For HR only");
    same(root.querySelectorAll("input").length, 0);
  });

  it("says who can't be asked, and asks again", async () => {
    const api = new FakeRegistry(10);
    api.failing.set(
      "session.current",
      new OkaeriError({ code: "embed_token_key_unknown", status: 401, requestId: "req_1" }),
    );
    const { root, find } = await openConsole("", api);
    const fault = await find(".fault");
    holds(fault.textContent?.includes("signing key") && fault.textContent.includes("req_1"), "what happened");
    api.failing.clear();
    fault.querySelector("button")?.click();
    await until(() => root.querySelector(".people .row a"), "the list");
  });

  it("lives beside another one: the first has the address, the second keeps its place in memory", async () => {
    const first = await openConsole("#/registry/people");
    await first.find(".people .row a");
    const second = await openConsole("#/registry/people");
    await second.find(".people .row a");
    await second.press("Segments");
    await second.heading("Segments");
    same(location.hash, "#/registry/people");
    await first.press("Duplicates");
    await first.heading("Duplicates");
    await second.heading("Segments");
  });

  it("leads to its own page also where a base element points elsewhere", async () => {
    const { element, press, heading } = await openConsole();
    const base = document.createElement("base");
    base.href = "https://elsewhere.example/";
    document.head.append(base);
    try {
      await press("Segments");
      await heading("Segments");
      element.address.go({ view: "people", query: { q: "例" } }, { replace: true });
      await heading("Leavers");
      holds(location.hash.includes("q="), "the address to follow");
    } finally {
      base.remove();
    }
  });

  it("follows the nearest language at any time", async () => {
    const { root, find } = await openConsole();
    await find(".people .row a");
    document.documentElement.lang = "ja";
    await until(() => root.querySelector("h2")?.textContent === "退職者名簿", "Japanese");
    await until(() => root.querySelector(".people .row:not(.probe) .number")?.textContent, "its rows");
  });

  it("leaves no listener behind, however often it is moved", async () => {
    const { api, element, provider, find } = await openConsole();
    await find(".people .row a");
    const asked = api.called("registry.listPeople").length;
    const before = globalThis.addEventListener;
    let held = 0;
    const count = (by: number, name: unknown): void => {
      if (name === "hashchange") held += by;
    };
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    Object.assign(EventTarget.prototype, {
      addEventListener(this: EventTarget, ...input: Parameters<typeof addEventListener>) {
        count(1, input[0]);
        return addEventListener.apply(this ?? window, input);
      },
      removeEventListener(this: EventTarget, ...input: Parameters<typeof removeEventListener>) {
        count(-1, input[0]);
        return removeEventListener.apply(this ?? window, input);
      },
    });
    try {
      for (let moves = 0; moves < 50; moves += 1) {
        element.remove();
        provider.append(element);
        await element.updateComplete;
      }
    } finally {
      Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
    }
    same(globalThis.addEventListener === before, true);
    same(held, 0, "listeners more than before");
    await aMoment();
    same(api.listeners, 1, "listeners of the session");
    holds(api.called("registry.listPeople").length - asked <= 1, "no flood of requests");
  });
});
