import { Command, CommanderError } from "commander";
import { ConfigError, readConfig } from "../platform/config.ts";
import { startEngine } from "../platform/engine.ts";
import { DomainError } from "../platform/errors.ts";
import { addAuditCommands } from "./audit-commands.ts";
import { type AnswerOptions, answer, answering } from "./command.ts";
import { addConnectionCommands } from "./connection-commands.ts";
import { addExportCommands } from "./export-commands.ts";
import { addFeedCommands } from "./feed-commands.ts";
import { addImportCommands } from "./import-commands.ts";
import { addKeyCommands } from "./key-commands.ts";
import { addOrgCommands } from "./org-commands.ts";
import { addPrivacyCommands } from "./privacy-commands.ts";
import { addScimCommands } from "./scim-commands.ts";
import { serve } from "./serve.ts";

const wantsJson = process.argv.includes("--json");

const program = new Command("okaeri")
  .description("Okaeri: alumni hiring inside the pages a company already has")
  .addHelpText(
    "after",
    "\nThe database is PostgreSQL under OKAERI_DATA_DIR, started and stopped as needed, or the one DATABASE_URL names.\nEnds with 0 when done, 1 when refused or failed, 2 for a command that can't be understood.",
  )
  .configureOutput({ outputError: () => undefined })
  .exitOverride();

program
  .command("serve")
  .description("serve the API and the widgets until interrupted")
  .option("--demo", "make a demo organization at the first start, and show the examples")
  .action((options: { demo?: boolean }) => serve(process.env, options));

answering(program.command("migrate"), ["migrate"])
  .description("bring the database's schema up to date; starting a server does this too")
  .action(async (options: AnswerOptions) => {
    const engine = await startEngine(readConfig(process.env));
    await engine.close();
    answer(options, { migrated: true }, "the schema is up to date");
  });

addOrgCommands(program);
addPrivacyCommands(program);
addImportCommands(program);
addExportCommands(program);
addFeedCommands(program);
addConnectionCommands(program);
addKeyCommands(program);
addScimCommands(program);
addAuditCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = fail(error);
}

/** One line on stderr, and the exit code. */
function fail(error: unknown): number {
  if (error instanceof CommanderError) {
    // Help is the whole answer, asked for or shown because no command was named.
    if (error.code.startsWith("commander.help") || error.exitCode === 0) return error.exitCode === 0 ? 0 : 2;
    say("usage", `${error.message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ")}; --help says more`);
    return 2;
  }
  if (error instanceof DomainError) say(error.code, error.detail ?? error.code.replaceAll("_", " "));
  else if (error instanceof ConfigError) say("configuration", error.message);
  else say("internal", error instanceof Error ? error.message : String(error));
  return 1;
}

function say(code: string, message: string): void {
  process.stderr.write(wantsJson ? `${JSON.stringify({ code, message })}\n` : `okaeri: ${message}\n`);
}
