import { OkaeriError } from "@okaeri/sdk";
import { accessible, aMoment, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place } from "../../testing/place.ts";
import "./job.define.ts";

const job = () => document.createElement("okaeri-job");
const ids = new FakeApi().jobs.map(({ id }) => id);
const first = { "job-id": ids[0] ?? "" };

describe("okaeri-job", () => {
  afterEach(clear);

  it("shows one posting, takes no focus, and follows its attribute and the page's language", async () => {
    const { api, element, root, find } = await place(job(), new FakeApi(), first);
    await find("footer");
    same(root.querySelector("h2")?.textContent, api.jobs[0]?.title);
    same(document.activeElement === element, false, "focus taken");
    await accessible(element);
    element.setAttribute("job-id", ids[1] ?? "");
    await until(() => root.querySelector("h2")?.textContent === api.jobs[1]?.title, "the other posting");
    document.documentElement.lang = "ja";
    await until(() => root.querySelector("dt")?.textContent === "部署", "Japanese");
    same(api.called("jobs.get"), [[ids[0]], [ids[1]]]);
  });

  it("keeps its room while it loads", async () => {
    const api = new FakeApi();
    api.held.set("jobs.get", new Promise(() => undefined));
    const { element, find } = await place(job(), api, first);
    const skeleton = await find(".terms");
    holds(element.matches(":state(loading)"), "state loading");
    holds(skeleton.offsetHeight > 100, "room for the facts");
    await accessible(element);
  });

  it("says that a posting is gone, in place of a fallback too", async () => {
    const element = job();
    element.innerHTML = "<p>Apply by mail</p>";
    const { find } = await place(element, new FakeApi(), { "job-id": "job_gone" });
    holds((await find("[role=alert]")).textContent?.includes("no longer open"), "the words for it");
    holds(element.matches(":state(gone)"), "state gone");
    same(element.firstElementChild?.getBoundingClientRect().height, 0);
    await accessible(element);
  });

  it("keeps the host's fallback when it fails, and says so where there is none", async () => {
    const api = new FakeApi();
    api.failing.set("jobs.get", new OkaeriError({ code: "network_error" }));
    const kept = job();
    kept.innerHTML = "<p>Apply by mail</p>";
    await place(kept, api, first);
    await until(() => kept.matches(":state(error)"), "the failure");
    holds((kept.firstElementChild?.getBoundingClientRect().height ?? 0) > 0, "the fallback");
    const { element, root, find } = await place(job(), api, first);
    const again = await find("[role=alert] button");
    await accessible(element);
    api.failing.clear();
    again.click();
    await until(() => root.querySelector("footer"), "the posting");
  });

  it("asks for nothing without an id", async () => {
    const { api } = await place(job());
    await aMoment(200);
    same(api.called("jobs.get"), []);
  });

  it("forgets the posting when another person is there", async () => {
    const { api, root, find } = await place(job(), new FakeApi(), first);
    await find("footer");
    api.held.set("jobs.get", new Promise(() => undefined));
    api.signIn(null);
    await until(
      () => !root.querySelector("footer") && api.called("jobs.get").length === 2,
      "nothing of the one before",
    );
  });

  it("notes interest, and leaves no listener behind after 50 moves", async () => {
    const { api, element, root, find } = await place(job(), new FakeApi(), first);
    (await find("[part=interest]")).click();
    await until(() => api.called("jobs.expressInterest").length === 1, "the call");
    const provider = element.parentElement;
    const asked = api.called("jobs.get").length;
    for (let moves = 0; moves < 50; moves += 1) {
      element.remove();
      provider?.append(element);
      await element.updateComplete;
    }
    same([api.listeners, api.called("jobs.get").length, root.querySelectorAll("article").length], [1, asked, 1]);
  });
});
