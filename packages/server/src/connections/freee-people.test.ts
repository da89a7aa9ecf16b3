import { readFileSync } from "node:fs";
import { join } from "node:path";
import { leaver } from "@okaeri/sdk/contract/registry-imports";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { answerFreee, type Employee, employee, faults, json, startFakeSystem } from "../../testing/fake-systems.ts";
import type { SystemAccess } from "./ask-system.ts";
import { digestOf, leaverOf, profileMonth, readEmployee, readMemberships, readProfile } from "./freee.rules.ts";
import { type Detailed, type FetchedFromFreee, fetchEmployees } from "./freee-people.ts";

const now = new Date("2026-06-10T03:00:00Z");
const open: { close(): void }[] = [];
afterEach(() => {
  for (const system of open.splice(0)) system.close();
});

async function playFreee(employees: Employee[]) {
  const system = await startFakeSystem((url, response) => answerFreee(employees, url, response));
  open.push(system);
  const access: SystemAccess = {
    origin: system.origin,
    token: () => "canary-token",
    renew: async () => false,
    policy: { allowPrivate: true, smarthrOrigin: null, freeeOrigin: null, pause: async () => undefined },
  };
  const fetch = (before: ReadonlyMap<string, Detailed> = new Map(), at = now) =>
    fetchEmployees(access, "42", before, at, async () => undefined);
  return { system, fetch };
}

const remembered = ({ digests }: FetchedFromFreee, at = now): Map<string, Detailed> =>
  new Map([...digests].map(([id, digest]) => [id, { digest, detailedAt: at }]));

describe("everybody at freee", () => {
  it("is read over all pages: of leavers the details, of those who work there only that they do", async () => {
    const { system, fetch } = await playFreee([
      employee(1),
      ...Array.from({ length: 148 }, (_, index) => employee(index + 2, { retire_date: null })),
      employee(150, { retire_date: "9999-12-31" }),
      employee(151, { retire_date: "2026-12-31", payroll_calculation: false }),
    ]);
    const fetched = await fetch();
    expect([fetched.read, fetched.people.length, fetched.rejected, fetched.unfinished]).toEqual([151, 151, [], false]);
    const of = (id: string) => fetched.people.find(({ externalId }) => externalId === id);
    expect(of("1")).toEqual({
      row: 1,
      externalId: "1",
      leaver: {
        externalId: "1",
        employeeNumber: "001",
        name: { family: "見本", given: "太郎1" },
        kana: { family: "ミホン", given: "タロウ" },
        birthDate: "1985-06-07",
        email: "private-1@example.com",
        phone: "000-0000-0000",
        hiredOn: "2010-04-01",
        leftOn: "2022-03-31",
        department: "営業部",
        title: "部長",
        employmentType: "正社員",
      },
    });
    for (const id of ["2", "150"])
      expect(of(id)?.leaver).toEqual({
        externalId: id,
        employeeNumber: `00${id}`,
        hiredOn: "2010-04-01",
        leftOn: null,
      });
    // Not paid through freee, so there is no profile: the name is the one shown, in one piece.
    expect(of("151")?.leaver).toMatchObject({ name: { family: "見本 太郎151", given: "" }, leftOn: "2026-12-31" });
    for (const { leaver: one } of fetched.people) expect(leaver.safeParse(one).error).toBeUndefined();
    // Pay, insurance, bank and family are never asked for.
    expect(new Set(system.asked.map(({ url }) => url.pathname.replace(/\d+(?=\/profile)/, "N")))).toEqual(
      new Set([
        "/hr/api/v1/companies/42/employees",
        "/hr/api/v1/employee_group_memberships",
        "/hr/api/v1/employees/N/profile_rule",
      ]),
    );
  });

  it("is asked about again only where the list says something new, or after a month", async () => {
    const employees = [employee(1), employee(2), employee(3)];
    const { system, fetch } = await playFreee(employees);
    const first = await fetch();
    employees[1] = employee(2, { retire_date: "2022-04-30" });
    system.asked.length = 0;
    const second = await fetch(remembered(first));
    expect([second.read, second.unchanged, second.people.map(({ externalId }) => externalId)]).toEqual([3, 2, ["2"]]);
    expect(system.asked).toHaveLength(4);
    const later = new Date(now.getTime() + 31 * 24 * 3_600_000);
    expect((await fetch(remembered(first), later)).people).toHaveLength(3);
  });

  it("comes bit by bit where many left, those first who never came", async () => {
    const { fetch } = await playFreee(Array.from({ length: 1100 }, (_, index) => employee(index + 1)));
    const before = new Map<string, Detailed>();
    const reads: [number, number, boolean][] = [];
    for (let times = 0; times < 3; times++) {
      const fetched = await fetch(before);
      for (const [id, detailed] of remembered(fetched)) before.set(id, detailed);
      reads.push([fetched.read, fetched.people.length, fetched.unfinished]);
    }
    expect(reads).toEqual([
      [500, 500, true],
      [1000, 500, true],
      [1100, 100, false],
    ]);
    expect(before.size).toBe(1100);
  }, 30_000);

  it("comes before those who are only looked at again", async () => {
    const employees = Array.from({ length: 600 }, (_, index) => employee(index + 1));
    const { fetch } = await playFreee(employees);
    const old = new Date(now.getTime() - 40 * 24 * 3_600_000);
    const before = new Map<string, Detailed>(
      employees.flatMap((one) => {
        const listed = readEmployee(one, 1);
        return "employee" in listed ? [[String(one.id), { digest: digestOf(listed.employee), detailedAt: old }]] : [];
      }),
    );
    employees.push(employee(601));
    const fetched = await fetch(before);
    expect([fetched.people.length, fetched.digests.has("601"), fetched.unfinished]).toEqual([500, true, true]);
  }, 30_000);

  it("is named where a record, or a question about one person, is refused; the others come", async () => {
    const { system, fetch } = await playFreee([
      employee(1, { retire_date: "令和4年3月31日" }),
      employee(2),
      employee(3, { id: "x" }),
      employee(4),
      employee(5),
    ]);
    system.fail(
      (response) =>
        json(response, [
          employee(1, { retire_date: "令和4年3月31日" }),
          employee(2),
          { id: "x" },
          employee(4),
          employee(5),
        ]),
      (response) => json(response, []),
      (response) => json(response, { employee_group_memberships: [], total_count: 0 }),
      faults.status(400),
      faults.status(404),
    );
    const fetched = await fetch();
    expect(fetched.rejected).toEqual([
      { row: 1, column: "retire_date", code: "date_unreadable" },
      { row: 3, column: "id", code: "value_unreadable" },
      { row: 2, column: "employee_profile_rule", code: "value_unreadable" },
    ]);
    expect(fetched.people.map(({ leaver: one }) => one.name)).toEqual([
      { family: "見本 太郎4", given: "" },
      { family: "見本", given: "太郎5" },
    ]);
    // Whoever could not be read is looked at again the next time.
    expect([...fetched.digests.keys()]).toEqual(["4", "5"]);
    expect(fetched.read).toBe(5);
  });

  it.each([
    ["a page of HTML", [faults.html, faults.html, faults.html, faults.html], "source_unreadable"],
    ["half a body", [faults.half, faults.half, faults.half, faults.half], "source_unreadable"],
    ["500", [500, 500, 500, 500].map((status) => faults.status(status)), "source_unreachable"],
    ["another shape", [faults.otherShape], "source_unreadable"],
    ["401", [faults.status(401)], "source_unauthorized"],
  ])("is nobody where the system fails: %s", async (_, next, code) => {
    const { system, fetch } = await playFreee([employee(1)]);
    system.fail(...next);
    await expect(fetch()).rejects.toMatchObject({ code });
  });
});

describe("the month of a profile", () => {
  it.each([
    ["2022-03-31", "this_month", 2022, 3],
    ["2022-03-31", "next_month", 2022, 2],
    ["2022-01-15", "next_month", 2021, 12],
    ["2026-12-31", "this_month", 2026, 6],
  ])("of who leaves on %s and is paid %s is %i-%i", (retireDate, payMonth, year, month) => {
    const one = readEmployee(employee(1, { retire_date: retireDate, month_of_pay_day: payMonth }), 1);
    expect("employee" in one && profileMonth(one.employee, now)).toEqual({ year, month });
  });
});

const corpora = process.env.OKAERI_CORPORA;

describe.skipIf(!corpora)("freee's own examples (OKAERI_CORPORA)", () => {
  const document = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) });
  let known: Record<string, unknown> | undefined;
  const described = (name: string): unknown => {
    known ??= document.parse(JSON.parse(readFileSync(join(corpora ?? "", "hris/freee/hr-api-schema.json"), "utf8")))
      .components.schemas;
    return known[name];
  };
  const part = z.looseObject({
    $ref: z.string().optional(),
    type: z.string().optional(),
    format: z.string().optional(),
    example: z.unknown().optional(),
    items: z.unknown().optional(),
    properties: z.record(z.string(), z.unknown()).optional(),
  });
  const exampleOf = (schema: unknown): unknown => {
    const one = part.parse(schema);
    if (one.$ref) return named(one.$ref.split("/").at(-1) ?? "");
    if (one.example !== undefined) return one.example;
    if (one.type === "array") return [exampleOf(one.items)];
    if (one.type === "integer") return 1;
    if (one.type === "boolean") return true;
    if (one.type === "string") return one.format === "date" ? "2021-04-01" : "見本";
    return Object.fromEntries(Object.entries(one.properties ?? {}).map(([name, value]) => [name, exampleOf(value)]));
  };
  const named = (name: string): unknown => exampleOf(described(name));

  it("are read, and become a leaver that the contract accepts", () => {
    const listed = readEmployee(named("ApiV1CompaniesEmployeeSerializer"), 1);
    const profile = readProfile(named("ApiV1EmployeesProfileRulesController.show_response"));
    const memberships = readMemberships(named("ApiV1EmployeeGroupMembershipsIndexSerializer"));
    if (!("employee" in listed) || !profile || !memberships) throw new Error("an example can't be read");
    const one = leaverOf(1, listed.employee, { ...profile, membership: memberships.memberships[0] });
    expect(one).toMatchObject({
      externalId: "1",
      leaver: {
        name: { family: "見本", given: "見本" },
        birthDate: "2000-01-01",
        department: "営業部",
        email: "test@example.com",
        leftOn: "2021-04-01",
      },
    });
    const { email: _, ...rest } = "leaver" in one ? one.leaver : {};
    expect(leaver.safeParse(rest).error).toBeUndefined();
  });

  it("hold the fields that are taken, and the many that are not", () => {
    const fieldsIn = (name: string) => Object.keys(part.parse(described(name)).properties ?? {});
    const taken = {
      ApiV1CompaniesEmployeeSerializer:
        "id num display_name entry_date retire_date email payroll_calculation month_of_pay_day",
      ApiV1EmployeesProfileRuleSerializer:
        "last_name first_name last_name_kana first_name_kana employment_type title email phone1 phone2 phone3",
      ApiV1EmployeeGroupMembershipSerializer: "id birth_date group_memberships",
      ApiV1GroupMembershipSerializer: "main_duty group_name position_name",
    };
    for (const [name, fields] of Object.entries(taken))
      expect(fieldsIn(name)).toEqual(expect.arrayContaining(fields.split(" ")));
    const all = Object.keys(taken).flatMap(fieldsIn);
    const count = Object.values(taken).flatMap((fields) => fields.split(" ")).length;
    process.stdout.write(`freee: ${count} of the ${all.length} fields of 4 answers are taken\n`);
    expect(count).toBe(24);
  });
});
