import { OkaeriError } from "@okaeri/sdk";
import { emulateMedia, setViewport } from "@web/test-runner-commands";
import { accessible, same, until } from "../../../testing/check.ts";
import { idOf, personAt } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, openConsole, type Placed } from "../../../testing/place-console.ts";

type State = { hash: string; api?: () => FakeRegistry; ready: string; go?: (desk: Placed) => Promise<void> };

const long =
  "とても長い部署の名前で折り返しを確かめるための関西エリア立ち上げ準備室兼カスタマーサクセス推進グループ".repeat(3);
const filled = (): FakeRegistry => {
  const api = new FakeRegistry(300);
  const { board } = api;
  board.postings = board.postings.map((one, nth) =>
    nth === 0
      ? {
          ...one,
          audience: "invited",
          title: long,
          department: long,
          feed: { id: idOf("feed", 1), audienceHeld: true },
        }
      : one,
  );
  board.invitees.set(board.postings[0]?.id ?? "", { personIds: [personAt(1).id], segmentIds: [idOf("segment", 1)] });
  return api;
};
const empty = (): FakeRegistry => {
  const api = new FakeRegistry(0);
  const { board } = api;
  board.postings = [];
  board.feeds = [];
  board.changes = [];
  board.interests = [];
  board.slots = [];
  board.bookings = [];
  board.applications = [];
  board.destinations = [];
  return api;
};
const refused =
  (...calls: string[]) =>
  (): FakeRegistry => {
    const api = filled();
    for (const call of calls)
      api.failing.set(call, new OkaeriError({ code: "forbidden", status: 403, requestId: "req_1" }));
    return api;
  };
const jobId = filled().board.postings[0]?.id ?? "";
const posting = (query = ""): string => `#/board/posting/${jobId}${query}`;
const none = "section > p:last-child";

const states: Record<string, State> = {
  "the postings": { hash: "#/board/postings", ready: ".row a" },
  "no postings": { hash: "#/board/postings", ready: "section > [role=status]", api: empty },
  "postings that are refused": { hash: "#/board/postings", ready: ".fault", api: refused("jobs.list") },
  "a posting with long names": {
    hash: posting(),
    ready: ".marked + .tabs",
    go: async ({ find }) => void (await find("[name=segment]")),
  },
  "a posting that is wrong": {
    hash: "#/board/posting/new",
    ready: "[name=save]",
    go: async ({ find }) => {
      fill(await find("[name=payMin]"), "x");
      (await find("[name=addRequirement]")).click();
      (await find("[name=save]")).click();
      await find("p[role=alert]");
    },
  },
  "a posting that somebody else changed": {
    hash: posting(),
    ready: "[name=title]",
    go: async ({ api, find }) => {
      fill(await find("[name=title]"), "a");
      api.board.versions.set(jobId, 2);
      api.board.postings = api.board.postings.map((one) => ({ ...one, title: "b", grade: "c" }));
      (await find("[name=save]")).click();
      await find(".marked[role=alert] button");
    },
  },
  "the preview for the public": { hash: posting("?part=preview"), ready: ".shown h3" },
  "the preview for one person": {
    hash: posting(`?part=preview&reader=person&personId=${personAt(1).id}`),
    ready: ".shown .fit",
  },
  "the preview that a person refused": {
    hash: posting(`?part=preview&reader=person&personId=${personAt(1).id}`),
    ready: ".shown .marked",
    api: refused("jobMatches.get"),
  },
  "how one applies": {
    hash: posting("?part=applying"),
    ready: "[name=addQuestion]",
    go: async ({ find }) => {
      (await find("[name=addQuestion]")).click();
      fill(await find(".question [name=kind]"), "choices");
      (await find("[name=addQuestion]")).click();
      (await find("[name=save]")).click();
      await find(".question [role=alert]");
    },
  },
  "the feeds": { hash: "#/board/feeds", ready: ".stack tbody tr" },
  "no feeds": { hash: "#/board/feeds", ready: none, api: empty },
  "feeds that are refused": { hash: "#/board/feeds", ready: ".fault", api: refused("jobFeeds.list") },
  "a feed being added": {
    hash: "#/board/feeds/new",
    ready: "[name=add]",
    go: async ({ find }) => {
      fill(await find("[name=format]"), "workable");
      (await find("[name=add]")).click();
      await find("[aria-invalid=true]");
    },
  },
  "a feed that failed, with its history": {
    hash: `#/board/feeds/${idOf("feed", 2)}`,
    ready: "details",
    go: async ({ find }) => (await find("details > summary")).click(),
  },
  "a feed that is held": {
    hash: `#/board/feeds/${idOf("feed", 3)}`,
    ready: "[name=release]",
    go: async ({ find }) => (await find("[name=release]")).click(),
  },
  "what changed": { hash: "#/board/changes", ready: ".stack tbody tr" },
  "nothing that changed": { hash: "#/board/changes", ready: none, api: empty },
  "what changed for an employee": {
    hash: "#/board/changes",
    ready: ".stack tbody tr",
    api: () => Object.assign(filled(), { session: { subject: "E9", role: "employee", displayName: null } }),
  },
  "a proposal": { hash: `#/board/changes/${idOf("orgchange", 4)}?status=proposed`, ready: "[name=publish]" },
  "the applications": { hash: "#/board/applications", ready: ".row a" },
  "no applications": { hash: "#/board/applications", ready: "section > [role=status]", api: empty },
  "an application that was refused": {
    hash: `#/board/applications/${idOf("application", 3)}`,
    ready: "[name=tryAgain]",
  },
  "an application that isn't there": { hash: `#/board/applications/${idOf("application", 99)}`, ready: ".fault" },
  interests: { hash: "#/board/interests", ready: ".stack tbody tr" },
  "talks being offered": {
    hash: "#/board/talks",
    ready: "[name=offer]",
    go: async ({ find }) => {
      (await find("[name=offer]")).click();
      fill(await find("[name=repeat]"), "weekly");
      fill(await find("[name=first]"), "2099-01-05T15:00");
      (await find("[name=offerSure]")).click();
      await find("[aria-invalid=true]");
    },
  },
  "no talks": { hash: "#/board/talks", ready: none, api: empty },
  "where applications go": {
    hash: "#/board/destinations",
    ready: ".stack tbody tr",
    go: async ({ find }) => {
      (await find("[name=add]")).click();
      fill(await find("[name=kind]"), "lever");
      (await find("[name=addSure]")).click();
      await find("[aria-invalid=true]");
    },
  },
};

describe("everybody can use, in both languages, light and dark, at 1280 and 320 px,", () => {
  afterEach(async () => {
    await closeConsoles();
    await emulateMedia({ colorScheme: "light" });
    await setViewport({ width: 1280, height: 900 });
    document.documentElement.style.cssText = "";
  });

  for (const [name, { hash, api = filled, ready, go }] of Object.entries(states)) {
    it(name, async () => {
      document.documentElement.style.cssText = "color-scheme: light dark; background: Canvas; color: CanvasText";
      await setViewport({ width: 1280, height: 900 });
      const desk = await openConsole(hash, api(), "en");
      await desk.find(ready);
      await go?.(desk);
      await desk.element.updateComplete;
      await accessible(desk.element);
      document.documentElement.lang = "ja";
      await until(() => desk.root.querySelector(".root")?.getAttribute("lang") === "ja", "Japanese");
      await emulateMedia({ colorScheme: "dark" });
      await accessible(desk.element);
      await setViewport({ width: 320, height: 600 });
      await accessible(desk.element);
      same(document.documentElement.scrollWidth, document.documentElement.clientWidth, "width at a zoom of four");
    });
  }
});
