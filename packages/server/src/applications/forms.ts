import {
  type ApplicationForm,
  type ApplicationFormDraft,
  applicationFormDraft,
} from "@okaeri/sdk/contract/application-forms";
import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import { and, eq } from "drizzle-orm";
import { getJob } from "../jobs/jobs.ts";
import { showAccount } from "../membership/account.ts";
import { getMember } from "../membership/members.ts";
import { getOrganization } from "../organizations/organizations.ts";
import { type Context, requireActor } from "../platform/context.ts";
import { readOrganization, type Transaction, withOrganization } from "../platform/database.ts";
import { toTypeId, toUuid } from "../platform/ids.ts";
import { applicationForms } from "./application-forms.table.ts";
import { maxAttachmentBytes, maxAttachments } from "./attachment-limits.rules.ts";
import { type ConsentWords, consentWords, hashOf } from "./consent.rules.ts";
import type { DestinationRow } from "./destinations.table.ts";
import { endingsFor } from "./file-types.rules.ts";
import { findInForce } from "./own-applications.ts";
import { findDestinationOf } from "./posting-destinations.ts";

/** How one applies for a posting, with all that it depends on. */
export interface FormInForce {
  job: JobPosting;
  draft: ApplicationFormDraft;
  consent: ConsentWords;
  destination: DestinationRow | null;
}

/** @throws DomainError `not_found`, also for a posting one may not see */
export async function getApplicationForm(ctx: Context, id: string): Promise<ApplicationForm> {
  requireActor(ctx, "member", "recruiter", "admin", "system");
  return readOrganization(ctx, (tx) => showForm(ctx, tx, id));
}

/** @throws DomainError `not_found`, `invalid_input` */
export async function setApplicationForm(
  ctx: Context,
  id: string,
  input: ApplicationFormDraft,
): Promise<ApplicationForm> {
  requireActor(ctx, "recruiter", "admin", "system");
  const draft = applicationFormDraft.parse(input);
  return withOrganization(ctx, async (tx) => {
    await getJob({ ...ctx, transaction: tx }, id);
    const row = { ...draft, writtenAt: ctx.clock.now().toISOString() };
    await tx
      .insert(applicationForms)
      .values({ organizationId: ctx.organizationId, jobId: toUuid("job", id), ...row })
      .onConflictDoUpdate({ target: [applicationForms.organizationId, applicationForms.jobId], set: row });
    return showForm(ctx, tx, id);
  });
}

/** `key share` for whoever applies by it. @throws DomainError `not_found` */
export async function readForm(ctx: Context, tx: Transaction, id: string, lock?: "key share"): Promise<FormInForce> {
  const inside = { ...ctx, transaction: tx };
  const { job } = await getJob(inside, id);
  const jobId = toUuid("job", id);
  const destination = await findDestinationOf(ctx, tx, jobId, lock);
  const [own] = await tx
    .select()
    .from(applicationForms)
    .where(and(eq(applicationForms.organizationId, ctx.organizationId), eq(applicationForms.jobId, jobId)));
  const { organization } = await getOrganization(inside);
  return {
    job,
    draft: own ? { open: own.open, resume: own.resume, questions: own.questions } : withoutOne(job, destination),
    consent: consentWords(organization.name, destination?.name ?? null),
    destination,
  };
}

/** A posting with a page of its own to apply at, and nothing that applications could be handed over to, stays there. */
const withoutOne = ({ applyUrl }: JobPosting, destination: DestinationRow | null): ApplicationFormDraft => ({
  open: applyUrl === null || destination !== null,
  resume: "optional",
  questions: [],
});

async function showForm(ctx: Context, tx: Transaction, id: string): Promise<ApplicationForm> {
  const { job, draft, consent, destination } = await readForm(ctx, tx, id);
  return {
    jobId: job.id,
    open: draft.open,
    resume: draft.resume,
    questions: draft.questions,
    elsewhere: draft.open ? null : job.applyUrl,
    attachments: {
      max: maxAttachments,
      maxBytes: maxAttachmentBytes,
      endings: endingsFor(destination?.kind ?? null),
    },
    consent: { hash: hashOf(consent), texts: consent },
    ...(ctx.actor.kind === "member" && (await ofMember(ctx, tx, ctx.actor.memberId, id))),
  };
}

async function ofMember(
  ctx: Context,
  tx: Transaction,
  memberId: string,
  jobId: string,
): Promise<Pick<ApplicationForm, "prefill" | "applicationId">> {
  const { name, email, phone } = (await showAccount(ctx, tx, await getMember(ctx, tx, memberId))).account;
  const inForce = await findInForce(ctx, tx, memberId, toUuid("job", jobId));
  return {
    prefill: { name, email, phone },
    applicationId: inForce && toTypeId("application", inForce.applicationId),
  };
}
