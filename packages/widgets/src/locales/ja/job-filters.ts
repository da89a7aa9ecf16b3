export const ja = {
  department: "部署",
  place: "勤務地",
  employmentType: "雇用形態",
  any: "指定なし",
  filtersFailed: "条件を読み込めませんでした。キーワードでの検索は使えます。",
  filtersRetry: "もう一度読み込む",
  clear: "条件を外す",
};

export type JobFiltersMessages = typeof ja;
