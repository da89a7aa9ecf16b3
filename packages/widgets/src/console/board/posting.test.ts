import { OkaeriError } from "@okaeri/sdk";
import type { JobDraft } from "@okaeri/sdk/contract/jobs";
import { aMoment, holds, same, until } from "../../../testing/check.ts";
import { idOf, personAt } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, focusedIn, openConsole } from "../../../testing/place-console.ts";

const write = (input: Element | null, value: string): void => {
  if (!(input instanceof HTMLTextAreaElement)) throw new Error("nothing to write into");
  input.value = value;
  input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
};
const jobAt = (nth: number, api: FakeRegistry) => {
  const job = api.board.postings[nth];
  if (!job) throw new RangeError("no such posting");
  return job;
};
const opened = async (nth: number, api = new FakeRegistry(10)) => {
  const job = jobAt(nth, api);
  const desk = await openConsole(`#/board/posting/${job.id}`, api);
  await desk.find("input[name=title]");
  return { ...desk, job };
};
const inputIn = (root: ShadowRoot, name: string) => root.querySelector<HTMLInputElement>(`[name=${name}]`);

describe("a posting", () => {
  afterEach(closeConsoles);

  it("is written in plain words, kept as a draft, and then has an address of its own", async () => {
    const { api, root, find, press, heading } = await openConsole("#/board/posting/new", new FakeRegistry(10));
    await heading("New posting");
    await press("Save as a draft");
    await until(() => focusedIn(root)?.getAttribute("name") === "title", "the focus on what is missing");
    same(api.called("jobs.post"), []);
    fill(await find("input[name=title]"), "法人営業");
    fill(await find("input[name=payMin]"), "6,000,000");
    fill(await find("select[name=audience]"), "alumni");
    write(await find("textarea[name=description]"), "大阪の営業です。\n\n- 新規\n- 既存");
    await press("Add a requirement");
    await until(() => focusedIn(root)?.getAttribute("name") === "requirement", "the focus on the new line");
    fill(focusedIn(root), "法人営業の経験");
    await press("Save as a draft");
    await heading("法人営業");
    const [[draft]] = api.called("jobs.post") as [[JobDraft]];
    same(
      [draft.title, draft.audience, draft.salary, draft.descriptionHtml, draft.requirements],
      [
        "法人営業",
        "alumni",
        { min: 6_000_000, max: null, currency: "JPY", per: "year" },
        "<p>大阪の営業です。</p><ul><li>新規</li><li>既存</li></ul>",
        [{ name: "法人営業の経験", level: "required" }],
      ],
    );
    await until(() => location.hash === `#/board/posting/${jobAt(0, api).id}`, "its address");
  });

  it("sends only what was changed, with the version it was read in", async () => {
    const { api, job, find, press, root } = await opened(2);
    fill(await find("input[name=department]"), "営業本部");
    await press("Save");
    await until(() => root.querySelector(".said")?.textContent === "Saved.", "that it was saved");
    same(api.called("jobs.edit"), [[job.id, { department: "営業本部" }, '"1"']]);
    await press("Save");
    await until(() => root.querySelector(".said")?.textContent === "Nothing has changed.", "nothing to send");
    same(api.called("jobs.edit").length, 1);
  });

  it("keeps what was typed through a wrong click, and says that it isn't saved", async () => {
    const { api, job, root, find, press, heading } = await opened(0);
    fill(await find("input[name=title]"), "途中の題名");
    await press("Feeds");
    await heading("Feeds");
    history.back();
    await until(() => inputIn(root, "title")?.value === "途中の題名", "what was typed");
    await until(() => api.called("jobs.get").length === 2, "what is saved to be read again");
    await aMoment();
    same(inputIn(root, "title")?.value, "途中の題名");
    holds(root.querySelector(".head-line")?.textContent?.includes("Unsaved"), "that it isn't saved");
    await press("Discard changes");
    same(inputIn(root, "title")?.value, "途中の題名");
    await press("Really discard");
    await until(() => inputIn(root, "title")?.value === job.title, "what was saved");
  });

  it("shows what somebody else saved meanwhile, takes it over where nothing was typed, and keeps what was", async () => {
    const { api, job, root, find, press } = await opened(0);
    fill(await find("input[name=title]"), "私の題名");
    api.board.postings = api.board.postings.map((one) =>
      one.id === job.id ? { ...one, title: "別の題名", department: "新しい部署" } : one,
    );
    api.board.versions.set(job.id, 2);
    await press("Save");
    const marked = await find(".marked[role=alert]");
    holds(marked.textContent?.includes("Taken over: Department"), "what was taken over");
    holds(marked.textContent?.includes("Saved before: 別の題名"), "what is different");
    same([inputIn(root, "title")?.value, inputIn(root, "department")?.value], ["私の題名", "新しい部署"]);
    await press("Save");
    await until(() => api.called("jobs.edit").length === 2, "the second try");
    same(api.called("jobs.edit")[1], [job.id, { title: "私の題名" }, '"2"']);
    await until(() => root.querySelector(".said")?.textContent === "Saved.", "that it was saved");
  });

  it("keeps what was typed when saving fails, and says why", async () => {
    const { api, root, find, press } = await opened(0);
    fill(await find("input[name=title]"), "新しい題名");
    api.failing.set("jobs.edit", new OkaeriError({ code: "forbidden", status: 403 }));
    await press("Save");
    holds((await find(".fault")).textContent?.includes("What you wrote is still here"), "what was kept");
    same(inputIn(root, "title")?.value, "新しい題名");
  });

  it("of a feed says so, and what the feed brings again; richer HTML is edited as it is", async () => {
    const api = new FakeRegistry(10);
    const table = "<table><tbody><tr><td>a</td></tr></tbody></table>";
    api.board.postings = api.board.postings.map((one, nth) => (nth === 2 ? { ...one, descriptionHtml: table } : one));
    const { root, find, press } = await opened(2, api);
    await until(() => root.textContent?.includes("from the feed “採用サイト”"), "the feed's name");
    holds(root.textContent?.includes("is overwritten when it changes in the feed"), "what comes again");
    same(inputIn(root, "description")?.value, table);
    await press("Rewrite as text");
    await until(() => inputIn(root, "description")?.value === "a", "the words of it");
    holds((await find("button[name=swap]")).textContent?.includes("Write HTML"), "the way back");
  });

  it("is published at a word, and closed at a second one", async () => {
    const { api, job, root, find, press } = await opened(3);
    await press("Publish");
    await until(() => root.querySelector(".said")?.textContent?.includes("is published"), "that it is open");
    (await find("button[name=close]")).click();
    await until(() => root.textContent?.includes("Nobody will see it any more"), "what it means");
    same(api.called("jobs.close"), []);
    await press("Really close");
    await find("button[name=publish]");
    same([api.called("jobs.publish"), api.called("jobs.close")], [[[job.id]], [[job.id]]]);
  });

  it("is duplicated with all its words, but a last day that is over", async () => {
    const api = new FakeRegistry(10);
    api.board.postings = api.board.postings.map((one, nth) => (nth === 0 ? { ...one, closesOn: "2025-01-31" } : one));
    const { job, find, press } = await opened(0, api);
    await press("Duplicate");
    await until(() => api.called("jobs.post").length === 1, "the copy");
    const [[draft]] = api.called("jobs.post") as [[JobDraft]];
    same([draft.title, draft.closesOn, draft.hiringManager], [job.title, null, job.hiringManager]);
    same(draft.requirements, job.requirements);
    await until(() => location.hash === `#/board/posting/${jobAt(0, api).id}`, "the copy's address");
    await find("button[name=publish]");
  });

  it("for those invited names them by segment and person, at once, and goes on being saved after that", async () => {
    const api = new FakeRegistry(300);
    api.board.postings = api.board.postings.map((one, nth) => (nth === 0 ? { ...one, audience: "invited" } : one));
    const { job, root, find, press } = await opened(0, api);
    await until(() => root.textContent?.includes("Nobody is invited yet"), "that nobody sees it");
    fill(await find("select[name=segment]"), idOf("segment", 1));
    await until(() => root.textContent?.includes("営業部、退職から3年以内"), "the segment");
    fill(await find("input[name=person]"), "例示");
    (await find(".found button")).click();
    await until(() => api.called("jobs.editInvitees").length === 2, "both");
    const [, [, edit]] = api.called("jobs.editInvitees") as [unknown, [string, { personIds: string[] }]];
    holds(edit.personIds.length === 1 && edit.personIds[0]?.startsWith("person_"), "one person");
    same(personAt(1).id.startsWith("person_"), true);
    fill(await find("input[name=title]"), "招待の求人");
    await press("Save");
    await until(() => root.querySelector(".said")?.textContent === "Saved.", "that it was saved");
    same(api.called("jobs.edit"), [[job.id, { title: "招待の求人" }, '"3"']]);
  });
});
