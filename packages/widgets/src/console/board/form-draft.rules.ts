import type {
  ApplicationForm,
  ApplicationFormDraft,
  QuestionKind,
  ResumeRule,
} from "@okaeri/sdk/contract/application-forms";

/** A question as it stands in the form. */
export interface QuestionDraft {
  key: string;
  label: string;
  kind: string;
  required: boolean;
  /** One a line: the words, or `value = words`. */
  options: string;
}

export interface FormDraft {
  open: boolean;
  resume: string;
  questions: QuestionDraft[];
}

export type QuestionFault = "label" | "key" | "twice" | "options";

export const questionKinds: readonly QuestionKind[] = ["short_text", "long_text", "yes_no", "choice", "choices"];
export const resumeRules: readonly ResumeRule[] = ["none", "optional", "required"];
// As the contract has it.
export const mostQuestions = 50;
const mostOptions = 200;
const longest = 200;

export const isChoice = ({ kind }: Pick<QuestionDraft, "kind">): boolean => kind === "choice" || kind === "choices";

export const formDraftOf = ({
  open,
  resume,
  questions,
}: Pick<ApplicationForm, "open" | "resume" | "questions">): FormDraft => ({
  open,
  resume,
  questions: questions.map(({ options, ...question }) => ({
    ...question,
    options: options.map(({ value, label }) => (value === label ? label : `${value} = ${label}`)).join("\n"),
  })),
});

const optionsOf = (text: string): { value: string; label: string }[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [, value = line, label = line] = /^(.+?) = (.+)$/.exec(line) ?? [];
      return { value: value.trim(), label: label.trim() };
    });

export const wholeForm = ({ open, resume, questions }: FormDraft): ApplicationFormDraft => ({
  open,
  resume: resumeRules.find((one) => one === resume) ?? "optional",
  questions: questions.map((question) => ({
    key: question.key.trim(),
    label: question.label.trim(),
    kind: questionKinds.find((one) => one === question.kind) ?? "short_text",
    required: question.required,
    options: isChoice(question) ? optionsOf(question.options) : [],
  })),
});

/** By question, in order. */
export function formFaultsOf({ questions }: FormDraft): (QuestionFault | undefined)[] {
  const keys = questions.map(({ key }) => key.trim());
  return questions.map((question, nth) => {
    const options = optionsOf(question.options);
    const values = new Set(options.map(({ value }) => value));
    const isFine = options.length > 0 && options.length <= mostOptions && values.size === options.length;
    const fits = options.every(({ value, label }) => value.length <= longest && label.length <= longest);
    if (question.label.trim() === "") return "label";
    if (!/^[A-Za-z0-9_.[\]-]{1,100}$/.test(keys[nth] ?? "")) return "key";
    if (keys.indexOf(keys[nth] ?? "") !== nth) return "twice";
    return isChoice(question) && !(isFine && fits) ? "options" : undefined;
  });
}

/** One more, with a key that no other has. */
export function withQuestion(draft: FormDraft): FormDraft {
  const taken = new Set(draft.questions.map(({ key }) => key));
  let nth = draft.questions.length + 1;
  while (taken.has(`question_${nth}`)) nth += 1;
  const question = { key: `question_${nth}`, label: "", kind: "short_text", required: false, options: "" };
  return { ...draft, questions: [...draft.questions, question] };
}
