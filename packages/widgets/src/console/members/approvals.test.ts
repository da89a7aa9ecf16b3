import { OkaeriError } from "@okaeri/sdk";
import { sendKeys } from "@web/test-runner-commands";
import { holds, same, until } from "../../../testing/check.ts";
import { signUpAt } from "../../../testing/fake-members-calls.ts";
import { idOf, personAt } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, focusedIn, openConsole } from "../../../testing/place-console.ts";

const at = (nth: number): string => `#/members/approvals/${idOf("signup", nth)}`;
const row = (root: ShadowRoot, field: string): string =>
  root.querySelector(`[data-field=${field}]`)?.textContent?.replace(/\s+/g, " ").trim() ?? "";

describe("approvals", () => {
  afterEach(closeConsoles);

  it("are opened, decided for a reason and followed by the next one, by keys alone", async () => {
    const { api, root, find } = await openConsole("#/members/approvals");
    await until(() => root.querySelectorAll(".sign-ups .row a").length === 4, "the queue");
    root.querySelector<HTMLElement>(".root")?.focus();
    await sendKeys({ press: "j" });
    await sendKeys({ press: "Enter" });
    await until(() => location.hash === at(0), "the first one");
    await find("[name=taken]");
    await sendKeys({ press: "a" });
    await until(() => focusedIn(root)?.getAttribute("name") === "decision", "the reason");
    await sendKeys({ press: "Enter" });
    await until(
      () => root.querySelector("form [role=alert]")?.textContent === "Give a reason.",
      "a reason is asked for",
    );
    same(api.called("signUps.approve"), []);
    await sendKeys({ type: "在籍証明を確認" });
    await sendKeys({ press: "Enter" });
    await until(() => location.hash === at(1), "the next one");
    same(api.called("signUps.approve"), [[idOf("signup", 0), { reason: "在籍証明を確認", personId: personAt(0).id }]]);
    await until(() => root.querySelector("h2")?.textContent?.startsWith("例示"), "its own name");
    await sendKeys({ press: "d" });
    await until(() => focusedIn(root)?.getAttribute("name") === "decision", "its own reason");
    same((focusedIn(root) as HTMLInputElement).value, "");
    await sendKeys({ type: "別の会社の方" });
    await sendKeys({ press: "Enter" });
    await until(() => location.hash === at(3), "the one after");
    same(api.called("signUps.decline"), [[idOf("signup", 1), "別の会社の方"]]);
  });

  it("hold number and birth date back until a purpose is given, and again once it is ended", async () => {
    const { api, root, find } = await openConsole(at(0));
    await until(() => row(root, "employee_number").includes("Shown once"), "the number is withheld");
    holds(row(root, "birth_date").includes("Shown once"), "and the birth date");
    fill(await find("[name=purpose]"), "identity_check");
    (await find("[name=show]")).click();
    await until(() => !row(root, "employee_number").includes("Shown once"), "the number");
    holds(root.querySelector(".purpose")?.textContent?.includes("Identity check"), "what it is shown for");
    same(api.called("signUps.evidence").at(-1), [idOf("signup", 0), "identity_check"]);
    (await find("[name=endPurpose]")).click();
    await until(() => row(root, "employee_number").includes("Shown once"), "withheld again");
    same(api.called("signUps.get").at(-1), [idOf("signup", 0), undefined]);
  });

  it("say in words and signs what fits and what contradicts", async () => {
    const { root, find } = await openConsole(at(0));
    await find(".evidence .same");
    const cells = [...(root.querySelector("[data-field=name]")?.children ?? [])];
    holds(cells[2]?.matches(".same") && cells[2].textContent?.includes("fits"), "what fits");
    holds(cells[3]?.matches(".differs") && cells[3].textContent?.includes("differs"), "what contradicts");
    same(cells.length, 4);
    same(getComputedStyle(cells[3] ?? root.host, "::before").content, '"≠"');
  });

  it("ask whose it is before somebody is let in whom the registry did not match", async () => {
    const { api, root, find } = await openConsole(at(1));
    await find("[name=taken]");
    (await find("button[name=approve]")).click();
    fill(await find("[name=decision]"), "電話で確認");
    (await find("button[name=send]")).click();
    await until(() => root.querySelector("form [role=alert]")?.textContent === "Choose who it is.", "whose it is");
    same(api.called("signUps.approve"), []);
    (await find(`[name=taken][value="${personAt(14).id}"]`)).click();
    (await find("button[name=send]")).click();
    await until(() => api.called("signUps.approve").length === 1, "let in");
    same(api.called("signUps.approve")[0], [idOf("signup", 1), { reason: "電話で確認", personId: personAt(14).id }]);
  });

  it("keep what was written when sending fails, and tell who was faster", async () => {
    const api = new FakeRegistry(200);
    const { root, find } = await openConsole(at(0), api);
    await find("[name=taken]");
    (await find("button[name=ask]")).click();
    const field = (await find("textarea[name=decision]")) as HTMLTextAreaElement;
    field.value = "退職日を教えてください";
    field.dispatchEvent(new InputEvent("input"));
    api.failing.set("signUps.ask", new OkaeriError({ code: "unavailable", status: 503 }));
    (await find("button[name=send]")).click();
    holds((await find(".fault")).textContent?.includes("still here"), "what was kept");
    same(field.value, "退職日を教えてください");
    api.failing.clear();
    api.members.decide(idOf("signup", 0), {
      status: "approved",
      decidedAt: "2026-11-20T04:00:00Z",
      decidedBy: "recruiter:別の担当",
    });
    (await find("button[name=send]")).click();
    await until(() => root.querySelector(".marked")?.textContent?.includes("別の担当"), "who was faster");
    same(root.querySelector("[name=decision]"), null);
  });

  it("mark a member who wants another address, and don't ask whose it is", async () => {
    const { api, root, find } = await openConsole(at(4));
    holds((await find(".marked")).textContent?.includes("member already"), "marked");
    await find(".evidence");
    same(root.querySelector("[name=taken]"), null);
    (await find("button[name=approve]")).click();
    fill(await find("[name=decision]"), "電話で確認");
    (await find("button[name=send]")).click();
    await until(() => api.called("signUps.approve").length === 1, "let back in");
    same(api.called("signUps.approve")[0], [idOf("signup", 4), { reason: "電話で確認" }]);
  });

  it("are decided together, and what stayed says why", async () => {
    const { api, root, find } = await openConsole("#/members/approvals");
    await until(() => root.querySelectorAll(".sign-ups .row a").length === 4, "the queue");
    root.querySelector<HTMLElement>(".root")?.focus();
    for (const press of ["j", "x", "j", "x"]) await sendKeys({ press });
    (await find("[name=bulkApprove]")).click();
    await until(() => root.querySelector("form [role=alert]"), "a reason is asked for");
    fill(await find("[name=bulkReason]"), "名簿と一致");
    (await find("[name=bulkApprove]")).click();
    await until(() => root.querySelector(".marked li"), "what stayed");
    same(api.called("signUps.decide"), [
      [{ signUpIds: [idOf("signup", 0), idOf("signup", 1)], decision: "approve", reason: "名簿と一致" }],
    ]);
    holds(root.querySelector(".marked li")?.textContent?.includes("not known who it is"), "why");
    await until(() => root.querySelectorAll(".sign-ups .row a").length === 3, "the rest of the queue");
  });

  it("never let a name of markup become markup", async () => {
    const api = new FakeRegistry(200);
    api.members.signUps = [signUpAt(0, { name: { family: "<img src=x onerror=alert(1)>", given: "𠮷" } })];
    const { root } = await openConsole("#/members/approvals", api);
    await until(() => root.querySelector(".sign-ups .row a")?.textContent?.includes("<img"), "the name as it is");
    same(root.querySelector("img"), null);
  });
});
