import { isOkaeriError } from "@okaeri/sdk";
import { FakeRegistry } from "../testing/fake-registry.ts";
import { boardCallsOf } from "./board-calls.ts";

interface Answer {
  status: number;
  body: unknown;
  etag?: string | undefined;
  type?: string;
}

interface Asked {
  method: string;
  path: string;
  search: URLSearchParams;
  body: string;
  ifMatch: string | null;
}

const listed = new Set(["states", "skills"]);
const numbers = new Set(["limit", "minYearsSinceLeaving", "maxYearsSinceLeaving"]);

const queryOf = (search: URLSearchParams): Record<string, unknown> =>
  Object.fromEntries(
    [...new Set(search.keys())].map((name) => [
      name,
      listed.has(name) ? search.getAll(name) : numbers.has(name) ? Number(search.get(name)) : search.get(name),
    ]),
  );

/** The fake registry over HTTP, so that the console can be looked at as it is built. */
export function registryApi(api: FakeRegistry): (asked: Asked) => Promise<Answer> {
  const { registry, segments, duplicates, connections } = api.console;
  const { access, audit, privacyRequests, retention, legalHolds } = api.console;

  return async ({ method, path, search, body, ifMatch }) => {
    const query = queryOf(search);
    const json = body.startsWith("{") ? JSON.parse(body) : {};
    const parsed = (name: string) => (search.has(name) ? { [name]: JSON.parse(search.get(name) ?? "") } : {});
    const calls: [pattern: RegExp, call: (id: string, other: string) => Promise<unknown>][] = [
      ...boardCallsOf(api.console, { query, json: json as never, ifMatch }),
      [
        /^POST registry\/imports$/,
        () =>
          registry.import(body, {
            source: search.get("source") ?? "file",
            dryRun: search.get("dryRun") === "true",
            ...parsed("mapping"),
            ...parsed("dateRules"),
          }),
      ],
      [/^GET registry\/people$/, () => registry.listPeople(query)],
      [/^GET registry\/people\/count$/, () => registry.countPeople(query)],
      [/^GET registry\/people\/(person_\w+)$/, (id) => registry.getPerson(id)],
      [/^PATCH registry\/people\/(person_\w+)$/, (id) => registry.editPerson(id, json, { ifMatch })],
      [/^POST registry\/people\/(person_\w+)\/state$/, (id) => registry.changePersonState(id, json)],
      [/^GET registry\/people\/(person_\w+)\/changes$/, (id) => registry.listPersonChanges(id, query)],
      [/^GET registry\/sources$/, () => registry.listSources()],
      [/^GET registry\/runs$/, () => registry.listRuns(query)],
      [/^GET registry\/export\/check$/, () => registry.checkExport(query)],
      [/^GET registry\/segments$/, () => segments.list()],
      [/^POST registry\/segments$/, () => segments.create(json)],
      [/^GET registry\/segments\/(\w+)$/, (id) => segments.get(id)],
      [/^PATCH registry\/segments\/(\w+)$/, (id) => segments.edit(id, json, { ifMatch })],
      [/^DELETE registry\/segments\/(\w+)$/, (id) => segments.delete(id)],
      [/^GET registry\/duplicates$/, () => duplicates.list(query)],
      [/^POST registry\/duplicates\/(\w+)\/dismissal$/, (id) => duplicates.dismiss(id, json)],
      [/^GET registry\/merges$/, () => duplicates.listMerges(query)],
      [/^POST registry\/merges$/, () => duplicates.merge(json)],
      [/^POST registry\/merges\/(\w+)\/undoing$/, (id) => duplicates.undoMerge(id, json)],
      [/^GET registry\/connections$/, () => connections.list()],
      [/^POST registry\/connections$/, () => connections.create(json)],
      [/^PUT registry\/connections\/(\w+)$/, (id) => connections.edit(id, json)],
      [/^DELETE registry\/connections\/(\w+)$/, (id) => connections.delete(id)],
      [/^POST registry\/connections\/(\w+)\/sync$/, (id) => connections.sync(id)],
      [/^GET access$/, () => access.get()],
      [/^PATCH access$/, () => access.edit(json, { ifMatch })],
      [/^GET audit$/, () => audit.list(query)],
      [/^GET audit\/checkpoint$/, () => audit.checkpoint()],
      [/^POST audit\/verification$/, () => audit.verify(json)],
      [/^GET privacy\/requests$/, () => privacyRequests.list(query)],
      [/^POST privacy\/requests$/, () => privacyRequests.create(json)],
      [/^GET privacy\/requests\/(\w+)$/, (id) => privacyRequests.get(id)],
      [/^GET privacy\/requests\/(\w+)\/data$/, (id) => privacyRequests.data(id)],
      [/^POST privacy\/requests\/(\w+)\/identification$/, (id) => privacyRequests.identify(id, json)],
      [/^POST privacy\/requests\/(\w+)\/fulfilment$/, (id) => privacyRequests.fulfil(id, json)],
      [/^POST privacy\/requests\/(\w+)\/refusal$/, (id) => privacyRequests.refuse(id, json)],
      [/^GET privacy\/retention$/, () => retention.rules()],
      [/^PATCH privacy\/retention$/, () => retention.edit(json, { ifMatch })],
      [/^GET privacy\/retention\/preview$/, () => retention.preview()],
      [/^POST privacy\/retention\/runs$/, () => retention.run()],
      [/^GET privacy\/retention\/runs$/, () => retention.listRuns(query)],
      [/^GET privacy\/holds$/, () => legalHolds.list(query)],
      [/^POST privacy\/holds$/, () => legalHolds.create(json)],
      [/^DELETE privacy\/holds\/(\w+)$/, (id) => legalHolds.lift(id)],
    ];
    if (path === "embed-sessions") {
      const session = {
        sessionToken: "gallery",
        displayName: null,
        role: "admin",
        subject: "gallery",
        expiresInSeconds: 900,
      };
      return { status: 200, body: session };
    }
    if (path === "registry/export") return { status: 200, body: "社員番号\n", type: "text/csv" };
    for (const [pattern, call] of calls) {
      const found = pattern.exec(`${method} ${path}`);
      if (!found) continue;
      try {
        const answer = await call(found[1] ?? "", found[2] ?? "");
        const etag = answer instanceof Object && "etag" in answer ? String(answer.etag) : undefined;
        return { status: answer === undefined ? 204 : 200, body: answer, etag };
      } catch (error) {
        if (!isOkaeriError(error)) throw error;
        const { code, status = 500, detail } = error;
        return { status, body: { type: "about:blank", title: code, status, code, detail, requestId: "gallery" } };
      }
    }
    return {
      status: 404,
      body: { type: "about:blank", title: "not_found", status: 404, code: "not_found", requestId: "gallery" },
    };
  };
}

export const galleryRegistry = (): FakeRegistry => new FakeRegistry(5000);
