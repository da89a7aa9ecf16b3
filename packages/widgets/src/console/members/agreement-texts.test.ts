import { holds, same, until } from "../../../testing/check.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, openConsole } from "../../../testing/place-console.ts";

const write = (field: HTMLElement, text: string): void => {
  if (!(field instanceof HTMLTextAreaElement)) throw new Error("nothing to write into");
  field.value = text;
  field.dispatchEvent(new InputEvent("input"));
};

describe("texts", () => {
  afterEach(closeConsoles);

  it("are listed with who holds them, those that nobody is asked for among them", async () => {
    const { root, find } = await openConsole("#/members/texts");
    await find("tbody tr");
    same(root.querySelectorAll("tbody tr").length, 8);
    holds(root.querySelector("tbody tr")?.textContent?.includes("120"), "who holds it");
    const group = [...root.querySelectorAll("tbody tr")].find((one) => one.textContent?.includes("group companies"));
    holds(group?.textContent?.includes("Not asked"), "what is not asked");
  });

  it("are published in both languages after a second word that tells who is asked anew", async () => {
    const { api, root, find } = await openConsole("#/members/texts/jobs");
    (await find("[name=write]")).click();
    same(((await find("[name=titleEn]")) as HTMLInputElement).value, "News of jobs");
    (await find("[name=preview]")).click();
    await until(() => root.querySelector("form [role=alert]")?.textContent?.includes("the same"), "nothing is new");
    fill(await find("[name=titleJa]"), "");
    (await find("[name=preview]")).click();
    await until(() => root.querySelector("form [role=alert]")?.textContent?.includes("in Japanese"), "both languages");
    fill(await find("[name=titleJa]"), "求人のご案内");
    write(await find("[name=bodyEn]"), "<b>We</b> mail you jobs.");
    (await find("[name=preview]")).click();
    await find("#preview-title");
    same(api.called("agreements.publish"), []);
    holds(root.querySelector(".seen")?.textContent?.includes("<b>We</b>"), "the words as they are");
    holds(root.querySelector(".marked")?.textContent?.includes("120"), "who is asked anew");
    (await find("[name=publish]")).click();
    await until(() => root.querySelector(".said")?.textContent?.includes("Version 3"), "published");
    const [draft] = api.called("agreements.publish")[0] as [{ texts: { ja: { title: string } } }];
    same(draft.texts.ja.title, "求人のご案内");
    await until(() => [...root.querySelectorAll("tbody tr")].length === 3, "three versions");
  });

  it("are not published over a version that came meanwhile, and keep what was written", async () => {
    const api = new FakeRegistry(200);
    const { root, find } = await openConsole("#/members/texts/jobs", api);
    (await find("[name=write]")).click();
    fill(await find("[name=titleEn]"), "Mine");
    (await find("[name=preview]")).click();
    await find("[name=publish]");
    const words = { title: "Theirs", body: "Theirs" };
    await api.console.agreements.publish({ kind: "jobs", texts: { ja: words, en: words } });
    (await find("[name=publish]")).click();
    await until(() => root.querySelector(".marked")?.textContent?.includes("while you were writing"), "said so");
    same(((await find("[name=titleEn]")) as HTMLInputElement).value, "Mine");
    same(api.called("agreements.publish").length, 1);
  });

  it("of an NDA have a scope, an end and classes", async () => {
    const { api, root, find } = await openConsole("#/members/texts/nda");
    (await find("[name=write]")).click();
    (await find("[name=until][value=date]")).click();
    fill(await find("[name=endsOn]"), "");
    (await find("[name=preview]")).click();
    await until(() => root.querySelector("form [role=alert]")?.textContent?.includes("end date"), "an end");
    fill(await find("[name=endsOn]"), "2031-03-31");
    (await find("[name=class][value=internal]")).click();
    (await find("[name=required]")).click();
    (await find("[name=preview]")).click();
    (await find("[name=publish]")).click();
    await until(() => api.called("agreements.publish").length === 1, "published");
    const [draft] = api.called("agreements.publish")[0] as [{ nda: object; required: boolean }];
    same(draft.nda, {
      scope: "顧客、価格、開発中の製品 / customers, prices, products in development",
      endsOn: "2031-03-31",
      secrecyClasses: ["internal", "confidential", "strictly_confidential"],
    });
    same(draft.required, true);
  });

  it("are no longer asked after a second word; what membership needs can't be", async () => {
    const { api, root, find } = await openConsole("#/members/texts/statistics");
    (await find("[name=retire]")).click();
    same(api.called("agreements.retire"), []);
    (await find("[name=retireSure]")).click();
    await until(() => root.querySelector(".said")?.textContent?.includes("no longer asked"), "said so");
    same(api.called("agreements.retire"), [["statistics"]]);
    location.hash = "#/members/texts/community";
    await find("[name=write]");
    await until(() => root.querySelector("h2")?.textContent === "Membership and contact", "another text");
    same(root.querySelector("[name=retire]"), null);
  });

  it("are read, and not changed, by who is no admin", async () => {
    const api = Object.assign(new FakeRegistry(200), {
      session: { subject: "recruiter", role: "recruiter", displayName: null },
    });
    const { root, find } = await openConsole("#/members/texts/jobs", api);
    await find(".seen");
    same(root.querySelector("[name=write], [name=retire]"), null);
  });
});
