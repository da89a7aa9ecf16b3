import type { InvitationState, InvitationsMade, InvitationWay } from "@okaeri/sdk/contract/invitations";

const states: Record<InvitationState, string> = {
  waiting: "これから送る",
  sent: "送信済み",
  used: "使われた",
  expired: "期限切れ",
  revoked: "取り消し",
};

const ways: Record<InvitationWay, string> = { mail: "メール", printed: "印刷" };

const skipped: Record<InvitationsMade["skipped"][number]["reason"], string> = {
  no_mail_address: "メールアドレスがありません。印刷なら招待できます。",
  member: "すでに参加しています。",
  not_invitable: "再入社・消去などのため、招待できません。",
  limit_reached: "1時間に送れる数に達しました。時間をおいてお試しください。",
};

export const ja = {
  states,
  ways,
  skipped,
  title: "招待",
  intro: "招待は一度だけ使えます。新しく作ると、前の招待は使えなくなります。",
  show: "表示",
  all: "すべて",
  who: "招待した方",
  way: "方法",
  state: "状態",
  expires: "期限",
  acts: "操作",
  none: "招待はまだありません。名簿の記録かセグメントから招待できます。",
  noneOfState: "この状態の招待はありません。",
  toPeople: "名簿へ",
  toSegments: "セグメントへ",
  revoke: "取り消す",
  revokeOf: (name: string) => `${name}さんの招待を取り消す`,
  revoked: (name: string) => `${name}さんの招待を取り消しました。前のリンクは使えません。`,
  resend: "送り直す",
  resendOf: (name: string) => `${name}さんの招待を送り直す`,
  resent: (name: string) => `${name}さんに新しい招待を送ります。前のリンクは使えません。`,
  reprint: "印刷し直す",
  reprintOf: (name: string) => `${name}さんの招待を印刷し直す`,
  used: "すでに使われた招待です。一覧を読み直しました。",
  back: "招待へ戻る",
  newTitle: "招待する",
  nobody: "招待する方が選ばれていません。名簿の記録かセグメントから始めてください。",
  whom: "招待する方",
  people: (count: number) => `選んだ${count}人`,
  segment: (name: string, count: string) => `セグメント「${name}」（${count}人）`,
  segmentHint: "参加中の方、使える招待がある方、退会した方は除きます。一度に1,000人までです。",
  byMail: "メールで送る",
  printed: "印刷して渡す（QRコード）",
  days: "期限（日数）",
  daysWrong: "1から365までの日数をお書きください。",
  language: "招待の言葉",
  languages: { ja: "日本語", en: "英語" },
  send: "招待する",
  kept: "選んだものは残っています。招待は作られていません。",
  made: (count: string) => `${count}人の招待を作りました。`,
  mailed: "メールは順に送られます。届いたかどうかは、一覧の状態で分かります。",
  skippedTitle: (count: string) => `${count}人は招待しませんでした`,
  unnamed: "名簿の記録",
  remaining: (count: string) => `このセグメントには、あと${count}人います。`,
  nextThousand: "次の1,000人を招待する",
  printFirst: "続ける前に、いまの招待を印刷してください。続けると、この紙は表示できなくなります。",
  once: "このリンクは、いま一度だけ表示しています。あとから出し直すことはできません。画面を離れる前に印刷してください。",
  print: (count: string) => `${count}枚を印刷する`,
  sheets: "印刷する紙",
};

/** What stands on the printed sheet, in the language of whom it is for. */
export const sheetJa = {
  honorific: (name: string) => `${name} 様`,
  heading: (organization: string) => `${organization} アルムナイへのご招待`,
  purpose:
    "退職されたあとも、つながりを続けるためのご案内です。QRコードをスマートフォンで読み取るか、下のアドレスを開いて、登録にお進みください。",
  promise: "登録は任意です。再雇用をお約束するものではありません。",
  own: "この紙はご本人だけが、一度だけ使えます。ほかの方に渡さないでください。",
  until: (day: string) => `${day}まで使えます`,
  qr: "登録のQRコード",
};

export type InvitationMessages = typeof ja;
export type SheetMessages = typeof sheetJa;
