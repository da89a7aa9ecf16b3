import { killEverywhere } from "./kill-points.ts";

const step = Number(process.argv[2] ?? 1);
const report = await killEverywhere(step, (line) => process.stdout.write(`${line}\n`));
process.stdout.write(
  `kill points ${report.points} (${report.messages} messages, process and database; ${report.unreached} more were not reached), half done, lost or doubled: ${report.faults.length}; ` +
    `the same mail handed over again ${report.sameMailAgain} times\n`,
);
process.exitCode = report.faults.length > 0 ? 1 : 0;
