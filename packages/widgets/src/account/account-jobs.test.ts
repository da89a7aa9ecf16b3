import { OkaeriError } from "@okaeri/sdk";
import { applicationTo, sampleSlots } from "../../gallery/sample-reach.ts";
import { accessible, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place } from "../../testing/place.ts";
import "./account.define.ts";

afterEach(clear);

const textOf = (element: Element | null): string => element?.textContent?.replaceAll(/\s+/g, " ").trim() ?? "";
const draft = { name: { family: "見本", given: "太郎" }, email: "taro@mihon.invalid", consent: "c0ffee" };

async function opened(part: "applications" | "searches", prepare: (api: FakeApi) => void = () => undefined) {
  const api = new FakeApi();
  prepare(api);
  const placed = await place(document.createElement("okaeri-account"), api);
  (await placed.find(`#${part}-button`)).click();
  const panel = await placed.find(`#${part} .several`);
  await until(() => !panel.querySelector("[aria-busy]"), "all of it");
  return { ...placed, panel };
}

describe("applications and talks", () => {
  it("says so where there are none", async () => {
    const { panel, element } = await opened("applications");
    holds(textOf(panel).includes("You have not applied for a job yet."), textOf(panel));
    holds(textOf(panel).includes("No talks are booked."), textOf(panel));
    await accessible(element);
  });

  it("says where each application stands, and whether it arrived", async () => {
    const { api, panel, element, find } = await opened("applications", (api) => {
      const [first, second] = api.jobs;
      if (!first || !second) throw new Error("the sample has two postings");
      api.applications = [
        { ...applicationTo(first, draft), id: "application_1", handOver: { state: "stopped", at: null } },
        { ...applicationTo(second, draft), id: "application_2", stage: "declined" },
      ];
    });
    const [stopped = null, declined = null] = panel.querySelectorAll("li");
    holds(textOf(stopped).includes("HR has been told"), textOf(stopped));
    holds(textOf(declined).includes("Not this time"), textOf(declined));
    same(declined?.querySelector("button"), null, "nothing left to withdraw");
    await accessible(element);
    (await find("[name=withdraw]")).click();
    (await find("[name=withdraw-sure]")).click();
    await until(() => textOf(panel).includes("Withdrawn"), "withdrawn");
    same(api.called("applications.withdraw"), [["application_1"]]);
  });

  it("gives a talk back", async () => {
    const { api, panel } = await opened("applications", (api) => {
      api.slots = sampleSlots().map((slot) => ({ ...slot, booked: true, place: "Room 3" }));
    });
    same(panel.querySelectorAll("li").length, 3);
    holds(textOf(panel.querySelector("li")).includes("Room 3"), "where");
    panel.querySelector<HTMLElement>("li button")?.click();
    await until(() => panel.querySelectorAll("li").length === 2, "one less");
    same(api.called("talks.cancel").length, 1);
  });
});

describe("what one keeps", () => {
  const search = {
    id: "search_1",
    filter: { q: "engineer", remote: "partly" as const },
    name: { ja: "engineer・一部リモート", en: "engineer, partly remote" },
    alert: "weekly" as const,
    alertedAt: null,
    createdAt: "2026-11-01T00:00:00Z",
  };

  it("are searches, with a rhythm that can be changed, and forgotten", async () => {
    const { api, panel, element } = await opened("searches", (api) => {
      api.searches = [search];
    });
    const select = panel.querySelector("select");
    holds(textOf(panel.querySelector("li")).startsWith("engineer, partly remote"), textOf(panel.querySelector("li")));
    await accessible(element);
    if (select) select.value = "never";
    select?.dispatchEvent(new Event("change"));
    await until(() => api.searches[0]?.alert === "never", "changed");
    await until(() => panel.querySelector("li button")?.getAttribute("aria-disabled") === "false", "done");
    panel.querySelector<HTMLElement>("li button")?.click();
    await until(() => textOf(panel).includes("You keep none"), "forgotten");
  });

  it("show the rhythm that they have where another could not be kept", async () => {
    const { api, panel } = await opened("searches", (api) => {
      api.searches = [search];
    });
    api.failing.set("savedSearches.edit", new OkaeriError({ code: "unavailable", status: 503 }));
    const select = panel.querySelector("select");
    if (select) select.value = "never";
    select?.dispatchEvent(new Event("change"));
    await until(() => panel.querySelector(".failure"), "told");
    same(select?.value, "weekly");
  });

  it("are postings, with who knows of them", async () => {
    const { api, panel } = await opened("searches", (api) => {
      const share = { message: "", sharedAt: "2026-11-01T00:00:00Z" };
      api.shares.set(api.jobs[0]?.id ?? "", [
        { ...share, id: "share_1", with: "hr", email: null },
        { ...share, id: "share_2", with: "colleague", email: "hanako@mihon.invalid" },
      ]);
    });
    const [told = null, quiet = null] = panel.querySelectorAll("li");
    holds(textOf(told).includes("HR knows, hanako@mihon.invalid knows"), textOf(told));
    holds(textOf(quiet).includes("Nobody knows"), textOf(quiet));
    told?.querySelector("button")?.click();
    await until(() => api.called("jobs.withdrawInterest").length === 1, "removed");
  });

  it("can be read again when that failed", async () => {
    const { api, panel } = await opened("searches", (api) =>
      api.failing.set("savedSearches.list", new OkaeriError({ code: "network_error" })),
    );
    holds(panel.querySelector(".failure"), "a failure");
    api.failing.clear();
    panel.querySelector<HTMLElement>(".failure + .go button")?.click();
    await until(() => textOf(panel).includes("You keep none"), "read");
  });
});
