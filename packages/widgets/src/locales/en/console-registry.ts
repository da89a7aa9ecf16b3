import type { RegistryMessages } from "../ja/console-registry.ts";

export const en: RegistryMessages = {
  states: {
    leaving: "Leaving",
    noticed: "Left",
    invited: "Invited",
    pending: "Pending",
    verified: "Verified",
    active: "Active",
    dormant: "Dormant",
    withdrawn: "Withdrawn",
    erased: "Erased",
    rehired: "Rehired",
  },
  sources: {
    file: "File",
    api: "API",
    scim: "SCIM",
    smarthr: "SmartHR",
    freee: "freee HR",
    hand: "By hand",
  },
  consents: {
    community: "Membership and contact",
    jobs: "Job alerts",
    scouting: "Being approached",
    statistics: "Statistics",
  },
  former: (name) => ` (formerly ${name})`,
  people: (count) => `${count} ${count === "1" ? "person" : "people"}`,
  none: "None",
  reason: "Reason",
  reasonHint: "Goes on record.",
  reasonMissing: "Give a reason.",
  cancel: "Cancel",
  retry: "Try again",
  more: "Show more",
};
