import type { Session } from "@okaeri/sdk";
import { OkaeriError } from "@okaeri/sdk";
import type { AgreementAct, AgreementKind, AgreementReceipt } from "@okaeri/sdk/contract/agreements";
import type { ApplicationForm } from "@okaeri/sdk/contract/application-forms";
import type { Application } from "@okaeri/sdk/contract/applications";
import type { InterestShare } from "@okaeri/sdk/contract/job-interests";
import type { JobPosting, JobQuery, JobSummary } from "@okaeri/sdk/contract/jobs";
import type { Page } from "@okaeri/sdk/contract/page";
import type { PrivacyRequest } from "@okaeri/sdk/contract/privacy";
import type { SavedSearch } from "@okaeri/sdk/contract/saved-searches";
import type { Passkey } from "@okaeri/sdk/contract/sign-ins";
import type { SignUpRequest } from "@okaeri/sdk/contract/sign-ups";
import type { TalkSlot } from "@okaeri/sdk/contract/talks";
import { sampleAgreements } from "../gallery/sample-agreements.ts";
import {
  facetsOf,
  foundIn,
  jobsIn,
  organizationIn,
  postingOf,
  suggestionsIn,
  teaserIn,
} from "../gallery/sample-data.ts";
import { sampleChanges, sampleMatch } from "../gallery/sample-knowing.ts";
import { sampleForm } from "../gallery/sample-reach.ts";
import type { Client } from "../src/foundation/connection.ts";
import { accountIn, sessionAt } from "./fake-account.ts";
import { accountCalls } from "./fake-account-calls.ts";
import { now } from "./fake-answers.ts";
import { reachCalls } from "./fake-reach-calls.ts";

const etag = { etag: null };

/** An API in memory: it does what it is told, and remembers what it was asked. */
export class FakeApi {
  jobs: JobSummary[] = jobsIn("en");
  /** What single postings say otherwise than the sample. */
  postings = new Map<string, Partial<JobPosting>>();
  jobMatch = sampleMatch();
  jobChanges = sampleChanges();
  shares = new Map<string, InterestShare[]>();
  slots: TalkSlot[] = [];
  applicationForm = (jobId: string): ApplicationForm => ({ ...sampleForm(jobId), open: false });
  applications: Application[] = [];
  searches: SavedSearch[] = [];
  teaser = teaserIn("en");
  pageSize = 10;
  agreements = sampleAgreements();
  account = accountIn("en", this.agreements);
  accountVersion = 1;
  receipts: AgreementReceipt[] = [];
  passkeys: Passkey[] = [];
  sessions = [sessionAt(1), sessionAt(2)];
  requests: PrivacyRequest[] = [];
  organization = organizationIn("en", null);
  session: Session | null = { subject: "hanako", role: "member", displayName: null };
  /** Fails the calls of these names. */
  failing = new Map<string, OkaeriError>();
  /** Holds answers back, by call, until released. */
  held = new Map<string, Promise<void>>();
  calls: [name: string, ...input: unknown[]][] = [];
  #listeners = new Set<(session: Session | null) => void>();

  called(name: string): unknown[][] {
    return this.calls.filter(([called]) => called === name).map(([, ...input]) => input);
  }

  signIn(session: Session | null): void {
    this.session = session;
    for (const listener of this.#listeners) listener(session);
  }

  /** Where the member stands with one text from now on. */
  stand(kind: AgreementKind, act: AgreementAct, version: number): void {
    const agreements = this.account.agreements.filter((standing) => standing.kind !== kind);
    this.account = { ...this.account, agreements: [...agreements, { kind, act, version, at: now, outdated: false }] };
  }

  async *everyRequest(): AsyncGenerator<PrivacyRequest> {
    yield* this.requests;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  async answer<Answer>(name: string, input: unknown[], answer: () => Answer): Promise<Answer> {
    this.calls.push([name, ...input]);
    const given = answer();
    await this.held.get(name);
    const error = this.failing.get(name);
    if (error) throw error;
    return given;
  }

  #page({ cursor = "0", limit = this.pageSize, ...filter }: JobQuery): Page<JobSummary> {
    const found = foundIn(this.jobs, filter);
    const end = Number(cursor) + limit;
    return { data: found.slice(Number(cursor), end), nextCursor: end < found.length ? String(end) : null };
  }

  async *#everyJob(): AsyncGenerator<JobSummary> {
    yield* this.jobs;
  }

  readonly client: Client = {
    ...accountCalls(this),
    ...reachCalls(this),
    jobs: {
      list: (query = {}) =>
        Object.assign(
          this.answer("jobs.list", [query], () => this.#page(query)),
          { [Symbol.asyncIterator]: () => this.#everyJob() },
        ),
      facets: (filter = {}) => this.answer("jobs.facets", [filter], () => facetsOf(this.jobs, filter)),
      suggestions: ({ q }) => this.answer("jobs.suggestions", [q], () => suggestionsIn(this.jobs, q)),
      get: (jobId) =>
        this.answer("jobs.get", [jobId], () => {
          const job = this.jobs.find(({ id }) => id === jobId);
          if (!job) throw new OkaeriError({ code: "not_found", status: 404 });
          return { ...postingOf(job, "en"), ...this.postings.get(jobId), ...etag };
        }),
      expressInterest: (jobId) => this.answer("jobs.expressInterest", [jobId], () => undefined),
      withdrawInterest: (jobId) => this.answer("jobs.withdrawInterest", [jobId], () => undefined),
    },
    jobMatches: { get: (jobId) => this.answer("jobMatches.get", [jobId], () => ({ ...this.jobMatch, jobId })) },
    organizationChanges: { ofJob: (jobId) => this.answer("organizationChanges.ofJob", [jobId], () => this.jobChanges) },
    signUps: {
      request: (request: SignUpRequest) =>
        this.answer("signUps.request", [request], () => ({
          id: "signup_1",
          status: "code_sent" as const,
          expiresInSeconds: 600,
        })),
      resendCode: (id) =>
        this.answer("signUps.resendCode", [id], () => ({ status: "code_sent" as const, expiresInSeconds: 600 })),
      enterCode: (id, entry) =>
        this.answer("signUps.enterCode", [id, entry], () => {
          if (entry.code !== "123456") throw new OkaeriError({ code: "code_invalid", status: 422 });
          return { status: "received" as const };
        }),
    },
    organization: {
      get: () => this.answer("organization.get", [], () => ({ ...this.organization, ...etag })),
    },
    community: { teaser: () => this.answer("community.teaser", [], () => this.teaser) },
    session: {
      current: async () => {
        const error = this.failing.get("session.current");
        if (error) throw error;
        return this.session;
      },
      onChange: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    },
  };
}
