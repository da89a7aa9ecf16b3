import type { RejectionCode } from "@okaeri/sdk/contract/registry-imports";

const codes: Record<RejectionCode, string> = {
  value_missing: "値がありません",
  value_too_long: "値が長すぎます",
  value_unreadable: "読み取れない値です",
  date_unreadable: "日付として読み取れません",
  date_ambiguous: "年か日付の並びが、ひとつに決められません",
  left_before_joining: "退職日が入社日より前です",
  status_contradicts_date: "在籍状況と退職日が食い違っています",
  status_contradicts_registry: "在籍状況が名簿の記録と食い違っています",
  status_unknown: "在籍状況の意味が分かりません",
  separation_code_unknown: "離職票の区分が表にありません",
  my_number_refused: "マイナンバーと見られる値は受け付けません",
  health_data_refused: "健康に関する情報は受け付けません",
  duplicate_number: "同じ社員番号の行が前にあります",
  number_of_another: "社員番号が、名簿のほかの方のものです",
  employment_ambiguous: "どの在籍のことか、ひとつに決められません",
  row_too_short: "列が足りません",
  row_too_long: "列が多すぎます",
  quote_unclosed: "引用符が閉じていません",
  kind_unknown: "種別が分かりません",
  erased_on_request: "本人の求めにより消去された方です",
};

export const ja = {
  codes,
  title: "取り込めない行",
  row: "行",
  column: "列",
  why: "理由",
  wholeRow: "行全体",
  history: "履歴のファイル",
};

export type RejectionMessages = typeof ja;
