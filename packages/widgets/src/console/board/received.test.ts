import { OkaeriError } from "@okaeri/sdk";
import { aMoment, holds, same, until } from "../../../testing/check.ts";
import { idOf } from "../../../testing/fake-people.ts";
import { FakeRegistry } from "../../../testing/fake-registry.ts";
import { closeConsoles, fill, focusedIn, openConsole } from "../../../testing/place-console.ts";

const open = (hash: string, api = new FakeRegistry(10)) => openConsole(hash, api);
const applicationAt = (nth: number): string => `#/board/applications/${idOf("application", nth)}`;
const names = (root: ShadowRoot): string[] =>
  [...root.querySelectorAll(".received .space .row a")].map((link) => link.textContent ?? "");

describe("applications", () => {
  afterEach(closeConsoles);

  it("are found by posting, stage and hand-over, at an address of their own", async () => {
    const { api, root, find } = await open("#/board/applications");
    await until(() => names(root).length === 4, "all of them");
    fill(await find("select[name=handOver]"), "stopped");
    await until(() => names(root).join() === "仮名 太郎", "the one that was refused");
    same(location.hash, "#/board/applications?handOver=stopped");
    fill(await find("select[name=stage]"), "offer");
    await until(() => root.textContent?.includes("No application fits"), "that none fits");
    same(api.called("applications.list").at(-1), [{ limit: 100, stage: "offer", handOver: "stopped" }]);
    await closeConsoles();
    await open(`#/board/applications?jobId=${idOf("job", 1)}&stage=nonsense`, api);
    await until(() => api.called("applications.list").at(-1)?.length === 1, "the list");
    await aMoment();
    same(api.called("applications.list").at(-1), [{ limit: 100, jobId: idOf("job", 1) }]);
  });

  it("show what was sent, and change their stage where the applicant hasn't withdrawn", async () => {
    const { api, root, find, press } = await open(applicationAt(1));
    const text = (await find(".terms")).textContent ?? "";
    holds(text.includes("midori@example.jp") && text.includes("よろしくお願いします。"), "what was sent");
    holds(root.textContent?.includes("戻って続きを作りたいからです。"), "the answer");
    fill(await find("select[name=stage]"), "interview");
    await press("Change");
    await until(() => root.querySelector(".said")?.textContent?.includes("Interview"), "the new stage");
    same(api.called("applications.setStage"), [[idOf("application", 1), "interview"]]);
    await press("職務経歴書.pdf");
    await until(() => api.called("applications.attachment").length === 1, "the file");
    await closeConsoles();
    const withdrawn = await open(applicationAt(4));
    await withdrawn.find(".terms");
    same(withdrawn.root.querySelector("select[name=stage]"), null);
  });

  it("that did not get to where they go say why, when they are tried again, and are sent at a word", async () => {
    const { api, root, find, press } = await open(applicationAt(3));
    await find("button[name=tryAgain]");
    const text = root.textContent ?? "";
    holds(text.includes("Refused") && text.includes("401 from boards-api.example.com"), "why");
    holds(text.includes("Not tried again by itself"), "that nothing happens by itself");
    api.failing.set("applications.handOver", new OkaeriError({ code: "conflict", status: 409 }));
    await press("Try again now");
    await find(".fault");
    api.failing.clear();
    api.board.applications = api.board.applications.map((one) =>
      one.id === idOf("application", 3) ? { ...one, handOver: { ...one.handOver, state: "stopped" } } : one,
    );
    await press("Try again now");
    await until(() => root.textContent?.includes("On its way"), "that it is on its way");
    same(root.querySelector("button[name=tryAgain]"), null);
  });
});

describe("interests and talks", () => {
  afterEach(closeConsoles);

  it("show what was shared with HR", async () => {
    const { root } = await open("#/board/interests");
    await until(() => root.textContent?.includes("来年の春から働けます。"), "the message");
    same(root.querySelectorAll(".stack tbody tr").length, 2);
    same(root.querySelectorAll('.stack a[href*="#/registry/people/"]').length, 1);
  });

  it("offer a series at one word, and don't offer twice what was offered before something failed", async () => {
    const { api, root, find, press } = await open("#/board/talks");
    await press("Offer times");
    fill(await find("[name=first]"), "2099-01-05T15:00");
    fill(await find("[name=timeZone]"), "Asia/Tokyo");
    fill(await find("[name=repeat]"), "weekly");
    fill(await find("[name=count]"), "3");
    (await find("[name=offerSure]")).click();
    await until(() => focusedIn(root)?.getAttribute("name") === "host", "the focus on what is missing");
    fill(await find("[name=host]"), "見本 太郎");
    fill(await find("[name=place]"), "https://meet.example.com");
    const { talks } = api.console;
    const { offer } = talks;
    let calls = 0;
    talks.offer = (draft) => {
      calls += 1;
      return calls === 2 ? Promise.reject(new OkaeriError({ code: "unavailable", status: 503 })) : offer(draft);
    };
    (await find("[name=offerSure]")).click();
    holds((await find(".fault")).textContent?.includes("still here"), "what was kept");
    (await find("[name=offerSure]")).click();
    await until(() => root.querySelector(".said")?.textContent === "3 times were offered.", "all three");
    same(
      api.called("talks.offer").map(([draft]) => Object(draft).startsAt),
      ["2099-01-05T06:00:00.000Z", "2099-01-12T06:00:00.000Z", "2099-01-19T06:00:00.000Z"],
    );
  });

  it("are withdrawn at a second word, which says that whoever booked is told", async () => {
    const { api, root, find } = await open("#/board/talks");
    const button = await find("button[name=withdraw]");
    button.click();
    await until(() => root.textContent?.includes("is told by mail"), "what it means");
    same(api.called("talks.withdraw"), []);
    (await find("button[name=withdraw]")).click();
    await until(() => root.textContent?.includes("Nothing is booked yet"), "no booking");
    same(api.called("talks.withdraw"), [[idOf("talk", 9)]]);
  });
});

describe("where applications go", () => {
  afterEach(closeConsoles);

  it("is added with a key that is never read again, and removed at a second word", async () => {
    const { api, root, find, press } = await open("#/board/destinations");
    await until(() => root.textContent?.includes("401 from boards-api.example.com"), "the last failure");
    await press("Add a destination");
    fill(await find("select[name=kind]"), "lever");
    fill(await find("input[name=name]"), "Lever");
    fill(await find("input[name=address]"), "見本");
    fill(await find("input[name=secret]"), "k3y");
    (await find("[name=addSure]")).click();
    await until(() => focusedIn(root)?.getAttribute("name") === "address", "the focus on what is wrong");
    fill(await find("input[name=address]"), "mihon");
    fill(await find("select[name=feedId]"), idOf("feed", 2));
    (await find("[name=addSure]")).click();
    await until(() => root.querySelectorAll(".stack tbody tr").length === 2, "both");
    same(api.called("applications.addDestination"), [
      [
        {
          name: "Lever",
          feedId: idOf("feed", 2),
          secret: "k3y",
          kind: "lever",
          site: "mihon",
          followKey: null,
          region: "global",
        },
      ],
    ]);
    await press("Remove Lever");
    same(api.called("applications.removeDestination"), []);
    await press("Really remove");
    await until(() => root.querySelectorAll(".stack tbody tr").length === 1, "one left");
  });
});

describe("how one applies", () => {
  afterEach(closeConsoles);

  it("is asked by posting: questions are checked, kept through a wrong click, and saved as a whole", async () => {
    const api = new FakeRegistry(10);
    const id = api.board.postings[0]?.id ?? "";
    const { root, find, press } = await open(`#/board/posting/${id}?part=applying`, api);
    fill(await find("select[name=resume]"), "required");
    await press("Add a question");
    await until(() => focusedIn(root)?.getAttribute("name") === "label", "the focus on the question");
    fill(await find("select[name=kind]"), "choice");
    await press("Save");
    await until(() => root.querySelector(".question [role=alert]"), "what is missing");
    fill(await find("input[name=label]"), "いつから働けますか");
    const options = await find("textarea[name=options]");
    holds(options instanceof HTMLTextAreaElement, "a field for options");
    options.value = "今すぐ\nq2 = 春から";
    options.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await press("Feeds");
    history.back();
    await until(() => root.querySelector<HTMLInputElement>("input[name=label]")?.value !== undefined, "the form");
    same(root.querySelector<HTMLInputElement>("input[name=label]")?.value, "いつから働けますか");
    await press("Save");
    await until(() => api.called("applications.setForm").length === 1, "that it was saved");
    const question = {
      key: "question_1",
      label: "いつから働けますか",
      kind: "choice",
      required: false,
      options: [
        { value: "今すぐ", label: "今すぐ" },
        { value: "q2", label: "春から" },
      ],
    };
    same(api.called("applications.setForm")[0], [id, { open: true, resume: "required", questions: [question] }]);
  });
});
