import type { PersonState } from "@okaeri/sdk/contract/registry";
import { describe, expect, it } from "vitest";
import { lastRun, many, none, startConnections } from "../../testing/connected-systems.ts";
import { type Crew, crew, employee, faults } from "../../testing/fake-systems.ts";
import { listConnections } from "./connections.ts";

const { connectSmarthr, connectFreee } = await startConnections();
const changed = (day: number) => new Date(Date.UTC(2026, 6, day)).toISOString();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

describe("a sync with SmartHR", () => {
  it("brings leavers in, leaves alone who works there, and the same again changes nothing", async () => {
    const crews = [...many(150), crew("here", { emp_status: "employed", resigned_at: null })];
    const { sync, people, ctx, system } = await connectSmarthr(crews);
    expect(await sync()).toEqual({ ...none, read: 151, created: 150, here: 1 });
    // Everybody was changed at the same moment: the overlap reads them all again.
    expect(await sync()).toEqual({ ...none, read: 151, unchanged: 150, here: 1 });
    expect(await people()).toHaveLength(100);
    expect((await listConnections(ctx)).data[0]).toMatchObject({ syncedTo: "2026-01-01T00:00:00.000Z", paused: false });
    system.asked.length = 0;
    crews.push(
      ...many(250).map((one, index) => ({
        ...one,
        id: `old${index}`,
        emp_code: `old${index}`,
        updated_at: changed(-400),
      })),
    );
    crews.push(crew("new", { updated_at: changed(2) }));
    expect(await sync()).toMatchObject({ created: expect.any(Number) });
    expect(system.asked.length).toBeLessThan(4);
    // Once a week everybody is asked for, whatever the system says changed.
    system.asked.length = 0;
    expect(await sync(inDays(8))).toMatchObject({ read: 402 });
    expect(system.asked).toHaveLength(5);
  }, 60_000);

  it("follows a person: announced, gone, back again, gone again: one record, two employments", async () => {
    const crews = [crew("7", { emp_status: "employed", resigned_at: null, updated_at: changed(1) })];
    const { sync, people } = await connectSmarthr(crews);
    const become = async (day: number, fields: Partial<Crew>): Promise<[PersonState | undefined, number]> => {
      crews[0] = crew("7", { ...fields, updated_at: changed(day) });
      await sync();
      const [one] = await people();
      return [one?.state, one?.employments.length ?? 0];
    };
    expect(await sync()).toEqual({ ...none, read: 1, here: 1 });
    const soon = inDays(30).toISOString().slice(0, 10);
    expect(await become(2, { emp_status: "employed", resigned_at: soon })).toEqual(["leaving", 1]);
    expect(await become(3, { emp_status: "retired", resigned_at: "2026-06-30" })).toEqual(["noticed", 1]);
    const back = { emp_status: "employed", entered_at: "2026-07-10" };
    crews[0] = crew("7", { ...back, resigned_at: undefined, updated_at: changed(4) });
    await sync();
    expect((await people())[0]).toMatchObject({ state: "rehired" });
    expect(await become(5, { emp_status: "retired", entered_at: "2026-07-10", resigned_at: "2026-07-20" })).toEqual([
      "noticed",
      2,
    ]);
    expect(await people()).toHaveLength(1);
  }, 30_000);

  it("names every record that stays out, and takes the others in", async () => {
    const { sync, ctx } = await connectSmarthr([
      crew("1", { updated_at: changed(9) }),
      crew("2", { updated_at: changed(8), resigned_at: "令和3年3月31日" }),
      crew("3", { updated_at: changed(7), email: "no address" }),
      crew("4", { updated_at: changed(6), entered_at: "2025-01-01" }),
      crew("5", { updated_at: changed(5), emp_status: "employed" }),
    ]);
    expect(await sync()).toEqual({ ...none, read: 5, created: 1 });
    const run = await lastRun(ctx);
    expect([run?.status, run?.rejectedCount]).toEqual(["done", 4]);
    expect(run?.rejected).toEqual([
      { row: 2, column: "resigned_at", code: "date_unreadable" },
      { row: 3, column: "email", code: "value_unreadable" },
      { row: 4, column: "leftOn", code: "left_before_joining" },
      { row: 5, column: "emp_status", code: "status_contradicts_date" },
    ]);
  });

  it("is wholly out when a page fails, says why, and is wholly in the next time, with nobody doubled", async () => {
    const { sync, people, ctx, system } = await connectSmarthr(many(250));
    for (const [fault, tries, error] of [
      [faults.status(500), 4, "source_unreachable"],
      [faults.half, 4, "source_unreadable"],
      [faults.html, 4, "source_unreadable"],
      [faults.status(429), 4, "source_unreachable"],
      [faults.status(401), 1, "source_unauthorized"],
    ] as const) {
      // The first page comes, the second doesn't.
      system.fail(null, ...Array.from({ length: tries }, () => fault));
      await expect(sync()).rejects.toMatchObject({ code: error });
      expect(await lastRun(ctx)).toMatchObject({ status: "failed", error, read: 0, created: 0 });
      expect(await people()).toHaveLength(0);
    }
    expect((await listConnections(ctx)).data[0]?.syncedTo).toBeNull();
    expect(await sync()).toEqual({ ...none, read: 250, created: 250 });
    expect(await sync()).toEqual({ ...none, read: 250, unchanged: 250 });
  }, 60_000);
});

describe("a sync with freee", () => {
  it("brings leavers in with their details, and the same again changes nothing", async () => {
    const employees = [employee(1), employee(2, { retire_date: null }), employee(3, { payroll_calculation: false })];
    const { sync, people, ctx, system } = await connectFreee(employees);
    expect(await sync()).toEqual({ ...none, read: 3, created: 2, here: 1 });
    expect((await people()).map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        { family: "見本", given: "太郎1" },
        { family: "見本 太郎3", given: "" },
      ]),
    );
    system.asked.length = 0;
    expect(await sync()).toEqual({ ...none, read: 3, unchanged: 2, here: 1 });
    expect(system.asked.map(({ url }) => url.pathname)).toEqual(Array(2).fill("/hr/api/v1/companies/42/employees"));
    employees[1] = employee(2, { retire_date: inDays(30).toISOString().slice(0, 10) });
    expect(await sync()).toEqual({ ...none, read: 3, created: 1, unchanged: 2 });
    employees[1] = employee(2, { retire_date: null });
    expect(await sync()).toMatchObject({ read: 3, updated: 1, unchanged: 2 });
    expect((await people()).find(({ name }) => name.given === "太郎2")?.state).toBe("rehired");
    expect((await listConnections(ctx)).data[0]).toMatchObject({ account: "42", syncedTo: expect.any(String) });
  }, 30_000);

  it("renews its token in time, once, and keeps what came whatever becomes of the run", async () => {
    const { sync, system, ctx } = await connectFreee([employee(1)], { refreshToken: "refresh-1" });
    const renewals = () => system.asked.filter(({ url }) => url.pathname === "/public_api/token");
    system.fail(null, ...Array.from({ length: 4 }, () => faults.status(500)));
    await expect(sync()).rejects.toMatchObject({ code: "source_unreachable" });
    expect(await sync()).toMatchObject({ created: 1 });
    expect(renewals().map(({ method, body }) => [method, body])).toEqual([
      ["POST", "grant_type=refresh_token&client_id=client&client_secret=canary-secret&refresh_token=refresh-1"],
    ]);
    expect(system.asked.at(-1)?.authorization).toBe("Bearer canary-2");
    expect(renewals()[0]?.authorization).toBeUndefined();
    await sync(new Date(Date.now() + 4 * 3_600_000));
    expect(renewals().map(({ body }) => new URLSearchParams(body).get("refresh_token"))).toEqual([
      "refresh-1",
      "refresh-2",
    ]);
    // A token that ended early is renewed too; one that can't be is reported without a word of it.
    system.fail(faults.status(401));
    expect(await sync()).toMatchObject({ unchanged: 1 });
    expect(renewals()).toHaveLength(3);
    system.fail(faults.status(401), faults.status(401));
    await expect(sync()).rejects.toMatchObject({ code: "source_unauthorized" });
    expect(JSON.stringify(await lastRun(ctx))).not.toMatch(/canary|refresh-/);
  }, 30_000);

  it("without a renewal says that the token is refused", async () => {
    const { sync, system } = await connectFreee([employee(1)]);
    system.fail(faults.status(401));
    await expect(sync()).rejects.toMatchObject({ code: "source_unauthorized" });
    expect(system.asked).toHaveLength(1);
  });
});
