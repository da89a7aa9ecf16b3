/** A posting as others see it. */
export const ja = {
  readers: { public: "だれでも", alumni: "アルムナイ", person: "この方" },
  readersLabel: "だれとして見るか",
  asSaved: "保存していない変更は、ここにはまだ出ていません。",
  asPublic: "会員でない方と検索エンジンに見える形です。担当者の名前は出ません。",
  asAlumni: "確認の済んだアルムナイに見える形です。",
  asPerson: "選んだ方に見える形です。名簿から読むので、監査記録に残ります。",
  person: "どなたとして見るか",
  hidden: "いまは見えません。",
  why: {
    draft: "下書きのため。",
    closed: "募集を終えているため。",
    over: "締切を過ぎているため。",
    alumni: "アルムナイに限っているため。",
    invited: "招待した方に限っているため。",
  },
  invitedOnly: "招待した方にだけ見えます。",
  notInvited: "この方は招待に入っていないため、見えません。",
  notMember: (state: string) => `この方は、まだ求人を見られません（いまの状態: ${state}）。`,
  shownAnyway: "見えるようになったときの形です。",
  article: "見え方",
  refused: "この方は求人のお知らせにも声かけにも同意していないため、経験との重なりは見られません。",
  matchFailed: "この方の経験との重なりを読み込めませんでした。",
};

export type PreviewMessages = typeof ja;
