export const ja = {
  title: "絞り込みと並び順",
  department: "部署",
  place: "勤務地",
  employmentType: "雇用形態",
  remote: "リモート勤務",
  remoteWork: { none: "出社のみ", partly: "一部リモート", fully: "フルリモート" },
  sort: "並び順",
  sorts: { match: "合っている順", published: "新しい順", closing: "締切の近い順" },
  any: "指定なし",
  active: "いまの条件",
  drop: "を外す",
  clear: "すべて外す",
  close: "閉じる",
  show: (count: string) => `${count}を見る`,
  showAll: "結果を見る",
  filtersFailed: "条件を読み込めませんでした。キーワードでの検索は使えます。",
  filtersRetry: "もう一度読み込む",
};

export type JobFiltersMessages = typeof ja;
