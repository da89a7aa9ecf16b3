import type { ApplicationForm } from "@okaeri/sdk/contract/application-forms";
import type { Application, ApplicationDraft } from "@okaeri/sdk/contract/applications";
import type { JobSummary } from "@okaeri/sdk/contract/jobs";
import type { TalkSlot } from "@okaeri/sdk/contract/talks";

const id = (prefix: string, nth: number): string => `${prefix}_01jd7gq3m8e9ab4x5y6z7${String(nth).padStart(5, "0")}`;

/** Evenings of the week after the next, in Tokyo. */
export const sampleSlots = (): TalkSlot[] =>
  [1, 2, 3].map((nth) => ({
    id: id("talk", nth),
    startsAt: `2030-11-0${nth + 3}T10:00:00.000Z`,
    endsAt: `2030-11-0${nth + 3}T10:30:00.000Z`,
    timeZone: "Asia/Tokyo",
    host: "見本 花子（プロダクト部）",
    jobId: null,
    booked: false,
  }));

export const sampleForm = (jobId: string): ApplicationForm => ({
  jobId,
  open: true,
  resume: "required",
  questions: [
    { key: "start", label: "いつから働けますか", kind: "short_text", required: true, options: [] },
    { key: "remote", label: "リモートでの勤務を希望しますか", kind: "yes_no", required: false, options: [] },
    {
      key: "team",
      label: "関心のあるチーム",
      kind: "choices",
      required: false,
      options: ["受注", "物流", "店舗"].map((label) => ({ value: label, label })),
    },
  ],
  elsewhere: null,
  attachments: { max: 5, maxBytes: 10 * 1024 * 1024, endings: [".pdf", ".docx", ".odt", ".txt", ".png", ".jpg"] },
  consent: {
    hash: "c0ffee",
    texts: {
      ja: "お書きいただいた内容と書類は、この求人の選考のために、人事の担当者が拝見します。",
      en: "What you write and attach is read by HR, to decide about this job.",
    },
  },
  prefill: { name: { family: "見本", given: "太郎" }, email: "taro@mihon.invalid", phone: null },
  applicationId: null,
});

export const applicationTo = (
  job: Pick<JobSummary, "id" | "title">,
  { attachments = [] }: ApplicationDraft,
): Application => ({
  id: id("application", 1),
  job: { id: job.id, title: job.title },
  submittedAt: "2026-11-22T03:00:00.000Z",
  stage: "received",
  stageAsOf: "2026-11-22T03:00:00.000Z",
  handOver: { state: "waiting", at: null },
  attachments: attachments.map(({ id: attachmentId, purpose }) => ({
    id: attachmentId,
    purpose,
    name: "履歴書.pdf",
    type: "application/pdf",
    bytes: 120_000,
  })),
});
