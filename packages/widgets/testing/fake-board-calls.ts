import { OkaeriError, type Versioned } from "@okaeri/sdk";
import type { JobPosting } from "@okaeri/sdk/contract/jobs";
import type { BoardClient } from "../src/console/board-client.ts";
import type { Client } from "../src/foundation/connection.ts";
import { notFound, now, versioned } from "./fake-answers.ts";
import { changeCalls } from "./fake-change-calls.ts";
import { feedCalls } from "./fake-feed-calls.ts";
import { idOf } from "./fake-people.ts";
import { receivedCalls } from "./fake-received-calls.ts";
import type { FakeRegistry } from "./fake-registry.ts";

export const stale = (): OkaeriError => new OkaeriError({ code: "precondition_failed", status: 412 });

/** What members ask of the same resources goes on. */
export type Both<Name extends keyof BoardClient> = Pick<BoardClient, Name> & Pick<Client, Name & keyof Client>;

export const boardCalls = (api: FakeRegistry): Both<keyof BoardClient> => {
  const { board } = api;
  const etagOf = (id: string): string => `"${board.versions.get(id) ?? 1}"`;
  const posting = (id: string): Versioned<JobPosting> => {
    const found = board.postings.find((one) => one.id === id);
    if (!found) throw notFound();
    return versioned(structuredClone(found), etagOf(id));
  };
  const touch = (id: string): void => void board.versions.set(id, (board.versions.get(id) ?? 1) + 1);
  const change = (id: string, edit: Partial<JobPosting>): Versioned<JobPosting> => {
    const before = posting(id);
    board.postings = board.postings.map((one) => (one.id === id ? { ...one, ...edit, updatedAt: now } : one));
    if (Object.keys(edit).length > 0) touch(before.id);
    return posting(id);
  };
  const edited = <Answer>(id: string, ifMatch: string | null, work: () => Answer): Answer => {
    if (ifMatch !== etagOf(id)) throw stale();
    return work();
  };

  return {
    jobs: {
      ...api.client.jobs,
      list: (query = {}) =>
        api.list("jobs.list", query, () =>
          board.postings.filter(
            ({ status, title }) => status === (query.status ?? "published") && title.includes(query.q ?? ""),
          ),
        ),
      get: (id) => api.answer("jobs.get", [id], () => posting(id)),
      post: (draft) =>
        api.answer("jobs.post", [draft], () => {
          const [first] = board.postings;
          if (!first) throw notFound();
          const { requirements = [], descriptionHtml = "", ...said } = draft;
          const id = idOf("job", 900 + board.postings.length);
          const made = {
            ...first,
            ...said,
            requirements,
            descriptionHtml,
            id,
            feed: null,
            status: "draft",
            publishedAt: null,
          };
          board.postings = [made as JobPosting, ...board.postings];
          return posting(id);
        }),
      edit: (id, edit, { ifMatch }) =>
        api.answer("jobs.edit", [id, edit, ifMatch], () =>
          edited(id, ifMatch, () => change(id, edit as Partial<JobPosting>)),
        ),
      publish: (id) => api.answer("jobs.publish", [id], () => change(id, { status: "published", publishedAt: now })),
      close: (id) => api.answer("jobs.close", [id], () => change(id, { status: "closed" })),
      invitees: (id) =>
        api.answer("jobs.invitees", [id], () =>
          versioned(board.invitees.get(id) ?? { personIds: [], segmentIds: [] }, etagOf(id)),
        ),
      editInvitees: (id, edit, { ifMatch }) =>
        api.answer("jobs.editInvitees", [id, edit, ifMatch], () =>
          edited(id, ifMatch, () => {
            const before = board.invitees.get(id) ?? { personIds: [], segmentIds: [] };
            const after = {
              personIds: edit.personIds ?? before.personIds,
              segmentIds: edit.segmentIds ?? before.segmentIds,
            };
            board.invitees.set(id, after);
            touch(id);
            return versioned(after, etagOf(id));
          }),
        ),
    },
    jobMatches: {
      get: (id, query = {}) =>
        api.answer("jobMatches.get", [id, query], () => ({ ...api.jobMatch, jobId: id, ...query })),
    },
    ...feedCalls(api),
    ...changeCalls(api),
    ...receivedCalls(api),
  };
};
