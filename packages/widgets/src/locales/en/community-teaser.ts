import type { TeaserMessages } from "../ja/community-teaser.ts";

export const en: TeaserMessages = {
  members: (count) => count,
  membersNote: "In touch now",
  news: "News",
  nextEvent: "Next gathering",
  join: "Join",
  invitation: (organization) => `Leaving ${organization} doesn't end the connection.`,
  welcome: (term) => `Our ${term} are welcome here.`,
};
