import type { QuestionKind, ResumeRule } from "@okaeri/sdk/contract/application-forms";

const kinds: Record<QuestionKind, string> = {
  short_text: "短い文",
  long_text: "長い文",
  yes_no: "はい・いいえ",
  choice: "1つ選ぶ",
  choices: "いくつでも選ぶ",
};
const resumes: Record<ResumeRule, string> = { none: "受け取らない", optional: "任意", required: "必須" };

/** How one applies for a posting. */
export const ja = {
  kinds,
  resumes,
  intro: "氏名・メール・電話・同意は、いつもたずねます。",
  open: "この求人の応募を、ここで受け付ける",
  closedNote: (url: string) => `受け付けないあいだは、${url}へ案内します。`,
  closedNowhere: "受け付けないあいだは、応募の案内は出ません。",
  resume: "履歴書・職務経歴書",
  questions: "質問",
  noQuestions: "質問はありません。",
  questionOf: (nth: number) => `質問 ${nth}`,
  label: "質問の文",
  kind: "答え方",
  required: "必須",
  key: "キー",
  keyHint: "採用管理システムでの項目名です。送り先がなければ、そのままで構いません。",
  options: "選択肢（1行に1つ）",
  optionsHint: "採用管理システムの値が言葉と違うときは「値 = 言葉」と書きます。",
  add: "質問を加える",
  remove: "外す",
  removeOf: (nth: number) => `質問 ${nth} を外す`,
  up: "上へ",
  upOf: (nth: number) => `質問 ${nth} を上へ`,
  faults: {
    label: "質問の文をお書きください。",
    key: "キーは英数字と _ - . [ ] だけでお書きください。",
    twice: "同じキーの質問があります。",
    options: "選択肢を1つ以上、1つ200字までで、重ならないようにお書きください。",
  },
  save: "保存する",
  saved: "保存しました。いまから、この内容でたずねます。",
  discard: "変更を捨てる",
  kept: "書いたものは残っています。",
  applications: "この求人の応募を見る",
};

export type ApplyingMessages = typeof ja;
