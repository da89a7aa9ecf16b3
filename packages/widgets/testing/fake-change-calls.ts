import { OkaeriError, type Versioned } from "@okaeri/sdk";
import type { OrganizationChange } from "@okaeri/sdk/contract/organization-changes";
import type { BoardClient } from "../src/console/board-client.ts";
import { defined, notFound, versioned } from "./fake-answers.ts";
import { changeAt } from "./fake-board.ts";
import type { Both } from "./fake-board-calls.ts";
import type { FakeRegistry } from "./fake-registry.ts";

export const changeCalls = (api: FakeRegistry): Both<"organizationChanges"> => {
  const { board } = api;
  const isHr = (): boolean => api.session?.role !== "employee";
  const etagOf = (id: string): string => `"${board.versions.get(id) ?? 1}"`;
  const change = (id: string): Versioned<OrganizationChange> => {
    const found = board.changes.find((one) => one.id === id);
    if (!found) throw notFound();
    return versioned(structuredClone(found), etagOf(id));
  };
  const become = (id: string, edit: Partial<OrganizationChange>): Versioned<OrganizationChange> => {
    board.changes = board.changes.map((one) => (one.id === id ? { ...one, ...edit } : one));
    board.versions.set(id, (board.versions.get(id) ?? 1) + 1);
    return change(id);
  };
  const calls: Pick<BoardClient["organizationChanges"], "list" | "get" | "post" | "edit" | "publish" | "delete"> = {
    list: (query = {}) =>
      api.list("organizationChanges.list", query, () =>
        board.changes
          .filter(
            ({ status, happenedOn }) => status === (query.status ?? "published") && happenedOn > (query.since ?? ""),
          )
          .sort((a, b) => b.happenedOn.localeCompare(a.happenedOn)),
      ),
    get: (id) => api.answer("organizationChanges.get", [id], () => change(id)),
    post: (draft) =>
      api.answer("organizationChanges.post", [draft], () => {
        const made = changeAt(board.changes.length + 20, {
          ...defined(draft),
          status: isHr() ? "published" : "proposed",
        });
        board.changes = [made, ...board.changes];
        return change(made.id);
      }),
    edit: (id, edit, { ifMatch }) =>
      api.answer("organizationChanges.edit", [id, edit, ifMatch], () => {
        if (ifMatch !== etagOf(id)) throw new OkaeriError({ code: "precondition_failed", status: 412 });
        return become(id, defined(edit));
      }),
    publish: (id) => api.answer("organizationChanges.publish", [id], () => become(id, { status: "published" })),
    delete: (id) =>
      api.answer("organizationChanges.delete", [id], () => {
        board.changes = board.changes.filter((one) => one.id !== change(id).id);
      }),
  };
  return { organizationChanges: { ...api.client.organizationChanges, ...calls } };
};
