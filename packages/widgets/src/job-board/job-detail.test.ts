import { OkaeriError } from "@okaeri/sdk";
import { emulateMedia, sendKeys } from "@web/test-runner-commands";
import { accessible, aMoment, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place } from "../../testing/place.ts";
import "./job-board.define.ts";

const offline = new OkaeriError({ code: "network_error" });
const board = () => document.createElement("okaeri-job-board");

describe("a job of okaeri-job-board", () => {
  afterEach(async () => {
    clear();
    await emulateMedia({ colorScheme: "light" });
  });

  it("opens a job by keyboard, holds the focus inside, and gives it back", async () => {
    const { api, element, root, find } = await place(board());
    const opener = await find(".open");
    opener.focus();
    await sendKeys({ press: "Enter" });
    const dialog = await until(() => root.querySelector<HTMLDialogElement>("dialog[open]"), "the dialog");
    await find("footer");
    holds(dialog.contains(root.activeElement), "the focus inside");
    holds(root.querySelector(".prose li"), "the description as HTML");
    await accessible(element);
    await emulateMedia({ colorScheme: "dark" });
    element.setAttribute("theme", "dark");
    await accessible(element);
    await sendKeys({ press: "Escape" });
    await until(() => !root.querySelector("dialog"), "the dialog to go");
    same(root.activeElement === opener, true, "focus on what opened it");
    same(api.called("jobs.get").length, 1);
  });

  it("notes a member's interest, and takes it back when that fails", async () => {
    const { api, root, find } = await place(board());
    (await find(".open")).click();
    const interest = await find("[part=interest]");
    interest.click();
    await until(() => interest.ariaPressed === "true", "the interest");
    await until(() => api.called("jobs.expressInterest").length === 1, "the call");
    api.failing.set("jobs.withdrawInterest", offline);
    interest.click();
    await until(
      () => root.querySelector("footer [role=status]")?.textContent?.includes("could not be noted"),
      "the words for it",
    );
    same(interest.ariaPressed, "true");
  });

  it("asks a visitor who is interested to join first", async () => {
    const api = new FakeApi();
    api.session = null;
    const { find } = await place(board(), api, { "join-href": "/join" });
    (await find(".open")).click();
    (await find("[part=interest]")).click();
    const join = await find("footer a[href='/join']");
    holds(join.textContent, "a link to join");
    same(api.called("jobs.expressInterest"), []);
  });

  it("leaves to the page what the page takes over", async () => {
    const { element, root, find } = await place(board());
    const opened: unknown[] = [];
    document.body.addEventListener(
      "okaeri-job-open",
      (event) => {
        event.preventDefault();
        opened.push(event.detail);
      },
      { once: true },
    );
    (await find(".open")).click();
    await until(() => opened.length, "the event");
    await aMoment();
    same(root.querySelector("dialog"), null);
    same(opened, [{ jobId: element.page?.data[0]?.id }]);
  });

  it("keeps the open job in the address where it is asked to, and Back closes it", async () => {
    const { root, find } = await place(board(), new FakeApi(), { "deep-links": "" });
    (await find(".open")).click();
    await find("dialog[open] footer");
    holds(location.hash.startsWith("#job=job_"), "the job in the address");
    history.back();
    await until(() => !root.querySelector("dialog"), "the dialog to go");
    same(location.hash, "");
  });

  it("leaves the address alone otherwise", async () => {
    const { find } = await place(board());
    const before = [location.href, history.length];
    (await find(".open")).click();
    await find("dialog[open] footer");
    same([location.href, history.length], before);
  });
});
