export const ja = {
  legend: "絞り込みの条件",
  states: "状態",
  department: "最後の部署",
  grade: "最後の等級",
  left: "退職日",
  years: "退職からの年数",
  from: "から",
  to: "まで",
  leftFrom: "退職日、この日から",
  leftTo: "退職日、この日まで",
  minYears: "退職からの年数、少なくとも",
  maxYears: "退職からの年数、多くとも",
  skills: "スキル（すべて持つ方）",
  skillsHint: "読点かコンマで区切ります。",
  consent: "同意",
  any: "問わない",
  backwards: "範囲の始めと終わりが逆です。",
};

export type FilterMessages = typeof ja;
