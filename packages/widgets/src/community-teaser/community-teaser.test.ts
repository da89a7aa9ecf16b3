import { OkaeriError } from "@okaeri/sdk";
import { accessible, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place } from "../../testing/place.ts";
import "./community-teaser.define.ts";

const teaser = () => document.createElement("okaeri-community-teaser");

describe("okaeri-community-teaser", () => {
  afterEach(clear);

  it("shows how many are there, the news and the next event in its own time zone", async () => {
    const { element, find, root } = await place(teaser());
    same((await find("[part=members] dd")).textContent, "1,284");
    holds(root.querySelector("[part=news] a"), "the news");
    holds(root.querySelector("[part=event]")?.textContent?.includes("7:00"), "the time in Tokyo");
    await accessible(element);
    element.setAttribute("theme", "dark");
    await accessible(element);
    element.lang = "ja";
    await until(() => root.querySelector("[part=members] dd")?.textContent === "1,284名", "Japanese");
  });

  it("says nothing of a number that is too small to tell", async () => {
    const api = new FakeApi();
    api.teaser = { memberCount: null, latestNews: null, nextEvent: null };
    const { element, find, root } = await place(teaser(), api);
    await find("[part=join]");
    same(root.querySelector("dl"), null);
    await accessible(element);
  });

  it("leads where the host says, unless the page takes it over", async () => {
    const { element, find } = await place(teaser(), new FakeApi(), { href: "#join-here" });
    const join = await find("a[part=join]");
    element.addEventListener("okaeri-join", (event) => event.preventDefault(), { once: true });
    join.click();
    same(location.hash, "");
    join.click();
    same(location.hash, "#join-here");
  });

  it("takes no room when it has nothing to tell", async () => {
    const api = new FakeApi();
    api.failing.set("community.teaser", new OkaeriError({ code: "network_error" }));
    const { element } = await place(teaser(), api);
    await until(() => element.matches(":state(error)"), "the failure");
    same(element.offsetHeight, 0);
  });
});
