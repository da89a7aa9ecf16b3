import { aMoment, holds, same, until } from "../../../testing/check.ts";
import { personAt } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { checkpoint } from "../../../testing/fake-trust.ts";
import { chooseFile, closeConsoles, fill, openConsole } from "../../../testing/place-console.ts";

const asAuditor = (): FakeRegistry => {
  const api = new FakeRegistry();
  api.session = { subject: "auditor", role: "auditor", displayName: null };
  return api;
};

describe("the audit trail", () => {
  afterEach(closeConsoles);

  it("says whose records, which fields, when, by whom and what for, in words; what has none, as it is", async () => {
    const { root, find } = await openConsole("#/trust/audit");
    await find(".stack tbody tr");
    const rows = [...root.querySelectorAll(".stack tbody tr")].map((row) => row.textContent ?? "");
    const [first = "", second = "", third = "", fourth = "", fifth = ""] = rows;
    for (const words of ["Recruiter 例示", "Saw a record", "Date of birth", "Contacts", "Identity check"])
      holds(first.includes(words), words);
    holds(second.includes("and 1,233 more"), "how many people");
    holds(third.includes("System") && third.includes("Nightly retention"), "work in the background");
    holds(fourth.includes("Date of birth (Recruiter)"), "whose right was changed");
    holds(fifth.includes("somethingNewer") && fifth.includes("thing (Novelty)"), "what a newer server says");
  });

  it("is read page by page, and narrowed by a press on what stands there; the address says how", async () => {
    const { api, root, find, press } = await openConsole("#/trust/audit");
    await find("button[name=more]");
    await press("Show more");
    await until(() => root.querySelectorAll(".stack tbody tr").length === 100, "the next page");
    await press("Saw a record");
    await until(() => location.hash === "#/trust/audit?action=getPerson", "the condition in the address");
    await until(() => root.querySelectorAll(".stack tbody tr").length === 24, "what fits");
    fill(await find("select[name=field]"), "Person.birthDate");
    await until(() => location.hash.includes("field=Person.birthDate"), "both conditions");
    const asked = { action: "getPerson", field: "Person.birthDate", limit: 50 };
    await until(() => JSON.stringify(api.called("audit.list").at(-1)?.[0]) === JSON.stringify(asked), "what is asked");
    await press("Clear all");
    await until(() => location.hash === "#/trust/audit", "no condition");
  });

  it("looks names up only on a word, because each is a reading, and says so", async () => {
    const { api, root, find, press } = await openConsole(`#/trust/audit?personId=${personAt(0).id}`);
    await find(".stack tbody tr");
    await aMoment();
    same(api.called("registry.getPerson"), []);
    holds(root.textContent?.includes("That goes into the audit trail too."), "what it means");
    await press("Show names");
    await until(() => root.querySelector(".picker")?.textContent?.includes("架空 みどり"), "the name in the condition");
    await until(() => root.querySelector(".stack tbody")?.textContent?.includes("架空 みどり"), "the name in the list");
    same(api.called("registry.getPerson").length, 1);
  });

  it("finds whose records by name", async () => {
    const { root, find, press } = await openConsole("#/trust/audit");
    fill(await find("input[name=person]"), "例示 さ");
    await until(() => root.querySelector(".found button"), "who was found");
    (await find(".found button")).click();
    await until(() => location.hash === `#/trust/audit?personId=${personAt(13).id}`, "the person in the address");
    await until(() => root.textContent?.includes("No entry fits."), "nothing of theirs");
    await press("Choose another");
    await until(() => location.hash === "#/trust/audit", "everybody");
  });

  it("shows an auditor ids, and asks the registry for nobody", async () => {
    const { api, root, find } = await openConsole("#/trust/audit", asAuditor());
    await find(".stack tbody tr");
    same([root.querySelector("button[name=names]"), root.querySelector("input[name=person]")], [null, null]);
    fill(await find("input[name=personId]"), "somebody");
    await until(() => root.querySelector("form [role=alert]"), "that it is no id");
    fill(await find("input[name=personId]"), personAt(1).id);
    await until(() => location.hash.includes(personAt(1).id), "the condition");
    same(
      api.calls.filter(([name]) => name.startsWith("registry.")),
      [],
    );
  });
});

describe("checking the trail", () => {
  afterEach(closeConsoles);

  it("compares with checkpoints that are pasted or in a file, and says what was not proven without", async () => {
    const { api, root, find, press } = await openConsole("#/trust/verification");
    await press("Read everything again and check");
    holds((await find(".result")).textContent?.includes("not compared with a checkpoint"), "what is not proven");
    chooseFile(await find("input[type=file]"), "nothing in here");
    await until(() => root.querySelector("form [role=alert]")?.textContent?.includes("no checkpoint"), "none found");
    chooseFile(await find("input[type=file]"), JSON.stringify({ checkpoint }));
    await until(() => root.textContent?.includes("1 checkpoint"), "one found");
    await press("Read everything again and check");
    await until(() => api.called("audit.verify").length === 2, "the check");
    same(api.called("audit.verify")[1], [[checkpoint]]);
  });

  it("names every trace of tampering", async () => {
    const api = asAuditor();
    api.trust.verified = {
      ...api.trust.verified,
      intact: false,
      faults: [
        { position: 17, kind: "changed" },
        { position: null, kind: "cut_off" },
      ],
    };
    const { find, press } = await openConsole("#/trust/verification", api);
    await press("Read everything again and check");
    holds((await find(".fault.result")).textContent?.includes("There are 2 traces"), "how many");
    holds((await find(".stack tbody")).textContent?.includes("17This entry was changed"), "where and what");
  });

  it("saves a checkpoint to be kept elsewhere", async () => {
    const { api, root, press } = await openConsole("#/trust/verification");
    await press("Save a checkpoint");
    await until(() => root.textContent?.includes("Saved a checkpoint up to entry 120"), "what was saved");
    same(api.called("audit.checkpoint").length, 1);
  });
});
