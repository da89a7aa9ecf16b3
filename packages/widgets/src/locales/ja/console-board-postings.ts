import type { Audience, JobStatus } from "@okaeri/sdk/contract/jobs";

const statuses: Record<JobStatus, string> = { published: "公開中", draft: "下書き", closed: "終了" };
const audiences: Record<Audience, string> = {
  public: "だれでも",
  alumni: "アルムナイ",
  invited: "招待した方",
};

/** What the list and each posting say of it. */
export const ja = {
  statuses,
  audiences,
  title: "求人票",
  make: "求人票を書く",
  statusLabel: "状態",
  search: "求人票を探す",
  searchHint: "題名・部署・スキル",
  name: "題名",
  department: "部署",
  audience: "見られる方",
  closes: "締切",
  updated: "公開日",
  none: "求人票はまだありません。",
  noneFound: "当てはまる求人票はありません。言葉を減らすか、ほかの状態もご覧ください。",
  back: "求人票の一覧へ",
  loading: "求人票を読み込んでいます。",
  status: "状態",
  feed: (name: string) => `配信「${name}」から届いた求人票です。`,
  feedUnnamed: "配信から届いた求人票です。",
  feedBrings:
    "題名・部署・勤務地・雇用形態・給与・説明など、ここで書き直したものは、配信元で内容が変わったときに配信元の内容に戻ります。",
  feedAudience: "見られる方をここで変えると、そのあと配信では変わりません。",
  feedHeld: "見られる方は、ここで決めたものが保たれています。",
  toFeed: "配信を見る",
  parts: { words: "内容", preview: "見え方", applying: "応募のしかた" },
  partsLabel: "求人票の画面",
  publish: "公開する",
  publishAgain: "もう一度公開する",
  saveFirst: "保存していない変更があります。公開されるのは、保存した内容です。",
  published: (title: string) => `「${title}」を公開しました。`,
  close: "募集を終える",
  closeSure: "本当に終える",
  closeNote: "だれからも見えなくなります。あとで、もう一度公開できます。",
  closed: (title: string) => `「${title}」の募集を終えました。`,
  duplicate: "複製する",
  duplicated: "同じ内容の下書きを作りました。",
  unsaved: "未保存",
};

export type PostingsMessages = typeof ja;
