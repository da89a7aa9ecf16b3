import type { Command } from "commander";
import { makeCheckpoint, verifyAudit } from "../audit/checkpoints.ts";
import { checkpointFileOf, readCheckpoints } from "../audit/kept-checkpoints.ts";
import { DomainError } from "../platform/errors.ts";
import { type AnswerOptions, answer, answering } from "./command.ts";
import { withOrganizationNamed } from "./with-engine.ts";

interface OfOrganization extends AnswerOptions {
  org: string;
}

interface VerifyOptions extends OfOrganization {
  checkpoints?: string;
}

// As many as one verification takes.
const checkpointsCompared = 100;

export function addAuditCommands(program: Command): void {
  const audit = program.command("audit").description("the trail of who saw and did what");
  answering(audit.command("checkpoint"), ["audit checkpoint --org acme >> /elsewhere/acme.txt"])
    .description("sign the end of the trail, to be kept where this server can't reach")
    .requiredOption("--org <slug>", "the organization")
    .action(async (options: OfOrganization) => {
      const made = await withOrganizationNamed(options.org, (ctx) => makeCheckpoint(ctx));
      answer(options, made, made.checkpoint);
    });

  answering(audit.command("verify"), [
    "audit verify --org acme",
    "audit verify --org acme --checkpoints /elsewhere/acme.txt",
  ])
    .description("read the whole trail again: was anything changed, taken out or cut off?")
    .requiredOption("--org <slug>", "the organization")
    .option("--checkpoints <file>", "kept ones, one a line, the newest last; left out: those under the data folder")
    .action(async (options: VerifyOptions) => {
      const verified = await withOrganizationNamed(options.org, async (ctx, config) => {
        const path = options.checkpoints ?? checkpointFileOf(config.dataDir, ctx.organizationId);
        const checkpoints = (await readCheckpoints(path)).slice(0, checkpointsCompared);
        return verifyAudit(ctx, { checkpoints });
      });
      if (!verified.intact) {
        const [first] = verified.faults;
        throw new DomainError("conflict", {
          detail: `the trail was tampered with: ${verified.faults.length} faults, the first at ${first?.position ?? "a checkpoint"} (${first?.kind})`,
        });
      }
      answer(
        options,
        verified,
        `${verified.entries} entries are intact, compared with ${verified.checkpoints} checkpoints`,
      );
    });
}
