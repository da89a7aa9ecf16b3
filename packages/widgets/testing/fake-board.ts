import type { ApplicationDestination } from "@okaeri/sdk/contract/application-destinations";
import type { ApplicationForm } from "@okaeri/sdk/contract/application-forms";
import type { ReceivedApplication } from "@okaeri/sdk/contract/applications";
import type { JobFeed, JobFeedRun } from "@okaeri/sdk/contract/job-feeds";
import type { JobInvitees } from "@okaeri/sdk/contract/job-finding";
import type { SharedInterest } from "@okaeri/sdk/contract/job-interests";
import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import type { OrganizationChange } from "@okaeri/sdk/contract/organization-changes";
import type { TalkBooking, TalkSlot } from "@okaeri/sdk/contract/talks";
import { jobsIn, postingOf } from "../gallery/sample-data.ts";
import { now } from "./fake-answers.ts";
import { idOf } from "./fake-people.ts";

const hourMs = 3_600_000;
/** So many hours from now: the desk counts from the real one. */
export const inHours = (hours: number): string => new Date(Date.now() + hours * hourMs).toISOString();

export const feedRun = (nth: number, more: Partial<JobFeedRun> = {}): JobFeedRun => ({
  id: idOf("run", 500 + nth),
  feedId: idOf("feed", 1),
  status: "done",
  cause: "schedule",
  startedAt: inHours(-nth),
  finishedAt: inHours(-nth),
  durationMs: 1234,
  times: 1,
  read: 120,
  created: 2,
  updated: 3,
  unchanged: 112,
  closed: 1,
  notOpen: 1,
  repeated: 0,
  rejectedCount: 2,
  rejected: [
    { row: 17, id: "4021", field: "title", code: "value_missing" },
    { row: 80, id: null, field: "締切", code: "date_unreadable" },
  ],
  complete: true,
  error: null,
  detail: null,
  ...more,
});

const held = feedRun(3, { status: "held", closed: 84, read: 36, created: 0, rejectedCount: 0, rejected: [] });

export const jobFeed = (nth: number, more: Partial<JobFeed> = {}): JobFeed => ({
  id: idOf("feed", nth),
  name: "採用サイト",
  format: "greenhouse",
  url: "https://boards-api.example.com/v1/boards/mihon/jobs",
  audience: "public",
  schedule: "quarter_hourly",
  hasToken: false,
  webhookUrl: null,
  openPostings: 120,
  syncedAt: inHours(-0.2),
  lastError: null,
  heldRun: null,
  createdAt: now,
  ...more,
});

const feeds = (): JobFeed[] => [
  jobFeed(1),
  jobFeed(2, {
    name: "関西支社の採用管理",
    format: "lever",
    schedule: "hourly",
    webhookUrl: "https://okaeri.example.jp/v1/hooks/feed_2",
    openPostings: 12,
    lastError: { code: "feed_unreachable", detail: "503 from boards-api.example.com", at: inHours(-1) },
  }),
  jobFeed(3, { name: "グループ会社", format: "csv", url: null, schedule: "none", openPostings: 120, heldRun: held }),
];

const postings = (): JobPosting[] =>
  jobsIn("ja").map((job, nth) => ({
    ...postingOf(job, "ja"),
    ...(nth % 7 === 3 && { status: "draft" as const, publishedAt: null }),
    ...(nth % 7 === 5 && { status: "closed" as const }),
    feed: nth % 5 === 2 ? { id: idOf("feed", 1), audienceHeld: false } : null,
  }));

export const changeAt = (nth: number, more: Partial<OrganizationChange> = {}): OrganizationChange => ({
  id: idOf("orgchange", nth),
  happenedOn: `202${5 - (nth % 4)}-04-01`,
  kind: "tools",
  department: "プロダクト部",
  renamedFrom: null,
  title: `受注システムを作り直しました ${nth}`,
  text: "旧システムは役目を終えました。",
  skills: ["TypeScript"],
  status: "published",
  author: "recruiter:https://hr.example.jp 見本",
  updatedAt: now,
  ...more,
});

const changes = (): OrganizationChange[] => [
  changeAt(1),
  changeAt(2, {
    kind: "organization",
    renamedFrom: "システム課",
    title: "部署の名前が変わりました",
    text: "",
    skills: [],
  }),
  changeAt(3, { kind: "policy", department: null, title: "席が自由になりました", skills: [] }),
  changeAt(4, { status: "proposed", title: "リモート勤務の日が増えました", kind: "policy", author: "employee:E9" }),
];

export const slotAt = (nth: number, more: Partial<TalkSlot> = {}): TalkSlot => ({
  id: idOf("talk", nth),
  startsAt: inHours(24 * nth),
  endsAt: inHours(24 * nth + 0.5),
  timeZone: "Asia/Tokyo",
  host: "見本 太郎（プロダクト部長）",
  place: "https://meet.example.com/mihon",
  jobId: null,
  booked: false,
  ...more,
});

const bookings = (): TalkBooking[] => [
  {
    slot: slotAt(9),
    personId: idOf("person", 3),
    name: { family: "見本", given: "花子" },
    message: "チームの雰囲気を伺いたいです。\nよろしくお願いします。",
    bookedAt: now,
  },
];

const interests = (): SharedInterest[] =>
  [1, 2].map((nth) => ({
    id: idOf("share", nth),
    jobId: idOf("job", nth),
    jobTitle: "プロダクトエンジニア",
    personId: nth === 1 ? idOf("person", 3) : null,
    name: { family: "例示", given: "さくら" },
    message: nth === 1 ? "来年の春から働けます。" : "",
    sharedAt: now,
  }));

export const applicationAt = (nth: number, more: Partial<ReceivedApplication> = {}): ReceivedApplication => ({
  id: idOf("application", nth),
  job: { id: idOf("job", 1), title: "プロダクトエンジニア" },
  submittedAt: inHours(-nth),
  stage: "received",
  stageAsOf: inHours(-nth),
  attachments: [
    { id: idOf("attachment", nth), name: "職務経歴書.pdf", type: "application/pdf", bytes: 183_000, purpose: "resume" },
  ],
  personId: idOf("person", nth),
  name: { family: "架空", given: "みどり" },
  email: "midori@example.jp",
  phone: "090-0000-0000",
  answers: [{ key: "why", label: "応募の理由", answer: "戻って続きを作りたいからです。" }],
  message: "よろしくお願いします。",
  handOver: { state: "none", at: null, destination: null, attempts: 0, nextAttemptAt: null, lastError: null },
  ...more,
});

const refusal = { code: "source_unauthorized", detail: "401 from boards-api.example.com", at: inHours(-1) };
const received = (): ReceivedApplication[] => [
  applicationAt(1),
  applicationAt(2, {
    name: { family: "例示", given: "さくら" },
    stage: "in_review",
    handOver: {
      state: "done",
      at: inHours(-1),
      destination: "Greenhouse",
      attempts: 1,
      nextAttemptAt: null,
      lastError: null,
    },
  }),
  applicationAt(3, {
    name: { family: "仮名", given: "太郎" },
    personId: null,
    handOver: {
      state: "stopped",
      at: inHours(-1),
      destination: "Greenhouse",
      attempts: 3,
      nextAttemptAt: null,
      lastError: refusal,
    },
  }),
  applicationAt(4, {
    name: { family: "見本", given: "花子" },
    stage: "withdrawn",
    handOver: {
      state: "delayed",
      at: inHours(-1),
      destination: "Greenhouse",
      attempts: 2,
      nextAttemptAt: inHours(1),
      lastError: { ...refusal, code: "source_unreachable" },
    },
  }),
];

export const destinationAt = (nth: number, more: Partial<ApplicationDestination> = {}): ApplicationDestination => ({
  id: idOf("destination", nth),
  kind: "greenhouse",
  name: "Greenhouse",
  feedId: idOf("feed", 1),
  address: "mihon",
  follows: false,
  waiting: 2,
  stopped: 1,
  lastError: refusal,
  createdAt: now,
  ...more,
});

/** What the panels of the board know. */
export class FakeBoard {
  postings = postings();
  versions = new Map<string, number>();
  invitees = new Map<string, JobInvitees>();
  feeds = feeds();
  runs = [
    feedRun(1),
    held,
    feedRun(4, { status: "failed", error: "feed_unreachable", detail: "503", read: 0, rejectedCount: 0, rejected: [] }),
  ];
  changes = changes();
  interests = interests();
  slots = [slotAt(1), slotAt(2, { jobId: idOf("job", 1) })];
  bookings = bookings();
  applications = received();
  destinations = [destinationAt(1)];
  forms = new Map<string, Pick<ApplicationForm, "open" | "resume" | "questions">>();
}
