import type { CheckMessages } from "../ja/console-trust-check.ts";

export const en: CheckMessages = {
  title: "Check for tampering",
  back: "Back to the audit trail",
  intro:
    "Entries are linked into a chain. Changing, removing or swapping any of them, or cutting off the end, breaks it. A cut is found for certain by comparing with a checkpoint that was kept elsewhere.",
  checkpointTitle: "Keep a checkpoint",
  checkpointIntro:
    "The present end of the chain, signed. Keep it where whoever runs this server can't reach it. It holds nothing about people.",
  checkpoint: "Save a checkpoint",
  made: (position, at) => `Saved a checkpoint up to entry ${position} (${at}).`,
  publicKey: "Public key to check the signature (JWK)",
  fileName: "audit-checkpoint",
  verifyTitle: "Check",
  kept: "Checkpoints you kept (optional)",
  keptHint: "Paste them, or choose the file you saved.",
  file: "File",
  fileUnreadable: "The file could not be read. Choose it again.",
  counted: (count) => `${count} ${count === 1 ? "checkpoint" : "checkpoints"}`,
  cut: (count) => `At most ${count} can be compared at once. The newest are.`,
  noneFound: "There is no checkpoint in this. One is a run of characters that begins with eyJ.",
  verify: "Read everything again and check",
  working: "Reading all entries again. This can take minutes if there are many.",
  intact: (entries, checkpoints) =>
    `Nothing was tampered with: ${entries} entries read, compared with ${checkpoints} checkpoints.`,
  noCheckpoints: "This was not compared with a checkpoint, so it does not prove that nothing was cut off at the end.",
  broken: (count) => `There ${count === 1 ? "is 1 trace" : `are ${count} traces`} of tampering.`,
  brokenHint:
    "Save this page and hand it to whoever is in charge of information security, before you tell those who can reach the database. Don't delete your checkpoints.",
  position: "No.",
  what: "What was found",
  faults: {
    changed: "This entry was changed",
    missing: "An entry that should be here is missing",
    people_changed: "Whose records it was about was changed",
    cut_off: "Everything from here on was cut off",
    checkpoint_differs: "It differs from a checkpoint that was kept",
    checkpoint_not_ours: "A checkpoint was not signed by this server",
  },
  failedKept: "The check was not completed. What you pasted is still here.",
};
