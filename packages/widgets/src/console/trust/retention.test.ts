import { holds, same, until } from "../../../testing/check.ts";
import { personAt } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, openConsole } from "../../../testing/place-console.ts";

const valuesOf = (root: ShadowRoot): string[] =>
  [...root.querySelectorAll<HTMLInputElement>("input[name=days]")].map(({ value }) => value);

describe("retention", () => {
  afterEach(closeConsoles);

  it("rules are written and saved together, with the version that was seen", async () => {
    const { api, root, find, press } = await openConsole("#/trust/retention");
    await until(() => valuesOf(root).join() === "730,1825", "the rules");
    holds(root.textContent?.includes("about 5 years"), "days in years");
    await press("Add a rule");
    await until(() => root.querySelectorAll(".rule").length === 3, "another rule");
    fill(await find(".rule:last-of-type select"), "mails_sent");
    await press("Save");
    await until(() => root.querySelector(".rules > [role=alert]"), "days are missing");
    fill(await find(".rule:last-of-type input[name=days]"), "９０");
    await press("Remove rule 1");
    await press("Save");
    await until(() => api.called("retention.edit").length === 1, "saving");
    same(api.called("retention.edit")[0], [
      [
        { subject: "contacts", states: ["noticed", "withdrawn"], days: 1825 },
        { subject: "mails_sent", states: [], days: 90 },
      ],
      '"1"',
    ]);
  });

  it("rules that somebody else changed meanwhile are reread, and what was written stays", async () => {
    const { api, root, find, press } = await openConsole("#/trust/retention");
    fill(await find("input[name=days]"), "100");
    api.trust.rulesVersion = 2;
    api.trust.rules = [{ subject: "skills", states: [], days: 5 }];
    await press("Save");
    holds((await find(".fault")).textContent?.includes("still here"), "what was kept");
    same(valuesOf(root), ["100", "1825"]);
    await press("Load theirs instead");
    await until(() => valuesOf(root).join() === "5", "theirs");
  });

  it("is tried first, and run only after a second word; each run leaves a certificate", async () => {
    const { api, root, find, press, heading } = await openConsole("#/trust/retention/preview");
    await find(".stack tbody tr");
    holds(root.querySelector(".stack tbody tr")?.textContent?.includes("1,234"), "how many would go");
    holds(root.querySelector(`.stack a[href$="${personAt(1).id}"]`), "an example");
    await press("Remove now");
    await until(() => root.textContent?.includes("cannot be undone"), "what it means");
    same(api.called("retention.run"), []);
    await press("Really remove 1,234");
    await heading("Retention: Runs");
    await until(() => root.querySelectorAll(".stack tbody tr").length === 2, "the runs");
    holds(root.querySelector(".stack tbody tr button"), "its certificate");
  });

  it("legal holds are placed on somebody with a reason, and lifted after a second word", async () => {
    const { api, root, find, press } = await openConsole("#/trust/retention/holds");
    await press("Place a legal hold");
    await press("Place it");
    await until(() => root.querySelector(".picker [role=alert]"), "on whom");
    fill(await find("input[name=person]"), "例示 さ");
    await until(() => root.querySelector(".found button"), "who was found");
    (await find(".found button")).click();
    await find(".picker .again");
    await press("Place it");
    await until(() => root.querySelector("[role=alert]")?.textContent === "Give a reason.", "why");
    fill(await find(".hold input[name=reason]"), "係争中");
    await press("Place it");
    await until(() => root.querySelectorAll(".stack tbody tr").length === 3, "the hold");
    same(api.called("legalHolds.create"), [[personAt(13).id, "係争中", null]]);
    (await find("button[name=lift]")).click();
    await until(() => root.textContent?.includes("the next run removes it"), "what it means");
    same(api.called("legalHolds.lift"), []);
    await press("Really lift");
    await until(() => api.called("legalHolds.lift").length === 1 && root.textContent?.includes("Lifted "), "lifted");
  });

  it("is only read by an auditor, who learns of nobody", async () => {
    const api = new FakeRegistry();
    api.session = { subject: "auditor", role: "auditor", displayName: null };
    const { root, find, heading } = await openConsole("#/trust/retention/holds", api);
    await heading("Retention: Rules");
    await find("ol li");
    same([root.querySelector("form"), root.querySelectorAll(".tabs a").length], [null, 3]);
    same(api.called("legalHolds.list"), []);
  });
});
