/** What is said when something that somebody did came to nothing. */
export const ja = {
  failedOffline: "できませんでした。内容は元のまま残っています。通信の状態を確かめて、もう一度お試しください。",
  failedBusy: "いま混み合っています。内容は元のまま残っています。少し待って、もう一度お試しください。",
  failedChanged: "別のところで変更されていました。いまの内容を読み直しましたので、確かめてもう一度お試しください。",
  failedInput: "この内容は受け付けられませんでした。書き方を確かめてください。",
  failedSession: "サインインし直しました。もう一度お試しください。",
  failedOther: "できませんでした。内容は元のまま残っています。続くときは、この会社の担当者にお知らせください。",
};

export type DeedMessages = typeof ja;
