import type { ApplicationForm, ApplicationQuestion } from "@okaeri/sdk/contract/application-forms";
import type { ApplicationDraft, Attachment, AttachmentPurpose } from "@okaeri/sdk/contract/applications";

type Answer = string | boolean | string[];

export interface SentFile extends Attachment {
  purpose: AttachmentPurpose;
}

/** What somebody has typed so far. */
export interface Typed {
  family: string;
  given: string;
  email: string;
  phone: string;
  message: string;
  answers: Record<string, Answer>;
  files: SentFile[];
  consented: boolean;
}

export type Fault = "missing" | "emailWrong" | "resumeMissing" | "notConsented" | "refused";
/** By the id of what is wrong. */
export type Faults = Record<string, Fault>;

export const typedFrom = ({ prefill }: ApplicationForm): Typed => ({
  family: prefill?.name.family ?? "",
  given: prefill?.name.given ?? "",
  email: prefill?.email ?? "",
  phone: prefill?.phone ?? "",
  message: "",
  answers: {},
  files: [],
  consented: false,
});

export const questionId = (nth: number): string => `question-${nth}`;

const isAnswered = (answer: Answer | undefined): boolean =>
  typeof answer === "boolean" || (typeof answer === "string" ? answer.trim() : (answer ?? [])).length > 0;

/** In the order in which they stand on the form. */
export function faultsOf(typed: Typed, { questions, resume }: ApplicationForm): Faults {
  const lacks = (text: string): Fault | undefined => (text.trim() ? undefined : "missing");
  const mail = typed.email.trim();
  const all: [id: string, fault: Fault | undefined | false][] = [
    ["apply-family", lacks(typed.family)],
    ["apply-given", lacks(typed.given)],
    ["apply-email", lacks(mail) ?? (/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(mail) ? undefined : "emailWrong")],
    [
      "apply-resume",
      resume === "required" && !typed.files.some(({ purpose }) => purpose === "resume") && "resumeMissing",
    ],
    ...questions.map(({ key, required }, nth): [string, Fault | false] => [
      questionId(nth),
      required && !(Object.hasOwn(typed.answers, key) && isAnswered(typed.answers[key])) && "missing",
    ]),
    ["apply-consent", !typed.consented && "notConsented"],
  ];
  return Object.fromEntries(all.flatMap(([id, fault]) => (fault ? [[id, fault]] : [])));
}

/** Where the API points at, as the form has it: `#/answers/q_1` is the first question, `#/email` the address. */
export function faultsAt(pointers: readonly string[], questions: readonly ApplicationQuestion[]): Faults {
  const named: Record<string, string> = {
    name: "apply-family",
    email: "apply-email",
    phone: "apply-phone",
    message: "apply-message",
    attachments: "apply-resume",
  };
  return Object.fromEntries(
    pointers.flatMap((pointer) => {
      const [, field = "", key = ""] = pointer.replace(/^#/, "").split("/");
      const nth = questions.findIndex((question) => question.key === key.replaceAll("~1", "/").replaceAll("~0", "~"));
      const id = field === "answers" && nth >= 0 ? questionId(nth) : named[field];
      return id ? [[id, "refused" as const]] : [];
    }),
  );
}

export const draftOf = (typed: Typed, { consent }: ApplicationForm): ApplicationDraft => ({
  name: { family: typed.family.trim(), given: typed.given.trim() },
  email: typed.email.trim(),
  phone: typed.phone.trim() || null,
  answers: Object.fromEntries(Object.entries(typed.answers).filter(([, answer]) => isAnswered(answer))),
  attachments: typed.files.map(({ id, purpose }) => ({ id, purpose })),
  message: typed.message.trim(),
  consent: consent.hash,
});
