import type { Session, Versioned } from "@okaeri/sdk";
import type { Person, PersonChange, PersonFilterQuery, PersonRecord } from "@okaeri/sdk/contract/registry";
import type { Connection } from "@okaeri/sdk/contract/registry-connections";
import type { Duplicate, Merge } from "@okaeri/sdk/contract/registry-duplicates";
import type { RegistryRun } from "@okaeri/sdk/contract/registry-imports";
import type { Segment } from "@okaeri/sdk/contract/registry-segments";
import type { ConsoleClient } from "../src/console/console.ts";
import { notFound, now, versioned } from "./fake-answers.ts";
import { FakeBoard } from "./fake-board.ts";
import { boardCalls } from "./fake-board-calls.ts";
import { FakeApi } from "./fake-client.ts";
import { FakeMembers, memberCalls } from "./fake-members-calls.ts";
import { fileSource, handSource, idOf, peopleUpTo, smarthrSource } from "./fake-people.ts";
import { registryCalls } from "./fake-registry-calls.ts";
import { connectionCalls, duplicateCalls, segmentCalls } from "./fake-review-calls.ts";
import { FakeTrust, trustCalls } from "./fake-trust-calls.ts";

const pageOf = <Item>(items: readonly Item[], { cursor = "0", limit = 20 }: { cursor?: string; limit?: number }) => {
  const begin = Number(cursor);
  const end = begin + limit;
  return { data: items.slice(begin, end), nextCursor: end < items.length ? String(end) : null };
};

const run = (nth: number, more: Partial<RegistryRun> = {}): RegistryRun => ({
  id: idOf("run", nth),
  source: smarthrSource,
  status: "done",
  startedAt: `2026-11-${String(20 - nth).padStart(2, "0")}T18:00:00Z`,
  finishedAt: `2026-11-${String(20 - nth).padStart(2, "0")}T18:02:00Z`,
  actor: "SmartHR",
  read: 1200,
  created: 3,
  updated: 12,
  unchanged: 1180,
  here: 4,
  rejectedCount: 1,
  rejected: [{ row: 17, column: "生年月日", code: "date_unreadable" }],
  error: null,
  detail: null,
  ...more,
});

/** The registry in memory, as the contract says, with what it was asked. */
export class FakeRegistry extends FakeApi {
  override session: Session | null = { subject: "recruiter", role: "admin", displayName: null };
  people: Person[];
  versions = new Map<string, number>();
  changes = new Map<string, PersonChange[]>();
  segments: Segment[] = [
    {
      id: idOf("segment", 1),
      name: "営業部、退職から3年以内",
      filter: { department: "営業部", maxYearsSinceLeaving: 3 },
      createdAt: now,
      updatedAt: now,
    },
    {
      id: idOf("segment", 2),
      name: "参加中で求人のお知らせに同意",
      filter: { states: ["active"], consent: "jobs" },
      createdAt: now,
      updatedAt: now,
    },
  ];
  duplicates: Duplicate[];
  merges: Merge[] = [];
  runs: RegistryRun[] = [
    run(1),
    run(2, {
      status: "failed",
      error: "source_unauthorized",
      detail: "401",
      read: 0,
      created: 0,
      updated: 0,
      unchanged: 0,
      here: 0,
      rejectedCount: 0,
      rejected: [],
    }),
    run(3, { source: fileSource, actor: "見本 担当", read: 812, created: 40 }),
  ];
  connections: Connection[];
  imported: string[] = [];
  readonly members = new FakeMembers();
  /** Fields of people that are answered with a purpose only, and not even then. */
  withheld = {
    untilPurpose: [] as ("birthDate" | "formerFamilyName")[],
    forbidden: [] as ("birthDate" | "formerFamilyName")[],
  };
  readonly trust = new FakeTrust();
  readonly board = new FakeBoard();

  constructor(count = 3000) {
    super();
    this.people = peopleUpTo(count);
    this.duplicates = Array.from({ length: Math.min(40, Math.floor(count / 130)) }, (_, nth) => this.#pair(nth));
    this.connections = [
      {
        id: smarthrSource.id,
        kind: "smarthr",
        name: "本社",
        account: "mihon.smarthr.jp",
        paused: false,
        syncedTo: now,
        nextRunAt: "2026-11-23T18:00:00Z",
        lastRun: run(1),
        createdAt: now,
      },
      {
        id: idOf("source", 4),
        kind: "freee",
        name: "関西支社",
        account: "1234567",
        paused: true,
        syncedTo: null,
        nextRunAt: null,
        lastRun: this.runs[1] ?? null,
        createdAt: now,
      },
    ];
  }

  #pair(nth: number): Duplicate {
    const [one, other] = [this.people[nth], this.people[nth + 120]];
    if (!one || !other) throw new RangeError("too few people for pairs");
    return {
      id: idOf("duplicate", nth),
      score: 95 - nth,
      reasons: nth % 2 ? ["name", "kana", "birth_date"] : ["kana", "email"],
      people: [one, other],
      foundAt: now,
    };
  }

  found(query: PersonFilterQuery): Person[] {
    const saved = this.segments.find(({ id }) => id === query.segmentId);
    const { q, states, department, grade, leftFrom, leftTo, consent, skills } = { ...saved?.filter, ...query };
    return this.people.filter((person) => {
      const stint = person.employments.at(-1);
      const texts = [
        person.name.family + person.name.given,
        (person.kana?.family ?? "") + (person.kana?.given ?? ""),
        stint?.employeeNumber ?? "",
      ];
      const wanted = q?.replace(/\s/g, "");
      return (
        (!wanted || texts.some((text) => text.startsWith(wanted))) &&
        (!states || states.includes(person.state)) &&
        (!department || stint?.departments.at(-1)?.value === department) &&
        (!grade || stint?.grades.at(-1)?.value === grade) &&
        (!leftFrom || (stint?.leftOn ?? "") >= leftFrom) &&
        (!leftTo || (stint?.leftOn ?? "9") <= leftTo) &&
        (!consent || person.consents.includes(consent)) &&
        (skills ?? []).every((skill) => person.skills.includes(skill))
      );
    });
  }

  record(personId: string): Versioned<PersonRecord> {
    const person = this.people.find(({ id }) => id === personId);
    if (!person) throw notFound();
    const origins = [
      { field: "*", employmentId: null, at: "2026-03-01T02:00:00Z", actor: "取り込み", source: fileSource },
      ...person.employments.flatMap(({ id }) => [
        { field: "*", employmentId: id, at: "2026-03-01T02:00:00Z", actor: "取り込み", source: fileSource },
        { field: "department", employmentId: id, at: "2026-11-01T02:00:00Z", actor: "連携", source: smarthrSource },
      ]),
      ...person.heldFields.map((field) => ({
        field,
        employmentId: null,
        at: now,
        actor: "見本 担当",
        source: handSource,
      })),
    ];
    return versioned({ ...person, origins }, `"${this.versions.get(personId) ?? 1}"`);
  }

  change(personId: string, edit: Partial<Person>, line: Partial<PersonChange>): Versioned<PersonRecord> {
    this.people = this.people.map((person) =>
      person.id === personId ? { ...person, ...edit, updatedAt: now } : person,
    );
    this.versions.set(personId, (this.versions.get(personId) ?? 1) + 1);
    const change: PersonChange = {
      id: idOf("change", this.changes.size),
      at: now,
      actor: "見本 担当",
      source: handSource,
      runId: null,
      kind: "changed",
      field: null,
      employmentId: null,
      before: null,
      after: null,
      reason: null,
      ...line,
    };
    this.changes.set(personId, [change, ...(this.changes.get(personId) ?? this.history())]);
    return this.record(personId);
  }

  history(): PersonChange[] {
    const line = { actor: "取り込み", runId: idOf("run", 1), employmentId: null, reason: null };
    return [
      {
        ...line,
        id: idOf("change", 3),
        at: "2026-11-01T02:00:00Z",
        source: smarthrSource,
        kind: "changed",
        field: "department",
        before: "物流部",
        after: "営業部",
      },
      {
        ...line,
        id: idOf("change", 2),
        at: "2026-04-01T02:00:00Z",
        source: null,
        actor: "システム",
        kind: "state",
        field: "state",
        before: "leaving",
        after: "noticed",
        reason: "退職日を過ぎた",
      },
      {
        ...line,
        id: idOf("change", 1),
        at: "2026-03-01T02:00:00Z",
        source: fileSource,
        kind: "created",
        field: null,
        before: null,
        after: null,
      },
    ];
  }

  readonly console: ConsoleClient = {
    ...this.client,
    registry: registryCalls(this),
    segments: segmentCalls(this),
    duplicates: duplicateCalls(this),
    connections: connectionCalls(this),
    ...memberCalls(this),
    ...trustCalls(this),
    ...boardCalls(this),
  };

  segment(segmentId: string): Segment {
    const segment = this.segments.find(({ id }) => id === segmentId);
    if (!segment) throw notFound();
    return segment;
  }

  list<Item>(
    name: string,
    query: { cursor?: string | undefined; limit?: number | undefined },
    items: () => readonly Item[],
  ) {
    const { cursor, limit } = query;
    const page = this.answer(name, [query], () =>
      pageOf(items(), { ...(cursor && { cursor }), ...(limit && { limit }) }),
    );
    return Object.assign(page, {
      async *[Symbol.asyncIterator]() {
        yield* items();
      },
    });
  }
}
