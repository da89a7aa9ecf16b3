/** What is known, and the name. */
export const ja = {
  knownIntro:
    "会社の名簿にある、あなたの情報です。違っているところは「データの受け取りと請求」から訂正を求められます。",
  joinedAt: "登録した日",
  birthDate: "生年月日",
  stint: (from: string, to: string) => `${from} 入社、${to}`,
  left: (day: string) => `${day} 退職`,
  present: "在籍中",
  unknownDay: "日付は不明",
  employeeNumber: "社員番号",
  employmentType: "雇用形態",
  departments: "部署",
  titles: "役職",
  noEmployments: "名簿の在籍の記録とは、まだ結びついていません。",
  namesIntro: "ここで書きかえたお名前は、会社のほかの記録では上書きされません。",
  family: "姓",
  given: "名",
  kana: "ふりがな",
  familyKana: "せい",
  givenKana: "めい",
  formerFamily: "在籍時の姓（旧姓）",
  nameMissing: "姓と名をお書きください。",
  kanaHalf: "ふりがなは、せいとめいの両方をお書きください。",
};

export type AccountRecordMessages = typeof ja;
