import { sendKeys } from "@web/test-runner-commands";
import { accessible, aMoment, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place, type } from "../../testing/place.ts";
import "./job-board.define.ts";

async function typing(text: string, api = new FakeApi()) {
  const placed = await place(document.createElement("okaeri-job-board"), api);
  await placed.find(".row");
  const field = await placed.find("input");
  await type(field, text);
  if (!(field instanceof HTMLInputElement)) throw new Error("not an input");
  return { ...placed, field };
}
const optionsIn = (root: ShadowRoot): string[] =>
  Array.from(root.querySelectorAll("[role=option] span:first-child"), (option) => option.textContent ?? "");

describe("suggestions of okaeri-job-board", () => {
  afterEach(clear);

  it("are a combobox: arrows choose, Enter takes, the focus stays in the field", async () => {
    const { element, root, field, find } = await typing("prod");
    await find("[role=listbox]");
    same(field.getAttribute("aria-expanded"), "true");
    same(field.getAttribute("aria-activedescendant"), null);
    await sendKeys({ press: "ArrowDown" });
    await sendKeys({ press: "ArrowDown" });
    await until(() => field.getAttribute("aria-activedescendant") === "suggestion-1", "the second");
    same(root.querySelector("[aria-selected=true]")?.id, "suggestion-1");
    await accessible(element);
    const [, second = ""] = optionsIn(root);
    await sendKeys({ press: "Enter" });
    await until(() => element.filter.q === second, "the search for it");
    same([field.value, root.querySelector("[role=listbox]"), root.activeElement === field], [second, null, true]);
    same(field.getAttribute("aria-expanded"), "false");
  });

  it("stay away from whoever searched before they were there", async () => {
    const { element, root, find, field } = await typing("prod");
    root.querySelector("form")?.requestSubmit();
    await until(() => element.filter.q === "prod", "the search");
    await aMoment(300);
    same([root.querySelector("[role=listbox]"), field.value], [null, "prod"]);
    await type(field, "produ");
    await find("[role=listbox]");
  });

  it("go round by way of the field itself", async () => {
    const { field, find, root } = await typing("prod");
    await find("[role=listbox]");
    const last = optionsIn(root).length - 1;
    for (const [key, active] of [
      ["ArrowUp", `suggestion-${last}`],
      ["ArrowDown", null],
      ["ArrowDown", "suggestion-0"],
      ["ArrowUp", null],
    ] as const) {
      await sendKeys({ press: key });
      await until(() => field.getAttribute("aria-activedescendant") === active, `${key} to ${active}`);
    }
  });

  it("go with Escape, which leaves what was typed", async () => {
    const { field, root, find } = await typing("prod");
    await find("[role=listbox]");
    await sendKeys({ press: "Escape" });
    await until(() => !root.querySelector("[role=listbox]"), "the list to go");
    same(field.value, "prod");
  });

  it("are taken by a press too", async () => {
    const { element, root, find } = await typing("prod");
    (await find("[role=option]")).click();
    await until(() => element.filter.q?.startsWith("Product"), "the search");
    same(root.querySelector("[role=listbox]"), null);
  });

  it("leave an input method alone: Enter ends a composition and searches for nothing", async () => {
    const { api, element, root, field } = await typing("");
    await aMoment(100);
    const asked = api.called("jobs.list").length;
    field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    field.value = "Prod";
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, isComposing: true }));
    const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, isComposing: true });
    field.dispatchEvent(enter);
    await aMoment(500);
    same([api.called("jobs.list").length, api.called("jobs.suggestions").length], [asked, 0], "asked while composing");
    same(enter.defaultPrevented, true, "the key was the input method's");
    field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "Prod" }));
    // Safari tells of the key after the composition.
    const late = new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, cancelable: true });
    field.dispatchEvent(late);
    same(late.defaultPrevented, true);
    await until(() => root.querySelector("[role=listbox]"), "suggestions for what was composed");
    await until(() => element.filter.q === "Prod", "the search for it");
  });

  it("are one request for what was typed last", async () => {
    const { api, field, find } = await typing("p");
    await type(field, "pr");
    await type(field, "prod");
    await find("[role=listbox]");
    same(api.called("jobs.suggestions"), [["prod"]]);
  });

  it("fail without a word: the search works all the same", async () => {
    const api = new FakeApi();
    api.failing.set("jobs.suggestions", new Error("offline") as never);
    const { element, root } = await typing("Design", api);
    await until(() => element.filter.q === "Design" && root.querySelectorAll(".row").length === 2, "the search");
    same(root.querySelector("[role=listbox]"), null);
    holds(!root.querySelector("[part=notice]"), "no notice");
  });
});
