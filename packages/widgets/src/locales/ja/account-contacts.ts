/** Contacts, and who sees them. */
export const ja = {
  email: "メールアドレス",
  noEmail: "登録されていません",
  emailHint: "サインインのコードとお知らせが届きます。",
  changeEmail: "メールアドレスを変える",
  newEmail: "新しいメールアドレス",
  sendCode: "確認コードを送る",
  sending: "送っています",
  codeSent: (email: string) => `${email} に6桁のコードをお送りしました。`,
  code: "確認コード（6桁）",
  confirm: "変更する",
  changed: "メールアドレスを変えました。",
  codeInvalid: "コードが違うようです。メールのコードをもう一度ご確認ください。",
  codeExpired: "コードの期限が切れました。もう一度お送りください。",
  emailWrong: "メールアドレスの形を確かめてください。例: hanako@example.jp",
  phone: "電話番号",
  visibilityIntro: "はじめは、だれからも見えません。見せる相手と範囲を、いつでも変えられます。",
  members: "ほかの登録者から",
  employees: "いまの社員から",
  levels: {
    hidden: "見せない",
    name: "お名前だけ",
    profile: "お名前と、在籍時の部署",
  },
};

export type AccountContactMessages = typeof ja;
