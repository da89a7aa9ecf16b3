import type { OkaeriErrorCode } from "@okaeri/sdk";

const codes: Record<OkaeriErrorCode, string> = {
  invalid_input: "入力の内容を受け付けられませんでした。",
  invalid_json: "送った内容を読み取れませんでした。",
  unsupported_media_type: "この形式は受け付けられません。",
  payload_too_large: "送ったものが大きすぎます。",
  unauthenticated: "サインインが必要です。ポータルに入り直してください。",
  session_expired: "サインインの期限が切れました。ポータルに入り直してください。",
  forbidden: "この操作をする権限がありません。管理者にご確認ください。",
  origin_not_allowed: "このページからの利用が許可されていません。管理者にご確認ください。",
  not_found: "見つかりません。ほかの方が消したか、統合したのかもしれません。",
  method_not_allowed: "この操作は受け付けられません。",
  conflict: "いまの状態ではこの操作ができません。ほかの方が先に変えたのかもしれません。",
  idempotency_key_reused: "同じ操作が別の内容で送られました。もう一度お試しください。",
  idempotency_in_flight: "同じ操作がまだ続いています。少し待ってお試しください。",
  precondition_required: "最新の内容を確かめられませんでした。開き直してください。",
  precondition_failed: "開いている間に、ほかの方か連携が内容を変えました。",
  rate_limited: "操作が続いたため、少し間を置いています。しばらく待ってお試しください。",
  code_invalid: "確認コードが違います。",
  code_expired: "確認コードの期限が切れています。",
  embed_token_malformed: "ポータルのサインイン情報を読み取れません。管理者にご連絡ください。",
  embed_token_unsupported: "ポータルのサインイン情報の形式に対応していません。管理者にご連絡ください。",
  embed_token_key_unknown: "ポータルの署名鍵が登録されていません。管理者にご連絡ください。",
  embed_token_signature_invalid: "ポータルの署名を確かめられません。管理者にご連絡ください。",
  embed_token_claims_invalid: "ポータルのサインイン情報に足りないところがあります。管理者にご連絡ください。",
  embed_token_expired: "サインインの期限が切れました。ポータルに入り直してください。",
  embed_token_spent: "サインイン情報が使用済みです。ページを開き直してください。",
  registry_file_unreadable:
    "CSV として読めませんでした。Excel のファイル（.xlsx）は「CSV UTF-8」で保存し直してください。文字コードを選び直すと読めることもあります。",
  registry_columns_missing: "社員番号か退職日の列が見つかりません。どの列に何が入っているか、選んでください。",
  registry_data_forbidden:
    "マイナンバーや健康の情報が含まれているため、受け付けられません。その列を除いたファイルを選んでください。",
  characters_not_encodable: "CP932（Shift_JIS）で書けない文字があります。",
  source_unreachable: "相手のシステムにつながりません。少し待って、もう一度お試しください。",
  source_unauthorized: "相手のシステムがトークンを受け付けません。トークンを確かめてください。",
  source_unreadable: "相手のシステムの答えを読み取れませんでした。",
  feed_unreadable: "求人の配信を読み取れませんでした。",
  feed_unreachable: "求人の配信元につながりません。",
  unavailable: "いまはお使いになれません。少し待って、もう一度お試しください。",
  internal: "こちらの不具合です。少し待って、もう一度お試しください。",
  network_error: "通信できませんでした。接続を確かめてください。",
  timeout: "時間内に答えがありませんでした。",
  invalid_response: "答えを読み取れませんでした。社内の中継機器が間に入っているかもしれません。",
  session_changed: "サインインしている方が変わりました。この操作は行われていません。",
  webhook_invalid: "通知の署名を確かめられません。",
};

export const ja = {
  codes,
  unknown: "思いがけないことが起きました。もう一度お試しください。",
  request: "お問い合わせ番号",
  fields: "確かめるところ",
};

export type FaultMessages = typeof ja;
