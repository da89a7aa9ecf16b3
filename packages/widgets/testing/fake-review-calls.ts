import { OkaeriError } from "@okaeri/sdk";
import type { Connection } from "@okaeri/sdk/contract/registry-connections";
import type { Merge } from "@okaeri/sdk/contract/registry-duplicates";
import type { ConsoleClient } from "../src/console/console.ts";
import { notFound, now, versioned } from "./fake-answers.ts";
import { idOf } from "./fake-people.ts";
import type { FakeRegistry } from "./fake-registry.ts";

export const segmentCalls = (api: FakeRegistry): ConsoleClient["segments"] => ({
  list: () => api.answer("segments.list", [], () => ({ data: api.segments })),
  get: (segmentId) => api.answer("segments.get", [segmentId], () => versioned(api.segment(segmentId))),
  create: (draft) =>
    api.answer("segments.create", [draft], () => {
      const segment = { ...draft, id: idOf("segment", api.segments.length + 10), createdAt: now, updatedAt: now };
      api.segments = [...api.segments, segment];
      return versioned(segment);
    }),
  edit: (segmentId, edit) =>
    api.answer("segments.edit", [segmentId, edit], () => {
      const segment = {
        ...api.segment(segmentId),
        ...(edit.name && { name: edit.name }),
        ...(edit.filter && { filter: edit.filter }),
      };
      api.segments = api.segments.map((one) => (one.id === segmentId ? segment : one));
      return versioned(segment);
    }),
  delete: (segmentId) =>
    api.answer("segments.delete", [segmentId], () => {
      api.segments = api.segments.filter(({ id }) => id !== segmentId);
    }),
});

export const duplicateCalls = (api: FakeRegistry): ConsoleClient["duplicates"] => ({
  list: (query = {}) => api.list("duplicates.list", query, () => api.duplicates),
  dismiss: (duplicateId, dismissal) =>
    api.answer("duplicates.dismiss", [duplicateId, dismissal], () => {
      api.duplicates = api.duplicates.filter(({ id }) => id !== duplicateId);
    }),
  merge: (draft) =>
    api.answer("duplicates.merge", [draft], () => {
      const nameOf = (personId: string): string => Object.values(api.record(personId).name).join(" ");
      const merge: Merge = {
        ...draft,
        id: idOf("merge", api.merges.length),
        keptName: nameOf(draft.keptId),
        mergedName: nameOf(draft.mergedId),
        mergedAt: now,
        mergedBy: "見本 担当",
        undoneAt: null,
        undoneBy: null,
        undoReason: null,
      };
      api.duplicates = api.duplicates.filter(({ people }) => !people.some(({ id }) => id === draft.mergedId));
      api.merges = [merge, ...api.merges];
      return merge;
    }),
  listMerges: (query = {}) => api.list("duplicates.listMerges", query, () => api.merges),
  undoMerge: (mergeId, { reason }) =>
    api.answer("duplicates.undoMerge", [mergeId, reason], () => {
      const merge = api.merges.find(({ id }) => id === mergeId);
      if (!merge || merge.undoneAt) throw new OkaeriError({ code: "conflict", status: 409 });
      const undone = { ...merge, undoneAt: now, undoneBy: "見本 担当", undoReason: reason };
      api.merges = api.merges.map((one) => (one.id === mergeId ? undone : one));
      return undone;
    }),
});

export const connectionCalls = (api: FakeRegistry): ConsoleClient["connections"] => ({
  list: () => api.answer("connections.list", [], () => ({ data: api.connections })),
  create: (draft) =>
    api.answer("connections.create", [draft], () => {
      const account = draft.kind === "smarthr" ? `${draft.subdomain}.smarthr.jp` : String(draft.companyId);
      const connection: Connection = {
        id: idOf("source", api.connections.length + 10),
        kind: draft.kind,
        name: draft.name,
        account,
        paused: false,
        syncedTo: null,
        nextRunAt: now,
        lastRun: null,
        createdAt: now,
      };
      api.connections = [...api.connections, connection];
      return connection;
    }),
  edit: (connectionId, edit) =>
    api.answer("connections.edit", [connectionId, edit], () => {
      const connection = api.connections.find(({ id }) => id === connectionId);
      if (!connection) throw notFound();
      const next = {
        ...connection,
        ...(edit.name && { name: edit.name }),
        paused: edit.paused ?? connection.paused,
      };
      api.connections = api.connections.map((one) => (one.id === connectionId ? next : one));
      return next;
    }),
  delete: (connectionId) =>
    api.answer("connections.delete", [connectionId], () => {
      api.connections = api.connections.filter(({ id }) => id !== connectionId);
    }),
  sync: (connectionId) => api.answer("connections.sync", [connectionId], () => undefined),
});
