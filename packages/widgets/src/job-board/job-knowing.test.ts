import { OkaeriError } from "@okaeri/sdk";
import { accessible, aMoment, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place } from "../../testing/place.ts";
import "./job-board.define.ts";

const board = () => document.createElement("okaeri-job-board");
const textOf = (element: Element | null | undefined): string => element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
/** A board that somebody is signed in to. */
const forMember = (): FakeApi => {
  const api = new FakeApi();
  for (const { id } of api.jobs) api.postings.set(id, { interested: false });
  return api;
};

describe("what a posting says to somebody who worked here", () => {
  afterEach(clear);

  it("is how it fits, line by line, and what changed since they left", async () => {
    const api = forMember();
    const { element, find } = await place(board(), api);
    (await find(".open")).click();
    const match = await find("[part=match]");
    same(textOf(match.querySelector("strong")), "80 of 100");
    same([...match.querySelectorAll(".fit > div")].map(textOf), [
      "Department You worked in システム課 30 of 30",
      "Skills You have: TypeScript, PostgreSQLNot in your record: Accessibility 26 of 40",
      "Grade Not counted, as nothing is known",
      "Known from your time here Here in your time already: PostgreSQL, AccessibilityCame after you left: TypeScript 16 of 20",
    ]);
    const changes = await find("[part=changes]");
    holds(
      textOf(changes).includes("after 31 Mar 2021") || textOf(changes).includes("after Mar 31, 2021"),
      textOf(changes),
    );
    same([...changes.querySelectorAll("h4")].map(textOf), [
      "受注システムをTypeScriptで作り直しました",
      "部署の名前が変わりました",
    ]);
    holds(textOf(changes).includes("“システム課” is now called “プロダクト部”."), "renamed");
    await accessible(element);
  });

  it("is in Japanese for Japanese readers", async () => {
    const element = board();
    element.lang = "ja";
    const { find } = await place(element, forMember());
    (await find(".open")).click();
    const match = textOf(await find("[part=match]"));
    holds(match.includes("システム課にいらっしゃいました"), match);
    holds(textOf(await find("[part=changes]")).includes("2021年3月31日より後の"), "the day");
    await accessible(element);
  });

  it("is not asked for by a visitor", async () => {
    const api = new FakeApi();
    const { root, find } = await place(board(), api);
    (await find(".open")).click();
    await find("[part=requirements]");
    await aMoment();
    same(api.called("jobMatches.get"), []);
    same(root.querySelector("[part=match]"), null);
  });

  it("gives its lines, but no number, where too little is known for one", async () => {
    const api = forMember();
    api.jobMatch = { ...api.jobMatch, score: 100, confidence: 0.3 };
    const { find } = await place(board(), api);
    (await find(".open")).click();
    const match = await find("[part=match]");
    same(match.querySelector("strong"), null);
    holds(textOf(match).includes("take this as a hint") && match.querySelector(".fit"), textOf(match));
  });

  it("says that nothing can be told, and leaves out what nobody wrote", async () => {
    const api = forMember();
    api.jobMatch = { ...api.jobMatch, score: null, confidence: 0 };
    api.jobChanges = { since: null, data: [], newRequirements: [] };
    const { root, find } = await place(board(), api);
    (await find(".open")).click();
    holds(textOf(await find("[part=match]")).includes("can't be told yet"), "undecided");
    same(root.querySelector("[part=changes]"), null);
  });

  it("may fail without the posting, and be tried again", async () => {
    const api = forMember();
    api.failing.set("jobMatches.get", new OkaeriError({ code: "internal", status: 500 }));
    const { root, find } = await place(board(), api);
    (await find(".open")).click();
    const retry = await find("article [role=status] button");
    holds(root.querySelector("[part=requirements]"), "the posting");
    api.failing.clear();
    retry.click();
    await find("[part=match]");
  });

  it("is of the posting that is open, whichever was asked for first", async () => {
    const api = forMember();
    let release = (): void => undefined;
    api.held.set("jobMatches.get", new Promise((done) => (release = done)));
    const { element, root, find } = await place(board(), api);
    (await find(".open")).click();
    await until(() => api.called("jobMatches.get").length === 1, "asked");
    api.jobMatch = { ...api.jobMatch, score: 11 };
    root.querySelectorAll<HTMLElement>(".open")[1]?.click();
    await until(() => api.called("jobMatches.get").length === 2, "asked again");
    release();
    await until(() => textOf(root.querySelector("[part=match] strong")) === "11 of 100", "the second");
    same(root.querySelectorAll("[part=match]").length, 1);
    holds(element.isConnected, "still there");
  });
});
