import type { JobFeedFormat } from "@okaeri/sdk/contract/job-feeds";
import { parseAshby } from "./ashby.rules.ts";
import { parseCsv } from "./csv.rules.ts";
import type { DocumentOrigin } from "./decoding.rules.ts";
import { parseGreenhouse } from "./greenhouse.rules.ts";
import { parseHrXml } from "./hr-xml.rules.ts";
import { parseLever } from "./lever.rules.ts";
import { parseNeogov } from "./neogov.rules.ts";
import type { ParsedFeed } from "./parsed-feed.rules.ts";
import { parsePersonio } from "./personio.rules.ts";
import { parseRecruitee } from "./recruitee.rules.ts";
import { parseRss } from "./rss.rules.ts";
import { parseSchemaOrg } from "./schema-org.rules.ts";
import {
  nextSmartRecruitersPage,
  parseSmartRecruiters,
  smartRecruitersDetails,
  withSmartRecruitersDetails,
} from "./smartrecruiters.rules.ts";
import { parseTeachingVacancies } from "./teaching-vacancies.rules.ts";
import { nextTeamtailorPage, parseTeamtailor } from "./teamtailor.rules.ts";
import { nextWorkablePage, parseWorkable } from "./workable.rules.ts";

/** What is known of a format: how it is read, and how it is asked for. */
export interface FeedFormat {
  accept: string;
  /** @throws DomainError `feed_unreadable` and nothing else, whatever the document holds */
  parse(document: Buffer, origin: DocumentOrigin): ParsedFeed;
  /** The page after this one; the last has none. */
  nextPage?(document: Buffer, url: string): string | null;
  /** Pages of single postings, where the list doesn't say all, and how they are put into it. */
  details?: {
    of(document: Buffer, url: string): string[];
    /** By the addresses of the pages; null for one that is gone. */
    join(document: Buffer, url: string, details: ReadonlyMap<string, Buffer | null>): Buffer;
  };
  /** How a token is presented, where the format can take one. */
  authorize?(token: string): Record<string, string>;
}

const json = "application/json";
const xml = "application/xml, text/xml;q=0.9, */*;q=0.1";
const rss = "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.1";

export const formats: Readonly<Record<JobFeedFormat, FeedFormat>> = {
  greenhouse: { accept: json, parse: parseGreenhouse },
  lever: { accept: json, parse: parseLever },
  ashby: { accept: json, parse: parseAshby },
  smartrecruiters: {
    accept: json,
    parse: parseSmartRecruiters,
    nextPage: nextSmartRecruitersPage,
    details: { of: smartRecruitersDetails, join: withSmartRecruitersDetails },
  },
  recruitee: { accept: json, parse: parseRecruitee },
  workable: {
    accept: json,
    parse: parseWorkable,
    nextPage: nextWorkablePage,
    authorize: (token) => ({ authorization: `Bearer ${token}` }),
  },
  personio: { accept: xml, parse: parsePersonio },
  teamtailor: {
    accept: "application/vnd.api+json",
    parse: parseTeamtailor,
    nextPage: nextTeamtailorPage,
    authorize: (token) => ({ authorization: `Token token=${token}`, "x-api-version": "20240404" }),
  },
  usajobs: { accept: xml, parse: parseHrXml },
  neogov: { accept: rss, parse: parseNeogov },
  rss: { accept: rss, parse: parseRss },
  schema_org: { accept: "text/html, application/ld+json;q=0.9", parse: parseSchemaOrg },
  teaching_vacancies: { accept: "application/json, application/xml;q=0.9", parse: parseTeachingVacancies },
  csv: { accept: "text/csv, */*;q=0.1", parse: parseCsv },
};
