import type { SegmentMessages } from "../ja/console-segments.ts";

export const en: SegmentMessages = {
  title: "Segments",
  intro: "Save conditions, and whoever fits at the time is listed whenever you open them.",
  make: "New segment",
  name: "Name",
  conditions: "Conditions",
  count: "People now",
  none: "There are no segments yet.",
  invite: "Invite",
  inviteOf: (name) => `Invite ${name}`,
  open: "See the list",
  openOf: (name) => `See the list of ${name}`,
  editTitle: "Edit the segment",
  back: "Back to segments",
  live: "Who fits",
  liveStale: "Counting again",
  liveFailed: "Counting failed. Your conditions are still here.",
  save: "Save",
  remove: "Remove",
  removeSure: "Really remove",
  removeHint: "Nobody's record is removed.",
  saved: "Saved.",
  removed: "The segment was removed.",
  nameMissing: "Enter a name.",
  kept: "The name and conditions you entered are still here.",
  stale:
    "Somebody changed this segment while you had it open. What you entered is still here. Saving again puts yours in place.",
  everybody: "No conditions (everybody)",
  departmentIs: (value) => `Department ${value}`,
  gradeIs: (value) => `Grade ${value}`,
  leftBetween: (from, to) =>
    from === "" ? `Left until ${to}` : to === "" ? `Left from ${from}` : `Left ${from} – ${to}`,
  yearsBetween: (min, max) =>
    min === ""
      ? `Left up to ${max} years ago`
      : max === ""
        ? `Left ${min} or more years ago`
        : `Left ${min} – ${max} years ago`,
  skillsAre: (value) => `Skills ${value}`,
  consentTo: (value) => `Consent: ${value}`,
};
