import type { SavedSearch, SavedSearchDraft, SavedSearchEdit } from "./contract/saved-searches.ts";
import { path } from "./path.ts";
import type { CallOptions, Send } from "./request.ts";

const searches = "/v1/account/searches";

/** For a signed-in member: searches they keep, and whether a mail tells them of what is new. */
export const savedSearches = (send: Send) => ({
  list: (options?: CallOptions): Promise<{ data: SavedSearch[] }> => send({ method: "GET", path: searches, options }),

  /** The same search again is the same one, with the rhythm that was said last. */
  save: (draft: SavedSearchDraft, options?: CallOptions): Promise<SavedSearch> =>
    send({ method: "POST", path: searches, json: draft, options }),

  edit: (searchId: string, edit: SavedSearchEdit, options?: CallOptions): Promise<SavedSearch> =>
    send({ method: "PUT", path: path`/v1/account/searches/${searchId}`, json: edit, options }),

  delete: (searchId: string, options?: CallOptions): Promise<void> =>
    send({ method: "DELETE", path: path`/v1/account/searches/${searchId}`, options }),
});
