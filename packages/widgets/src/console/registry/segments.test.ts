import { OkaeriError } from "@okaeri/sdk";
import { aMoment, holds, same, until } from "../../../testing/check.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, openConsole } from "../../../testing/place-console.ts";

const live = (root: ShadowRoot): string => root.querySelector(".live strong")?.textContent ?? "";
const typedIn = (root: ShadowRoot, selector: string): string => {
  const input = root.querySelector(selector);
  return input instanceof HTMLInputElement ? input.value : "";
};

describe("segments", () => {
  afterEach(closeConsoles);

  it("count while they are edited, once for a burst of changes, and never show an overtaken number", async () => {
    const { api, root, find } = await openConsole("#/registry/segments/new");
    await until(() => live(root) === "3,000 people", "everybody");
    const before = api.called("registry.countPeople").length;
    for (const text of ["営", "営業", "営業部"]) fill(await find("input[name=department]"), text);
    await until(() => live(root) === "500 people", "who fits");
    same(api.called("registry.countPeople").length - before, 1, "one question for three letters");
    let release: () => void = () => undefined;
    api.held.set("registry.countPeople", new Promise((resolve) => (release = resolve)));
    fill(await find("input[name=grade]"), "G2");
    await until(() => api.called("registry.countPeople").length - before === 2, "the slow count");
    api.held.clear();
    fill(await find("input[name=grade]"), "");
    await until(() => api.called("registry.countPeople").length - before === 3, "the next count");
    release();
    await aMoment();
    same(live(root), "500 people");
    same(decodeURIComponent(location.hash), "#/registry/segments/new?department=営業部");
  });

  it("are made from a list, saved, listed with their numbers, and opened as a list", async () => {
    const { api, root, press, find, heading } = await openConsole("#/registry/people?states=active");
    await press("Save as a segment");
    await heading("New segment");
    await press("Save");
    await until(() => root.querySelector("form [role=alert]")?.textContent === "Enter a name.", "a name");
    fill(await find("input[name=name]"), "参加中の方");
    await press("Save");
    await heading("Segments");
    same(api.called("segments.create"), [[{ name: "参加中の方", filter: { states: ["active"] } }]]);
    await until(() => root.querySelector("tbody tr:last-child .number")?.textContent === "273", "how many fit");
    await press("See the list of 参加中の方");
    await heading("Leavers");
    await until(() => root.querySelector(".bar")?.textContent?.includes("Segment: 参加中の方"), "its name");
    same(api.called("registry.listPeople").at(-1)?.[0] !== undefined && location.hash.includes("segmentId="), true);
  });

  it("keep a draft through a failed save and a look elsewhere, and say what changed meanwhile", async () => {
    const api = new FakeRegistry();
    const [segment] = api.segments;
    const { root, press, find, heading } = await openConsole(`#/registry/segments/${segment?.id}`, api);
    await until(() => typedIn(root, "input[name=name]") === segment?.name, "its name");
    fill(await find("input[name=name]"), "別の名前");
    await press("Connections");
    await heading("Connections");
    history.back();
    await until(() => typedIn(root, "input[name=name]") === "別の名前", "the draft");
    api.failing.set("segments.edit", new OkaeriError({ code: "precondition_failed", status: 412 }));
    await press("Save");
    holds((await find(".fault")).textContent?.includes("still here"), "what was kept");
    same(typedIn(root, "input[name=name]"), "別の名前");
    api.failing.clear();
    await press("Save");
    await heading("Segments");
    same(api.segments[0]?.name, "別の名前");
  });

  it("are removed only after a second word", async () => {
    const api = new FakeRegistry();
    const { root, press, find } = await openConsole(`#/registry/segments/${api.segments[0]?.id}`, api);
    await find("button[name=delete]");
    await press("Remove");
    await until(() => root.textContent?.includes("Nobody's record is removed"), "what it means");
    same(api.called("segments.delete"), []);
    await press("Really remove");
    await until(() => api.called("segments.delete").length === 1 && location.hash === "#/registry/segments", "gone");
  });
});
