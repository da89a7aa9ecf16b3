import type { ConsoleMessages } from "../ja/console.ts";

export const en: ConsoleMessages = {
  console: "HR desk",
  places: {
    people: "Leavers",
    import: "Import",
    duplicates: "Duplicates",
    segments: "Segments",
    connections: "Connections",
  },
  keys: "Keys",
  keysTitle: "Keyboard",
  keysNote: "These work while the focus is inside this desk and you are not typing.",
  close: "Close",
  keyNames: {
    search: "Search the registry",
    move: "Next row, previous row",
    ends: "First, last, one screen",
    open: "Open",
    back: "One step back",
    go: "To people, import, duplicates, segments, connections",
    help: "This list",
  },
  loading: "Loading.",
  signInTitle: "For HR only",
  signIn: "This desk is for HR. Sign in to your company's portal as a recruiter, then open this page again.",
  missingTitle: "There is nothing here",
  missing: "The address may have been cut short, or belong to an earlier version.",
  toPeople: "To the list",
  retry: "Try again",
  codeFailed: "A part of this screen could not be loaded. Check the connection and try again. What you typed is kept.",
};
