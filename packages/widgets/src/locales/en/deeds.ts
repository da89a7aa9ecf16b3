import type { DeedMessages } from "../ja/deeds.ts";

export const en: DeedMessages = {
  failedOffline: "That didn't work, and nothing was changed. Check your connection, then try again.",
  failedBusy: "It is busy just now, and nothing was changed. Wait a moment, then try again.",
  failedChanged: "This was changed elsewhere. It has been read anew: please look, then try again.",
  failedInput: "This was not accepted. Check how it is written.",
  failedSession: "You have signed in again. Please try once more.",
  failedOther: "That didn't work, and nothing was changed. If this goes on, please tell the company.",
};
