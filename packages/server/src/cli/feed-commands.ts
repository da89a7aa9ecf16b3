import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { addFeed, type FeedDraft, listFeeds, syncFeed } from "../jobs/feeds.ts";
import type { Config } from "../platform/config.ts";
import type { Context } from "../platform/context.ts";
import { DomainError } from "../platform/errors.ts";
import { toTypeId } from "../platform/ids.ts";
import { type AnswerOptions, answer, answering } from "./command.ts";
import { type OperatorContext, withEngine, withOrganizationNamed } from "./with-engine.ts";

interface AddOptions extends AnswerOptions {
  org: string;
  format: FeedDraft["format"];
  url?: string;
  file?: string;
  audience: FeedDraft["audience"];
}

interface SyncOptions extends AnswerOptions {
  org?: string;
}

export function addFeedCommands(program: Command): void {
  const feed = program.command("feed").description("job feeds");
  answering(feed.command("add"), [
    "feed add --org acme --format greenhouse --url 'https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true'",
    "feed add --org acme --format csv --file jobs.csv --audience alumni",
  ])
    .description("register a feed; a running server syncs it every 15 minutes")
    .requiredOption("--org <slug>", "whose job board")
    .addOption(new Option("--format <format>", "what it is").choices(["greenhouse", "csv"]).makeOptionMandatory())
    .addOption(new Option("--url <url>", "where it is").conflicts("file"))
    .option("--file <file>", "a file on this machine")
    .addOption(
      new Option("--audience <audience>", "who sees its postings").choices(["public", "alumni"]).default("public"),
    )
    .action(async (options: AddOptions) => {
      const source = sourceOf(options);
      const { format, audience } = options;
      const added = await withOrganizationNamed(options.org, (ctx) => addFeed(ctx, { format, source, audience }));
      answer(options, added, `feed ${added.id} added; okaeri feed sync --org ${options.org} brings its postings now`);
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
              syncEach(ctx, config, feedId === undefined ? (await listFeeds(ctx)).map(({ id }) => id) : [feedId]),
            );
      answer(options, outcomes, outcomes.map(inWords).join("\n") || "no feeds");
      if (outcomes.some((outcome) => "error" in outcome)) process.exitCode = 1;
    });
}

function sourceOf({ url, file }: AddOptions): FeedDraft["source"] {
  if (url !== undefined) return { url };
  if (file !== undefined) return { file: resolve(file) };
  throw new DomainError("invalid_input", { detail: "Say where the feed is, with --url or --file" });
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

type Sync = Awaited<ReturnType<typeof syncFeed>>;
type Outcome = Sync | { feedId: string; error: string; message: string };

// One feed that fails must not keep the others from being synced.
async function attempt(feedId: string, work: () => Promise<Sync>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) return { feedId, error: error.code, message: error.detail ?? error.code };
    throw error;
  }
}

const inWords = (outcome: Outcome): string =>
  "error" in outcome ? `${outcome.feedId}: ${outcome.message}` : `${outcome.feedId}: ${JSON.stringify(outcome)}`;
