import { readFile } from "node:fs/promises";
import { type Connection, type ConnectionDraft, connectionDraft } from "@okaeri/sdk/contract/registry-connections";
import { type Command, InvalidArgumentError } from "commander";
import { syncConnection } from "../connections/connection-sync.ts";
import { createConnection, deleteConnection, listConnections } from "../connections/connections.ts";
import { syncGear } from "../connections/system-access.ts";
import { DomainError } from "../platform/errors.ts";
import { toUuid } from "../platform/ids.ts";
import { type AnswerOptions, answer, answering } from "./command.ts";
import { withOrganizationNamed } from "./with-engine.ts";

interface OfOrganization extends AnswerOptions {
  org: string;
}

interface AddOptions extends OfOrganization {
  name: string;
  tokenFile: string;
}

interface AddFreeeOptions extends AddOptions {
  company: number;
  renewalFile?: string;
}

export function addConnectionCommands(program: Command): void {
  const connection = program.command("connection").description("HR systems that are asked for their people");
  const add = connection.command("add").description("connect a system; a running server asks it every hour");
  answering(add.command("smarthr"), ["connection add smarthr --org acme --subdomain acme --token-file smarthr.token"])
    .description("connect SmartHR")
    .requiredOption("--org <slug>", "whose registry")
    .requiredOption("--subdomain <subdomain>", "acme of acme.smarthr.jp")
    .requiredOption("--token-file <file>", "a file with the access token; reading crews is all it has to allow")
    .option("--name <name>", "what it is called here", "SmartHR")
    .action(async (options: AddOptions & { subdomain: string }) => {
      const { name, subdomain } = options;
      await addConnection(options, { kind: "smarthr", name, subdomain, token: await readSecret(options.tokenFile) });
    });
  answering(add.command("freee"), [
    "connection add freee --org acme --company 1234567 --token-file freee.token --renewal-file freee-renewal.json",
  ])
    .description("connect freee人事労務")
    .requiredOption("--org <slug>", "whose registry")
    .requiredOption("--company <number>", "the company's number (company_id)", companyId)
    .requiredOption("--token-file <file>", "a file with the access token")
    .option(
      "--renewal-file <file>",
      'JSON with "clientId", "clientSecret" and "refreshToken"; without it the token ends after six hours',
    )
    .option("--name <name>", "what it is called here", "freee人事労務")
    .action(async (options: AddFreeeOptions) => {
      const { name, company, tokenFile, renewalFile } = options;
      const renewal =
        renewalFile === undefined ? {} : { renewal: parseJson(await readSecret(renewalFile), renewalFile) };
      const token = await readSecret(tokenFile);
      await addConnection(options, { kind: "freee", name, companyId: company, token, ...renewal });
    });

  answering(connection.command("list"), ["connection list --org acme"])
    .description("the connected systems, each with its last run")
    .requiredOption("--org <slug>", "whose registry")
    .action(async (options: OfOrganization) => {
      const { data } = await withOrganizationNamed(options.org, (ctx) => listConnections(ctx));
      answer(options, data, data.map(inWords).join("\n") || "no connections");
    });

  answering(connection.command("sync"), [
    "connection sync --org acme",
    "connection sync source_01h455vb4pex5vsknk084sn02q --org acme",
  ])
    .description("ask one system for its people now, or all; ends with 1 if any could not be synced")
    .argument("[connection]", "one connection's id")
    .requiredOption("--org <slug>", "whose registry")
    .action(async (id: string | undefined, options: OfOrganization) => {
      const synced = await withOrganizationNamed(options.org, async (ctx, config) => {
        const gear = syncGear(config, ctx.secrets);
        const ids = id === undefined ? (await listConnections(ctx)).data.map((one) => one.id) : [id];
        const failures: string[] = [];
        for (const one of ids)
          await syncConnection(ctx, toUuid("source", one), gear).catch((error: unknown) => {
            // One system that fails must not keep the others from being asked.
            if (!(error instanceof DomainError)) throw error;
            failures.push(`${one}: ${error.detail ?? error.code}`);
          });
        return { failures, data: (await listConnections(ctx)).data.filter((one) => ids.includes(one.id)) };
      });
      answer(options, synced, [...synced.data.map(inWords), ...synced.failures].join("\n") || "no connections");
      if (synced.failures.length > 0) process.exitCode = 1;
    });

  answering(connection.command("remove"), ["connection remove source_01h455vb4pex5vsknk084sn02q --org acme"])
    .description("disconnect a system; what it brought stays, its token goes")
    .argument("<connection>", "its id")
    .requiredOption("--org <slug>", "whose registry")
    .action(async (id: string, options: OfOrganization) => {
      await withOrganizationNamed(options.org, (ctx) => deleteConnection(ctx, id));
      answer(options, { removed: id }, `${id} removed`);
    });
}

async function addConnection(options: OfOrganization, given: unknown): Promise<void> {
  const draft = readDraft(given);
  const added = await withOrganizationNamed(options.org, (ctx) => createConnection(ctx, ctx.secrets, draft));
  const sync = `okaeri connection sync ${added.id} --org ${options.org}`;
  answer(options, added, `connection ${added.id} added; a running server asks it now, ${sync} without one`);
}

// What is wrong is said by its place alone: the value may be the token.
function readDraft(given: unknown): ConnectionDraft {
  const { data, error } = connectionDraft.safeParse(given);
  if (data) return data;
  const [issue] = error.issues;
  throw new DomainError("invalid_input", { detail: `${issue?.path.join(".") || "draft"} ${issue?.message ?? ""}` });
}

async function readSecret(file: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).trim();
  } catch {
    throw new DomainError("invalid_input", { detail: `${file} can't be read` });
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid_input", { detail: `${file} is not JSON` });
  }
}

function companyId(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError("it is a number");
  return Number(text);
}

const inWords = ({ id, name, account, paused, lastRun }: Connection): string => {
  const state = lastRun ? `${lastRun.status} ${lastRun.finishedAt ?? lastRun.startedAt}` : "never synced";
  const counts =
    lastRun?.status === "done"
      ? `: ${lastRun.read} read, ${lastRun.created} created, ${lastRun.updated} updated, ${lastRun.unchanged} unchanged, ${lastRun.here} work there, ${lastRun.rejectedCount} rejected`
      : lastRun?.error
        ? `: ${lastRun.detail ?? lastRun.error}`
        : "";
  return `${id}  ${name} (${account})${paused ? ", paused" : ""}  ${state}${counts}`;
};
