import type { ExportMessages } from "../ja/console-export.ts";

export const en: ExportMessages = {
  title: "Export",
  back: "Back to the list",
  intro: "Everybody who fits the current conditions, as a CSV file. It can be imported again as it is.",
  rows: "People",
  encoding: "Encoding",
  utf8: "UTF-8 (holds every character)",
  cp932: "CP932 (Shift_JIS, for older Excel and the like)",
  checking: "Looking for characters that can't be written.",
  clean: "Every character can be written in CP932.",
  lacking: (count) =>
    `${count} ${count === "1" ? "character" : "characters"} can't be written in CP932. Don't import a file that has 〓 in their place.`,
  lackingFirst: (shown) => `The first ${shown}.`,
  choose: "What should happen to them",
  substitute: "Export with 〓 in their place",
  keepUtf8: "Export in UTF-8",
  person: "Name",
  column: "Column",
  character: "Character",
  download: "Export",
  working: "Exporting.",
  saved: "The file was saved.",
  fileName: "leavers",
  kept: "No file was made. Your conditions are still here.",
};
