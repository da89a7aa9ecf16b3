import type { AuditFault } from "@okaeri/sdk/contract/audit";

const faults: Record<AuditFault["kind"], string> = {
  changed: "記録の中身が変えられています",
  missing: "ここにあるはずの記録がありません",
  people_changed: "だれの記録かが変えられています",
  cut_off: "ここから後ろが切り取られています",
  checkpoint_differs: "控えたチェックポイントと食い違います",
  checkpoint_not_ours: "このサーバーが署名したチェックポイントではありません",
};

export const ja = {
  title: "改ざんがないか確かめる",
  back: "監査記録へ戻る",
  intro:
    "記録は鎖のようにつながっていて、一つでも変える、消す、入れ替える、後ろを切ると、つながりが切れます。後ろを切られたことは、別の場所に控えたチェックポイントと比べると確実に分かります。",
  checkpointTitle: "チェックポイントを控える",
  checkpointIntro:
    "いまの終わりに署名したものです。このサーバーの管理者が触れない場所に保管してください。個人の情報は入っていません。",
  checkpoint: "チェックポイントを保存する",
  made: (position: string, at: string) => `${position}番目の記録まで（${at}）のチェックポイントを保存しました。`,
  publicKey: "署名を確かめる公開鍵（JWK）",
  fileName: "audit-checkpoint",
  verifyTitle: "確かめる",
  kept: "控えておいたチェックポイント（なくても確かめられます）",
  keptHint: "貼り付けるか、保存したファイルを選んでください。",
  file: "ファイル",
  fileUnreadable: "ファイルを読めませんでした。選び直してください。",
  counted: (count: number) => `チェックポイント ${count}件`,
  cut: (count: number) => `一度に比べられるのは${count}件までです。新しいものから比べます。`,
  noneFound: "チェックポイントが見つかりません。「eyJ」から始まる文字の列です。",
  verify: "すべて読み直して確かめる",
  working: "すべての記録を読み直しています。多いときは数分かかります。",
  intact: (entries: string, checkpoints: string) =>
    `改ざんはありません。${entries}件の記録を読み直し、チェックポイント${checkpoints}件と比べました。`,
  noCheckpoints: "控えたチェックポイントと比べていません。後ろが切られていないことまでは、確かめられていません。",
  broken: (count: number) => `改ざんの跡が${count}か所あります。`,
  brokenHint:
    "データベースに触れる人に知らせる前に、この画面を保存し、情報セキュリティの担当者に渡してください。手元のチェックポイントは消さないでください。",
  position: "番号",
  what: "見つかったこと",
  faults,
  failedKept: "確かめは終わっていません。貼り付けたものは残っています。",
};

export type CheckMessages = typeof ja;
