import type { PrivacyRequestKind, PrivacyRequestState } from "@okaeri/sdk/contract/privacy";

const kinds: Record<PrivacyRequestKind, string> = {
  disclosure: "開示",
  correction: "訂正",
  stop_use: "利用停止",
  erasure: "消去",
};

const kindTexts: Record<PrivacyRequestKind, string> = {
  disclosure: "会社が持っている、あなたについての記録を知らせるよう求めます。",
  correction: "違っているところを直すよう求めます。どこがどう違うかをお書きください。",
  stop_use: "あなたの情報を使うのをやめるよう求めます。",
  erasure: "あなたの情報を消すよう求めます。消すと元に戻せません。",
};

const states: Record<PrivacyRequestState, string> = {
  received: "受け付けました",
  open: "対応中",
  fulfilled: "対応済み",
  partly_refused: "一部をお断りしました",
  refused: "お断りしました",
  withdrawn: "取り下げ",
};

export const ja = {
  kinds,
  kindTexts,
  states,
  download: "データを受け取る",
  downloadIntro: "この会社があなたについて持っている記録を、機械でも読める JSON ファイルで受け取れます。",
  downloading: "用意しています",
  downloaded: "ファイルを保存しました。",
  requests: "請求",
  none: "請求はまだありません。",
  receivedOn: (day: string) => `${day}に受付`,
  due: (day: string) => `${day}までにお答えします`,
  withdraw: "取り下げる",
  withdrawNamed: (kind: string) => `${kind}の請求を取り下げる`,
  make: "新しく請求する",
  kind: "請求の種類",
  kindMissing: "請求の種類を選んでください。",
  detail: "くわしい内容",
  detailMissing: "どこがどう違うかをお書きください。",
  send: "請求する",
  sending: "送っています",
  sent: (day: string) => `請求を受け付けました。${day}までにお答えします。`,
};

export type AccountRequestMessages = typeof ja;
