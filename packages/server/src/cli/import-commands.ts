import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import {
  type RegistryDateRules,
  type RegistryEncoding,
  type RegistryImport,
  type RegistryMapping,
  registryEncoding,
  registryMapping,
} from "@okaeri/sdk/contract/registry-imports";
import { Presets, SingleBar } from "cli-progress";
import { type Command, InvalidArgumentError, Option } from "commander";
import { importRegistry } from "../intake/import.ts";
import type { RegistryFile } from "../intake/registry-file.ts";
import { DomainError } from "../platform/errors.ts";
import { type AnswerOptions, answer, answering } from "./command.ts";
import { withOrganizationNamed } from "./with-engine.ts";

interface ImportRegistryOptions extends AnswerOptions {
  org: string;
  source: string;
  encoding: RegistryEncoding;
  mapping?: string;
  twoDigitYears?: number;
  dateOrder?: "dmy" | "mdy";
  assignments?: string;
  dryRun?: true;
}

const shownRejections = 20;

export function addImportCommands(program: Command): void {
  const bring = program.command("import").description("take files in");
  answering(bring.command("registry"), [
    "import registry 退職者.csv --org acme",
    "import registry employees.csv --assignments assignments.csv --org acme --dry-run",
  ])
    .description("take a CSV file of people into the registry of leavers; the same file twice changes nothing")
    .argument("<file>", "people, a row each, with a header; or their history alone")
    .requiredOption("--org <slug>", "whose registry")
    .addOption(
      new Option("--encoding <encoding>", "the file's encoding").choices(registryEncoding.options).default("auto"),
    )
    .option("--source <name>", "under what name mapping and date rules are remembered", "file")
    .option("--two-digit-years <from>", "read 98/4/1 within the hundred years from this one on, such as 1950", toYear)
    .addOption(new Option("--date-order <order>", "read 03/04/2015 as day or month first").choices(["dmy", "mdy"]))
    .option("--mapping <file>", 'JSON from header to field, such as {"No.": "employeeNumber", "Memo": null}')
    .option("--assignments <file>", "their departments and titles: Employee No,Kind,Value,From,To")
    .option("--dry-run", "read and report, write nothing")
    .action(async (path: string, options: ImportRegistryOptions) => {
      const people = await openFile(path);
      const assignments = options.assignments === undefined ? null : await openFile(options.assignments);
      const mapping = options.mapping === undefined ? undefined : await readMapping(options.mapping);
      const bar = showProgress(people.size + (assignments?.size ?? 0), options);
      try {
        const result = await withOrganizationNamed(options.org, (ctx) =>
          importRegistry(ctx, people, {
            source: options.source,
            encoding: options.encoding,
            mapping,
            dateRules: toDateRules(options),
            dryRun: options.dryRun ?? false,
            ...(assignments && { assignments }),
            onProgress: (bytes) => bar?.increment(bytes),
          }),
        );
        bar?.stop();
        answer(options, result, inWords(result, options.dryRun ?? false));
      } finally {
        bar?.stop();
      }
    });
}

function toYear(text: string): number {
  const year = Number(text);
  if (!Number.isInteger(year) || year < 1850 || year > 2000)
    throw new InvalidArgumentError("must be a year from 1850 to 2000");
  return year;
}

// Undefined: as the source remembers.
const toDateRules = ({ twoDigitYears, dateOrder }: ImportRegistryOptions): RegistryDateRules | undefined =>
  twoDigitYears === undefined && dateOrder === undefined
    ? undefined
    : { twoDigitYearsFrom: twoDigitYears ?? null, dateOrder: dateOrder ?? null };

async function openFile(path: string): Promise<RegistryFile & { size: number }> {
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) throw new DomainError("invalid_input", { detail: `There is no file ${path}` });
  return { size: info.size, bytes: () => createReadStream(path) };
}

async function readMapping(path: string): Promise<RegistryMapping> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) throw new DomainError("invalid_input", { detail: `The mapping ${path} can't be read` });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DomainError("invalid_input", { detail: `The mapping ${path} is not JSON` });
  }
  const mapping = registryMapping.safeParse(value);
  if (!mapping.success)
    throw new DomainError("invalid_input", {
      detail: `The mapping ${path} must map each header to a field or null: ${mapping.error.issues[0]?.path.join(".")}`,
    });
  return mapping.data;
}

function showProgress(totalBytes: number, { json }: AnswerOptions): SingleBar | null {
  if (json || !process.stderr.isTTY) return null;
  const bar = new SingleBar(
    { stream: process.stderr, format: "{bar} {percentage}% {eta_formatted}", hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(totalBytes, 0);
  return bar;
}

function inWords(result: RegistryImport, dryRun: boolean): string {
  const { read, created, updated, unchanged, here, rejected, rejectedCount } = result;
  const stay = here > 0 ? `, ${here} still here and left alone` : "";
  const lines = [
    `${dryRun ? "dry run, nothing written: " : ""}${read} rows read; people: ${created} created, ${updated} updated, ${unchanged} unchanged${stay}; ${rejectedCount} rows rejected`,
  ];
  const unused = result.columns.filter(({ field }) => field === null);
  if (unused.length > 0) lines.push(`  columns left out: ${unused.map(({ name }) => name).join(", ")}`);
  for (const { row, column, code, file } of rejected.slice(0, shownRejections))
    lines.push(`  ${file ? `${file} ` : ""}row ${row}${column === null ? "" : `, ${column}`}: ${code}`);
  if (rejectedCount > shownRejections) lines.push(`  and ${rejectedCount - shownRejections} more; --json names them`);
  return lines.join("\n");
}
