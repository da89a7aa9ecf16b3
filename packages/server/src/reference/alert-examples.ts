import type { SavedSearchDraft, SavedSearchEdit } from "@okaeri/sdk/contract/saved-searches";
import type { Example } from "./examples.ts";

const searchId = "search_01kaf0g2q5f7k9b3m8x2v4t6ye";

export const alertExamples: Readonly<Record<string, Example>> = {
  listSavedSearches: { sdk: "savedSearches.list" },
  saveSearch: {
    sdk: "savedSearches.save",
    body: { filter: { q: "経理", place: "JP-13" }, alert: "weekly" } satisfies SavedSearchDraft,
  },
  editSavedSearch: {
    sdk: "savedSearches.edit",
    path: { searchId },
    body: { alert: "daily" } satisfies SavedSearchEdit,
  },
  deleteSavedSearch: { sdk: "savedSearches.delete", path: { searchId } },
};
