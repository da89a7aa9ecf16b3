import type { PreviewMessages } from "../ja/console-board-preview.ts";

export const en: PreviewMessages = {
  readers: { public: "Everybody", alumni: "An alumnus", person: "One person" },
  readersLabel: "Seen as",
  asSaved: "Unsaved changes are not shown here yet.",
  asPublic: "As visitors and search engines see it, without the hiring manager's name.",
  asAlumni: "As confirmed alumni see it.",
  asPerson: "As the person you choose sees it. Reading their record is noted in the audit trail.",
  person: "Seen as whom",
  hidden: "It can't be seen now.",
  why: {
    draft: "It is a draft.",
    closed: "It is closed.",
    over: "Its last day is over.",
    alumni: "It is for alumni only.",
    invited: "It is for those who were invited only.",
  },
  invitedOnly: "Only those who were invited see it.",
  notInvited: "This person is not invited, so they don't see it.",
  notMember: (state) => `This person can't see postings yet (now: ${state}).`,
  shownAnyway: "This is how it looks once they can.",
  article: "Preview",
  refused: "This person agreed neither to hear about jobs nor to be approached, so how it fits them can't be seen.",
  matchFailed: "How it fits this person could not be loaded.",
};
