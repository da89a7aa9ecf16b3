import { OkaeriError } from "@okaeri/sdk";
import { holds, same, until } from "../../../testing/check.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, openConsole } from "../../../testing/place-console.ts";

const smarthr = "#/registry/connections/";

describe("connections", () => {
  afterEach(closeConsoles);

  it("show their last run, its figures, and why one failed, in words", async () => {
    const { root, find, press, heading } = await openConsole("#/registry/connections");
    await find("#runs-title");
    await until(() => root.querySelectorAll("tbody").length === 2, "connections and runs");
    const [systems, runs] = [...root.querySelectorAll("tbody")].map(
      (body) => body.textContent?.replace(/\s+/g, " ") ?? "",
    );
    holds(systems?.includes("mihon.smarthr.jp") && systems.includes("Paused"), "the systems");
    holds(systems?.includes("does not accept the token"), `why it failed, not ${systems}`);
    holds(runs?.includes("1,200") && runs.includes("Row 17, 生年月日: Not readable as a date"), "figures and rows");
    await press("本社");
    await heading("本社");
    await until(() => root.querySelectorAll("tbody tr").length === 2, "its own runs only");
  });

  it("are added with a token that is never shown, and not kept anywhere after it was sent", async () => {
    const { api, root, find, press, heading } = await openConsole("#/registry/connections/new");
    (await find("button[name=add]")).click();
    await until(() => root.querySelectorAll("[aria-invalid=true]").length === 3, "what is missing");
    same(api.called("connections.create"), []);
    fill(await find("input[name=name]"), "東北支社");
    fill(await find("input[name=subdomain]"), "Not A Subdomain");
    fill(await find("input[name=token]"), "tok_秘密");
    (await find("button[name=add]")).click();
    await until(() => root.querySelectorAll("[aria-invalid=true]").length === 2, "what is wrong");
    fill(await find("input[name=subdomain]"), "tohoku");
    fill(await find("input[name=token]"), "tok_secret");
    same((await find("input[name=token]")).getAttribute("type"), "password");
    api.failing.set("connections.create", new OkaeriError({ code: "source_unauthorized", status: 422 }));
    (await find("button[name=add]")).click();
    await find(".fault");
    same((root.querySelector("input[name=subdomain]") as HTMLInputElement).value, "tohoku");
    api.failing.clear();
    (await find("button[name=add]")).click();
    await heading("Connections");
    same(api.called("connections.create").at(-1), [
      { kind: "smarthr", name: "東北支社", subdomain: "tohoku", token: "tok_secret" },
    ]);
    await press("Add a system");
    await until(
      () => (root.querySelector("input[name=token]") as HTMLInputElement | null)?.value === "",
      "an empty form",
    );
    holds(!root.innerHTML.includes("tok_secret"), "no token in the page");
  });

  it("can be asked by a recruiter, but not changed", async () => {
    const api = new FakeRegistry();
    api.session = { subject: "hanako", role: "recruiter", displayName: null };
    const { root, find, heading, element } = await openConsole("#/registry/connections", api);
    await find("tbody");
    holds(root.textContent?.includes("Only an admin can add"), "who may");
    same(
      [...root.querySelectorAll("a")].some((link) => link.textContent === "Add a system"),
      false,
    );
    element.address.go({ view: "connections", sourceId: api.connections[0]?.id ?? "" });
    await heading("本社");
    same(
      [...root.querySelectorAll("button[name]")].map((button) => button.getAttribute("name")),
      ["sync"],
    );
  });

  it("of freee can bring what renews their tokens: all of it, or nothing", async () => {
    const { api, root, find } = await openConsole("#/registry/connections/new");
    fill(await find("select[name=kind]"), "freee");
    fill(await find("input[name=name]"), "freee");
    fill(await find("input[name=companyId]"), "1234567");
    fill(await find("input[name=token]"), "tok");
    fill(await find("input[name=clientId]"), "client");
    (await find("button[name=add]")).click();
    await until(() => root.querySelectorAll("[aria-invalid=true]").length === 2, "the other two");
    fill(await find("input[name=clientSecret]"), "secret");
    fill(await find("input[name=refreshToken]"), "refresh");
    (await find("button[name=add]")).click();
    await until(() => api.called("connections.create").length === 1, "the connection");
    same(api.called("connections.create"), [
      [
        {
          kind: "freee",
          name: "freee",
          companyId: 1234567,
          token: "tok",
          renewal: { clientId: "client", clientSecret: "secret", refreshToken: "refresh" },
        },
      ],
    ]);
  });

  it("are asked now, paused, renamed without touching the token, and disconnected after a second word", async () => {
    const api = new FakeRegistry();
    const id = api.connections[0]?.id ?? "";
    const { root, find, press, heading } = await openConsole(smarthr + id, api);
    await press("Ask now");
    await until(() => api.called("connections.sync").length === 1, "the question");
    await press("Pause");
    await until(() => api.connections[0]?.paused, "a pause");
    fill(await find("input[name=name]"), "東京本社");
    await press("Save");
    await heading("東京本社");
    same(api.called("connections.edit"), [
      [id, { paused: true }],
      [id, { name: "東京本社" }],
    ]);
    fill(await find("input[name=token]"), "tok_new");
    await press("Save");
    await until(() => api.called("connections.edit").length === 3, "the token");
    same(api.called("connections.edit").at(-1), [id, { token: "tok_new" }]);
    await until(
      () => (root.querySelector("input[name=token]") as HTMLInputElement).value === "",
      "no token in the form",
    );
    await press("Disconnect");
    await until(() => root.textContent?.includes("What it brought stays"), "what it means");
    await press("Really disconnect");
    await heading("Connections");
    same(api.called("connections.delete"), [[id]]);
  });
});
