import { OkaeriError } from "@okaeri/sdk";
import { sendKeys } from "@web/test-runner-commands";
import { holds, same, until } from "../../../testing/check.ts";
import { personAt } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, focusedIn, openConsole } from "../../../testing/place-console.ts";
import { originOf } from "./person-facts.ts";

const at = (nth: number): string => `#/registry/people/${personAt(nth).id}`;
const rowOf = (root: ShadowRoot, label: string): string =>
  [...root.querySelectorAll(".facts tr")]
    .find((row) => row.querySelector("th")?.textContent === label)
    ?.textContent?.replace(/\s+/g, " ")
    .trim() ?? "";
const texts = (root: ShadowRoot, selector: string): string[] =>
  [...root.querySelectorAll(selector)].map((one) => one.textContent?.replace(/\s+/g, " ").trim() ?? "");

describe("a record", () => {
  afterEach(closeConsoles);

  it("says of every value where it came from and whose hand holds it, for each employment by itself", async () => {
    const { root, heading, find } = await openConsole(at(0));
    await heading("架空 みどり");
    holds(rowOf(root, "Name").includes("File 退職者一覧"), `the source of the name, not ${rowOf(root, "Name")}`);
    holds(rowOf(root, "Department").includes("SmartHR 本社"), "the source that names the field");
    const birth = rowOf(root, "Date of birth");
    holds(birth.includes("見本 担当") && birth.includes("Set by hand"), `whose hand, not ${birth}`);
    same(texts(root, "h3").slice(2, 4), [
      "Employment 1 of 2 1 Apr 2005 – 31 Mar 2009",
      "Employment 2 of 2 1 Apr 2011 – 28 Jan 2012",
    ]);
    await find("#history-title ~ .wide tbody tr");
    const history = texts(root, "#history-title ~ .wide tbody tr");
    same(history.length, 3);
    holds(
      history[0]?.includes("SmartHR 本社") && history[0].includes("Department: 物流部 → to営業部"),
      `what changed, not ${history[0]}`,
    );
    holds(
      history[1]?.includes("State: Leaving → toLeft") && history[1].includes("退職日を過ぎた"),
      `states in words, not ${history[1]}`,
    );
  });

  it("takes the latest that names a value, else what brought the employment, else what brought the person", () => {
    const origin = (field: string, employmentId: string | null, day: number) => ({
      field,
      employmentId,
      at: `2026-01-0${day}T00:00:00Z`,
      actor: String(day),
      source: null,
    });
    const origins = [
      origin("*", null, 1),
      origin("familyName", null, 2),
      origin("givenName", null, 3),
      origin("*", "employment_a", 4),
      origin("department", "employment_a", 5),
      origin("title", null, 6),
    ];
    const by = (field: string, employmentId: string | null): string | undefined =>
      originOf({ origins }, field, employmentId)?.actor;
    same(
      [
        by("name", null),
        by("birthDate", null),
        by("department", "employment_a"),
        by("title", "employment_a"),
        by("title", "employment_b"),
      ],
      ["3", "1", "5", "4", "1"],
    );
  });

  it("shows what a hand holds of contacts, and edits only the hand's own", async () => {
    const api = new FakeRegistry();
    const [person] = api.people;
    const [mail] = person?.contacts ?? [];
    holds(person && mail, "a person with a mail address");
    api.people[0] = {
      ...person,
      heldFields: ["email"],
      contacts: [
        mail,
        { ...mail, id: "contact_2", value: "own@example.jp", source: { id: "source_3", kind: "hand", name: "手入力" } },
      ],
    };
    const { root, heading, press, find } = await openConsole(at(0), api);
    await heading("架空 みどり");
    await press("Let it be overwritten Email");
    await until(() => api.called("registry.editPerson").length === 1, "the release");
    await press("Edit");
    same(((await find("input[name=email]")) as HTMLInputElement).value, "own@example.jp");
    holds(root.textContent?.includes(mail.value), "what the file says is still there");
  });

  it("is edited by hand: only what is different is sent, with the version that was seen", async () => {
    const { api, root, heading, press, find } = await openConsole(at(1));
    await heading("例示 みどり");
    await press("Edit");
    await until(() => focusedIn(root)?.getAttribute("name") === "family", "the focus on the first field");
    await press("Save");
    await until(
      () => root.querySelector("form [role=alert]")?.textContent === "Nothing is different.",
      "nothing to save",
    );
    fill(await find("input[name=formerFamilyName]"), "見本");
    await press("Save");
    await heading("例示 みどり (formerly 見本)");
    same(api.called("registry.editPerson"), [[personAt(1).id, { formerFamilyName: "見本" }, '"1"']]);
    same(root.querySelector(".said")?.textContent, "Saved.");
    holds(rowOf(root, "Former family name").includes("Set by hand"), "held from then on");
    await press("Let it be overwritten Former family name");
    await until(() => !rowOf(root, "Former family name").includes("Set by hand"), "released");
  });

  it("keeps what was typed when somebody else was faster, and then changes only that", async () => {
    const { api, root, heading, press, find } = await openConsole(at(1));
    await heading("例示 みどり");
    await press("Edit");
    fill(await find("input[name=givenRomaji]"), "Midori");
    fill(await find("input[name=familyRomaji]"), "Reiji");
    const { id } = personAt(1);
    await api.console.registry.editPerson(id, { birthDate: "1999-09-09" }, { ifMatch: '"1"' });
    await press("Save");
    holds((await find(".fault")).textContent?.includes("still here"), "what was kept");
    same((root.querySelector("input[name=familyRomaji]") as HTMLInputElement).value, "Reiji");
    await press("Read the latest version");
    await until(() => rowOf(root, "Date of birth").includes("9 Sept 1999"), "the other's change");
    await press("Save");
    await until(() => root.querySelector(".said")?.textContent === "Saved.", "saved");
    same(api.called("registry.editPerson").at(-1), [id, { romaji: { family: "Reiji", given: "Midori" } }, '"2"']);
    same(api.people[1]?.birthDate, "1999-09-09");
  });

  it("changes its state with a reason, and says what does not go", async () => {
    const { api, root, heading, press, find } = await openConsole(at(1));
    await heading("例示 みどり");
    await press("Change the state");
    fill(await find("select[name=state]"), "dormant");
    (await find(".form .primary")).click();
    await until(() => root.querySelector("form [role=alert]")?.textContent === "Give a reason.", "a reason");
    same(api.called("registry.changePersonState"), []);
    fill(await find("input[name=reason]"), "一年連絡がない");
    (await find(".form .primary")).click();
    await until(() => root.querySelector(".said")?.textContent === 'The state is "Dormant" now.', "done");
    await press("Change the state");
    same(
      [...root.querySelectorAll("option")]
        .map((option) => option.value)
        .filter((state) => ["leaving", "rehired", "erased", "dormant"].includes(state)),
      [],
      "states that follow from employments, or are the present one",
    );
    fill(await find("select[name=state]"), "pending");
    api.failing.set("registry.changePersonState", new OkaeriError({ code: "conflict", status: 409 }));
    fill(await find("input[name=reason]"), "試し");
    (await find(".form .primary")).click();
    holds((await find(".fault")).textContent?.includes("does not lead to that one"), "why not");
    await find(".fault");
    root.querySelector<HTMLElement>(".fault")?.focus();
    await sendKeys({ press: "Escape" });
    await until(() => !root.querySelector(".form"), "Escape closes the form first");
    await heading("例示 みどり");
  });

  it("says that somebody is not there any more, and leads back", async () => {
    const { root, find, press, heading } = await openConsole(at(99), new FakeRegistry(50));
    holds((await find(".fault")).textContent?.includes("removed or merged"), "why");
    await press("Back to the list");
    await heading("Leavers");
    await until(() => root.querySelector(".people .row a"), "the list");
  });
});
