import type { Audience, EmploymentType, JobRequirement, RemoteWork, Salary } from "@okaeri/sdk/contract/jobs";

/** A posting as a feed gives it, in whatever format. */
export interface FeedPosting {
  /** The feed's own id of it, stable from sync to sync. */
  key: string;
  title: string;
  department: string | null;
  location: string | null;
  employmentType: EmploymentType | null;
  remote: RemoteWork | null;
  grade: string | null;
  salary: Salary | null;
  /** `YYYY-MM-DD`. */
  startsOn: string | null;
  /** `YYYY-MM-DD`, the last day on which one can apply. */
  closesOn: string | null;
  requirements: JobRequirement[];
  /** Not yet sanitized. */
  descriptionHtml: string;
  whyComeBack: string | null;
  hiringManager: string | null;
  applyUrl: string | null;
  /** ISO 8601; null: the moment it is first seen. */
  publishedAt: string | null;
  /** Set where the feed itself says who may see it. Nobody can be invited by a feed. */
  audience: FeedAudience | null;
}

export type FeedAudience = Exclude<Audience, "invited">;
