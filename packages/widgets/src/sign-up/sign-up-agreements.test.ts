import { OkaeriError } from "@okaeri/sdk";
import { agreementAt } from "../../gallery/sample-agreements.ts";
import { accessible, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place, type } from "../../testing/place.ts";
import { consents, person, press, requestsOf, start, valueAt, yesTo } from "../../testing/sign-up-steps.ts";

describe("okaeri-sign-up: invitations and agreements", () => {
  afterEach(clear);

  it("asks for nothing that an invitation tells, and takes it out of the address at once", async () => {
    const token = "inv_01jd7gq3m8e9ab4x5y6z700000_abcdefghijklmnopqrstuv";
    history.replaceState({ kept: 1 }, "", `${location.pathname}?q=1#invitation=${token}`);
    const element = document.createElement("okaeri-sign-up");
    same([location.hash, location.search, history.state], ["", "?q=1", { kept: 1 }]);
    const placed = await place(element);
    await placed.find("#family");
    for (const id of ["#employeeNumber", "#birthDate", "#formerFamily"]) same(placed.root.querySelector(id), null);
    await accessible(element);
    for (const [selector, text] of [
      ["#family", "Yamada"],
      ["#given", "Hanako"],
      ["#email", "hanako@example.jp"],
    ] as const)
      await type(await placed.find(selector), text);
    await press(placed);
    await consents(placed);
    await placed.find("#code");
    same(requestsOf(placed)[0].invitation, token);
  });

  it("has an invitation sent again, with the same answer for everybody", async () => {
    const placed = await start();
    await type(await placed.find("#family"), "Yamada");
    (await placed.find("button.plain")).click();
    await until(() => !placed.root.querySelector("#family"), "the other form");
    await type(await placed.find("#email"), "hanako");
    await press(placed);
    await placed.find("#email-fault");
    same(placed.api.called("invitations.request"), []);
    await type(await placed.find("#email"), "hanako@example.jp");
    await press(placed);
    await placed.find(".sent");
    await accessible(placed.element);
    same(placed.api.called("invitations.request"), [[{ email: "hanako@example.jp", locale: "en" }]]);
    (await placed.find("button.plain")).click();
    await placed.find("#family");
    same([valueAt(placed.root, "#family"), valueAt(placed.root, "#email")], ["Yamada", "hanako@example.jp"]);
  });

  it("shows what changed when the words are other ones by now, and keeps everything else", async () => {
    const placed = await start();
    const { api, root, find } = placed;
    await person(placed);
    api.agreements = api.agreements.map((text) =>
      text.kind === "jobs" ? agreementAt("jobs", 2, " Twice a year.") : text,
    );
    api.failing.set("signUps.request", new OkaeriError({ code: "agreement_outdated", status: 409 }));
    await consents(placed);
    await until(() => root.querySelector(".failure")?.textContent?.includes("News of jobs"), "what changed");
    holds(root.querySelector("#jobs-text")?.textContent?.includes("Twice a year"), "the new words");
    const ticked = (id: string) => root.querySelector<HTMLInputElement>(id)?.checked;
    same([ticked("#community"), ticked("#jobs")], [true, false]);
    await accessible(placed.element);
    api.failing.clear();
    (await find("#jobs")).click();
    await press(placed);
    await find("#no_promise");
    same(ticked("#no_promise"), true);
    await press(placed);
    await find("#code");
    same(requestsOf(placed)[1].agreements, [yesTo("community"), yesTo("jobs", 2), yesTo("no_promise")]);
    same(requestsOf(placed)[1].email, "hanako@example.jp");
  });

  it("counts a yes for the words on screen only: in another language it is asked again", async () => {
    const placed = await start();
    await person(placed);
    (await placed.find("#community")).click();
    placed.element.lang = "ja";
    await until(() => placed.root.querySelector("label[for=community]")?.textContent?.includes("参加"), "Japanese");
    await press(placed);
    await placed.find("#fault");
    placed.element.lang = "en";
    await until(() => placed.root.querySelector<HTMLInputElement>("#community")?.checked, "the English yes");
  });

  it("lets an NDA be signed or left, says what it binds to, and insists where it is required", async () => {
    const api = new FakeApi();
    const placed = await start(api);
    await person(placed);
    (await placed.find("#community")).click();
    await press(placed);
    const nda = await placed.find("#nda");
    const terms = placed.root.querySelector("#nda-text")?.textContent ?? "";
    for (const told of ["customers, prices", "31 March 2029", "Confidential"])
      holds(terms.includes(told) || terms.includes("March 31, 2029"), told);
    nda.click();
    (await placed.find("#no_promise")).click();
    await press(placed);
    await placed.find("#code");
    same(requestsOf(placed)[0].agreements.at(-1), yesTo("nda"));
    clear();
    api.agreements = api.agreements.map((text) => ({ ...text, required: text.required || text.kind === "nda" }));
    const other = await start(api);
    await person(other);
    await consents(other);
    await other.find("#fault");
    same(other.root.activeElement?.id, "nda");
  });

  it("puts a long text into a region that the keyboard can scroll", async () => {
    const api = new FakeApi();
    api.agreements = [agreementAt("community", 1, ` ${"And more of it. ".repeat(100)}`)];
    const placed = await start(api);
    await person(placed);
    await placed.find("[role=region][tabindex='0']");
    await accessible(placed.element);
    (await placed.find("#community")).click();
    await press(placed);
    await placed.find("#code");
    holds(placed.root.querySelector(".step")?.textContent?.startsWith("3 of 3"), "no step without a text");
  });
});
