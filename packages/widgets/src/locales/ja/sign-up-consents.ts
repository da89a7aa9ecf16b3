export const ja = {
  stepConsents: "同意",
  stepPromises: "大切なこと",
  stepCode: "メールの確認",
  back: "戻る",
  next: "次へ",
  send: "確認コードを受け取る",
  sending: "送っています",
  consentTitle: "何に使ってよいか、ひとつずつ選べます",
  consentIntro: "あとからマイページで、いつでも変えたり取り消したりできます。",
  promisesTitle: "登録の前に、お読みください",
  promisesIntro: "このあと、メールに確認コードをお送りします。",
  privacyPolicy: "プライバシーポリシー",
  opensElsewhere: "新しいタブで開きます",
  required: "必須",
  understood: "読んで、理解しました",
  sign: "この内容に同意し、署名します",
  notNow: "いまは署名しなくても登録できます。あとからマイページで署名できます。",
  missing: "登録には、この確認が必要です。",
  changed: (titles: string) =>
    `文面が新しくなりました：${titles}。書いた内容はそのまま残っています。新しい文面をお読みのうえ、もう一度お選びください。`,
  gone: (titles: string) => `次の確認は不要になりました：${titles}。書いた内容はそのまま残っています。`,
  failedBusy: "いま混み合っています。書いた内容はそのまま残っています。少し待って、もう一度お試しください。",
  failedOther: "送れませんでした。書いた内容はそのまま残っています。続くときは、この会社の担当者にお知らせください。",
  failedOffline: "送れませんでした。書いた内容はそのまま残っています。通信の状態を確かめて、もう一度お試しください。",
  backOnline: "通信が戻りました。書いた内容はそのまま残っています。もう一度、送るボタンを押してください。",
};

export type SignUpConsentMessages = typeof ja;
