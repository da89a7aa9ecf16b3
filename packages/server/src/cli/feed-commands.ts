import { resolve } from "node:path";
import {
  type JobFeedAudience,
  type JobFeedFormat,
  type JobFeedRun,
  type JobFeedSchedule,
  jobFeedAudience,
  jobFeedFormat,
  jobFeedSchedule,
} from "@okaeri/sdk/contract/job-feeds";
import { type Command, Option } from "commander";
import { syncFeed } from "../feeds/feed-sync.ts";
import { addFeed, listFeeds, removeFeed } from "../feeds/feeds.ts";
import type { Config } from "../platform/config.ts";
import type { Context } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import { toTypeId } from "../platform/ids.ts";
import { type AnswerOptions, answer, answering } from "./command.ts";
import { type OperatorContext, withEngine, withOrganizationNamed } from "./with-engine.ts";

interface AddOptions extends AnswerOptions {
  org: string;
  format: JobFeedFormat;
  url?: string;
  file?: string;
  name?: string;
  audience: JobFeedAudience;
  schedule: JobFeedSchedule;
}

interface OfOrganization extends AnswerOptions {
  org: string;
}

interface SyncOptions extends AnswerOptions {
  org?: string;
}

const choice = (flags: string, description: string, choices: readonly string[]): Option =>
  new Option(flags, description).choices(choices);

export function addFeedCommands(program: Command): void {
  const feed = program.command("feed").description("job feeds");
  answering(feed.command("add"), [
    "feed add --org acme --format greenhouse --url 'https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true'",
    "feed add --org acme --format csv --file jobs.csv --audience alumni",
  ])
    .description("register a feed; a running server syncs it by its schedule")
    .requiredOption("--org <slug>", "whose job board")
    .addOption(choice("--format <format>", "what it is", jobFeedFormat.options).makeOptionMandatory())
    .addOption(new Option("--url <url>", "where it is").conflicts("file"))
    .option("--file <file>", "a file on this machine")
    .option("--name <name>", "what HR calls it; its address or file when left out")
    .addOption(choice("--audience <audience>", "who sees its postings", jobFeedAudience.options).default("public"))
    .addOption(
      choice("--schedule <schedule>", "how often it is asked", jobFeedSchedule.options).default("quarter_hourly"),
    )
    .action(async ({ org, ...options }: AddOptions) => {
      const { url, file, format, audience, schedule } = options;
      if (url === undefined && file === undefined)
        throw new DomainError("invalid_input", { detail: "Say where the feed is, with --url or --file" });
      const name = (options.name ?? url ?? file ?? "").slice(0, 100);
      const draft = { name, format, url: url ?? null, audience, schedule };
      const added = await withOrganizationNamed(org, (ctx) =>
        addFeed(ctx, draft, file === undefined ? null : resolve(file)),
      );
      answer(options, added.feed, `feed ${added.feed.id} added; okaeri feed sync --org ${org} brings its postings now`);
    });

  answering(feed.command("list"), ["feed list --org acme"])
    .description("the feeds of an organization, and why one of them last failed")
    .requiredOption("--org <slug>", "whose job board")
    .action(async (options: OfOrganization) => {
      const { data } = await withOrganizationNamed(options.org, (ctx) => listFeeds(ctx));
      const lines = data.map(
        ({ id, format, name, openPostings, lastError, heldRun }) =>
          `${id}  ${format}  ${openPostings} open  ${name}${heldRun ? "  held: HR decides" : ""}${lastError ? `  ${lastError.code}: ${lastError.detail ?? ""}` : ""}`,
      );
      answer(options, data, lines.join("\n") || "no feeds");
    });

  answering(feed.command("remove"), ["feed remove feed_01h455vb4pex5vsknk084sn02q --org acme"])
    .description("remove a feed; its postings close")
    .argument("<feed>", "its id")
    .requiredOption("--org <slug>", "whose job board")
    .action(async (feedId: string, options: OfOrganization) => {
      await withOrganizationNamed(options.org, (ctx) => removeFeed(ctx, feedId));
      answer(options, { removed: feedId }, `feed ${feedId} removed; its postings are closed`);
    });

  answering(feed.command("sync"), [
    "feed sync",
    "feed sync --org acme",
    "feed sync feed_01h455vb4pex5vsknk084sn02q --org acme",
  ])
    .description("bring the postings of one feed, or of all, up to date; ends with 1 if any could not be synced")
    .argument("[feed]", "one feed's id")
    .option("--org <slug>", "whose job board; without it, every organization's")
    .action(async (feedId: string | undefined, options: SyncOptions) => {
      if (feedId !== undefined && options.org === undefined)
        throw new DomainError("invalid_input", { detail: "Say whose feed it is, with --org" });
      const outcomes =
        options.org === undefined
          ? await withEngine((ctx, config) => syncAll(ctx, config))
          : await withOrganizationNamed(options.org, async (ctx, config) =>
              syncEach(ctx, config, feedId === undefined ? await fetchable(ctx) : [feedId]),
            );
      answer(options, outcomes, outcomes.map(inWords).join("\n") || "no feeds");
      if (outcomes.some((outcome) => "code" in outcome)) process.exitCode = 1;
    });
}

// What is uploaded has nothing to ask. A file's path is shown to nobody, so its schedule tells.
async function fetchable(ctx: Context): Promise<string[]> {
  const scheduled = await ctx.queue.scheduled("feeds.sync");
  const { data } = await listFeeds(ctx);
  const known = new Set(scheduled.map(({ feedId }) => toTypeId("feed", feedId)));
  return data.filter(({ id, url }) => url !== null || known.has(id)).map(({ id }) => id);
}

async function syncEach(ctx: Context, config: Config, feedIds: string[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const id of feedIds)
    outcomes.push(await attempt(id, () => syncFeed(ctx, id, { allowPrivate: config.development })));
  return outcomes;
}

// Row-level security shows no list of organizations to anybody; the schedule knows every feed.
async function syncAll(ctx: OperatorContext, config: Config): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { organizationId, feedId } of await ctx.queue.scheduled("feeds.sync"))
    outcomes.push(...(await syncEach({ ...ctx, organizationId }, config, [toTypeId("feed", feedId)])));
  return outcomes;
}

type Outcome = JobFeedRun | { feedId: string; code: string; message: string };

// One feed that fails must not keep the others from being synced.
async function attempt(feedId: string, work: () => Promise<JobFeedRun>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) return { feedId, code: error.code, message: error.detail ?? error.code };
    throw error;
  }
}

function inWords(outcome: Outcome): string {
  if ("code" in outcome) return `${outcome.feedId}: ${outcome.message}`;
  const { feedId, status, read, created, updated, unchanged, closed, notOpen, repeated, rejected, rejectedCount } =
    outcome;
  const counts = { read, created, updated, unchanged, closed, notOpen, repeated, rejected: rejectedCount };
  const lines = rejected.map(({ row, id, field, code }) => `  row ${row}, id ${id ?? "?"}: ${field} ${code}`);
  return [`${feedId}: ${status} ${JSON.stringify(counts)}`, ...lines].join("\n");
}
