import { ja as deeds } from "./deeds.ts";

export const ja = {
  ...deeds,
  keep: "この条件を保存する",
  kept: "保存した条件です",
  rhythm: "新着のお知らせ",
  rhythms: { daily: "毎日、メールで", weekly: "毎週、メールで", never: "受け取らない" },
  told: {
    daily:
      "保存しました。新しい求人が出たら、翌朝メールでお知らせします。送り先と同意は、ご自身のページで確かめられます。",
    weekly:
      "保存しました。新しい求人が出たら、月曜の朝にメールでお知らせします。送り先と同意は、ご自身のページで確かめられます。",
    never: "保存しました。メールはお送りしません。",
  },
  forget: "保存をやめる",
  forgotten: "保存をやめました。",
  tooMany: "保存できる条件の数に達しています。ほかの条件を外してから、お試しください。",
};

export type JobAlertsMessages = typeof ja;
