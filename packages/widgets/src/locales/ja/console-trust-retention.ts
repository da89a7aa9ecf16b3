import type { RetentionSubject } from "@okaeri/sdk/contract/privacy";
import type { RetentionPart } from "../../console/desk-routes.rules.ts";

const parts: Record<RetentionPart, string> = {
  rules: "決まり",
  preview: "試算",
  runs: "実行の記録",
  holds: "リーガルホールド",
};

const subjects: Record<RetentionSubject, string> = {
  person: "記録のすべて（消去）",
  birthDate: "生年月日",
  contacts: "連絡先",
  leavingReason: "退職理由（会社）",
  ownReason: "退職理由（本人）",
  separation: "離職票の内容",
  skills: "スキル",
  sign_ups_decided: "決まった登録の申し込み",
  invitations_ended: "終わった招待",
  mails_sent: "送ったメール",
};

export const ja = {
  parts,
  subjects,
  title: "保存期間",
  partsLabel: "保存期間の画面",
  rulesIntro:
    "日数は最後の退職日から、退職者の項目でないものは終わった日から数えます。同じものに二つの決まりがあるときは、上が先です。",
  subject: "消すもの",
  states: "状態",
  everyState: "すべての状態",
  statesOf: (nth: number) => `決まり ${nth}: 状態`,
  subjectOf: (nth: number) => `決まり ${nth}: 消すもの`,
  daysOf: (nth: number) => `決まり ${nth}: 日数`,
  days: "日数",
  about: (years: string) => `約${years}年`,
  after: (days: string) => `${days}日後`,
  add: "決まりを加える",
  remove: "外す",
  removeOf: (nth: number) => `決まり ${nth} を外す`,
  noRules: "決まりはまだありません。何も自動では消えません。",
  save: "保存する",
  saved: "保存しました。「試算」で、いま消える人数を確かめてください。",
  nightly: "保存した決まりは、毎晩2時30分（日本時間）から効きます。消したものは元に戻せません。",
  daysWrong: "日数は1から36500までの数でお書きください。",
  kept: "書いた決まりは残っています。",
  stale:
    "開いている間に、ほかの管理者が決まりを変えました。あなたの書いたものはそのまま残っています。もう一度保存すると、あなたの決まりに置き換わります。",
  theirs: "ほかの方の決まりを読み込む",
  previewIntro: "いま実行すると何が消えるかの試算です。まだ何も消えません。",
  rule: "決まり",
  dueNow: "消える",
  held: "ホールドで残る",
  examples: "例",
  refresh: "試算し直す",
  nothingDue: "いま消えるものはありません。",
  run: "いま消す",
  runSure: (count: string) => `本当に${count}件を消す`,
  runNote: "元に戻せません。もう一度押すと、すぐに消え始めます。",
  running: "消しています。多いときは数分かかります。",
  ran: (count: string) => `${count}件を消しました。証明書は下の記録から保存できます。`,
  runsIntro: "実行のたびに、何を何件消したかの証明書が残ります。個人の名前は入っていません。",
  started: "日時",
  by: "だれが",
  removed: "消したもの",
  certificate: "証明書",
  certificateOf: (at: string) => `${at} の証明書を保存する`,
  unfinished: "終わっていません",
  nothingRemoved: "何も消していません",
  count: (subject: string, count: string) => `${subject} ${count}件`,
  keptByHold: (count: string) => `（ホールドで${count}件残る）`,
  noRuns: "実行の記録はまだありません。",
  fileName: "retention-certificate",
};

export type RetentionMessages = typeof ja;
