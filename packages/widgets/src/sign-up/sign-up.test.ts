import { OkaeriError } from "@okaeri/sdk";
import { emulateMedia, sendKeys } from "@web/test-runner-commands";
import { accessible, aMoment, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, type } from "../../testing/place.ts";
import { consents, person, press, requestsOf, start, typed, valueAt, yesTo } from "../../testing/sign-up-steps.ts";

describe("okaeri-sign-up", () => {
  afterEach(async () => {
    clear();
    await emulateMedia({ colorScheme: "light" });
  });

  it("leads from the person over the consents and the code to the end", async () => {
    const placed = await start();
    const { api, element, root, find } = placed;
    const told: string[] = [];
    element.addEventListener("okaeri-sign-up-step", (event) => told.push(event.detail.step));
    element.addEventListener("okaeri-sign-up-complete", (event) => told.push(JSON.stringify(event.detail)));
    await accessible(element);
    await person(placed);
    await until(() => root.activeElement?.tagName === "H2", "the focus on the new step's title");
    await accessible(element);
    (await find("#community")).click();
    (await find("#jobs")).click();
    await press(placed);
    const promise = await find("#no_promise");
    await accessible(element);
    promise.click();
    await press(placed);
    const code = await find("#code");
    same([code.getAttribute("autocomplete"), code.getAttribute("inputmode")], ["one-time-code", "numeric"]);
    await accessible(element);
    await type(code, "１２３４５６");
    await press(placed);
    await find(".received");
    holds(element.matches(":state(received)"), "state received");
    await accessible(element);
    same(api.called("signUps.request"), [
      [
        {
          name: { family: "Yamada", given: "Hanako" },
          kana: null,
          formerFamilyName: "Sato",
          employeeNumber: "10482",
          birthDate: null,
          invitation: null,
          email: "hanako@example.jp",
          agreements: [yesTo("community"), yesTo("jobs"), yesTo("no_promise")],
          locale: "en",
        },
      ],
    ]);
    same(api.called("signUps.enterCode"), [["signup_1", { code: "123456" }]]);
    same(told, ["consents", "promises", "code", '{"signUpId":"signup_1"}']);
  });

  it("goes by keyboard alone", async () => {
    const placed = await start();
    (await placed.find("#given")).focus();
    for (const text of ["Hanako", "Yamada", "", "10482"]) {
      if (text) await sendKeys({ type: text });
      await sendKeys({ press: "Tab" });
    }
    (await placed.find("#email")).focus();
    await sendKeys({ type: "hanako@example.jp" });
    await sendKeys({ press: "Enter" });
    await placed.find("#community");
    await until(() => placed.root.activeElement?.tagName === "H2", "the focus on the title");
    await sendKeys({ press: "Tab" });
    await sendKeys({ press: "Space" });
    same(placed.root.querySelector<HTMLInputElement>("#community")?.checked, true);
  });

  it("says at each field what is missing, sums it up, and goes to the first", async () => {
    const placed = await start();
    await press(placed);
    await placed.find(".summary");
    same(placed.root.activeElement?.id, "given");
    same(placed.root.querySelectorAll(".summary li").length, 4);
    const email = await placed.find("#email");
    holds(
      email
        .getAttribute("aria-describedby")
        ?.split(" ")
        .every((id) => placed.root.getElementById(id)),
      "descriptions that exist",
    );
    await accessible(placed.element);
    await emulateMedia({ colorScheme: "dark" });
    placed.element.setAttribute("theme", "dark");
    await accessible(placed.element);
    same(
      placed.api.calls.filter(([name]) => name.startsWith("signUps")),
      [],
    );
  });

  it("asks for the reading in Japanese, and loses nothing when the language changes", async () => {
    const placed = await start();
    const { element, root } = placed;
    await type(await placed.find("#family"), "山田");
    element.lang = "ja";
    await type(await placed.find("#familyKana"), "やまだ");
    same(valueAt(root, "#family"), "山田");
    element.remove();
    document.querySelector("okaeri-provider")?.append(element);
    element.lang = "en";
    await until(() => !root.querySelector("#familyKana"), "English");
    element.lang = "ja";
    await placed.find("#familyKana");
    same([valueAt(root, "#family"), valueAt(root, "#familyKana")], ["山田", "やまだ"]);
  });

  it("needs the first consent, and none of the others", async () => {
    const placed = await start();
    await person(placed);
    (await placed.find("#jobs")).click();
    await press(placed);
    await placed.find("#fault");
    same(placed.root.activeElement?.id, "community");
    same(placed.api.called("signUps.request"), []);
    (await placed.find("#jobs")).click();
    (await placed.find("#community")).click();
    await press(placed);
    await placed.find("#no_promise");
    await press(placed);
    await placed.find("#fault");
    same(placed.root.activeElement?.id, "no_promise");
    (await placed.find("#no_promise")).click();
    await press(placed);
    await placed.find("#code");
    same(requestsOf(placed)[0].agreements, [yesTo("community"), yesTo("no_promise")]);
  });

  it("shows the server's objection at its field, with everything still there", async () => {
    const api = new FakeApi();
    api.failing.set(
      "signUps.request",
      new OkaeriError({
        code: "invalid_input",
        status: 422,
        errors: [{ pointer: "/email", code: "invalid", detail: "" }],
      }),
    );
    const placed = await start(api);
    await person(placed);
    await consents(placed);
    await placed.find("#email-fault");
    same(placed.root.activeElement?.id, "email");
    for (const [selector, text] of Object.entries(typed)) same(valueAt(placed.root, selector), text);
  });

  it("says what happened, what was kept and what to do when it can't be sent", async () => {
    const api = new FakeApi();
    api.failing.set("signUps.request", new OkaeriError({ code: "network_error" }));
    const placed = await start(api);
    await person(placed);
    await consents(placed);
    const failure = await placed.find(".failure");
    holds(failure.textContent?.includes("still here"), "what was kept");
    same(placed.root.querySelector<HTMLInputElement>("#no_promise")?.checked, true);
    await accessible(placed.element);
    dispatchEvent(new Event("online"));
    await until(() => placed.root.querySelector(".failure")?.textContent?.includes("online again"), "the way back");
    same(requestsOf(placed).length, 1, "nothing sent by itself");
    api.failing.clear();
    await press(placed);
    await placed.find("#code");
  });

  it("tells a wrong code from an old one, and sends another", async () => {
    const placed = await start();
    const { api, find, root } = placed;
    await person(placed);
    await consents(placed);
    await type(await find("#code"), "12345");
    await press(placed);
    await until(() => root.querySelector("#code-fault")?.textContent?.includes("six digits"), "too short");
    same(api.called("signUps.enterCode"), []);
    await type(await find("#code"), "000000");
    await press(placed);
    await until(() => root.querySelector("#code-fault")?.textContent?.includes("match"), "wrong");
    api.failing.set("signUps.enterCode", new OkaeriError({ code: "code_expired", status: 410 }));
    await type(await find("#code"), "123456");
    await press(placed);
    await until(() => root.querySelector("#code-fault")?.textContent?.includes("too old"), "too old");
    (await find(".link")).click();
    await until(() => root.querySelector(".again")?.textContent?.includes("new code"), "word of the new code");
    same(api.called("signUps.resendCode"), [["signup_1"]]);
    same(valueAt(root, "#code"), "");
  });

  it("sends everything once more when the sign-up is too old for another code", async () => {
    const placed = await start();
    await person(placed);
    await consents(placed);
    await placed.find("#code");
    placed.api.failing.set("signUps.resendCode", new OkaeriError({ code: "not_found", status: 404 }));
    (await placed.find(".link")).click();
    await until(() => requestsOf(placed).length === 2, "another request");
    same(requestsOf(placed)[1], requestsOf(placed)[0]);
    await placed.find("#code");
  });

  it("says so when the texts can't be fetched, and goes on when they can", async () => {
    const api = new FakeApi();
    api.failing.set("agreements.list", new OkaeriError({ code: "network_error" }));
    const placed = await start(api);
    for (const [selector, text] of Object.entries(typed)) await type(await placed.find(selector), text);
    await press(placed);
    await placed.find(".failure");
    same(valueAt(placed.root, "#email"), "hanako@example.jp");
    api.failing.clear();
    await press(placed);
    await placed.find("#community");
  });

  it("leaves nothing of one person to the next", async () => {
    const placed = await start();
    await person(placed);
    placed.api.signIn({ subject: "taro", role: "member", displayName: null });
    const family = await placed.find("#family");
    await aMoment();
    same(family instanceof HTMLInputElement && family.value, "");
  });
});
