import { OkaeriError } from "@okaeri/sdk";
import type { PrivacyRequest } from "@okaeri/sdk/contract/privacy";
import type { ConsoleClient } from "../src/console/console.ts";
import { notFound, now, versioned } from "./fake-answers.ts";
import { idOf } from "./fake-people.ts";
import type { FakeRegistry } from "./fake-registry.ts";
import {
  accessTable,
  auditEntries,
  checkpoint,
  dayFromToday,
  legalHold,
  privacyRequests,
  requestOf,
  retentionRules,
  retentionRun,
} from "./fake-trust.ts";

/** What the panels of trust know. */
export class FakeTrust {
  access = accessTable();
  accessVersion = 1;
  audit = auditEntries(120);
  verified = {
    entries: 120,
    checkpoints: 0,
    intact: true,
    faults: [] as { position: number | null; kind: "changed" | "cut_off" }[],
  };
  requests = privacyRequests();
  rules = retentionRules();
  rulesVersion = 1;
  runs = [retentionRun(1)];
  holds = [legalHold(1), legalHold(2, { personName: "例示 さくら", until: "2026-01-31", reason: "税務調査" })];
}

const stale = () => new OkaeriError({ code: "precondition_failed", status: 412 });
const conflict = () => new OkaeriError({ code: "conflict", status: 409 });

export const trustCalls = (
  api: FakeRegistry,
): Pick<ConsoleClient, "access" | "audit" | "retention" | "legalHolds" | "privacyRequests"> => {
  const { trust } = api;
  const request = (id: string): PrivacyRequest => {
    const found = trust.requests.find((one) => one.id === id);
    if (!found) throw notFound();
    return found;
  };
  const change = (id: string, edit: Partial<PrivacyRequest>): PrivacyRequest => {
    const next = { ...request(id), ...edit };
    trust.requests = trust.requests.map((one) => (one.id === id ? next : one));
    return next;
  };
  const underWay = ({ state }: PrivacyRequest): boolean => state === "received" || state === "open";
  const decided = { decidedAt: now, decidedBy: "admin:https://hr.example.jp 見本" };

  return {
    access: {
      get: () =>
        api.answer("access.get", [], () => versioned(structuredClone(trust.access), `"${trust.accessVersion}"`)),
      edit: ({ changes }, { ifMatch }) =>
        api.answer("access.edit", [changes, ifMatch], () => {
          if (ifMatch !== `"${trust.accessVersion}"`) throw stale();
          for (const { resource, field, role, read, write } of changes) {
            const grant = trust.access.data.find((one) => one.resource === resource && one.field === field)?.roles[
              role
            ];
            if (grant && read !== undefined) grant.read = read;
            if (grant && write !== undefined) grant.write = write;
          }
          trust.accessVersion += 1;
          return versioned(structuredClone(trust.access), `"${trust.accessVersion}"`);
        }),
    },
    audit: {
      list: (query = {}) =>
        api.list("audit.list", query, () =>
          trust.audit.filter(
            ({ personIds, actor, action, fields }) =>
              (!query.personId || personIds.includes(query.personId)) &&
              (!query.actor || actor === query.actor) &&
              (!query.action || action === query.action) &&
              (!query.field || fields.includes(query.field)),
          ),
        ),
      checkpoint: () =>
        api.answer("audit.checkpoint", [], () => ({ checkpoint, position: 120, at: now, publicKey: { kty: "OKP" } })),
      verify: ({ checkpoints = [] } = {}) =>
        api.answer("audit.verify", [checkpoints], () => ({ ...trust.verified, checkpoints: checkpoints.length })),
    },
    privacyRequests: {
      create: (draft) =>
        api.answer("privacyRequests.create", [draft], () => {
          if (trust.requests.some((one) => one.personId === draft.personId && one.kind === draft.kind && underWay(one)))
            throw conflict();
          const made = requestOf(trust.requests.length + 20, {
            kind: draft.kind,
            detail: draft.detail ?? null,
            state: "received",
            identifiedBy: null,
            personId: draft.personId ?? null,
            dueOn: dayFromToday(14),
          });
          trust.requests = [...trust.requests, made];
          return made;
        }),
      list: (query = {}) =>
        api.list("privacyRequests.list", query, () =>
          trust.requests
            .filter((one) => (!query.state || one.state === query.state) && (!query.underWay || underWay(one)))
            .sort((a, b) => a.dueOn.localeCompare(b.dueOn)),
        ),
      get: (id) => api.answer("privacyRequests.get", [id], () => request(id)),
      withdraw: (id) => api.answer("privacyRequests.withdraw", [id], () => void change(id, { state: "withdrawn" })),
      identify: (id, { by, note }) =>
        api.answer("privacyRequests.identify", [id, by, note], () =>
          change(id, { state: "open", identifiedBy: by, identificationNote: note }),
        ),
      fulfil: (id, { note = null, refused = [] } = {}) =>
        api.answer("privacyRequests.fulfil", [id, note, refused], () => {
          if (request(id).state !== "open") throw conflict();
          const erased = request(id).kind === "erasure" && refused.length === 0;
          const state = refused.length > 0 ? "partly_refused" : "fulfilled";
          return change(id, { state, note, refused, ...decided, ...(erased && { personId: null, personName: null }) });
        }),
      refuse: (id, { reason }) =>
        api.answer("privacyRequests.refuse", [id, reason], () =>
          change(id, { state: "refused", note: reason, ...decided }),
        ),
      data: (id) =>
        api.answer("privacyRequests.data", [id], () => ({ madeAt: now, organization: "見本株式会社", parts: {} })),
    },
    retention: {
      rules: () =>
        api.answer("retention.rules", [], () => versioned({ rules: trust.rules }, `"${trust.rulesVersion}"`)),
      edit: ({ rules }, { ifMatch }) =>
        api.answer("retention.edit", [rules, ifMatch], () => {
          if (ifMatch !== `"${trust.rulesVersion}"`) throw stale();
          trust.rules = rules.map(({ subject, states = [], days }) => ({ subject, states, days }));
          trust.rulesVersion += 1;
          return versioned({ rules: trust.rules }, `"${trust.rulesVersion}"`);
        }),
      preview: () =>
        api.answer("retention.preview", [], () => ({
          data: trust.rules.map((rule, nth) => ({
            rule,
            due: nth === 0 ? 1234 : 0,
            held: nth === 0 ? 2 : 0,
            examples: nth === 0 ? [idOf("person", 1), idOf("person", 2)] : [],
          })),
        })),
      run: () =>
        api.answer("retention.run", [], () => {
          const run = retentionRun(trust.runs.length + 1, {
            actor: "admin:https://hr.example.jp 見本",
            removed: trust.rules.map((rule, nth) => ({ rule, count: nth === 0 ? 1234 : 0, held: 0 })),
          });
          trust.runs = [run, ...trust.runs];
          return run;
        }),
      listRuns: (query = {}) => api.list("retention.listRuns", query, () => trust.runs),
    },
    legalHolds: {
      list: (query = {}) => api.list("legalHolds.list", query, () => trust.holds),
      create: ({ personId, reason, until = null }) =>
        api.answer("legalHolds.create", [personId, reason, until], () => {
          const hold = legalHold(trust.holds.length + 10, { personId, reason, until });
          trust.holds = [hold, ...trust.holds];
          return hold;
        }),
      lift: (id) =>
        api.answer("legalHolds.lift", [id], () => {
          trust.holds = trust.holds.map((one) => (one.id === id ? { ...one, liftedAt: now } : one));
        }),
    },
  };
};
