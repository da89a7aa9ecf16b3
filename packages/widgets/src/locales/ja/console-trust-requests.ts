import type { PrivacyRequest, PrivacyRequestKind, PrivacyRequestState } from "@okaeri/sdk/contract/privacy";

const kinds: Record<PrivacyRequestKind, string> = {
  disclosure: "開示",
  correction: "訂正",
  stop_use: "利用停止",
  erasure: "消去",
};

const states: Record<PrivacyRequestState, string> = {
  received: "本人確認待ち",
  open: "対応中",
  fulfilled: "対応済み",
  partly_refused: "一部お断り",
  refused: "お断り",
  withdrawn: "取り下げ",
};

/** What fulfilling it does, said before. */
const effects: Record<PrivacyRequestKind, string> = {
  disclosure: "先に下のデータを保存し、本人に渡してください。ここでは、渡したことを記録して本人にメールで知らせます。",
  correction: "先に名簿の記録を直してください。ここでは、直したことを記録して本人にメールで知らせます。",
  stop_use:
    "参加そのもの以外の同意をすべて取り下げ、求人や声かけの連絡を止めます。参加中の方は「休眠」に、参加していない方は「退会」になります。本人にメールで知らせます。",
  erasure:
    "名簿・参加・同意・連絡先など、この方の記録をすべて消します。元に戻せません。バックアップから戻したときも、もう一度消えます。終わったことは本人にメールで知らせます。",
};

const identifications: Record<NonNullable<PrivacyRequest["identifiedBy"]>, string> = {
  session: "本人がサインインして請求",
  document: "本人確認書類",
  acquaintance: "本人を知る社員の確認",
};

export const ja = {
  kinds,
  states,
  effects,
  identifications,
  title: "開示などの請求",
  intro: "本人からの、開示・訂正・利用停止・消去の請求です。期限の近い順に並びます。",
  make: "請求を受け付ける",
  show: "表示",
  underWay: "対応が必要",
  due: "期限",
  kind: "種類",
  whose: "どなた",
  state: "状態",
  received: "受付",
  erasedPerson: "（消去された方）",
  unknownPerson: "（名簿にない方）",
  left: (days: number) => `あと${days}日`,
  today: "今日まで",
  past: (days: number) => `期限を${days}日過ぎています`,
  noneUnderWay: "対応の必要な請求はありません。",
  none: "当てはまる請求はありません。",
  back: "請求の一覧へ戻る",
  heading: (kind: string, name: string) => `${kind}の請求: ${name}`,
  loading: "請求を読み込んでいます。",
  detail: "本人の求め",
  noDetail: "（書かれていません）",
  identified: "本人確認",
  notIdentified: "まだ",
  decided: "決定",
  note: "伝えたこと",
  refused: "お断りしたところ",
  toPerson: "名簿の記録を見る",
  toAudit: "監査記録を見る",
  dueHint: "期限は、受け付けた日の翌日から数えた暦の日数です。休日も数えます。",
  // New
  draftTitle: "請求を受け付ける",
  draftIntro:
    "電話や書面で受けた請求を、その方に代わって記録します。期限はいまから数えます。受け付けたことは本人にメールで知らせます。",
  draftDetail: "本人の求め（言われたとおりに）",
  draft: "受け付ける",
  drafted: (day: string) => `受け付けました。期限は${day}です。`,
  draftConflict: "この方の同じ種類の請求は、すでに対応中です。",
  kindMissing: "種類を選んでください。",
  kept: "書いたものは残っています。",
  // Identity
  identifyTitle: "本人かどうか確かめる",
  identifyIntro: "本人と分かるまで、データを渡すことも、消すこともできません。書類の番号は書かないでください。",
  by: "確かめ方",
  identifyNote: "何で確かめたか（記録に残ります）",
  identifyHint: "例: 運転免許証の顔写真と氏名",
  identify: "本人と確かめた",
  identifiedNow: "本人確認を記録しました。",
  noteMissing: "何で確かめたかをお書きください。",
  // Fulfilment
  dataTitle: "本人のデータ",
  dataIntro:
    "この方について持っているすべての記録を、機械でも読める JSON で保存します。保存したことは監査記録に残ります。",
  data: "すべてのデータを保存する",
  dataSaved: "データを保存しました。渡したら、手元のファイルを消してください。",
  fulfilTitle: "請求に応じる",
  answerNote: "本人に伝えること（任意）",
  partTitle: "応じられないところ",
  partIntro: "応じられないところがあるときだけ、何を、なぜかを書きます。本人にそのまま伝わります。",
  partErasure:
    "一部を断ると、氏名・社員番号・在籍の記録だけを残し、参加・連絡先・そのほかの項目を消します。消したものは元に戻せません。",
  what: "何を",
  why: "理由",
  whatOf: (nth: number) => `応じられないところ ${nth}: 何を`,
  whyOf: (nth: number) => `応じられないところ ${nth}: 理由`,
  addPart: "応じられないところを加える",
  removePart: (nth: number) => `応じられないところ ${nth} を外す`,
  remove: "外す",
  partMissing: "何を、なぜお断りするのか、両方お書きください。",
  fulfil: {
    disclosure: "渡したことを記録する",
    correction: "直したことを記録する",
    stop_use: "利用を止める",
    erasure: "消去する",
  },
  sure: { stop_use: "本当に利用を止める", erasure: "本当に消去する" },
  sureNote: {
    stop_use: "同意はすぐに取り下げられます。本人だけが、もう一度同意できます。",
    erasure: "元に戻せません。もう一度押すと、すぐに消えます。",
  },
  fulfilled: "請求に応じました。",
  fulfilConflict:
    "行えませんでした。リーガルホールドがかかっているか、ほかの方が先に決めました。何も変わっていません。",
  toHolds: "リーガルホールドを見る",
  refuseTitle: "すべてお断りする",
  reason: "理由（本人にそのまま伝わります）",
  reasonMissing: "理由をお書きください。",
  refuse: "お断りする",
  refusedNow: "お断りし、本人に知らせました。",
  fileName: "personal-data",
};

export type RequestMessages = typeof ja;
