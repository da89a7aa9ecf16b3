import type { CommunityEvent, CommunityTeaser, EventDraft, NewsDraft, NewsItem } from "./contract/community.ts";
import type { CallOptions, Send } from "./request.ts";

export const community = (send: Send) => ({
  /** What the public may know: aggregates and public items, nothing about anybody. */
  teaser: (options?: CallOptions) => send<CommunityTeaser>({ method: "GET", path: "/v1/community/teaser", options }),

  postNews: (draft: NewsDraft, options?: CallOptions) =>
    send<NewsItem>({ method: "POST", path: "/v1/community/news", json: draft, options }),

  postEvent: (draft: EventDraft, options?: CallOptions) =>
    send<CommunityEvent>({ method: "POST", path: "/v1/community/events", json: draft, options }),
});
