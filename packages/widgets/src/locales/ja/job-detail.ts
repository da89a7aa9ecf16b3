export const ja = {
  close: "閉じる",
  loading: "読み込んでいます",
  interest: "気になる",
  withdraw: "取り消す",
  interestNoted: "「気になる」に入れました。あなたが知らせるまで、だれにも見えません。",
  interestFailed: "うまく控えられませんでした。少し待って、もう一度お試しください。",
  joinFirst: "「気になる」を使うには、先に登録をお願いします。",
  join: "登録へ進む",
  apply: "応募する",
  opensElsewhere: "新しいタブで開きます",
  department: "部署",
  location: "勤務地",
  type: "雇用形態",
  salary: "給与",
  published: "公開日",
  failed: "この求人の内容を読み込めませんでした。",
  failedHint: "通信の状態を確かめて、もう一度お試しください。",
  gone: "この求人は募集を終えました。",
  goneHint: "一覧に戻って、ほかの求人をご覧ください。",
  retry: "もう一度読み込む",
};

export type JobDetailMessages = typeof ja;
