import { OkaeriError } from "@okaeri/sdk";
import { sendKeys } from "@web/test-runner-commands";
import { holds, same, until } from "../../../testing/check.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, focusedIn, openConsole } from "../../../testing/place-console.ts";

const press = (key: string): Promise<void> => sendKeys({ press: key });
const change = { resource: "Person", field: "birthDate", role: "recruiter" };

describe("the table of roles", () => {
  afterEach(closeConsoles);

  it("is walked by arrows; what is chosen is said in words and saved together, with the version that was seen", async () => {
    const { api, root, find, press: click } = await openConsole("#/trust/roles");
    (await find(".access [data-active] button")).focus();
    await press("ArrowDown");
    await press("ArrowRight");
    await press("ArrowUp");
    await press("ArrowLeft");
    await press("Enter");
    const select = await find(".editing select");
    await until(() => focusedIn(root) === select, "the focus on the choice");
    fill(select, "purpose");
    await press("Escape");
    await until(() => focusedIn(root)?.textContent === "With a purpose, can't edit", "the focus back on its cell");
    const changes = await find(".changes");
    holds(changes.textContent?.includes("Date of birth (Recruiter)"), "whose reading of what");
    holds(changes.querySelector("del")?.textContent === "Hidden, can't edit", "what it was");
    same(api.called("access.edit"), [], "nothing sent before the word");
    await click("Save 1 change");
    await until(() => root.querySelector(".said")?.textContent === "Saved, and in effect.", "that it was saved");
    same(api.called("access.edit"), [[[{ ...change, read: "purpose" }], '"1"']]);
    holds(!root.querySelector(".changes"), "nothing left to save");
  });

  it("keeps what was chosen when somebody else was faster, over what they decided", async () => {
    const { api, root, find, press: click } = await openConsole("#/trust/roles");
    (await find(".access [data-active] button")).click();
    fill(await find(".editing select"), "purpose");
    api.trust.accessVersion = 2;
    const other = api.trust.access.data[1]?.roles.recruiter;
    if (other) other.read = "none";
    await click("Save 1 change");
    holds((await find(".fault")).textContent?.includes("Another admin"), "that somebody was faster");
    await until(
      () => root.querySelectorAll(".access button.cell")[3]?.textContent?.startsWith("Hidden"),
      "their choice",
    );
    await click("Save 1 change");
    await until(() => api.called("access.edit").length === 2, "the second try");
    same(api.called("access.edit")[1], [[{ ...change, read: "purpose" }], '"2"']);
  });

  it("says that it failed, and takes single choices back", async () => {
    const api = new FakeRegistry();
    api.failing.set("access.edit", new OkaeriError({ code: "unavailable", status: 503 }));
    const { root, find, press: click } = await openConsole("#/trust/roles", api);
    (await find(".access [data-active] button")).click();
    (await find(".editing input")).click();
    await click("Save 1 change");
    holds((await find(".fault")).textContent?.includes("still here"), "what was kept");
    await click("Undo Date of birth (Recruiter)");
    await until(() => !root.querySelector(".changes"), "nothing chosen");
  });

  it("is only read by an auditor", async () => {
    const api = new FakeRegistry();
    api.session = { subject: "auditor", role: "auditor", displayName: null };
    const { root, find } = await openConsole("#/trust/roles", api);
    await find(".access .cell");
    same(root.querySelectorAll(".access button").length, 0);
    holds(root.textContent?.includes("Only admins can change this."), "who may");
  });
});
