import { OkaeriError } from "@okaeri/sdk";
import { emulateMedia, setViewport } from "@web/test-runner-commands";
import { accessible, same, until } from "../../../testing/check.ts";
import { idOf, personAt } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, openConsole, type Placed } from "../../../testing/place-console.ts";

type State = { hash: string; api?: () => FakeRegistry; ready: string; go?: (desk: Placed) => Promise<void> };

const press =
  (...selectors: string[]) =>
  async ({ find }: Placed): Promise<void> => {
    for (const selector of selectors) (await find(selector)).click();
  };
const withheld = (): FakeRegistry => {
  const api = new FakeRegistry(200);
  api.withheld.untilPurpose = ["birthDate"];
  return api;
};

const states: Record<string, State> = {
  "the queue": { hash: "#/members/approvals", ready: ".sign-ups .row a" },
  "an empty queue": { hash: "#/members/approvals?status=declined", ready: "section > p:nth-of-type(2)" },
  "some chosen together": {
    hash: "#/members/approvals",
    ready: ".sign-ups .row a",
    go: press(".sign-ups [type=checkbox]", "[name=bulkApprove]", ".wrong"),
  },
  "a sign-up": {
    hash: `#/members/approvals/${idOf("signup", 0)}`,
    ready: ".evidence .differs",
    go: press("[name=ask]", "[name=send]", ".wrong"),
  },
  "a sign-up with a purpose": {
    hash: `#/members/approvals/${idOf("signup", 4)}`,
    ready: ".evidence",
    go: async ({ find }) => {
      fill(await find("[name=purpose]"), "identity_check");
      (await find("[name=show]")).click();
      await find("[name=endPurpose]");
    },
  },
  "a sign-up that fails": {
    hash: `#/members/approvals/${idOf("signup", 0)}`,
    ready: ".fault",
    api: () => {
      const api = new FakeRegistry(200);
      api.failing.set("signUps.evidence", new OkaeriError({ code: "unavailable", status: 503, requestId: "req_1" }));
      return api;
    },
  },
  invitations: { hash: "#/members/invitations", ready: "[name=revoke]" },
  "an invitation being made": {
    hash: `#/members/invitations/new?personIds=${personAt(0).id}`,
    ready: "strong:not(:empty)",
  },
  "sheets to print": {
    hash: `#/members/invitations/new?personIds=${personAt(0).id}`,
    ready: "strong:not(:empty)",
    go: press("[name=way][value=printed]", "[name=invite]", ".sheet"),
  },
  texts: { hash: "#/members/texts", ready: "tbody tr" },
  "one text": { hash: "#/members/texts/jobs", ready: ".seen", go: press("[name=retire]") },
  "an NDA being written": {
    hash: "#/members/texts/nda",
    ready: ".seen",
    go: press("[name=write]", "[name=until][value=date]", "[name=preview]"),
  },
  "what people will see": {
    hash: "#/members/texts/nda",
    ready: ".seen",
    go: press("[name=write]", "[name=class][value=internal]", "[name=preview]", "#preview-title"),
  },
  "a record with restricted fields": {
    hash: `#/registry/people/${personAt(0).id}`,
    ready: "[name=purpose]",
    api: withheld,
    go: press("[name=noteNda]", "[name=saveNote]", ".wrong"),
  },
};

describe("everybody can use, in both languages, light and dark, at 1280 and 320 px, of members", () => {
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
