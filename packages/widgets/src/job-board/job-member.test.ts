import { OkaeriError } from "@okaeri/sdk";
import { sampleSlots } from "../../gallery/sample-reach.ts";
import { accessible, aMoment, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place } from "../../testing/place.ts";
import "./job-board.define.ts";

afterEach(clear);

const board = () => document.createElement("okaeri-job-board");
const textOf = (element: Element | null): string => element?.textContent?.replaceAll(/\s+/g, " ").trim() ?? "";

/** The first posting, opened by a member. */
async function opened(prepare: (api: FakeApi) => void = () => undefined) {
  const api = new FakeApi();
  api.jobs = api.jobs.map((job, nth) => ({ ...job, interested: nth === 0 }));
  api.postings.set(api.jobs[0]?.id ?? "", { interested: true });
  prepare(api);
  const placed = await place(board(), api);
  (await placed.find(".open")).click();
  await placed.find("[part=match]");
  const input = async (selector: string, text: string): Promise<void> => {
    const field = await placed.find(selector);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
  };
  return { ...placed, input, jobId: api.jobs[0]?.id ?? "" };
}

describe("telling somebody", () => {
  it("is offered to whoever is interested, and to nobody else", async () => {
    const { root, find } = await opened();
    await find("[part=sharing] [name=tell-hr]");
    (await find("[part=interest]")).click();
    await until(() => root.querySelector("[part=sharing]") === null, "no sharing");
    (await find("[part=interest]")).click();
    await find("[part=sharing] [name=tell-hr]");
  });

  it("tells HR with a few words, and takes it back", async () => {
    const { api, root, find, input, jobId, element } = await opened();
    (await find("[name=tell-hr]")).click();
    await input("#share-message", " I know the old system. ");
    await accessible(element);
    (await find("[part=sharing] [type=submit]")).click();
    const row = await find("[part=sharing] li");
    holds(textOf(row).startsWith("You told HR on "), textOf(row));
    same(api.called("jobInterests.share"), [[jobId, { with: "hr", message: "I know the old system." }]]);
    same(root.querySelector("[name=tell-hr]"), null, "told once");
    holds(!textOf(root.querySelector("[part=sharing]")).includes("yours alone"), "no more than is so");
    row.querySelector("button")?.click();
    await find("[name=tell-hr]");
    same(api.called("jobInterests.takeBack").length, 1);
    await until(() => textOf(root.querySelector("[part=sharing] .said")).includes("HR sees it no more"), "said");
  });

  it("tells a colleague by mail, and asks again for what is no address", async () => {
    const { api, root, find, input, jobId } = await opened();
    (await find("[name=tell-colleague]")).click();
    await input("#share-email", "hanako@");
    (await find("[part=sharing] [type=submit]")).click();
    await until(() => root.querySelector("#share-email[aria-invalid]"), "a fault");
    same(api.called("jobInterests.share"), []);
    await input("#share-email", "hanako@mihon.invalid");
    (await find("[part=sharing] [type=submit]")).click();
    await find("[part=sharing] li");
    same(api.called("jobInterests.share"), [
      [jobId, { with: "colleague", email: "hanako@mihon.invalid", message: "" }],
    ]);
    holds(root.querySelector("[name=tell-colleague]"), "another one may be told");
  });

  it("says why it failed, and keeps what was typed", async () => {
    const { api, root, find, input } = await opened((api) =>
      api.failing.set("jobInterests.share", new OkaeriError({ code: "rate_limited", status: 429 })),
    );
    (await find("[name=tell-hr]")).click();
    await input("#share-message", "Still here");
    (await find("[part=sharing] [type=submit]")).click();
    await until(
      () => textOf(root.querySelector("[part=sharing] .failure")) === "No more for today. Please try again tomorrow.",
      "why",
    );
    same(root.querySelector<HTMLTextAreaElement>("#share-message")?.value, "Still here");
    same(api.shares.size, 0);
  });
});

describe("talking", () => {
  it("is not there where nobody has time", async () => {
    const { root } = await opened();
    await aMoment();
    same(root.querySelector("[part=talks]"), null);
  });

  it("books a time with a word, shows where it is, and gives it back", async () => {
    const { api, root, find, input, element } = await opened((api) => {
      api.slots = sampleSlots();
    });
    (await find("[part=talks] li button")).click();
    await input("#talk-message", "The new team");
    await accessible(element);
    (await find("[part=talks] [type=submit]")).click();
    await until(
      () => textOf(root.querySelector("[part=talks] li")).includes("https://meet.example.invalid/mihon"),
      "where",
    );
    same(api.called("talks.book"), [[api.slots[0]?.id, { message: "The new team" }]]);
    (await find("[part=talks] li button")).click();
    await until(() => textOf(root.querySelector("[part=talks] .said")) === "The talk is cancelled.", "said");
    same(root.querySelectorAll("[part=talks] li").length, 3);
  });

  it("takes a time away that somebody else took first", async () => {
    const { root, find } = await opened((api) => {
      api.slots = sampleSlots();
      api.failing.set("talks.book", new OkaeriError({ code: "conflict", status: 409 }));
    });
    (await find("[part=talks] li button")).click();
    (await find("[part=talks] [type=submit]")).click();
    await until(() => root.querySelectorAll("[part=talks] li").length === 2, "one less");
    same(textOf(root.querySelector("[part=talks] .said")), "Somebody else took this time. Please choose another.");
  });

  it("reads on for who wants other times", async () => {
    const { root, find } = await opened((api) => {
      api.slots = Array.from({ length: 7 }, (_, nth) => ({ ...(sampleSlots()[0] ?? never()), id: `talk_${nth}` }));
    });
    await find("[part=talks] li");
    same(root.querySelectorAll("[part=talks] li").length, 5);
    (await find("[part=talks] > .go button")).click();
    await until(() => root.querySelectorAll("[part=talks] li").length === 7, "all");
    same(root.querySelector("[part=talks] > .go button"), null);
  });
});

const never = (): never => {
  throw new Error("the sample has slots");
};
