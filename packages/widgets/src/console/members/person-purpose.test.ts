import { holds, same, until } from "../../../testing/check.ts";
import { idOf, personAt } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, openConsole } from "../../../testing/place-console.ts";

const hash = `#/registry/people/${personAt(3).id}`;
const fact = (root: ShadowRoot, label: string): string =>
  [...root.querySelectorAll(".facts tbody tr")]
    .find((row) => row.querySelector("th")?.textContent === label)
    ?.querySelector("td")
    ?.textContent?.trim() ?? "";

const withheldIn = (): FakeRegistry => {
  const api = new FakeRegistry(200);
  api.withheld.untilPurpose = ["birthDate"];
  api.withheld.forbidden = ["formerFamilyName"];
  return api;
};

describe("a record's restricted fields", () => {
  afterEach(closeConsoles);

  it("are read for a purpose, which stays in sight until it is ended", async () => {
    const { api, root, find } = await openConsole(hash, withheldIn());
    await until(() => fact(root, "Date of birth").includes("Shown once"), "the birth date is withheld");
    fill(await find("[name=purpose]"), "hiring");
    (await find("[name=show]")).click();
    await until(() => /\d{4}$/.test(fact(root, "Date of birth")), "the birth date");
    same(api.called("registry.getPerson").at(-1), [personAt(3).id, "hiring"]);
    holds(root.querySelector(".purpose")?.textContent?.includes("Considering to hire"), "what it is read for");
    same(fact(root, "Former family name"), "Not for your role to see");
    (await find("[name=endPurpose]")).click();
    await until(() => fact(root, "Date of birth").includes("Shown once"), "withheld again");
    same(api.called("registry.getPerson").at(-1), [personAt(3).id]);
  });

  it("are withheld again for whoever comes back from elsewhere, and of another person", async () => {
    const { api, root, find } = await openConsole(hash, withheldIn());
    await find("[name=purpose]");
    fill(await find("[name=purpose]"), "hiring");
    (await find("[name=show]")).click();
    await find("[name=endPurpose]");
    location.hash = "#/registry/segments";
    await find("#segments-title");
    location.hash = hash;
    await until(() => fact(root, "Date of birth").includes("Shown once"), "withheld again");
    same(api.called("registry.getPerson").at(-1), [personAt(3).id]);
  });

  it("stand above what the person agreed to, and what HR notes of the NDA", async () => {
    const { api, root, find } = await openConsole(hash, withheldIn());
    await until(() => root.textContent?.includes("Version 2"), "the receipt");
    (await find("[name=noteNda]")).click();
    (await find("[name=saveNote]")).click();
    await until(() => root.querySelector("form [role=alert]"), "whether it was signed");
    (await find("[name=ndaAct][value=explained_not_signed]")).click();
    fill(await find("[name=ndaNote]"), "最終面談で説明");
    (await find("[name=saveNote]")).click();
    await until(() => root.querySelector(".said")?.textContent?.includes("NDA was saved"), "noted");
    same(api.called("registry.noteNda"), [[personAt(3).id, { act: "explained_not_signed", note: "最終面談で説明" }]]);
    await until(() => root.textContent?.includes("Explained, not signed"), "in the list");
    same(api.members.receipts[0]?.id, idOf("receipt", 2));
  });
});
