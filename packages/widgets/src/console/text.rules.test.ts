import { describe, expect, it } from "vitest";
import { handSource, personAt } from "../../testing/fake-people.ts";
import { csvOf } from "./registry/csv.rules.ts";
import { editOf, valuesOf } from "./registry/person-edit.rules.ts";
import { actorText, dayText, instantDayText, instantText, listedIn, wholeName } from "./text.rules.ts";

describe("text", () => {
  it("writes dates as their readers do, and leaves alone what is none", () => {
    expect(dayText("2021-03-31", "ja")).toBe("2021/03/31");
    expect(dayText("2021-03-31", "en")).toBe("31 Mar 2021");
    expect(dayText("平成27年", "ja")).toBe("平成27年");
    expect(instantText("nothing", "en")).toBe("nothing");
    expect(instantDayText("nothing", "en")).toBe("nothing");
  });

  it("tells the day of an instant where its reader is", () => {
    const evening = new Date(2026, 10, 20, 23, 59).toISOString();
    const morning = new Date(2026, 10, 21, 0, 1).toISOString();
    expect([evening, morning].map((at) => instantDayText(at, "ja"))).toEqual(["2026/11/20", "2026/11/21"]);
    expect(instantDayText(morning, "en")).toBe("21 Nov 2026");
  });

  it("writes a name in one piece as it is, and one in two with a space", () => {
    expect(wholeName({ family: "アレクサンドラ マリア", given: "" })).toBe("アレクサンドラ マリア");
    expect(wholeName({ family: "例示", given: "花子" })).toBe("例示 花子");
  });

  it("reads lists with commas of either script", () => {
    expect(listedIn("英語、簿記, SQL，英語、 ")).toEqual(["英語", "簿記", "SQL"]);
  });

  it("names who did something by the kind of caller, and never by a bare id", () => {
    const words = { system: "System", recruiter: "Recruiter", admin: "Admin", member: "The person", key: "API key" };
    expect(actorText("system", words)).toBe("System");
    expect(actorText("recruiter:hanako", words)).toBe("Recruiter hanako");
    expect(actorText("recruiter:https://hris.example:8443/a hanako", words)).toBe("Recruiter hanako");
    expect(actorText("admin:key:0198", words)).toBe("API key");
    expect(actorText("admin:scim-token:0198", words)).toBe("SCIM");
    expect(actorText("member:0198-ab", words)).toBe("The person");
    expect(actorText("見本 担当", words)).toBe("見本 担当");
    expect(actorText("constructor", words)).toBe("constructor");
  });

  it("makes formula-looking cells harmless", () => {
    expect(csvOf([["=1+1", 'a,"b"', "+81", "-", "@x", "plain"]])).toBe(`\ufeff'=1+1,"a,""b""",'+81,'-,'@x,plain\r\n`);
  });
});

describe("an edit by hand", () => {
  const person = personAt(0);
  it("names nothing where nothing is different, spaces included", () => {
    expect(editOf(person, valuesOf(person))).toEqual({});
    expect(editOf(person, { ...valuesOf(person), family: ` ${person.name.family} ` })).toEqual({});
  });

  it("names only what is different, and erases with null", () => {
    const values = valuesOf(person);
    expect(editOf(person, { ...values, familyKana: "", givenKana: "" })).toEqual({ kana: null });
    expect(editOf(person, { ...values, given: "新" })).toEqual({ name: { family: person.name.family, given: "新" } });
    expect(editOf(person, { ...values, birthDate: "", skills: "一、二" })).toEqual({
      birthDate: null,
      skills: ["一", "二"],
    });
    expect(editOf(person, { ...values, email: "own@example.jp", phone: "03-0000-0000" })).toEqual({
      email: "own@example.jp",
      phone: "03-0000-0000",
    });
  });

  it("erases only a contact that a hand has set", () => {
    const [mail] = person.contacts;
    const own = { ...person, contacts: mail ? [mail, { ...mail, value: "own@example.jp", source: handSource }] : [] };
    expect(valuesOf(person).email).toBe("");
    expect(editOf(own, { ...valuesOf(own), email: "" })).toEqual({ email: null });
  });
});
