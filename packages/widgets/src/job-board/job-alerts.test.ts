import { OkaeriError } from "@okaeri/sdk";
import { accessible, aMoment, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place, type } from "../../testing/place.ts";
import "./job-board.define.ts";

afterEach(clear);

const textOf = (element: Element | null): string => element?.textContent?.replaceAll(/\s+/g, " ").trim() ?? "";

async function searched(api = new FakeApi()) {
  const placed = await place(document.createElement("okaeri-job-board"), api);
  const search = async (words: string): Promise<void> => {
    await type(await placed.find("[type=search]"), words);
    placed.root.querySelector("form")?.requestSubmit();
  };
  await search("engineer");
  return { ...placed, search };
}

const choose = (select: Element | null, value: string): void => {
  if (select instanceof HTMLSelectElement) select.value = value;
  select?.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
};

describe("a search that is kept", () => {
  it("is offered to members once the list is narrowed, and to nobody else", async () => {
    const { root, find, search } = await searched();
    await find("[name=keep]");
    await search("");
    await until(() => root.querySelector("[part=alerts]") === null, "nothing to keep");
    const visitor = new FakeApi();
    visitor.session = null;
    const alone = await searched(visitor);
    await until(
      () => visitor.called("jobs.list").some(([query]) => JSON.stringify(query).includes("engineer")),
      "asked",
    );
    await aMoment();
    same(alone.root.querySelector("[part=alerts]"), null);
    same(visitor.called("savedSearches.list"), []);
  });

  it("is kept with a weekly mail by one press, changed, and forgotten", async () => {
    const { api, root, find, element } = await searched();
    (await find("[name=keep]")).click();
    const select = await find(".alerts select");
    same(api.called("savedSearches.save"), [[{ q: "engineer" }, "weekly"]]);
    await until(() => textOf(root.querySelector(".alerts .said")).includes("Monday morning"), "said");
    await accessible(element);
    choose(select, "daily");
    await until(() => api.called("savedSearches.save").length === 2, "changed");
    same(api.called("savedSearches.save")[1], [{ q: "engineer" }, "daily"]);
    await until(() => textOf(root.querySelector(".alerts .said")).includes("next morning"), "said again");
    (await find(".alerts button")).click();
    await find("[name=keep]");
    same(api.called("savedSearches.delete").length, 1);
  });

  it("is known again, in whatever order the list stands", async () => {
    const api = new FakeApi();
    api.searches = [
      {
        id: "search_1",
        filter: { q: "engineer" },
        name: { ja: "engineer", en: "engineer" },
        alert: "never",
        alertedAt: null,
        createdAt: "2026-11-01T00:00:00Z",
      },
    ];
    const { find, root } = await searched(api);
    const select = await find(".alerts select");
    holds(select instanceof HTMLSelectElement && select.value === "never", "its rhythm");
    same(root.querySelector("[name=keep]"), null);
  });

  it("shows the rhythm it has where another could not be kept", async () => {
    const { api, find, root } = await searched();
    (await find("[name=keep]")).click();
    const select = await find(".alerts select");
    api.failing.set("savedSearches.save", new OkaeriError({ code: "unavailable", status: 503 }));
    choose(select, "daily");
    await until(() => root.querySelector(".alerts .failure"), "told");
    holds(select instanceof HTMLSelectElement && select.value === "weekly", "still weekly");
  });

  it("says why it could not be kept", async () => {
    const api = new FakeApi();
    api.failing.set("savedSearches.save", new OkaeriError({ code: "conflict", status: 409 }));
    const { find, root } = await searched(api);
    (await find("[name=keep]")).click();
    await until(() => textOf(root.querySelector(".alerts .failure")).startsWith("You keep as many"), "why");
    holds(root.querySelector("[name=keep]"), "still offered");
  });
});
