import type { AccessLevel } from "@okaeri/sdk/contract/access";

const levels: Record<AccessLevel, string> = {
  none: "見られない",
  purpose: "目的つきで見る",
  read: "見られる",
};

export const ja = {
  title: "権限",
  intro:
    "すべての人事担当者に見せるとは限らない項目と、見られる人、直せる人の表です。表にない項目は、その画面を使える人が見られます。変更は、保存するとすぐに効きます。",
  levels,
  legend: {
    none: "答え・検索・並び順・書き出しのどこにも出ません。",
    purpose: "目的を選んだときだけ見られ、だれが何のために見たかが監査記録に残ります。",
    read: "いつでも見られ、見たことが監査記録に残ります。",
  },
  write: "直せる",
  noWrite: "直せない",
  server: "会社のシステムは、シークレットキーで呼び出すプログラムです。",
  others: (roles: string) => `${roles}は、この表のどの項目も見られません。これは変えられません。`,
  field: "項目",
  fixed: "固定",
  keys: "矢印キーで動き、Enter で変え、Esc で戻ります。",
  cellRead: (cell: string) => `${cell}: 見る`,
  cellWrite: (cell: string) => `${cell}: 直す`,
  changes: "変えるところ",
  to: "から",
  undo: "戻す",
  undoOf: (cell: string) => `${cell} を戻す`,
  save: (count: number) => `${count}件の変更を保存する`,
  discard: "すべて戻す",
  saved: "保存しました。いまから効いています。",
  kept: "選んだものは残っています。権限は変わっていません。",
  stale:
    "開いている間に、ほかの管理者が権限を変えました。最新の表に、あなたの選んだものを重ねています。確かめてから、もう一度保存してください。",
};

export type RoleMessages = typeof ja;
