import { OkaeriError } from "@okaeri/sdk";
import { emulateMedia, setViewport } from "@web/test-runner-commands";
import { accessible, same, until } from "../../../testing/check.ts";
import { idOf } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, openConsole, type Placed } from "../../../testing/place-console.ts";

type State = { hash: string; api?: () => FakeRegistry; ready: string; go?: (desk: Placed) => Promise<void> };

const asAuditor = (): FakeRegistry =>
  Object.assign(new FakeRegistry(), { session: { subject: "auditor", role: "auditor", displayName: null } });
const broken = (): FakeRegistry => {
  const api = new FakeRegistry();
  api.trust.verified = { ...api.trust.verified, intact: false, faults: [{ position: 17, kind: "changed" }] };
  return api;
};
const request = (nth: number): string => `#/trust/requests/${idOf("request", nth)}`;

const states: Record<string, State> = {
  "the table of roles": { hash: "#/trust/roles", ready: ".access .cell" },
  "a cell being changed": {
    hash: "#/trust/roles",
    ready: ".access .cell",
    go: async ({ find }) => {
      (await find(".access [data-active] button")).click();
      fill(await find(".editing select"), "purpose");
      await find(".changes li");
    },
  },
  "the table of roles for an auditor": { hash: "#/trust/roles", ready: ".access .cell", api: asAuditor },
  "the audit trail": { hash: "#/trust/audit", ready: ".stack tbody tr" },
  "the audit trail for an auditor": { hash: "#/trust/audit", ready: ".stack tbody tr", api: asAuditor },
  "somebody being looked for": {
    hash: "#/trust/audit",
    ready: ".stack tbody tr",
    go: async ({ find }) => {
      fill(await find("input[name=person]"), "例示");
      await find(".found button");
    },
  },
  "the check": { hash: "#/trust/verification", ready: "[name=verify]" },
  "what the check found": {
    hash: "#/trust/verification",
    ready: "[name=verify]",
    api: broken,
    go: async ({ find }) => {
      (await find("[name=verify]")).click();
      (await find("[name=checkpoint]")).click();
      await find(".fault.result");
      await find("details");
    },
  },
  "the requests": { hash: "#/trust/requests", ready: ".row a" },
  "a request of somebody unknown": { hash: request(1), ready: ".identity" },
  "a request being refused in part": {
    hash: request(2),
    ready: "[name=fulfil]",
    go: async ({ find }) => {
      (await find("[name=addPart]")).click();
      await find(".part input");
      (await find("[name=fulfil]")).click();
      await find(".part [aria-invalid]");
    },
  },
  "a request that is done": { hash: request(4), ready: ".terms" },
  "a request being noted": {
    hash: "#/trust/requests/new",
    ready: "[name=create]",
    go: async ({ find }) => {
      (await find("[name=create]")).click();
      await find("[role=alert]");
    },
  },
  "the rules of retention": { hash: "#/trust/retention", ready: ".rule" },
  "rules that somebody else changed": {
    hash: "#/trust/retention",
    ready: ".rule",
    go: async ({ api, find }) => {
      api.failing.set("retention.edit", new OkaeriError({ code: "precondition_failed", status: 412 }));
      fill(await find(".rule input[name=days]"), "9");
      (await find("details > summary")).click();
      (await find("[name=save]")).click();
      await find(".fault");
    },
  },
  "the rules for an auditor": { hash: "#/trust/retention", ready: "ol li", api: asAuditor },
  "the dry run": {
    hash: "#/trust/retention/preview",
    ready: ".stack tbody tr",
    go: async ({ find }) => (await find("[name=run]")).click(),
  },
  "the runs": { hash: "#/trust/retention/runs", ready: ".stack tbody tr" },
  "the legal holds": {
    hash: "#/trust/retention/holds",
    ready: ".stack tbody tr",
    go: async ({ find }) => {
      (await find("[name=make]")).click();
      (await find("[name=place]")).click();
      await find("[role=alert]");
    },
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
