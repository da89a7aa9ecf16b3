import type { Command } from "commander";

/** Of every command that answers once. */
export interface AnswerOptions {
  json?: true;
}

/** Adds `--json` and examples; a line of theirs is what follows `okaeri`. */
export const answering = (command: Command, examples: readonly string[]): Command =>
  command
    .option("--json", "answer in JSON, errors included")
    .addHelpText("after", `\nExamples:\n${examples.map((example) => `  $ okaeri ${example}`).join("\n")}`);

export function answer({ json }: AnswerOptions, value: unknown, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`);
}

/** For options that may be given several times. */
export const collect = (value: string, before: string[]): string[] => [...before, value];
