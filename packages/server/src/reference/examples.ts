import type { EventDraft, NewsDraft } from "@okaeri/sdk/contract/community";
import type { JobDraft, JobEdit, JobFilter, JobQuery } from "@okaeri/sdk/contract/jobs";
import type { OrganizationEdit } from "@okaeri/sdk/contract/organizations";
import type { ConnectionDraft, ConnectionEdit } from "@okaeri/sdk/contract/registry-connections";
import { alertExamples } from "./alert-examples.ts";
import { applicationExamples } from "./application-examples.ts";
import { boardExamples } from "./board-examples.ts";
import { feedExamples } from "./feed-examples.ts";
import { findingExamples } from "./finding-examples.ts";
import { membershipExamples } from "./membership-examples.ts";
import { privacyExamples } from "./privacy-examples.ts";
import { registryExamples } from "./registry-examples.ts";
import { trustExamples } from "./trust-examples.ts";

/** One call of an operation that could be sent as it stands. */
export interface Example {
  /** The method of the SDK's client. */
  sdk: string;
  /** Path parameters in the order of the path. */
  path?: Record<string, string>;
  query?: Record<string, string | number | boolean>;
  body?: unknown;
  /** Instead of a JSON body. */
  csv?: string;
  /** The SDK makes the path's id itself. */
  idMadeByClient?: true;
  /** The query's name is said before the file that has it. */
  nameFirst?: true;
}

const jobId = "job_01kaf0g2q5f7k9b3m8x2v4t6ye";
const connectionId = "source_01kaf0g2q5f7k9b3m8x2v4t6ye";

/** By operation id. Their bodies are the contract's own types. */
export const examples: Readonly<Record<string, Example>> = {
  listJobs: { sdk: "jobs.list", query: { q: "開発", employmentType: "full_time", limit: 20 } satisfies JobQuery },
  listJobFacets: { sdk: "jobs.facets", query: { place: "JP-13" } satisfies JobFilter },
  getJob: { sdk: "jobs.get", path: { jobId } },
  postJob: {
    sdk: "jobs.post",
    body: {
      title: "バックエンドエンジニア",
      department: "開発部",
      location: "東京",
      employmentType: "full_time",
      salary: { min: 6_000_000, max: 9_000_000, currency: "JPY", per: "year" },
      audience: "alumni",
      descriptionHtml: "<p>以前のチームが、あなたを待っています。</p>",
    } satisfies JobDraft,
  },
  editJob: { sdk: "jobs.edit", path: { jobId }, body: { location: "東京・リモート" } satisfies JobEdit },
  publishJob: { sdk: "jobs.publish", path: { jobId } },
  closeJob: { sdk: "jobs.close", path: { jobId } },
  expressInterest: { sdk: "jobs.expressInterest", path: { jobId } },
  withdrawInterest: { sdk: "jobs.withdrawInterest", path: { jobId } },
  ...boardExamples,
  ...applicationExamples,
  ...alertExamples,
  ...findingExamples,
  ...feedExamples,
  ...membershipExamples,
  ...registryExamples,
  ...privacyExamples,
  ...trustExamples,
  listConnections: { sdk: "connections.list" },
  createConnection: {
    sdk: "connections.create",
    body: {
      kind: "smarthr",
      name: "SmartHR",
      subdomain: "acme",
      token: "shr_4f1c9d2e8b7a6053",
    } satisfies ConnectionDraft,
  },
  editConnection: {
    sdk: "connections.edit",
    path: { connectionId },
    body: { paused: true } satisfies ConnectionEdit,
  },
  deleteConnection: { sdk: "connections.delete", path: { connectionId } },
  syncConnection: { sdk: "connections.sync", path: { connectionId } },
  exchangeEmbedToken: {
    sdk: "embedSessions.exchange",
    body: { token: "eyJhbGciOiJFUzI1NiIsInR5cCI6Im9rYWVyaS1lbWJlZCtqd3QifQ.…" },
  },
  getOrganization: { sdk: "organization.get" },
  editOrganization: {
    sdk: "organization.edit",
    body: { peopleTerm: { ja: "卒業生", en: "alumni" }, accentColor: "#0b6e4f" } satisfies OrganizationEdit,
  },
  getCommunityTeaser: { sdk: "community.teaser" },
  postNews: {
    sdk: "community.postNews",
    body: { title: "同窓会を開きました", publishedOn: "2026-11-20" } satisfies NewsDraft,
  },
  postEvent: {
    sdk: "community.postEvent",
    body: {
      title: "オンライン茶話会",
      place: null,
      startsAt: "2026-12-10T10:00:00Z",
      timeZone: "Asia/Tokyo",
    } satisfies EventDraft,
  },
};
