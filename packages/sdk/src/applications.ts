import type { ApplicationDestination, ApplicationDestinationDraft } from "./contract/application-destinations.ts";
import type { ApplicationForm, ApplicationFormDraft } from "./contract/application-forms.ts";
import type {
  Application,
  ApplicationDraft,
  ApplicationStageChange,
  Attachment,
  ReceivedApplication,
  ReceivedApplicationQuery,
} from "./contract/applications.ts";
import { listing } from "./list.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";
import type { Bytes, Download } from "./runtime.ts";

const applied = "/v1/applications";
const destinations = "/v1/application-destinations";

/** Applying for a posting, and what becomes of it. */
export const applications = (send: Send) => ({
  /** How one applies; for a member with what is known of them filled in. */
  form: (jobId: string, options?: CallOptions): Promise<ApplicationForm> =>
    send({ method: "GET", path: path`/v1/jobs/${jobId}/application-form`, options }),

  /** For a signed-in member: a file to apply with. Fails with `attachment_refused` for what it isn't or holds. */
  attach: (name: string, file: string | Bytes, options: CallOptions = {}): Promise<Attachment> =>
    send({
      method: "POST",
      path: "/v1/account/attachments",
      query: { name },
      document: file,
      // Ten megabytes over a slow line.
      options: { ...options, timeoutMs: options.timeoutMs ?? 120_000 },
    }),

  /** For a signed-in member. Fails with `agreement_outdated` when the form asks for another consent by now. */
  submit: (jobId: string, draft: ApplicationDraft, options?: CallOptions): Promise<Application> =>
    send({ method: "POST", path: path`/v1/jobs/${jobId}/applications`, json: draft, options }),

  /** For a signed-in member: their own, the latest first. */
  listOwn: (options?: CallOptions): Promise<{ data: Application[] }> =>
    send({ method: "GET", path: "/v1/account/applications", options }),

  /** For a signed-in member. The house is told. */
  withdraw: (applicationId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/account/applications/${applicationId}`, options }),

  /** For HR: what one is asked. */
  setForm: (jobId: string, draft: ApplicationFormDraft, options?: CallOptions): Promise<ApplicationForm> =>
    send({ method: "PUT", path: path`/v1/jobs/${jobId}/application-form`, json: draft, options }),

  /** For HR: the latest first. */
  list: listing<ReceivedApplication, ReceivedApplicationQuery>(send, applied),

  get: (applicationId: string, options?: CallOptions): Promise<ReceivedApplication> =>
    send({ method: "GET", path: path`/v1/applications/${applicationId}`, options }),

  /** For HR and its system. The applicant sees it. */
  setStage: (
    applicationId: string,
    change: ApplicationStageChange,
    options?: CallOptions,
  ): Promise<ReceivedApplication> =>
    send({ method: "PUT", path: path`/v1/applications/${applicationId}/stage`, json: change, options }),

  /** For HR: tries again now what was delayed or stopped. Fails with `conflict` for what is done or stays here. */
  handOver: (applicationId: string, options?: CallOptions): Promise<ReceivedApplication> =>
    send({ method: "POST", path: path`/v1/applications/${applicationId}/hand-over`, options }),

  /** For HR. */
  attachment: (applicationId: string, attachmentId: string, options?: CallOptions): Promise<Download> =>
    send({
      method: "GET",
      path: path`/v1/applications/${applicationId}/attachments/${attachmentId}`,
      accept: "application/octet-stream",
      options,
    }),

  /** For HR: where applications go. */
  listDestinations: (options?: CallOptions): Promise<{ data: ApplicationDestination[] }> =>
    send({ method: "GET", path: destinations, options }),

  /** What was agreed to for a destination of this name, and waits for it, goes there now. */
  addDestination: (draft: ApplicationDestinationDraft, options?: CallOptions): Promise<ApplicationDestination> =>
    send({ method: "POST", path: destinations, json: draft, options }),

  /** What it has not taken yet stays here. */
  removeDestination: (destinationId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/application-destinations/${destinationId}`, options }),
});
