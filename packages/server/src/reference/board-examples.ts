import type { InterestShareDraft } from "@okaeri/sdk/contract/job-interests";
import type { OrganizationChangeDraft, OrganizationChangeEdit } from "@okaeri/sdk/contract/organization-changes";
import type { TalkBookingDraft, TalkSlotDraft } from "@okaeri/sdk/contract/talks";
import type { Example } from "./examples.ts";

const jobId = "job_01kaf0g2q5f7k9b3m8x2v4t6ye";
const slotId = "talk_01kaf0g2q5f7k9b3m8x2v4t6ye";
const shareId = "share_01kaf0g2q5f7k9b3m8x2v4t6ye";
const changeId = "orgchange_01kaf0g2q5f7k9b3m8x2v4t6ye";

export const boardExamples: Readonly<Record<string, Example>> = {
  listOrganizationChanges: { sdk: "organizationChanges.list", query: { since: "2021-03-31", kind: "tools" } },
  postOrganizationChange: {
    sdk: "organizationChanges.post",
    body: {
      happenedOn: "2025-04-01",
      kind: "tools",
      department: "開発部",
      title: "受注システムをTypeScriptで作り直しました",
      text: "旧システムは2025年3月で役目を終えました。",
      skills: ["TypeScript", "PostgreSQL"],
    } satisfies OrganizationChangeDraft,
  },
  editOrganizationChange: {
    sdk: "organizationChanges.edit",
    path: { changeId },
    body: { happenedOn: "2025-04-15" } satisfies OrganizationChangeEdit,
  },
  getOrganizationChange: { sdk: "organizationChanges.get", path: { changeId } },
  publishOrganizationChange: { sdk: "organizationChanges.publish", path: { changeId } },
  deleteOrganizationChange: { sdk: "organizationChanges.delete", path: { changeId } },
  listTalkSlots: { sdk: "talks.listSlots", query: { jobId, limit: 20 } },
  offerTalk: {
    sdk: "talks.offer",
    body: {
      startsAt: "2027-04-10T01:00:00Z",
      minutes: 30,
      host: "開発部 架空 一郎",
      place: "https://meet.example.com/abc",
    } satisfies TalkSlotDraft,
  },
  withdrawTalkSlot: { sdk: "talks.withdraw", path: { slotId } },
  bookTalk: {
    sdk: "talks.book",
    path: { slotId },
    body: { message: "いまのチームのことを伺いたいです。" } satisfies TalkBookingDraft,
  },
  cancelTalk: { sdk: "talks.cancel", path: { slotId } },
  listOwnTalks: { sdk: "talks.listOwn" },
  listTalkBookings: { sdk: "talks.listBookings", query: { limit: 20 } },
  listOwnInterests: { sdk: "jobInterests.list" },
  shareInterest: {
    sdk: "jobInterests.share",
    path: { jobId },
    body: { with: "hr", message: "来年の春から働けます。" } satisfies InterestShareDraft,
  },
  takeBackInterest: { sdk: "jobInterests.takeBack", path: { jobId, shareId } },
  listSharedInterests: { sdk: "jobInterests.listShared", query: { jobId, limit: 20 } },
  matchJob: { sdk: "jobMatches.get", path: { jobId } },
  listJobChanges: { sdk: "organizationChanges.ofJob", path: { jobId } },
};
