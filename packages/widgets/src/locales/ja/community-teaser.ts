export const ja = {
  members: (count: string) => `${count}名`,
  membersNote: "つながっている人",
  news: "お知らせ",
  nextEvent: "次の集まり",
  join: "参加する",
  invitation: (organization: string) => `${organization}を離れたあとも、つながりは続きます。`,
  welcome: (term: string) => `${term}のみなさんの参加をお待ちしています。`,
};

export type TeaserMessages = typeof ja;
