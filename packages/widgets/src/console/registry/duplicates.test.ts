import { OkaeriError } from "@okaeri/sdk";
import { sendKeys } from "@web/test-runner-commands";
import { holds, same, until } from "../../../testing/check.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, focusedIn, openConsole } from "../../../testing/place-console.ts";

const names = (root: ShadowRoot): string[] =>
  [...root.querySelectorAll(".pairs .row a")].map((one) => one.textContent ?? "");
const idOfPair = (api: FakeRegistry, nth: number): string => api.duplicates[nth]?.id ?? "";

describe("duplicates", () => {
  afterEach(closeConsoles);

  it("stand side by side with their differences marked in words too, and are merged by keys alone", async () => {
    const { api, root, find, heading } = await openConsole("#/registry/duplicates");
    await until(() => names(root).length > 5, "the pairs");
    root.querySelector<HTMLElement>(".root")?.focus();
    await sendKeys({ press: "j" });
    await sendKeys({ press: "Enter" });
    const first = api.duplicates[0];
    await heading("架空 みどり and 架空 みどり");
    const differing = [...root.querySelectorAll(".pair tbody tr")].filter((row) => row.querySelector(".differs"));
    holds(
      differing.length > 1 && differing.every((row) => row.querySelector("th")?.textContent?.includes("differs")),
      "differences in words",
    );
    const name = [...root.querySelectorAll(".pair tbody tr")].find((row) => row.textContent?.trim().startsWith("Name"));
    holds(name && !name.querySelector(".differs"), "what is the same is not marked");
    (await find("button[name=merge]")).click();
    await until(() => root.querySelector("form [role=alert]")?.textContent === "Give a reason.", "a reason");
    same(api.called("duplicates.merge"), []);
    const [, other] = root.querySelectorAll<HTMLInputElement>("input[name=kept]");
    other?.click();
    fill(await find("input[name=reason]"), "同じ方と確認");
    (await find("input[name=reason]")).focus();
    await sendKeys({ press: "Enter" });
    await until(() => api.called("duplicates.merge").length === 1, "the merge");
    same(api.called("duplicates.merge"), [
      [{ keptId: first?.people[1].id, mergedId: first?.people[0].id, reason: "同じ方と確認" }],
    ]);
    await until(() => location.hash.endsWith(idOfPair(api, 0)), "the next pair");
    holds(root.querySelector(".said")?.textContent?.includes("can be undone"), "what can be done about it");
    same(((await find("input[name=reason]")) as HTMLInputElement).value, "");
  });

  it("are undone with a reason, from the list of merges", async () => {
    const api = new FakeRegistry();
    const [one, other] = api.duplicates[0]?.people ?? [];
    holds(one && other, "a pair");
    await api.console.duplicates.merge({ keptId: one.id, mergedId: other.id, reason: "早合点" });
    const { root, press, find } = await openConsole("#/registry/merges", api);
    await find("button[name=undo]");
    holds(root.querySelector("tbody")?.textContent?.includes("早合点"), "why it was merged");
    await press("Undo");
    await until(() => focusedIn(root)?.getAttribute("name") === "reason", "the focus on the reason");
    fill(await find("input[name=reason]"), "別の方だった");
    await press("Undo the merge");
    await until(() => root.querySelector("tbody")?.textContent?.includes("別の方だった"), "undone");
    same(
      api.called("duplicates.undoMerge").map((call) => call[1]),
      ["別の方だった"],
    );
    same(root.querySelector("button[name=undo]"), null);
  });

  it("are dismissed with a reason, and keep it when that fails", async () => {
    const api = new FakeRegistry();
    const id = idOfPair(api, 2);
    const { root, press, find } = await openConsole(`#/registry/duplicates/${id}`, api);
    fill(await find("input[name=reason]"), "親子");
    api.failing.set("duplicates.dismiss", new OkaeriError({ code: "unavailable", status: 503 }));
    await press("They are two people");
    holds((await find(".fault")).textContent?.includes("still here"), "what was kept");
    same((root.querySelector("input[name=reason]") as HTMLInputElement).value, "親子");
    api.failing.clear();
    await press("They are two people");
    await until(() => root.querySelector(".said")?.textContent === "Noted as two people.", "noted");
    same(api.called("duplicates.dismiss").at(-1), [id, { reason: "親子" }]);
  });

  it("say of a pair that was decided meanwhile that it is gone", async () => {
    const { root } = await openConsole("#/registry/duplicates/duplicate_01gone");
    await until(() => root.textContent?.includes("not there any more"), "the words");
  });
});
