import type { ApplicationDestinationDraft } from "@okaeri/sdk/contract/application-destinations";
import type { ApplicationFormDraft } from "@okaeri/sdk/contract/application-forms";
import type { ApplicationDraft, ApplicationStageChange } from "@okaeri/sdk/contract/applications";
import type { Example } from "./examples.ts";

const jobId = "job_01kaf0g2q5f7k9b3m8x2v4t6ye";
const applicationId = "application_01kaf0g2q5f7k9b3m8x2v4t6ye";
const attachmentId = "attachment_01kaf0g2q5f7k9b3m8x2v4t6ye";
const destinationId = "destination_01kaf0g2q5f7k9b3m8x2v4t6ye";

export const applicationExamples: Readonly<Record<string, Example>> = {
  getApplicationForm: { sdk: "applications.form", path: { jobId } },
  setApplicationForm: {
    sdk: "applications.setForm",
    path: { jobId },
    body: {
      open: true,
      resume: "required",
      questions: [
        { key: "start", label: "いつから働けますか", kind: "short_text", required: true, options: [] },
        {
          key: "place",
          label: "希望の勤務地",
          kind: "choice",
          required: false,
          options: [
            { value: "tokyo", label: "東京" },
            { value: "remote", label: "在宅" },
          ],
        },
      ],
    } satisfies ApplicationFormDraft,
  },
  attachFile: {
    sdk: "applications.attach",
    query: { name: "職務経歴書.txt" },
    csv: "架空の職務経歴書です。",
    nameFirst: true,
  },
  applyForJob: {
    sdk: "applications.submit",
    path: { jobId },
    body: {
      name: { family: "見本", given: "花子" },
      email: "hanako@example.com",
      phone: "03-0000-0000",
      answers: { start: "2027年4月から", place: "tokyo" },
      attachments: [{ id: attachmentId, purpose: "resume" }],
      message: "また一緒に働けることを楽しみにしています。",
      consent: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    } satisfies ApplicationDraft,
  },
  listOwnApplications: { sdk: "applications.listOwn" },
  withdrawApplication: { sdk: "applications.withdraw", path: { applicationId } },
  listApplications: { sdk: "applications.list", query: { jobId, stage: "received", limit: 20 } },
  getApplication: { sdk: "applications.get", path: { applicationId } },
  setApplicationStage: {
    sdk: "applications.setStage",
    path: { applicationId },
    body: { stage: "interview" } satisfies ApplicationStageChange,
  },
  handOverApplication: { sdk: "applications.handOver", path: { applicationId } },
  downloadApplicationAttachment: { sdk: "applications.attachment", path: { applicationId, attachmentId } },
  listApplicationDestinations: { sdk: "applications.listDestinations" },
  addApplicationDestination: {
    sdk: "applications.addDestination",
    body: {
      kind: "webhook",
      name: "採用管理システム",
      feedId: null,
      url: "https://ats.example.com/hooks/okaeri",
      secret: "whsec_dGhpcyBpcyBhbiBpbnZlbnRlZCBzZWNyZXQ=",
    } satisfies ApplicationDestinationDraft,
  },
  removeApplicationDestination: { sdk: "applications.removeDestination", path: { destinationId } },
};
