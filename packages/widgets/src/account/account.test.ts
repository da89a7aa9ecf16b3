import { OkaeriError } from "@okaeri/sdk";
import { emulateMedia, sendKeys } from "@web/test-runner-commands";
import { accessible, aMoment, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place, type } from "../../testing/place.ts";
import type { PartName } from "./desk.ts";
import "./account.define.ts";

const offline = () => new OkaeriError({ code: "network_error" });

const signedOut = (): FakeApi => Object.assign(new FakeApi(), { session: null });
const start = (api = new FakeApi(), attributes: Record<string, string> = {}) =>
  place(document.createElement("okaeri-account"), api, attributes);
type Placed = Awaited<ReturnType<typeof start>>;

const open = async ({ find, root }: Placed, part: PartName): Promise<HTMLElement> => {
  (await find(`#${part}-button`)).click();
  return until(() => root.querySelector<HTMLElement>(`#${part} > *`), part);
};
const press = async ({ find }: Placed, selector = "button[type=submit]"): Promise<void> =>
  (await find(selector)).click();
const textOf = ({ root }: Placed, selector: string): string => root.querySelector(selector)?.textContent ?? "";
const checked = ({ root }: Placed, selector: string): boolean | undefined =>
  root.querySelector<HTMLInputElement>(selector)?.checked;

describe("okaeri-account", () => {
  afterEach(async () => {
    clear();
    await emulateMedia({ colorScheme: "light" });
  });

  it("lets somebody in by a code, tells a wrong one from an old one, and tells the page", async () => {
    const placed = await start(signedOut(), { "sign-up-href": "/join" });
    const { api, element, find, root } = placed;
    const told: string[] = [];
    element.addEventListener("okaeri-signed-in", ({ detail }) => told.push(JSON.stringify(detail)));
    const email = await find("#email");
    same(email.getAttribute("autocomplete"), "username webauthn");
    holds(element.matches(":state(signed-out)"), "state signed-out");
    await accessible(element);
    await press(placed);
    await find("#email-fault");
    same(root.activeElement?.id, "email");
    await type(email, "hanako@example.com");
    await press(placed);
    const code = await find("#code");
    await until(() => root.activeElement === code, "the focus on the code");
    await accessible(element);
    await type(code, "000000");
    await press(placed);
    await until(() => textOf(placed, "#code-fault").includes("match"), "wrong");
    api.failing.set("signIns.enterCode", new OkaeriError({ code: "code_expired", status: 410 }));
    await type(code, "123456");
    await press(placed);
    await until(() => textOf(placed, "#code-fault").includes("too old"), "old");
    api.failing.clear();
    await type(code, "１２３４５６");
    await press(placed);
    await find("#known-button");
    holds(element.matches(":state(signed-in)"), "state signed-in");
    same(told, ["{}"]);
    await accessible(element);
  });

  it("shows each part in both languages and schemes without a finding", async () => {
    const placed = await start();
    const { element, root } = placed;
    await placed.find("#known-button");
    const parts = [
      "known",
      "names",
      "contacts",
      "visibility",
      "consents",
      "nda",
      "access",
      "requests",
      "leaving",
    ] as const;
    for (const part of parts) {
      await open(placed, part);
      await aMoment();
      await accessible(element);
    }
    holds(
      textOf(placed, "#known").includes("March 31, 2021") || textOf(placed, "#known").includes("31 March 2021"),
      "a date",
    );
    element.lang = "ja";
    await until(() => textOf(placed, "#known").includes("2021年3月31日 退職"), "a Japanese date");
    await emulateMedia({ colorScheme: "dark" });
    element.setAttribute("theme", "dark");
    await accessible(element);
    same(root.querySelectorAll("[aria-expanded=true]").length, parts.length);
  });

  it("goes by keyboard alone", async () => {
    const placed = await start();
    const button = await placed.find("#visibility-button");
    button.focus();
    await sendKeys({ press: "Enter" });
    await placed.find("#members-hidden");
    await sendKeys({ press: "Tab" });
    await sendKeys({ press: "ArrowDown" });
    await sendKeys({ press: "ArrowDown" });
    await until(() => placed.api.account.visibility.members === "profile", "what was chosen last");
    same(placed.api.account.visibility.employees, "hidden");
  });

  it("saves the name that was typed and nothing else, and looks again where it was changed elsewhere", async () => {
    const placed = await start();
    const { api, find } = placed;
    await open(placed, "names");
    await type(await find("#own-given"), "Haruko");
    api.accountVersion = 2;
    api.account = { ...api.account, formerFamilyName: "Sato" };
    await press(placed, "#names button");
    await until(() => textOf(placed, "#names .said").includes("changed elsewhere"), "the change elsewhere");
    const given = await find("#own-given");
    holds(given instanceof HTMLInputElement && given.value === "Haruko", "what was typed");
    await press(placed, "#names button");
    await until(() => textOf(placed, "#names .said").includes("Saved"), "word of it");
    same(api.called("account.edit").at(-1), [{ name: { family: "Mihon", given: "Haruko" } }]);
    same(api.account.formerFamilyName, "Sato");
  });

  it("changes the address by a code to the new one", async () => {
    const placed = await start();
    const { api, find } = placed;
    await open(placed, "contacts");
    await press(placed, "#change-email");
    await type(await find("#new-email"), "new@example.com");
    await press(placed, "#contacts form button[type=submit]");
    await type(await find("#email-code"), "123456");
    await press(placed, "#contacts form button[type=submit]");
    await until(() => textOf(placed, "#contacts strong") === "new@example.com", "the new address");
    same(api.called("account.changeEmail"), [[{ email: "new@example.com", locale: "en" }]]);
  });

  it("lets each consent be given and taken back by one click, and shows what failed as it was", async () => {
    const placed = await start();
    const { api, find, element } = placed;
    await open(placed, "consents");
    (await find("#jobs")).click();
    await until(() => textOf(placed, "#jobs-said").includes("Withdrawn"), "withdrawn");
    same([checked(placed, "#jobs"), api.called("account.withdraw")], [false, [["jobs"]]]);
    (await find("#jobs")).click();
    await until(() => textOf(placed, "#jobs-said").includes("Agreed"), "given");
    const text = api.agreements.find(({ kind }) => kind === "jobs");
    same(api.called("account.agree"), [["jobs", { version: 1, textHash: text?.texts.en.hash, locale: "en" }]]);
    api.failing.set("account.agree", offline());
    (await find("#scouting")).click();
    same(checked(placed, "#scouting"), true, "at once");
    await until(() => checked(placed, "#scouting") === false, "taken back");
    holds(textOf(placed, "#consents .failure").includes("nothing was changed"), "the failure");
    same(placed.root.querySelector("#community"), null, "no switch for what membership needs");
    await accessible(element);
  });

  it("reads a text that changed meanwhile anew, and agrees to nothing unseen", async () => {
    const placed = await start();
    const { api, find } = placed;
    await open(placed, "consents");
    await find("#scouting");
    api.failing.set("account.agree", new OkaeriError({ code: "agreement_outdated", status: 409 }));
    (await find("#scouting")).click();
    await until(() => textOf(placed, "#consents .failure").includes("has changed"), "word of it");
    same([checked(placed, "#scouting"), api.called("agreements.list").length], [false, 2]);
  });

  it("ends sessions elsewhere and takes passkeys off", async () => {
    const api = new FakeApi();
    api.passkeys = [{ id: "passkey_1", name: "Phone", createdAt: "2026-11-01T00:00:00Z", lastUsedAt: null }];
    const placed = await start(api);
    await open(placed, "access");
    await press(placed, "[aria-label='Remove Phone']");
    await until(() => !placed.root.querySelector("[aria-label='Remove Phone']"), "no passkey");
    await press(placed, "[aria-label='End the session on Unknown device']");
    await until(() => api.sessions.length === 1, "one session");
    same(api.called("sessions.end").length, 1);
  });

  it("asks for what is to be corrected, and says until when", async () => {
    const placed = await start();
    await open(placed, "requests");
    await press(placed, "#requests form button");
    await until(() => textOf(placed, "#requests .fault").includes("Choose"), "what is missing");
    (await placed.find("#ask-erasure")).click();
    await press(placed, "#requests form button");
    await until(
      () =>
        textOf(placed, "#requests").includes("December 4, 2026") ||
        textOf(placed, "#requests").includes("4 December 2026"),
      "the day",
    );
    await press(placed, "[aria-label='Withdraw the request: Erasure']");
    await until(() => textOf(placed, "#requests .rows").includes("withdrawn"), "withdrawn");
  });

  it("leaves in two steps, and stays when it failed", async () => {
    const placed = await start();
    const { api, element, find } = placed;
    const told: boolean[] = [];
    element.addEventListener("okaeri-signed-out", ({ detail }) => told.push(detail.left));
    await open(placed, "leaving");
    await press(placed, "#leaving button");
    same(api.called("account.leave"), []);
    await accessible(element);
    (await find("#erase")).click();
    api.failing.set("account.leave", offline());
    await press(placed, "#leaving button[type=submit]");
    await find("#leaving .failure");
    api.failing.clear();
    await press(placed, "#leaving button[type=submit]");
    await find("#email");
    holds(textOf(placed, "header").includes("You have left"), "goodbye");
    same([api.called("account.leave").at(-1), told], [[{ reason: null, erase: true }], [true]]);
  });

  it("keeps what was typed when the session ends by itself, for the same person only", async () => {
    const placed = await start();
    const { api, element, find } = placed;
    const hanako = api.session;
    await open(placed, "names");
    await type(await find("#own-given"), "Haruko");
    api.signIn(null);
    await find("#email");
    holds(textOf(placed, "header").includes("still here"), "what was kept");
    await accessible(element);
    api.signIn(hanako);
    const given = await find("#own-given");
    same(given instanceof HTMLInputElement && given.value, "Haruko");
    api.signIn(null);
    await find("#email");
    api.signIn({ subject: "taro", role: "member", displayName: null });
    await find("#names-button");
    same(placed.root.querySelector("#own-given"), null);
  });

  it("forgets what was typed when somebody signs out", async () => {
    const placed = await start();
    await open(placed, "names");
    await press(placed, "[part=sign-out]");
    await placed.find("#email");
    holds(textOf(placed, "header").includes("signed out"), "goodbye");
    placed.api.signIn({ subject: "hanako", role: "member", displayName: null });
    await placed.find("#names-button");
    same(placed.root.querySelector("#own-given"), null);
  });

  it("says calmly that the page is for members, and looks again after a failure", async () => {
    const api = new FakeApi();
    api.failing.set("account.get", new OkaeriError({ code: "forbidden", status: 403 }));
    const placed = await start(api);
    await until(() => textOf(placed, ".root").includes("for members"), "a calm line");
    clear();
    const other = new FakeApi();
    other.failing.set("account.get", offline());
    const again = await start(other);
    await until(() => textOf(again, ".root").includes("could not be loaded"), "the failure");
    other.failing.clear();
    await press(again, ".go button");
    await again.find("#known-button");
  });

  it("leaves no listener behind when it is moved 50 times", async () => {
    const placed = await start();
    await placed.find("#known-button");
    const before = placed.api.listeners;
    for (let moves = 0; moves < 50; moves += 1) placed.element.parentElement?.append(placed.element);
    await aMoment(200);
    same(placed.api.listeners, before);
    placed.element.remove();
    same(placed.api.listeners, before - 1);
  });
});
