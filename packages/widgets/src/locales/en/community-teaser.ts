import type { TeaserMessages } from "../ja/community-teaser.ts";

export const en: TeaserMessages = {
  members: (count) => count,
  membersNote: "people in touch",
  news: "News",
  nextEvent: "Next gathering",
  join: "Join",
  invitation: (term, organization) => `Leaving ${organization} doesn't end the connection. ${term} are welcome here.`,
};
