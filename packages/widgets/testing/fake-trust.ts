import type { AccessTable, FieldAccess } from "@okaeri/sdk/contract/access";
import type { AuditEntry } from "@okaeri/sdk/contract/audit";
import type { LegalHold, PrivacyRequest, RetentionRule, RetentionRun } from "@okaeri/sdk/contract/privacy";
import { idOf } from "./fake-people.ts";

const dayMs = 86_400_000;
/** `YYYY-MM-DD` in Japan, so many days from today: the desk counts from the real one. */
export const dayFromToday = (days: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(new Date(Date.now() + days * dayMs));

const field = (resource: string, name: string, recruiter: "none" | "purpose" | "read"): FieldAccess => ({
  resource,
  field: name,
  roles: {
    recruiter: { read: recruiter, write: recruiter !== "none" },
    admin: { read: recruiter === "none" ? "purpose" : "read", write: true },
    server: { read: "read", write: true },
  },
  adjustable: true,
});

export const accessTable = (): AccessTable => ({
  data: [
    field("Person", "birthDate", "none"),
    field("Person", "formerFamilyName", "read"),
    field("Person", "contacts", "read"),
    field("Employment", "employeeNumber", "read"),
    field("Employment", "separation", "none"),
    field("SignUp", "birthDate", "purpose"),
  ],
});

const actions: Partial<AuditEntry>[] = [
  { action: "getPerson", fields: ["Person", "Person.birthDate", "Person.contacts"], purpose: "identity_check" },
  { action: "listPeople", fields: ["Person", "Person.contacts"], peopleCount: 1234 },
  { action: "privacy.retain", actor: "system", fields: [], personIds: [], peopleCount: 0 },
  { action: "editAccess", fields: ["Person.birthDate recruiter"], personIds: [], peopleCount: 0 },
  { action: "somethingNewer", fields: ["Novelty.thing"], personIds: [], peopleCount: 0 },
];

export function auditEntries(count: number): AuditEntry[] {
  return Array.from({ length: count }, (_, nth) => ({
    position: count - nth,
    at: new Date(Date.parse("2026-11-20T03:00:00Z") - nth * 3_600_000).toISOString(),
    actor: nth % 2 ? "admin:https://hr.example.jp 見本" : "recruiter:https://hr.example.jp 例示",
    action: "getPerson",
    resources: nth % 5 === 4 ? [idOf("run", nth)] : [],
    fields: [],
    purpose: null,
    personIds: [idOf("person", nth % 7)],
    peopleCount: 1,
    requestId: "req_fake",
    ...actions[nth % actions.length],
  }));
}

export const requestOf = (nth: number, change: Partial<PrivacyRequest>): PrivacyRequest => ({
  id: idOf("request", nth),
  kind: "disclosure",
  state: "open",
  personId: idOf("person", nth),
  personName: "架空 みどり",
  detail: null,
  receivedAt: "2026-11-10T03:00:00Z",
  dueOn: dayFromToday(nth),
  identifiedBy: "session",
  identificationNote: null,
  decidedAt: null,
  decidedBy: null,
  note: null,
  refused: [],
  ...change,
});

export const privacyRequests = (): PrivacyRequest[] => [
  requestOf(0, { dueOn: dayFromToday(-2), detail: "勤めていたころの評価も知りたい。" }),
  requestOf(1, {
    kind: "erasure",
    state: "received",
    dueOn: dayFromToday(0),
    identifiedBy: null,
    personName: "例示 さくら",
  }),
  requestOf(2, { kind: "erasure", dueOn: dayFromToday(3), personName: "仮名 太郎" }),
  requestOf(3, { kind: "stop_use", dueOn: dayFromToday(9), personName: "見本 花子" }),
  requestOf(4, {
    kind: "erasure",
    state: "fulfilled",
    personId: null,
    personName: null,
    decidedAt: "2026-11-12T03:00:00Z",
    decidedBy: "admin:https://hr.example.jp 見本",
  }),
];

export const retentionRules = (): RetentionRule[] => [
  { subject: "birthDate", states: [], days: 730 },
  { subject: "contacts", states: ["noticed", "withdrawn"], days: 1825 },
];

export const retentionRun = (nth: number, change: Partial<RetentionRun> = {}): RetentionRun => ({
  id: idOf("retention", nth),
  startedAt: "2026-11-19T17:30:00Z",
  finishedAt: "2026-11-19T17:31:00Z",
  actor: "system",
  removed: retentionRules().map((rule, at) => ({ rule, count: at === 0 ? 12 : 0, held: at === 0 ? 1 : 0 })),
  certificate: "eyJhbGciOiJFZERTQSJ9.eyJraW5kIjoicmV0ZW50aW9uIn0.c2lnbmVk",
  ...change,
});

export const legalHold = (nth: number, change: Partial<LegalHold> = {}): LegalHold => ({
  id: idOf("hold", nth),
  personId: idOf("person", nth),
  personName: "架空 みどり",
  reason: "労働審判の資料",
  until: null,
  createdAt: "2026-11-01T03:00:00Z",
  createdBy: "admin:https://hr.example.jp 見本",
  liftedAt: null,
  ...change,
});

export const checkpoint = "eyJhbGciOiJFZERTQSJ9.eyJraW5kIjoiYXVkaXQtY2hlY2twb2ludCJ9.c2lnbmVk";
