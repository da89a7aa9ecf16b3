import { OkaeriError } from "@okaeri/sdk";
import { holds, same, until } from "../../../testing/check.ts";
import { idOf } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { chooseFile, closeConsoles, fill, focusedIn, openConsole } from "../../../testing/place-console.ts";

const feedAt = (nth: number): string => `#/board/feeds/${idOf("feed", nth)}`;
const open = (hash: string, api = new FakeRegistry(10)) => openConsole(hash, api);

describe("feeds", () => {
  afterEach(closeConsoles);

  it("say how each stands: fine, failed and why, or waiting for a decision", async () => {
    const { root } = await open("#/board/feeds");
    await until(() => root.querySelectorAll(".stack tbody tr").length === 3, "the feeds");
    const [fine = "", failed = "", waits = ""] = [...root.querySelectorAll(".stack tbody tr")].map(
      (row) => row.textContent ?? "",
    );
    holds(fine.includes("Fine") && fine.includes("120"), "the one that is fine");
    holds(failed.includes("can’t be reached") || failed.includes("reached"), "why the other failed");
    holds(waits.includes("Waits for you"), "the one that waits");
  });

  it("are added with what their format takes; a token is never read again", async () => {
    const { api, root, find, press } = await open("#/board/feeds/new");
    fill(await find("input[name=name]"), "本社の採用管理");
    same(root.querySelector("input[name=token]"), null);
    fill(await find("select[name=format]"), "workable");
    fill(await find("input[name=url]"), "ftp://example.com");
    fill(await find("input[name=token]"), "日本語");
    await press("Add");
    await until(() => focusedIn(root)?.getAttribute("name") === "url", "the focus on what is wrong");
    fill(await find("input[name=url]"), "https://example.com/jobs");
    fill(await find("input[name=token]"), "t0ken");
    await press("Add");
    await until(() => location.hash === feedAt(13), "its address");
    const { name, format, url, token, audience } = Object(api.called("jobFeeds.add")[0]?.[0]);
    same(
      [name, format, url, token, audience],
      ["本社の採用管理", "workable", "https://example.com/jobs", "t0ken", "public"],
    );
    const input = await find("input[name=token]");
    holds(input instanceof HTMLInputElement && input.value === "", "an empty field");
    holds(root.textContent?.includes("One is stored"), "that one is stored");
  });

  it("are changed field by field, and keep what was typed when somebody else was faster", async () => {
    const api = new FakeRegistry(10);
    const { root, find, press } = await open(feedAt(1), api);
    fill(await find("input[name=name]"), "新しい名前");
    api.board.versions.set(idOf("feed", 1), 2);
    api.board.feeds = api.board.feeds.map((one, nth) => (nth === 0 ? { ...one, schedule: "daily" } : one));
    await press("Save");
    await until(
      () => root.querySelector(".marked[role=alert]")?.textContent?.includes("somebody else"),
      "that somebody was faster",
    );
    same(root.querySelector<HTMLSelectElement>("[name=schedule]")?.value, "daily");
    await press("Save");
    await until(() => root.querySelector(".said")?.textContent === "Saved.", "that it was saved");
    same(
      api.called("jobFeeds.edit").map(([, edit]) => edit),
      [{ name: "新しい名前" }, { name: "新しい名前" }],
    );
  });

  it("show every posting that was left out, and why", async () => {
    const { root, find } = await open(feedAt(1));
    const summary = await find("details summary");
    same(summary.textContent, "Postings that were left out (2)");
    summary.click();
    const rows = [...root.querySelectorAll("details tbody tr")].map((row) => row.textContent ?? "");
    holds(rows[0]?.includes("17") && rows[0].includes("4021") && rows[0].includes("The value is missing"), "the first");
    holds(rows[1]?.includes("締切") && rows[1].includes("The date can't be read"), "the second");
  });

  it("that shrank close nothing before a second word, and are left as they are by one", async () => {
    const { api, root, press } = await open(feedAt(3));
    await until(() => root.textContent?.includes("Accepting it closes 84"), "what would close");
    await press("Accept");
    same(api.called("jobFeeds.releaseRun"), []);
    await press("Discard");
    await until(
      () => root.querySelector(".said")?.textContent?.includes("Nothing has changed"),
      "that it was discarded",
    );
    await until(() => !root.querySelector("[name=release]"), "no question any more");
    same([api.called("jobFeeds.releaseRun"), api.called("jobFeeds.discardRun").length], [[], 1]);
    await closeConsoles();
    const again = await open(feedAt(3));
    await again.press("Accept");
    await again.press("Really close 84");
    await until(() => again.api.called("jobFeeds.releaseRun").length === 1, "the release");
  });

  it("take a document, say what came of it, and why it could not be read", async () => {
    const { api, root, find } = await open(feedAt(3));
    chooseFile(await find("input[type=file]"), "id,title\n1,営業", "jobs.csv");
    await until(
      () => root.querySelector(".said")?.textContent?.includes("2 added, 3 changed, 2 left out"),
      "what came of it",
    );
    same(api.called("jobFeeds.upload").length, 1);
    api.failing.set("jobFeeds.upload", new OkaeriError({ code: "feed_unreadable", status: 422 }));
    chooseFile(await find("input[type=file]"), "{", "jobs.csv");
    await find(".fault");
  });

  it("are asked at once where they have an address, and removed at a second word", async () => {
    const { api, find, press, heading } = await open(feedAt(1));
    await press("Read now");
    await until(() => api.called("jobFeeds.sync").length === 1, "the sync");
    (await find("[name=removeFeed]")).click();
    same(api.called("jobFeeds.remove"), []);
    await press("Really remove");
    await heading("Feeds");
    same(api.called("jobFeeds.remove"), [[idOf("feed", 1)]]);
    await closeConsoles();
    const uploaded = await open(feedAt(3));
    await uploaded.find("input[type=file]");
    same(uploaded.root.querySelector("[name=sync]"), null);
  });
});
