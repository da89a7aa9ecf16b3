import { OkaeriError } from "@okaeri/sdk";
import { emulateMedia, setViewport } from "@web/test-runner-commands";
import { accessible, same, until } from "../../testing/check.ts";
import { personAt } from "../../testing/fake-people.ts";
import { FakeRegistry } from "../../testing/fake-registry.ts";
import { chooseFile, closeConsoles, openConsole, type Placed } from "../../testing/place-console.ts";

type State = { hash: string; api?: () => FakeRegistry; ready: string; go?: (desk: Placed) => Promise<void> };

const failing =
  (name: string): (() => FakeRegistry) =>
  () => {
    const api = new FakeRegistry(200);
    api.failing.set(name, new OkaeriError({ code: "unavailable", status: 503, requestId: "req_1" }));
    return api;
  };
const csv = "社員番号,姓,名,退職日\n99001,見本,一郎,2024-03-31\n00001,架空,みどり,2012-01-28\n,見本,二郎,昨日\n";
const read = async ({ find }: Placed): Promise<void> => {
  chooseFile(await find("input[type=file]"), csv);
  (await find("form .primary")).click();
  await find("tbody select");
};

const states: Record<string, State> = {
  "the list": { hash: "#/registry/people", ready: ".row a" },
  "its filters": {
    hash: "#/registry/people?states=active",
    ready: ".row a",
    go: async ({ find }) => (await find("[aria-expanded]")).click(),
  },
  "an empty registry": { hash: "", ready: ".go a", api: () => new FakeRegistry(0) },
  "a list that fails": { hash: "", ready: ".fault", api: failing("registry.listPeople") },
  "a record": { hash: `#/registry/people/${personAt(0).id}`, ready: "ins" },
  "a record being edited": {
    hash: `#/registry/people/${personAt(0).id}`,
    ready: "ins",
    go: async ({ find }) => {
      (await find("button[name=edit]")).click();
      (await find("form .primary")).click();
      await find("form [role=alert]");
    },
  },
  "the import": { hash: "#/registry/import", ready: ".drop" },
  "its columns": { hash: "#/registry/import", ready: ".drop", go: read },
  "its preview": {
    hash: "#/registry/import",
    ready: ".drop",
    go: async (desk) => {
      await read(desk);
      (await desk.find("button[name=preview]")).click();
      await desk.find(".rejected .row [tabindex]");
    },
  },
  duplicates: { hash: "#/registry/duplicates", ready: ".row a" },
  "a pair": { hash: `#/registry/duplicates/duplicate_01jd7gq3m8e9ab4x5y6z700000`, ready: ".pair" },
  merges: {
    hash: "#/registry/merges",
    ready: "input[name=reason]",
    api: () => {
      const api = new FakeRegistry();
      const [one, other] = api.duplicates[0]?.people ?? [];
      if (one && other) void api.console.duplicates.merge({ keptId: one.id, mergedId: other.id, reason: "見本" });
      return api;
    },
  },
  segments: { hash: "#/registry/segments", ready: "td.number:not(:empty)" },
  "a new segment": { hash: "#/registry/segments/new?states=active", ready: ".live strong:not(:empty)" },
  connections: { hash: "#/registry/connections", ready: "#runs-title ~ *, .wide + .head-line + .wide tbody" },
  "a connection": { hash: "#/registry/connections/source_01jd7gq3m8e9ab4x5y6z700002", ready: "input[name=token]" },
  "a new connection": { hash: "#/registry/connections/new", ready: "input[name=token]" },
  "the export": {
    hash: "#/registry/export?q=%F0%A0%AE%B7",
    ready: "input[value=cp932]",
    go: async ({ find }) => {
      (await find("input[value=cp932]")).click();
      await find(".marked");
    },
  },
  "the keys": {
    hash: "",
    ready: ".row a",
    go: async ({ find }) => (await find("nav button")).click(),
  },
  "somebody who is not HR": {
    hash: "",
    ready: "section h2",
    api: () => Object.assign(new FakeRegistry(1), { session: null }),
  },
};

describe("everybody can use, in both languages, light and dark, at 1280 and 320 px,", () => {
  afterEach(async () => {
    await closeConsoles();
    await emulateMedia({ colorScheme: "light" });
    await setViewport({ width: 1280, height: 900 });
    document.documentElement.style.cssText = "";
  });

  for (const [name, { hash, api, ready, go }] of Object.entries(states)) {
    it(name, async () => {
      document.documentElement.style.cssText = "color-scheme: light dark; background: Canvas; color: CanvasText";
      await setViewport({ width: 1280, height: 900 });
      const desk = await openConsole(hash, api?.(), "en");
      if (name === "merges") (await desk.find("button[name=undo]")).click();
      await desk.find(ready);
      await go?.(desk);
      await desk.element.updateComplete;
      await accessible(desk.element);
      document.documentElement.lang = "ja";
      await until(() => desk.root.querySelector(".root")?.getAttribute("lang") === "ja", "Japanese");
      await emulateMedia({ colorScheme: "dark" });
      await accessible(desk.element);
      await setViewport({ width: 320, height: 600 });
      await accessible(desk.element);
      same(document.documentElement.scrollWidth, document.documentElement.clientWidth, "width at a zoom of four");
    });
  }
});
