export const ja = {
  faults: (count: number) => `${count}か所、確かめてください。`,
  familyMissing: "姓をお書きください。",
  givenMissing: "名をお書きください。",
  kanaHalf: "ふりがなは、せいとめいの両方をお書きください。",
  identityMissing: "社員番号か生年月日の、どちらかをお書きください。",
  birthDateFuture: "生年月日を確かめてください。",
  emailMissing: "メールアドレスをお書きください。",
  emailWrong: "メールアドレスの形を確かめてください。例: hanako@example.jp",
  refused: "この内容は受け付けられませんでした。書き方を確かめてください。",
};

export type SignUpFaultMessages = typeof ja;
