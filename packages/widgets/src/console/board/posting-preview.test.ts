import { OkaeriError } from "@okaeri/sdk";
import { holds, same, until } from "../../../testing/check.ts";
import { personAt } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, openConsole } from "../../../testing/place-console.ts";

const withAudience = (audience: "public" | "alumni" | "invited", people = 300): FakeRegistry => {
  const api = new FakeRegistry(people);
  api.board.postings = api.board.postings.map((one, nth) => (nth === 0 ? { ...one, audience } : one));
  return api;
};
const preview = async (api: FakeRegistry, query = "") => {
  const job = api.board.postings[0];
  const desk = await openConsole(`#/board/posting/${job?.id}?part=preview${query}`, api);
  return { ...desk, job };
};
const shownIn = (root: ShadowRoot): string => root.querySelector(".shown")?.textContent ?? "";

describe("the preview of a posting", () => {
  afterEach(closeConsoles);

  it("shows the public what the public gets, and an alumnus the colleague's name as well", async () => {
    const { root, job, press } = await preview(withAudience("public"));
    await until(() => shownIn(root).includes("Why come back"), "the posting");
    holds(!shownIn(root).includes(job?.hiringManager ?? "?"), "no colleague's name for the public");
    holds(!root.textContent?.includes("can't be seen now"), "that everybody sees it");
    await press("An alumnus");
    await until(() => shownIn(root).includes(job?.hiringManager ?? "?"), "the colleague's name");
  });

  it("says plainly who doesn't see it, and why", async () => {
    const api = withAudience("alumni");
    const { root, press } = await preview(api);
    await until(() => root.textContent?.includes("It is for alumni only."), "why the public doesn't");
    await press("An alumnus");
    await until(() => !root.textContent?.includes("can't be seen now"), "that alumni do");
    await closeConsoles();
    api.board.postings = api.board.postings.map((one) => ({ ...one, status: "draft" }));
    const draft = await preview(api, "&reader=alumni");
    await until(() => draft.root.textContent?.includes("It is a draft."), "why nobody does");
  });

  it("shows one person how it fits and what changed around it since they left", async () => {
    const { api, root, job, find } = await preview(withAudience("public"), "&reader=person");
    holds(!root.querySelector(".shown"), "nothing before somebody is chosen");
    fill(await find("input[name=person]"), "例示");
    (await find(".found button")).click();
    await until(() => shownIn(root).includes("80"), "how it fits");
    const [, { personId }] = api.called("jobMatches.get")[0] as [string, { personId: string }];
    holds(location.hash.includes(personId), "the person in the address");
    const changes = api.called("organizationChanges.list")[0];
    same(changes, [{ limit: 100, since: "2021-03-31" }]);
    holds(shownIn(root).includes("席が自由になりました"), "what is about the whole house");
    holds(
      !shownIn(root).includes("受注システムを作り直しました") || job?.department === "プロダクト部",
      "nothing of other departments",
    );
  });

  it("takes a refused consent for an answer, and says that somebody isn't invited", async () => {
    const api = withAudience("invited");
    api.failing.set("jobMatches.get", new OkaeriError({ code: "forbidden", status: 403 }));
    const { root } = await preview(api, `&reader=person&personId=${personAt(1).id}`);
    await until(
      () => root.textContent?.includes("agreed neither to hear about jobs nor to be approached"),
      "the refusal",
    );
    await until(() => root.textContent?.includes("This person is not invited"), "that they don't see it");
    holds(!root.querySelector(".fault"), "no fault");
    await closeConsoles();
    api.board.invitees.set(api.board.postings[0]?.id ?? "", { personIds: [personAt(1).id], segmentIds: [] });
    const again = await preview(api, `&reader=person&personId=${personAt(1).id}`);
    await until(() => again.root.textContent?.includes("agreed neither"), "the answer");
    holds(!again.root.textContent?.includes("is not invited"), "that they are invited");
  });
});
