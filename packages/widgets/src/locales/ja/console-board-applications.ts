import type { ApplicationStage, AttachmentPurpose, HandOverState } from "@okaeri/sdk/contract/applications";

const stages: Record<ApplicationStage, string> = {
  received: "受付",
  in_review: "書類選考",
  interview: "面接",
  offer: "内定",
  hired: "入社決定",
  declined: "見送り",
  withdrawn: "辞退",
};
const handOvers: Record<HandOverState, string> = {
  none: "ここに残る",
  waiting: "送信中",
  delayed: "遅れています",
  done: "送信済み",
  stopped: "受け取り拒否",
};
const purposes: Record<AttachmentPurpose, string> = {
  resume: "履歴書・職務経歴書",
  cover_letter: "添え状",
  other: "そのほか",
};

/** Applications: who applied, where they stand, and whether they got to where they go. */
export const ja = {
  stages,
  handOvers,
  purposes,
  none: "応募はまだありません。",
  noneFound: "当てはまる応募はありません。",
  filters: "応募を絞り込む",
  all: "すべて",
  stage: "選考",
  handOver: "採用管理システム",
  ofPosting: "この求人の応募だけを見ています。",
  everyPosting: "すべての求人の応募を見る",
  who: "どなた",
  posting: "求人",
  submitted: "応募日時",
  back: "応募の一覧へ",
  loading: "応募を読み込んでいます。",
  heading: (name: string, posting: string) => `${name}さんの応募: ${posting}`,
  email: "メール",
  phone: "電話",
  message: "ひとこと",
  answers: "質問への答え",
  noAnswer: "（答えなし）",
  attachments: "添付",
  noAttachments: "添付はありません。",
  download: (name: string) => `${name}を保存する`,
  downloadFailed: "添付を読み込めませんでした。",
  toPerson: "名簿の記録へ",
  unknown: "名簿にない方",
  asOf: (at: string) => `${at}現在`,
  setStage: "選考の段階を変える",
  setStageNote: "応募した方にも見えます。",
  change: "変える",
  changed: (stage: string) => `「${stage}」に変えました。`,
  withdrawnNote: "ご本人が辞退されました。段階は変えられません。",
  destination: "送り先",
  noDestination: "送り先はありません。応募はここに残っています。",
  attempts: "試した回数",
  next: "次に試すとき",
  noNext: "自動では、もう試しません",
  lastError: "最後の失敗",
  tryAgain: "いまもう一度送る",
  tried: "もう一度送ります。結果はしばらくしてここに出ます。",
  refresh: "更新",
  handedAt: (at: string) => `${at}に届きました`,
};

export type ApplicationMessages = typeof ja;
