import type { RoleMessages } from "../ja/console-trust-roles.ts";

export const en: RoleMessages = {
  title: "Roles",
  intro:
    "Fields that not everybody in HR need see: who may read and who may edit them. Fields that aren't listed can be read by whoever may open the page. Changes take effect as soon as they are saved.",
  levels: { none: "Hidden", purpose: "With a purpose", read: "Can read" },
  legend: {
    none: "In no answer, search, sort order or export.",
    purpose: "Shown once a purpose is chosen; who saw it and what for goes into the audit trail.",
    read: "Always shown; that it was seen goes into the audit trail.",
  },
  write: "can edit",
  noWrite: "can't edit",
  server: "The company's systems are programs that call with the secret key.",
  others: (roles) => `${roles}: these roles see none of these fields, and that can't be changed.`,
  field: "Field",
  fixed: "fixed",
  keys: "Arrow keys move, Enter changes, Esc goes back.",
  cellRead: (cell) => `${cell}: reading`,
  cellWrite: (cell) => `${cell}: editing`,
  changes: "What will change",
  to: "to",
  undo: "Undo",
  undoOf: (cell) => `Undo ${cell}`,
  save: (count) => `Save ${count} ${count === 1 ? "change" : "changes"}`,
  discard: "Undo all",
  saved: "Saved, and in effect.",
  kept: "What you chose is still here. Nothing has been changed.",
  stale:
    "Another admin changed the table while you had it open. Your choices now stand on top of the latest version. Check them, then save again.",
};
