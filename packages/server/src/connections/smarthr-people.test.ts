import { afterEach, describe, expect, it } from "vitest";
import { answerCrews, type Crew, crew, type Fault, faults, json, startFakeSystem } from "../../testing/fake-systems.ts";
import type { SystemAccess } from "./ask-system.ts";
import { fetchCrews } from "./smarthr-people.ts";

const now = new Date("2026-06-10T03:00:00Z");
const open: { close(): void }[] = [];
afterEach(() => {
  for (const system of open.splice(0)) system.close();
});

async function playSmarthr(crews: Crew[], beforeAnswer: (asked: number) => void = () => undefined) {
  let asked = 0;
  const system = await startFakeSystem((url, response) => {
    beforeAnswer(++asked);
    answerCrews(crews, url, response);
  });
  open.push(system);
  const pauses: number[] = [];
  const access: SystemAccess = {
    origin: system.origin,
    token: () => "canary-token",
    renew: async () => false,
    policy: {
      allowPrivate: true,
      smarthrOrigin: null,
      freeeOrigin: null,
      pause: async (ms) => {
        pauses.push(ms);
      },
    },
  };
  const fetch = (since: Date | null = null) => fetchCrews(access, since, now, async () => undefined);
  return { system, pauses, fetch, access };
}

const changed = (minute: number) => new Date(Date.UTC(2026, 5, 1, 0, minute)).toISOString();
/** The later the number, the longer unchanged. */
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => crew(String(index), { updated_at: changed(1000 - index) }));
const idsOf = (fetched: Awaited<ReturnType<typeof fetchCrews>>) =>
  fetched.people.map(({ externalId }) => Number(externalId)).sort((one, other) => one - other);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("everybody at SmartHR", () => {
  it("is read over all pages, with the token, up to the newest change", async () => {
    const { system, fetch } = await playSmarthr(many(250));
    const fetched = await fetch();
    expect([fetched.read, idsOf(fetched), fetched.rejected]).toEqual([250, upTo(250), []]);
    expect(fetched.syncedTo?.toISOString()).toBe(changed(1000));
    expect(system.asked.map(({ url }) => url.searchParams.get("page"))).toEqual(["1", "2", "3"]);
    expect(new Set(system.asked.map(({ authorization }) => authorization))).toEqual(new Set(["Bearer canary-token"]));
  });

  it("is nobody where there is nobody", async () => {
    expect(await (await playSmarthr([])).fetch()).toMatchObject({ read: 0, people: [], syncedTo: null });
  });

  it("is named where a record can't be read, and the others come", async () => {
    const crews = many(3);
    crews[1] = crew("1", { updated_at: changed(999), resigned_at: "soon" });
    const fetched = await (await playSmarthr(crews)).fetch();
    expect([fetched.read, idsOf(fetched)]).toEqual([3, [0, 2]]);
    expect(fetched.rejected).toEqual([{ row: 2, column: "resigned_at", code: "date_unreadable" }]);
  });

  it("comes once, though somebody joins or changes while the list is read", async () => {
    const joining = many(250);
    const joined = await playSmarthr(joining, (asked) => {
      if (asked === 2) joining.push(crew("250", { updated_at: changed(2000) }));
    });
    expect(idsOf(await joined.fetch())).toEqual(upTo(250));

    // The last one is changed before its page is read, and moves to the front that was read already.
    const moving = many(250);
    const moved = await playSmarthr(moving, (asked) => {
      if (asked === 2) moving[249] = crew("249", { updated_at: changed(2000), resigned_at: "2022-03-31" });
    });
    const fetched = await moved.fetch();
    expect(idsOf(fetched)).toEqual(upTo(250));
    expect(fetched.people.find(({ externalId }) => externalId === "249")?.leaver.leftOn).toBe("2022-03-31");
    // Of the second reading the front is enough.
    expect(moved.system.asked).toHaveLength(5);
  });

  it("is read anew when somebody is deleted meanwhile, and the one that slipped over the edge is there", async () => {
    const crews = many(250);
    const { fetch } = await playSmarthr(crews, (asked) => {
      if (asked === 2) crews.splice(0, 1);
    });
    expect(idsOf(await fetch())).toEqual(upTo(250).slice(1));
  });

  it("is not taken for complete when fewer come than there are", async () => {
    const few = [0, 1, 2].map((day) => crew(String(day), { updated_at: changed(day * 24 * 60) }));
    const system = await startFakeSystem((url, response) =>
      json(response, url.searchParams.get("page") === "1" ? few.toReversed() : [], { "x-total-count": "250" }),
    );
    open.push(system);
    const { access } = await playSmarthr([]);
    await expect(
      fetchCrews({ ...access, origin: system.origin }, null, now, async () => undefined),
    ).rejects.toMatchObject({ code: "source_unreadable", detail: expect.stringContaining("3 crews") });
  });
});

describe("who changed since the last time", () => {
  it("is all that is asked for, with an overlap for what was not visible yet", async () => {
    const { system, fetch } = await playSmarthr(many(1000));
    const fetched = await fetch(new Date(changed(950)));
    expect(system.asked).toHaveLength(1);
    expect(idsOf(fetched)).toEqual(upTo(100));
    expect(fetched.syncedTo?.toISOString()).toBe(changed(1000));
  });

  it("is everybody, where the answers aren't in order after all", async () => {
    const crews = many(250).toReversed();
    const system = await startFakeSystem((url, response) => {
      const page = Number(url.searchParams.get("page"));
      json(response, crews.slice((page - 1) * 100, page * 100), { "x-total-count": "250" });
    });
    open.push(system);
    const { access } = await playSmarthr([]);
    const fetched = await fetchCrews(
      { ...access, origin: system.origin },
      new Date(changed(995)),
      now,
      async () => undefined,
    );
    expect(idsOf(fetched)).toEqual(upTo(250));
  });
});

const twice = (fault: Fault): Fault[] => [fault, fault];
const often = (fault: Fault): Fault[] => [fault, fault, fault, fault];

describe("a system that fails", () => {
  it.each<[string, Fault[]]>([
    ["429", twice(faults.status(429))],
    ["500", twice(faults.status(500))],
    ["503", twice(faults.status(503))],
    ["no answer", twice(faults.closed)],
    ["half a body", twice(faults.half)],
    ["a page of HTML", twice(faults.html)],
    ["half a JSON", twice(faults.notJson)],
    ["one after the other", [faults.status(500), faults.half, faults.html]],
  ])("is asked again: %s", async (_, next) => {
    const { system, pauses, fetch } = await playSmarthr(many(3));
    system.fail(...next);
    expect(idsOf(await fetch())).toEqual(upTo(3));
    expect(pauses).toHaveLength(next.length);
    for (const [index, pause] of pauses.entries()) expect(pause).toBeLessThanOrEqual(1000 * 2 ** (index + 1));
  });

  it.each<[string, Fault[], string, number]>([
    ["429", often(faults.status(429)), "source_unreachable", 4],
    ["500", often(faults.status(500)), "source_unreachable", 4],
    ["no answer", often(faults.closed), "source_unreachable", 4],
    ["half a body", often(faults.half), "source_unreadable", 4],
    ["a page of HTML", often(faults.html), "source_unreadable", 4],
    ["half a JSON", often(faults.notJson), "source_unreadable", 4],
    ["Shift_JIS", often(faults.notUtf8), "source_unreadable", 4],
    ["JSON of another shape", [faults.otherShape], "source_unreadable", 1],
    ["401", [faults.status(401)], "source_unauthorized", 1],
    ["403", [faults.status(403)], "source_unauthorized", 1],
    ["404", [faults.status(404)], "source_unreachable", 1],
    ["a way to another host", often(faults.redirect("http://localhost:9/api")), "source_unreachable", 4],
    ["a way into this machine", often(faults.redirect("http://127.0.0.1:9/")), "source_unreachable", 4],
    ["a way to the cloud's own address", often(faults.redirect("http://169.254.169.254/")), "source_unreachable", 4],
  ])("is given up with a code: %s", async (_, next, code, tries) => {
    const { system, fetch } = await playSmarthr(many(3));
    system.fail(...next);
    const error: unknown = await fetch().catch((reason) => reason);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify([error, String(error)])).not.toContain("canary");
    expect(system.asked).toHaveLength(tries);
  });

  it("is left alone for as long as it asks for: a short time within the run, a long one after it", async () => {
    const short = await playSmarthr(many(3));
    short.system.fail(faults.status(429, { "retry-after": "7" }), faults.status(429, { "x-rate-limit-reset": "9" }));
    expect((await short.fetch()).read).toBe(3);
    expect(short.pauses).toEqual([7_000, 9_000]);

    for (const [asked, seconds] of [
      ["900", 900],
      ["99999999", 6 * 3600],
    ] as const) {
      const long = await playSmarthr(many(3));
      long.system.fail(faults.status(429, { "retry-after": asked }));
      await expect(long.fetch()).rejects.toMatchObject({ code: "source_unreachable", retryAfterSeconds: seconds });
      expect(long.pauses).toEqual([]);
    }
  });
});
