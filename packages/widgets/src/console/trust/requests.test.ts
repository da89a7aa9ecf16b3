import { OkaeriError } from "@okaeri/sdk";
import { holds, same, until } from "../../../testing/check.ts";
import { idOf, personAt } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, openConsole } from "../../../testing/place-console.ts";

const write = (input: Element | null, value: string): void => {
  if (!(input instanceof HTMLTextAreaElement)) throw new Error("nothing to write into");
  input.value = value;
  input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
};
const requestAt = (nth: number): string => `#/trust/requests/${idOf("request", nth)}`;

describe("requests", () => {
  afterEach(closeConsoles);

  it("come by the day they are due; what is late says so in words", async () => {
    const { api, root, find } = await openConsole("#/trust/requests");
    await until(() => root.querySelectorAll(".space .row a").length === 4, "those under way");
    const rows = [...root.querySelectorAll(".space .row:not(.probe)")].map((row) => row.textContent ?? "");
    holds(rows[0]?.includes("2 days overdue") && rows[0].includes("架空 みどり"), "the late one first");
    holds(rows[1]?.includes("Due today"), "today's");
    holds(rows[2]?.includes("3 days left"), "the next");
    fill(await find("select[name=state]"), "fulfilled");
    await until(() => root.querySelector(".space .row a")?.textContent === "(erased)", "who was erased");
    same(location.hash, "#/trust/requests?state=fulfilled");
    same(api.called("privacyRequests.list")[0], [{ limit: 100, underWay: true }]);
  });

  it("are noted for somebody, found by name, and kept when noting fails", async () => {
    const { api, root, find, press, heading } = await openConsole("#/trust/requests/new");
    await press("Note it");
    await until(() => root.querySelector(".picker [role=alert]"), "whose it is");
    fill(await find("input[name=person]"), "仮名 さ");
    await until(() => root.querySelector(".found button"), "who was found");
    (await find(".found button")).click();
    await press("Note it");
    await until(() => root.querySelector("form > [role=alert]")?.textContent === "Choose a kind.", "the kind");
    (await find("input[value=erasure]")).click();
    await until(() => root.textContent?.includes("cannot be undone"), "what it will do");
    write(await find("textarea"), "電話で");
    api.failing.set("privacyRequests.create", new OkaeriError({ code: "conflict", status: 409 }));
    await press("Note it");
    holds((await find(".fault")).textContent?.includes("under way for this person already"), "why not");
    api.failing.clear();
    api.trust.requests = api.trust.requests.slice(0, -1);
    await press("Note it");
    await heading("Erasure: 架空 みどり");
    const draft = { kind: "erasure", personId: personAt(14).id, detail: "電話で" };
    same(api.called("privacyRequests.create")[1], [draft]);
    holds(root.textContent?.includes("14 days left"), "the clock");
  });

  it("can't be fulfilled before it is clear who asks", async () => {
    const { api, root, find, press } = await openConsole(requestAt(1));
    await find(".identity");
    same([root.querySelector("button[name=fulfil]"), root.querySelector("button[name=data]")], [null, null]);
    await press("It is this person");
    await until(() => root.querySelector(".identity [role=alert]"), "by what");
    fill(await find("input[name=identification]"), "運転免許証");
    await press("It is this person");
    await find("button[name=fulfil]");
    same(api.called("privacyRequests.identify"), [[idOf("request", 1), "document", "運転免許証"]]);
  });

  it("erase only after a second word, which another thought takes back", async () => {
    const { api, root, press, heading } = await openConsole(requestAt(2));
    await press("Erase");
    await until(() => root.textContent?.includes("Press again to erase now."), "what it means");
    same(api.called("privacyRequests.fulfil"), []);
    await press("Refuse a part");
    await until(
      () => root.querySelector("button[name=fulfil]")?.textContent?.trim() === "Erase",
      "the word taken back",
    );
    holds(root.textContent?.includes("employee numbers and employments stay"), "what a part means");
    await press("Erase");
    await until(() => root.querySelector(".part [aria-invalid]"), "what and why");
    await press("Remove refused part 1");
    await press("Erase");
    await press("Really erase");
    await heading("Erasure: (erased)");
    same(api.called("privacyRequests.fulfil"), [[idOf("request", 2), null, []]]);
    same(root.querySelector("form"), null);
  });

  it("say that a legal hold may be in the way, and keep what was written", async () => {
    const api = new FakeRegistry();
    api.failing.set("privacyRequests.fulfil", new OkaeriError({ code: "conflict", status: 409 }));
    const { root, find, press } = await openConsole(requestAt(2), api);
    await press("Refuse a part");
    fill(await find("input[name=what]"), "賃金台帳");
    fill(await find("input[name=why]"), "法律の保存義務");
    await press("Erase");
    await press("Really erase");
    holds((await find(".fault")).textContent?.includes("legal hold"), "why it was not done");
    holds(root.querySelector<HTMLInputElement>("input[name=why]")?.value === "法律の保存義務", "the reason");
    same(api.called("privacyRequests.fulfil")[0]?.[2], [{ what: "賃金台帳", reason: "法律の保存義務" }]);
  });

  it("hand everything over as a file, are fulfilled with a word to the person, or refused with a reason", async () => {
    const { api, root, find, press } = await openConsole(requestAt(0));
    await press("Save all data");
    await until(() => root.textContent?.includes("delete your copy"), "that it was saved");
    await press("Refuse");
    await until(() => root.querySelector(".refusal [role=alert]"), "a reason");
    write(await find("textarea[name=note]"), "郵送しました");
    await press("Note that it was handed over");
    await until(() => root.querySelector(".terms")?.textContent?.includes("Fulfilled"), "the end");
    same(api.called("privacyRequests.fulfil"), [[idOf("request", 0), "郵送しました", []]]);
    same(api.called("privacyRequests.refuse"), []);
  });
});
