import { resolve } from "node:path";
import type { Command } from "commander";
import { DomainError } from "../platform/errors.ts";
import { createErasureLedger } from "../privacy/erasure-ledger.ts";
import { replayLedger } from "../privacy/erasure-replay.ts";
import { type AnswerOptions, answer, answering } from "./command.ts";
import { withEngine } from "./with-engine.ts";

export function addPrivacyCommands(program: Command): void {
  answering(program.command("replay-erasures <ledger>"), ["replay-erasures /srv/okaeri/erasures.jsonl"])
    .description(
      "erase again whoever a restored backup brought back; starting a server does this too, by its own ledger",
    )
    .action(async (file: string, options: AnswerOptions) => {
      const ledger = createErasureLedger(resolve(file));
      const { entries, unreadable } = await ledger.read();
      if (entries.length + unreadable === 0)
        throw new DomainError("invalid_input", { detail: `${file} has no erasures in it` });
      const done = await withEngine((ctx) => replayLedger(ctx, { ledger, mailbox: null }));
      const lines = [`erasures in the ledger  ${entries.length}`, `erased again            ${done.replayed}`];
      if (done.unreadable > 0) lines.push(`lines not readable      ${done.unreadable}`);
      answer(options, { ...done, entries: entries.length }, lines.join("\n"));
    });
}
