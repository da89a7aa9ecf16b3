export const ja = {
  title: "招待メールをもう一度受け取る",
  intro: "会社に登録されているご自身のメールアドレスをお書きください。その宛先に招待をお送りします。",
  email: "メールアドレス",
  emailWrong: "メールアドレスの形を確かめてください。例: hanako@example.jp",
  send: "招待メールを受け取る",
  sending: "送っています",
  sent: "受け付けました。招待できる方には、まもなくメールが届きます。メールの中のリンクを開いてください。",
  without: "招待なしで登録する",
};

export type SignUpInvitationMessages = typeof ja;
