export const ja = {
  title: "セグメント",
  intro: "条件を保存しておくと、いつ開いても、そのとき当てはまる方が並びます。",
  make: "新しいセグメント",
  name: "名前",
  conditions: "条件",
  count: "いまの人数",
  none: "セグメントはまだありません。",
  invite: "招待する",
  inviteOf: (name: string) => `${name}を招待する`,
  open: "名簿で見る",
  openOf: (name: string) => `${name}を名簿で見る`,
  editTitle: "セグメントを直す",
  back: "セグメントへ戻る",
  live: "当てはまる方",
  liveStale: "数え直しています",
  liveFailed: "数えられませんでした。条件は残っています。",
  save: "保存する",
  remove: "消す",
  removeSure: "本当に消す",
  removeHint: "名簿の方の記録は消えません。",
  saved: "保存しました。",
  removed: "セグメントを消しました。",
  nameMissing: "名前をお書きください。",
  kept: "書いた名前と条件は残っています。",
  stale:
    "開いている間に、ほかの方がこのセグメントを変えました。書いたものは残っています。もう一度保存すると、こちらの内容になります。",
  everybody: "条件なし（全員）",
  departmentIs: (value: string) => `部署 ${value}`,
  gradeIs: (value: string) => `等級 ${value}`,
  leftBetween: (from: string, to: string) =>
    from === "" ? `退職日 ${to}まで` : to === "" ? `退職日 ${from}から` : `退職日 ${from}〜${to}`,
  yearsBetween: (min: string, max: string) =>
    min === "" ? `退職から${max}年以内` : max === "" ? `退職から${min}年以上` : `退職から${min}〜${max}年`,
  skillsAre: (value: string) => `スキル ${value}`,
  consentTo: (value: string) => `同意 ${value}`,
};

export type SegmentMessages = typeof ja;
