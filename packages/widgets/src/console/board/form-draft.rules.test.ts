import { applicationFormDraft } from "@okaeri/sdk/contract/application-forms";
import { describe, expect, it } from "vitest";
import { formDraftOf, formFaultsOf, type QuestionDraft, wholeForm, withQuestion } from "./form-draft.rules.ts";

const asked: QuestionDraft = {
  key: "start",
  label: "いつから",
  kind: "choice",
  required: true,
  options: "今すぐ\nq2 = 春から",
};
const form = (...questions: QuestionDraft[]) => ({ open: true, resume: "required", questions });

describe("how one applies", () => {
  it("is what the contract takes, and reads the same again", () => {
    const whole = wholeForm(form(asked, { ...asked, key: "why", kind: "long_text" }));
    expect(applicationFormDraft.parse(whole).questions).toMatchObject([
      {
        options: [
          { value: "今すぐ", label: "今すぐ" },
          { value: "q2", label: "春から" },
        ],
      },
      { options: [] },
    ]);
    expect(wholeForm(formDraftOf(whole))).toEqual(whole);
  });

  it.each([
    [{ label: " " }, "label"],
    [{ key: "日本語" }, "key"],
    [{ options: "" }, "options"],
    [{ options: "a\na" }, "options"],
    [{ options: "あ".repeat(201) }, "options"],
    [{ kind: "yes_no", options: "" }, undefined],
  ])("says what is wrong: %j", (change, fault) => {
    expect(formFaultsOf(form({ ...asked, ...change }))).toEqual([fault]);
  });

  it("gives every new question a key of its own", () => {
    const draft = withQuestion(withQuestion({ ...form({ ...asked, key: "question_2" }) }));
    expect(draft.questions.map(({ key }) => key)).toEqual(["question_2", "question_3", "question_4"]);
    expect(formFaultsOf(form(asked, asked))).toEqual([undefined, "twice"]);
  });
});
