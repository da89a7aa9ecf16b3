import { OkaeriError } from "@okaeri/sdk";
import type { ApplicationForm } from "@okaeri/sdk/contract/application-forms";
import { applicationTo, sampleForm } from "../../gallery/sample-reach.ts";
import { accessible, holds, same, until } from "../../testing/check.ts";
import { FakeApi } from "../../testing/fake-client.ts";
import { clear, place } from "../../testing/place.ts";
import "../job-board/job-board.define.ts";

afterEach(clear);

const textOf = (element: Element | null): string => element?.textContent?.replaceAll(/\s+/g, " ").trim() ?? "";

const formOf =
  (said: Partial<ApplicationForm> = {}) =>
  (jobId: string): ApplicationForm => ({ ...sampleForm(jobId), ...said });

/** The second posting, opened by a member. */
async function opened(prepare: (api: FakeApi) => void = () => undefined) {
  const api = new FakeApi();
  api.applicationForm = formOf();
  api.jobs = api.jobs.map((job) => ({ ...job, interested: false }));
  const job = api.jobs[1];
  if (!job) throw new Error("the sample has two postings");
  api.postings.set(job.id, { interested: false });
  prepare(api);
  const placed = await place(document.createElement("okaeri-job-board"), api);
  await placed.find(".open");
  placed.root.querySelectorAll<HTMLElement>(".open")[1]?.click();
  await placed.find("[part=match]");
  const input = async (selector: string, text: string): Promise<void> => {
    const field = await placed.find(selector);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    field.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
  };
  const choose = async (selector: string, file: File): Promise<void> => {
    const field = await placed.find(selector);
    const transfer = new DataTransfer();
    transfer.items.add(file);
    if (field instanceof HTMLInputElement) field.files = transfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const press = async (selector: string): Promise<void> => (await placed.find(selector)).click();
  const begin = async (): Promise<void> => {
    await press("button[part=apply]");
    await placed.find("form.application");
  };
  return { ...placed, job, input, choose, press, begin };
}

/** Its answers wait until what is returned is called. */
const hold = (api: FakeApi, call: string): (() => void) => {
  let release = (): void => undefined;
  api.held.set(call, new Promise((done) => (release = done)));
  return () => release();
};

const pdf = new File(["%PDF-1.7"], "履歴書.pdf", { type: "application/pdf" });

/** All that must be said. */
async function fill({ input, choose, press, find }: Awaited<ReturnType<typeof opened>>): Promise<void> {
  await choose("#apply-resume", pdf);
  await find(".file");
  await input("#question-0", "April");
  await press("#apply-consent");
}

describe("applying", () => {
  it("takes the place of the posting, filled in with what is known, and gives it back", async () => {
    const { root, find, press, begin, element } = await opened();
    await begin();
    same(root.querySelector<HTMLInputElement>("#apply-family")?.value, "見本");
    same(root.querySelector<HTMLInputElement>("#apply-email")?.value, "taro@mihon.invalid");
    same(root.querySelector(".prose"), null);
    same(root.querySelector("[part=interest]"), null, "one way to go on");
    await accessible(element);
    await press("[name=back]");
    await find(".prose");
    await until(() => root.querySelector("form.application") === null, "no form");
  });

  it("names what is missing where it is missing, sends nothing, and follows what is mended", async () => {
    const { api, root, begin, press, input } = await opened();
    await begin();
    await press("form.application [type=submit]");
    await until(() => root.querySelector("#apply-resume[aria-invalid]"), "the file");
    same(
      [...root.querySelectorAll("[aria-invalid]")].map(({ id }) => id),
      ["apply-resume", "question-0", "apply-consent"],
    );
    same(root.activeElement?.id, "apply-resume");
    await input("#question-0", "April");
    await until(() => root.querySelector("#question-0[aria-invalid]") === null, "mended");
    holds(root.querySelector("#apply-consent[aria-invalid]"), "the other is still said");
    same(api.called("applications.submit"), []);
  });

  it("takes for an answer only what was said, by whatever key it is asked", async () => {
    const question = { key: "constructor", label: "Why", kind: "short_text" as const, required: true, options: [] };
    const { root, begin, press, api } = await opened((api) => {
      api.applicationForm = formOf({ resume: "none", questions: [question] });
    });
    await begin();
    await press("#apply-consent");
    await press("form.application [type=submit]");
    await until(() => root.querySelector("#question-0[aria-invalid]"), "missing");
    same(api.called("applications.submit"), []);
  });

  it("sends what was said with the consent that was read, and shows where it stands", async () => {
    const all = await opened();
    const { api, root, begin, press, find, job, element } = all;
    await begin();
    await fill(all);
    await press("#question-1");
    await press("#question-2-1");
    await press("form.application [type=submit]");
    const section = await find("[part=application]");
    const [file] = api.called("applications.attach");
    same(file, ["履歴書.pdf"]);
    const [[jobId, draft] = []] = api.called("applications.submit");
    same(jobId, job.id);
    holds(draft instanceof Object && "attachments" in draft && Array.isArray(draft.attachments), "attachments");
    same(
      { ...draft, attachments: draft.attachments.length },
      {
        name: { family: "見本", given: "太郎" },
        email: "taro@mihon.invalid",
        phone: null,
        answers: { start: "April", remote: true, team: ["物流"] },
        attachments: 1,
        message: "",
        consent: "c0ffee",
      },
    );
    holds(textOf(section).includes("Received"), textOf(section));
    holds(textOf(section).includes("on its way"), textOf(section));
    same(root.querySelector("[part=apply]"), null, "once");
    await accessible(element);
  });

  it("says of a file at once what is wrong with it", async () => {
    const { root, begin, choose, find, api } = await opened((api) =>
      api.failing.set(
        "applications.attach",
        new OkaeriError({
          code: "attachment_refused",
          status: 422,
          errors: [{ pointer: "#/", code: "active_content", detail: "" }],
        }),
      ),
    );
    await begin();
    await choose("#apply-resume", pdf);
    await until(() => textOf(root.querySelector("#apply-resume-fault")).includes("macros or scripts"), "why");
    await choose("#apply-resume", new File([], "empty.pdf"));
    await until(() => textOf(root.querySelector("#apply-resume-fault")) === "There is nothing in this file.", "empty");
    same(api.called("applications.attach").length, 1);
    api.failing.clear();
    await choose("#apply-resume", pdf);
    (await find(".file button")).click();
    await until(() => root.querySelector(".file") === null, "removed");
  });

  it("asks for the consent again where its words are others by now", async () => {
    const all = await opened();
    const { api, root, begin, press } = all;
    await begin();
    await fill(all);
    api.failing.set("applications.submit", new OkaeriError({ code: "agreement_outdated", status: 409 }));
    api.applicationForm = formOf({ consent: { hash: "beef", texts: { ja: "別の文面", en: "Other words" } } });
    await press("form.application [type=submit]");
    await until(() => textOf(root.querySelector(".consent")) === "Other words", "the new words");
    same(root.querySelector<HTMLInputElement>("#apply-consent")?.checked, false);
    same(root.querySelector<HTMLInputElement>("#question-0")?.value, "April", "the rest is kept");
    api.failing.clear();
    await press("#apply-consent");
    await press("form.application [type=submit]");
    await until(() => root.querySelector("[part=application]"), "sent");
  });

  it("marks what the API refuses, and keeps everything through a failure", async () => {
    const all = await opened();
    const { api, root, begin, press } = all;
    await begin();
    await fill(all);
    api.failing.set(
      "applications.submit",
      new OkaeriError({
        code: "invalid_input",
        status: 422,
        errors: [{ pointer: "#/answers/start", code: "invalid_value", detail: "" }],
      }),
    );
    await press("form.application [type=submit]");
    await until(() => root.querySelector("#question-0[aria-invalid]"), "the question");
    same(root.querySelector<HTMLInputElement>("#question-0")?.value, "April");
    holds(root.querySelector(".file"), "the file");
  });

  it("keeps what was typed for the same person, and shows it to no other", async () => {
    const all = await opened();
    const { api, root, begin, press, input, find } = all;
    await begin();
    await input("#question-0", "A secret");
    await press("[name=back]");
    await find(".prose");
    await begin();
    same(root.querySelector<HTMLInputElement>("#question-0")?.value, "A secret");
    await press("[name=back]");
    api.session = { subject: "jiro", role: "member", displayName: null };
    await find(".prose");
    await begin();
    same(root.querySelector<HTMLInputElement>("#question-0")?.value, "");
  });

  it("shows what was sent to whoever sent it, where it was sent, and nowhere else", async () => {
    const all = await opened();
    const { api, root, begin, press, find, element } = all;
    await begin();
    await fill(all);
    const release = hold(api, "applications.submit");
    await press("form.application [type=submit]");
    await until(() => api.called("applications.submit").length > 0, "on its way");
    root.querySelectorAll<HTMLElement>(".open")[0]?.click();
    await until(() => root.querySelector("form.application") === null, "another posting");
    await find("button[part=apply]");
    release();
    await new Promise((done) => setTimeout(done, 100));
    await element.updateComplete;
    same(root.querySelector("[part=application]"), null, "nobody applied for this one");
    holds(root.querySelector("button[part=apply]"), "one can");
  });

  it("waits for a file that is on its way, also for whoever went back to the posting meanwhile", async () => {
    const { api, root, begin, press, find, choose, input, element } = await opened((api) => {
      api.applicationForm = formOf({ resume: "optional" });
    });
    const release = hold(api, "applications.attach");
    await begin();
    await choose("#apply-resume", pdf);
    await until(() => api.called("applications.attach").length > 0, "on its way");
    await press("[name=back]");
    await find(".prose");
    await begin();
    await input("#question-0", "April");
    await press("#apply-consent");
    await press("form.application [type=submit]");
    await element.updateComplete;
    same(api.called("applications.submit"), [], "without the file");
    release();
    await find(".file");
    holds(root.querySelector<HTMLInputElement>("#apply-resume")?.disabled === false, "the next one may be chosen");
    await press("form.application [type=submit]");
    await find("[part=application]");
    const [[, draft] = []] = api.called("applications.submit");
    holds(draft instanceof Object && "attachments" in draft && Array.isArray(draft.attachments), "attachments");
    same(draft.attachments.length, 1);
  });

  it("withdraws after a second word", async () => {
    const { api, root, press, find } = await opened((api) => {
      const [, job] = api.jobs;
      if (job) api.applications = [{ ...applicationTo(job, draft), handOver: { state: "delayed", at: null } }];
    });
    const section = await find("[part=application]");
    holds(textOf(section).includes("longer than usual"), textOf(section));
    same(root.querySelector("[part=apply]"), null);
    await press("[name=withdraw]");
    same(api.called("applications.withdraw"), []);
    await press("[name=withdraw-sure]");
    await find("[part=apply]");
    same(api.called("applications.withdraw").length, 1);
    await until(() => textOf(root.querySelector("[part=application]")).includes("is withdrawn"), "said");
  });

  it("leads elsewhere where the posting is applied for elsewhere", async () => {
    const { root, find } = await opened((api) => {
      api.applicationForm = formOf({ open: false, elsewhere: "https://ats.example.invalid/1" });
    });
    const link = await find("a[part=apply]");
    same(link.getAttribute("target"), "_blank");
    same(root.querySelector("button[part=apply]"), null);
  });
});

const draft = { name: { family: "見本", given: "太郎" }, email: "taro@mihon.invalid", consent: "c0ffee" };
