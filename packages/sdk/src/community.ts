import type { CommunityEvent, CommunityTeaser, EventDraft, NewsDraft, NewsItem } from "./contract/community.ts";
import type { CallOptions, Send } from "./request.ts";

export const community = (send: Send) => ({
  /** What the public may know: aggregates and public items, nothing about anybody. */
  teaser: (options?: CallOptions): Promise<CommunityTeaser> =>
    send({ method: "GET", path: "/v1/community/teaser", options }),

  postNews: (draft: NewsDraft, options?: CallOptions): Promise<NewsItem> =>
    send({ method: "POST", path: "/v1/community/news", json: draft, options }),

  postEvent: (draft: EventDraft, options?: CallOptions): Promise<CommunityEvent> =>
    send({ method: "POST", path: "/v1/community/events", json: draft, options }),
});
