export const ja = {
  codeTitle: "メールをご覧ください",
  codeIntro: (email: string) => `${email} に、6桁の確認コードをお送りしました。`,
  codeValid: (minutes: number) =>
    `コードは${minutes}分間使えます。届かないときは、迷惑メールのフォルダーもご確認ください。`,
  code: "確認コード（6桁）",
  confirm: "確認する",
  confirming: "確かめています",
  resend: "コードをもう一度送る",
  resent: "もう一度お送りします。届くまで少しお待ちください（1時間に3通までです）。",
  change: "書いた内容を直す",
  codeMissing: "6桁の数字をお書きください。",
  codeInvalid: "コードが違うようです。メールのコードをもう一度ご確認ください。",
  codeExpired: "コードの期限が切れたか、入力できる回数を超えました。「コードをもう一度送る」を押してください。",
  received: "受け付けました",
  receivedText: "在籍の確認が済みしだい、メールでお知らせします。数日かかることがあります。",
  receivedClose: "このページは閉じてもかまいません。",
};

export type SignUpCodeMessages = typeof ja;
