import { OkaeriError } from "@okaeri/sdk";
import { emulateMedia, sendKeys } from "@web/test-runner-commands";
import { agreementAt } from "../../gallery/sample-agreements.ts";
import { accessible, aMoment, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place, type } from "../../testing/place.ts";
import "./sign-up.define.ts";

type Placed = Awaited<ReturnType<typeof start>>;

const start = async (api = new FakeApi()) => {
  const placed = await place(document.createElement("okaeri-sign-up"), api);
  await placed.find("#family");
  return placed;
};

const typed = {
  "#family": "Yamada",
  "#given": "Hanako",
  "#formerFamily": "Sato",
  "#employeeNumber": "10482",
  "#email": "hanako@example.jp",
};

const press = async ({ find }: Placed): Promise<void> => (await find("button[type=submit]")).click();

const person = async (placed: Placed): Promise<void> => {
  for (const [selector, text] of Object.entries(typed)) await type(await placed.find(selector), text);
  await press(placed);
  await placed.find("#community");
};

const consents = async (placed: Placed): Promise<void> => {
  for (const purpose of ["#community", "#jobs"]) (await placed.find(purpose)).click();
  await press(placed);
  (await placed.find("#no_promise")).click();
  await press(placed);
};

const hashOf = (kind: "community" | "jobs" | "no_promise" | "nda", version = 1): string =>
  agreementAt(kind, version).texts.en.hash;
const yesTo = (kind: "community" | "jobs" | "no_promise" | "nda", version = 1) => ({
  kind,
  version,
  textHash: hashOf(kind, version),
});
const requestsOf = ({ api }: Placed) => api.called("signUps.request").map(([request]) => Object(request));

const valueAt = (root: ShadowRoot, selector: string): string | undefined =>
  root.querySelector<HTMLInputElement>(selector)?.value;

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
