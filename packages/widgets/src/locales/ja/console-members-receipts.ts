import type { AgreementAct, AgreementReceipt } from "@okaeri/sdk/contract/agreements";

const acts: Record<AgreementAct, string> = {
  given: "同意した",
  withdrawn: "取り消した",
  explained_not_signed: "説明した（署名なし）",
};

const ways: Record<AgreementReceipt["way"], string> = {
  sign_up: "申込み",
  account: "本人の画面",
  hr: "人事の記録",
};

export const ja = {
  title: "同意とNDAの記録",
  acts,
  ways,
  what: "文面",
  version: (nth: number) => `第${nth}版`,
  act: "内容",
  way: "どこで",
  at: "日時",
  none: "同意の記録はまだありません。",
  promise: "再雇用の約束ではないことの確認",
  nda: "NDA（退職後の秘密保持）",
  note: "NDAについて記録する",
  noteIntro: "いま使っているNDAについて、紙での署名か、説明だけだったことを残します。記録は消せません。",
  given: "紙に署名をもらった",
  explained: "説明した。署名はもらっていない",
  noteText: "いつ、どのように（必須）",
  actMissing: "署名をもらったかどうかを選んでください。",
  noteMissing: "いつ、どのように話したかをお書きください。",
  save: "記録する",
  saved: "NDAについて記録しました。",
  kept: "書いたものは残っています。",
  noNda: "使っているNDAがありません。「同意文・NDA」で文面を公開してから記録してください。",
  invite: "招待する",
};

export type ReceiptMessages = typeof ja;
