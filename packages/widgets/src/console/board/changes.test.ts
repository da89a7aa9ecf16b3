import { OkaeriError } from "@okaeri/sdk";
import { holds, same, until } from "../../../testing/check.ts";
import { idOf } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, focusedIn, openConsole } from "../../../testing/place-console.ts";

const changeAt = (nth: number): string => `#/board/changes/${idOf("orgchange", nth)}`;
const asEmployee = (): FakeRegistry =>
  Object.assign(new FakeRegistry(10), { session: { subject: "E9", role: "employee", displayName: null } });

describe("what changed", () => {
  afterEach(closeConsoles);

  it("is written with a renamed department and the skills that are new", async () => {
    const { api, root, find, press, heading } = await openConsole("#/board/changes/new", new FakeRegistry(10));
    fill(await find("input[name=title]"), "法人営業部になりました");
    fill(await find("input[name=renamedFrom]"), "営業部");
    await press("Publish");
    await until(() => focusedIn(root)?.getAttribute("name") === "happenedOn", "the focus on what is missing");
    fill(await find("input[name=happenedOn]"), "2026-04-01");
    await press("Publish");
    await until(() => focusedIn(root)?.getAttribute("name") === "department", "the department it became");
    fill(await find("input[name=department]"), "法人営業部");
    const skills = await find("textarea[name=skills]");
    holds(skills instanceof HTMLTextAreaElement, "a field for skills");
    skills.value = "Salesforce\n\n Salesforce \nSQL";
    skills.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await press("Publish");
    await heading("What changed since they left");
    same(api.called("organizationChanges.post"), [
      [
        {
          happenedOn: "2026-04-01",
          kind: "organization",
          department: "法人営業部",
          renamedFrom: "営業部",
          title: "法人営業部になりました",
          text: "",
          skills: ["Salesforce", "SQL"],
        },
      ],
    ]);
    await until(() => root.textContent?.includes("From “営業部” to “法人営業部”"), "the renaming");
  });

  it("is proposed by employees, who see what is published and nothing to decide", async () => {
    const { api, root, find, press, heading } = await openConsole("", asEmployee());
    await heading("What changed since they left");
    same(
      [...root.querySelectorAll("nav a")].map((link) => link.textContent),
      ["Changes"],
    );
    await until(() => root.querySelectorAll(".stack tbody tr").length === 3, "what is published");
    holds(!root.textContent?.includes("リモート勤務の日が増えました"), "no proposals");
    same(root.querySelectorAll(".stack a").length, 0);
    await press("Propose a change");
    fill(await find("input[name=title]"), "社食ができました");
    fill(await find("input[name=happenedOn]"), "2026-04-01");
    (await find("button[name=send]")).click();
    await until(() => root.querySelector(".said")?.textContent?.includes("HR looks at it"), "what comes next");
    same(api.called("organizationChanges.post").length, 1);
  });

  it("that was proposed is corrected and published in one go, or refused at a second word", async () => {
    const { api, root, find, press, heading } = await openConsole(
      "#/board/changes?status=proposed",
      new FakeRegistry(10),
    );
    await press("リモート勤務の日が増えました");
    fill(await find("input[name=title]"), "リモート勤務は週3日まで");
    await press("Publish");
    await heading("What changed since they left");
    const id = idOf("orgchange", 4);
    same(api.called("organizationChanges.edit"), [[id, { title: "リモート勤務は週3日まで" }, '"1"']]);
    same(api.called("organizationChanges.publish"), [[id]]);
    await until(() => root.textContent?.includes("There are no proposals"), "none left");
    await closeConsoles();
    const other = await openConsole(changeAt(4), new FakeRegistry(10));
    await other.press("Refuse the proposal");
    same(other.api.called("organizationChanges.delete"), []);
    await other.press("Really refuse");
    await other.heading("What changed since they left");
    same(other.api.called("organizationChanges.delete"), [[id]]);
  });

  it("keeps what was typed when somebody else was faster, and when sending fails", async () => {
    const { api, root, find, press } = await openConsole(changeAt(1), new FakeRegistry(10));
    fill(await find("input[name=department]"), "新しい部署");
    api.board.changes = api.board.changes.map((one) =>
      one.id === idOf("orgchange", 1) ? { ...one, title: "別の題名" } : one,
    );
    api.board.versions.set(idOf("orgchange", 1), 2);
    await press("Save");
    await until(() => root.querySelector(".marked")?.textContent?.includes("別の題名"), "what was saved before");
    same(root.querySelector<HTMLInputElement>("[name=department]")?.value, "新しい部署");
    api.failing.set("organizationChanges.edit", new OkaeriError({ code: "unavailable", status: 503 }));
    await press("Save");
    holds((await find(".fault")).textContent?.includes("What you wrote is still here"), "what was kept");
    api.failing.clear();
    await press("Save");
    await until(() => api.called("organizationChanges.edit").length === 3, "the last try");
    same(api.called("organizationChanges.edit")[2], [idOf("orgchange", 1), { department: "新しい部署" }, '"2"']);
  });
});
