import { OkaeriError } from "@okaeri/sdk";
import { sendKeys } from "@web/test-runner-commands";
import { holds, same, until } from "../../../testing/check.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, focusedIn, openConsole } from "../../../testing/place-console.ts";

const titles = (root: ShadowRoot): string[] =>
  [...root.querySelectorAll(".postings .space .row a")].map((link) => link.textContent ?? "");

describe("postings", () => {
  afterEach(closeConsoles);

  it("are listed by status and found by words, at an address of their own", async () => {
    const { api, root, find, press } = await openConsole("#/board/postings", new FakeRegistry(10));
    await until(() => titles(root).length > 5, "open ones");
    await press("Drafts");
    await until(() => location.hash === "#/board/postings?status=draft", "the address");
    await until(() => api.called("jobs.list").length === 2, "drafts asked for");
    same(api.called("jobs.list")[1], [{ limit: 100, status: "draft" }]);
    const words = api.board.postings.find(({ status }) => status === "draft")?.title ?? "?";
    fill(await find("input[type=search]"), words);
    await until(() => location.hash.includes("q="), "the words in the address");
    await until(() => titles(root).length > 0 && titles(root).every((title) => title.includes(words)), "what fits");
    fill(await find("input[type=search]"), "ない職種");
    await until(() => root.textContent?.includes("No posting fits"), "that nothing fits");
  });

  it("are walked by keys, into one and back to its row", async () => {
    const { root, find } = await openConsole("#/board/postings", new FakeRegistry(10));
    await until(() => titles(root).length > 5, "the rows");
    root.querySelector<HTMLElement>(".root")?.focus();
    await sendKeys({ press: "j" });
    await sendKeys({ press: "j" });
    const title = focusedIn(root)?.textContent;
    await sendKeys({ press: "Enter" });
    await find("input[name=title]");
    await until(() => focusedIn(root)?.localName === "h2", "the focus on its title");
    await sendKeys({ press: "Escape" });
    await until(() => focusedIn(root)?.textContent === title, "the row it was opened from");
  });

  it("that can't be read say why, and can be tried again", async () => {
    const api = new FakeRegistry(10);
    api.failing.set("jobs.list", new OkaeriError({ code: "unavailable", status: 503 }));
    const { root, find, press } = await openConsole("#/board/postings", api);
    await find(".fault");
    api.failing.clear();
    await press("Try again");
    await until(() => titles(root).length > 5, "the rows");
    holds(!root.querySelector(".fault"), "no fault");
  });
});
