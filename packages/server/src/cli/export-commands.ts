import { open, rename, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { registryExportQuery } from "@okaeri/sdk/contract/registry-exports";
import { type Command, Option } from "commander";
import { DomainError } from "../platform/errors.ts";
import { checkExport, type Export, exportPeople } from "../registry/export.ts";
import { countPeople } from "../registry/people.ts";
import { type AnswerOptions, answer, answering } from "./command.ts";
import { withOrganizationNamed } from "./with-engine.ts";

interface ExportRegistryOptions extends AnswerOptions {
  org: string;
  out: string;
  encoding: "utf-8" | "cp932";
  substitute?: true;
}

const shownCharacters = 20;

export function addExportCommands(program: Command): void {
  const give = program.command("export").description("write files out");
  answering(give.command("registry"), [
    "export registry --org acme --out leavers.csv",
    "export registry --org acme --out leavers.csv --encoding cp932 --substitute",
  ])
    .description("write the registry of leavers as a CSV file, a row for each employment; an import takes it back")
    .requiredOption("--org <slug>", "whose registry")
    .requiredOption("--out <file>", "where to; a file that is there is replaced once the new one is whole")
    .addOption(
      new Option("--encoding <encoding>", "the file's encoding")
        .choices(registryExportQuery.shape.encoding.unwrap().options)
        .default("utf-8"),
    )
    .option("--substitute", "write 〓 for what CP932 lacks, instead of refusing")
    .action(async (options: ExportRegistryOptions) => {
      const path = resolve(options.out);
      await requireFolder(path);
      const { encoding } = options;
      const result = await withOrganizationNamed(options.org, async (ctx) => {
        const check = encoding === "cp932" ? await checkExport(ctx, {}) : null;
        const substituted = check?.unencodableCount ?? 0;
        if (check && substituted > 0 && !options.substitute) throw refusal(check.unencodable, substituted);
        const file = await exportPeople(ctx, { encoding, ...(options.substitute && { substitute: "〓" }) });
        try {
          await writeWhole(path, file);
        } finally {
          await file.close();
        }
        return { path, people: await countPeople(ctx, {}), substituted };
      });
      const words = result.substituted > 0 ? `; 〓 stands for ${result.substituted} characters` : "";
      answer(options, result, `${result.people} people written to ${path}${words}`);
    });
}

async function requireFolder(path: string): Promise<void> {
  const info = await stat(dirname(path)).catch(() => null);
  if (!info?.isDirectory())
    throw new DomainError("invalid_input", { detail: `There is no folder ${dirname(path)} to write to` });
  if ((await stat(path).catch(() => null))?.isDirectory())
    throw new DomainError("invalid_input", { detail: `${path} is a folder; name the file too` });
}

type Unencodable = Awaited<ReturnType<typeof checkExport>>["unencodable"];

function refusal(unencodable: Unencodable, count: number): DomainError {
  const lines = unencodable
    .slice(0, shownCharacters)
    .map(({ name, column, character, codePoint }) => `${character} (${codePoint}) in ${column} of ${name}`);
  const more = count > lines.length ? [`and ${count - lines.length} more`] : [];
  return new DomainError("characters_not_encodable", {
    detail: `CP932 lacks ${count} characters; --substitute writes 〓 for them, --encoding utf-8 has them all:\n  ${[...lines, ...more].join("\n  ")}`,
  });
}

/** Under another name until it is whole: whoever looks at the path finds the old file or the new one. */
async function writeWhole(path: string, { bytes }: Pick<Export, "bytes">): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`;
  // Of people: for nobody else on this machine.
  const file = await open(unfinished, "wx", 0o600);
  try {
    try {
      for await (const chunk of bytes()) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
