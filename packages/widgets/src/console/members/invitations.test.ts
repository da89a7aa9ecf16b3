import { OkaeriError } from "@okaeri/sdk";
import { emulateMedia } from "@web/test-runner-commands";
import { holds, same, until } from "../../../testing/check.ts";
import { idOf, personAt } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, openConsole } from "../../../testing/place-console.ts";

const inviting = (...nths: number[]): string =>
  `#/members/invitations/new?${nths.map((nth) => `personIds=${personAt(nth).id}`).join("&")}`;

describe("invitations", () => {
  afterEach(async () => {
    await closeConsoles();
    await emulateMedia({ media: "screen" });
  });

  it("are revoked and sent anew, and one that was used meanwhile says so", async () => {
    const { api, root, find } = await openConsole("#/members/invitations");
    await until(() => root.querySelectorAll(".sent .row a[href*=people]").length === 3, "the list");
    same(root.querySelectorAll("[name=revoke]").length, 2);
    (await find("[name=resend]")).click();
    await until(() => root.querySelector(".said")?.textContent?.includes("on its way"), "sent anew");
    same(api.called("invitations.create"), [[{ personIds: [personAt(0).id], way: "mail", locale: "en" }]]);
    api.failing.set("invitations.revoke", new OkaeriError({ code: "conflict", status: 409 }));
    (await find("[name=revoke]")).click();
    await until(() => root.querySelector(".fault")?.textContent?.includes("used already"), "used");
    api.failing.clear();
    (await find("[name=revoke]")).click();
    await until(() => root.querySelector(".said")?.textContent?.includes("revoked"), "revoked");
    same(api.called("invitations.list").length >= 4, true);
  });

  it("are printed one page a person, shown once, with who was left out and why", async () => {
    const api = new FakeRegistry(200);
    api.members.skipped = [{ personId: personAt(1).id, reason: "member" }];
    const { root, find } = await openConsole(inviting(0, 1, 3), api);
    (await find("[name=way][value=printed]")).click();
    fill(await find("[name=days]"), "0");
    (await find("[name=invite]")).click();
    await until(() => root.querySelector("form [role=alert]"), "days that make sense");
    fill(await find("[name=days]"), "14");
    fill(await find("[name=locale]"), "ja");
    (await find("[name=invite]")).click();
    await until(() => root.querySelectorAll(".sheet").length === 2, "two sheets");
    same(api.called("invitations.create"), [
      [{ way: "printed", locale: "ja", expiresInDays: 14, personIds: [0, 1, 3].map((nth) => personAt(nth).id) }],
    ]);
    const sheet = root.querySelector(".sheet");
    holds(sheet?.textContent?.includes("架空 みどり 様"), "whose it is");
    same(sheet?.getAttribute("lang"), "ja");
    holds(sheet?.querySelector("path")?.getAttribute("d")?.startsWith("M4 4"), "the code");
    holds(sheet?.querySelector(".link")?.textContent?.includes("#inv_"), "the address");
    holds(root.querySelector("[role=alert]")?.textContent?.includes("shown once"), "that it is shown once");
    holds(root.querySelector(".outcome")?.textContent?.includes("member already"), "why somebody was left out");
    await emulateMedia({ media: "print" });
    same(getComputedStyle(sheet ?? root.host).breakAfter, "page");
    same(getComputedStyle(root.querySelector("nav") ?? root.host).display, "none");
    same(getComputedStyle(root.querySelector("[name=print]")?.parentElement ?? root.host).display, "none");
  });

  it("print the sheets and nothing else", async () => {
    const { root, find } = await openConsole(inviting(0));
    (await find("[name=way][value=printed]")).click();
    (await find("[name=invite]")).click();
    await find(".sheet");
    const printed: string[] = [];
    const append = root.append.bind(root);
    root.append = (...nodes) => {
      append(...nodes);
      const view = root.querySelector("iframe")?.contentWindow;
      if (view) view.print = () => void printed.push(view.document.body.textContent ?? "");
    };
    (await find("[name=print]")).click();
    same(printed.length, 1);
    holds(printed[0]?.includes("架空 みどり") && !printed[0].includes("Registry"), "the sheet alone");
  });

  it("of a segment go on with the next thousand", async () => {
    const api = new FakeRegistry(200);
    api.members.remaining = 340;
    const { root, find } = await openConsole(`#/members/invitations/new?segmentId=${idOf("segment", 1)}`, api);
    await until(() => root.querySelector("strong")?.textContent?.includes("営業部"), "whom");
    (await find("[name=invite]")).click();
    await until(() => root.textContent?.includes("340 more"), "how many are left");
    api.members.remaining = 0;
    (await find("[name=next]")).click();
    await until(() => api.called("invitations.create").length === 2, "the next ones");
    same(api.called("invitations.create")[1], [
      { way: "mail", locale: "en", expiresInDays: 30, segmentId: idOf("segment", 1) },
    ]);
    await until(() => !root.querySelector("[name=next]"), "none are left");
  });

  it("keep what was chosen when making them fails", async () => {
    const api = new FakeRegistry(200);
    api.failing.set("invitations.create", new OkaeriError({ code: "unavailable", status: 503 }));
    const { find } = await openConsole(inviting(0), api);
    fill(await find("[name=days]"), "90");
    (await find("[name=invite]")).click();
    holds((await find(".fault")).textContent?.includes("still here"), "what was kept");
    same(((await find("[name=days]")) as HTMLInputElement).value, "90");
  });
});
