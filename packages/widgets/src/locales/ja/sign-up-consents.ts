export const ja = {
  stepConsents: "同意",
  back: "戻る",
  send: "同意して確認コードを受け取る",
  sending: "送っています",
  consentTitle: "何に使ってよいか、ひとつずつ選べます",
  consentIntro: "あとから変えたり取り消したりしたいときは、この会社の担当者にお伝えください。",
  privacyPolicy: "プライバシーポリシー",
  opensElsewhere: "新しいタブで開きます",
  required: "必須",
  communityMissing: "参加には、この同意が必要です。",
  failedBusy: "いま混み合っています。書いた内容はそのまま残っています。少し待って、もう一度お試しください。",
  failedOther: "送れませんでした。書いた内容はそのまま残っています。続くときは、この会社の担当者にお知らせください。",
  failedOffline: "送れませんでした。書いた内容はそのまま残っています。通信の状態を確かめて、もう一度お試しください。",
};

export type SignUpConsentMessages = typeof ja;
