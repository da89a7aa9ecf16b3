import type { FeedDiff } from "../jobs/feed-postings.ts";

/** Below so many a feed may shrink as it likes: to close three of four postings is an ordinary day. */
const smallFeed = 5;

/** Whether more than half of it is gone at once. A feed whose ids all changed has not shrunk. */
export const hasShrunk = ({ open, gone, created }: FeedDiff): boolean =>
  open >= smallFeed && gone.length > 0 && (open - gone.length + created) * 2 < open;

/** Of a document that is not all of the feed: what it doesn't show may still be there. */
export const withoutClosing = (diff: FeedDiff): FeedDiff => ({ ...diff, gone: [] });

export const whatChanges = ({ created, changed, unchanged, gone }: FeedDiff) => ({
  created,
  updated: changed.length - created,
  unchanged,
  closed: gone.length,
});
