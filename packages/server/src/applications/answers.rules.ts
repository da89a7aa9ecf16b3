import type { ApplicationQuestion } from "@okaeri/sdk/contract/application-forms";
import type { InputFault } from "@okaeri/sdk/contract/errors";

type Answer = string | boolean | readonly string[];

/** An answer as it was asked for. */
export interface Answered {
  key: string;
  label: string;
  /** In words. */
  answer: string;
  /** As it was given: what systems take. */
  value: Answer;
}

const maxShortLength = 500;
const escapePointer = (part: string): string => part.replaceAll("~", "~0").replaceAll("/", "~1");

/** Answers in the order of the questions; and what is wrong with them, by RFC 6901 pointers into the body. */
export function checkAnswers(
  questions: readonly ApplicationQuestion[],
  answers: Readonly<Record<string, Answer>>,
): { answered: Answered[]; faults: InputFault[] } {
  const answered: Answered[] = [];
  const faults: InputFault[] = [];
  const fault = (key: string, code: string, detail: string) =>
    faults.push({ pointer: `#/answers/${escapePointer(key)}`, code, detail });
  const asked = new Set(questions.map(({ key }) => key));
  for (const key of Object.keys(answers)) if (!asked.has(key)) fault(key, "unrecognized_keys", "is not asked here");
  for (const question of questions) {
    const { key, label, required } = question;
    const value = Object.hasOwn(answers, key) ? answers[key] : undefined;
    if (value === undefined || isBlank(value)) {
      if (required) fault(key, "required", "must be answered");
      continue;
    }
    const wrong = faultOf(question, value);
    if (wrong) fault(key, ...wrong);
    else answered.push({ key, label, answer: inWords(question, value), value });
  }
  return { answered, faults };
}

const isBlank = (value: Answer): boolean =>
  typeof value !== "boolean" && (isText(value) ? value.trim() : value).length === 0;
const isText = (value: Answer): value is string => typeof value === "string";

function faultOf({ kind, options }: ApplicationQuestion, value: Answer): [code: string, detail: string] | null {
  const known = (one: string) => options.some((option) => option.value === one);
  const notOffered: [string, string] = ["invalid_value", "is none of what is offered"];
  switch (kind) {
    case "short_text":
      if (!isText(value)) return ["invalid_type", "must be text"];
      if (/[\r\n\u2028\u2029]/.test(value)) return ["custom", "must be one line"];
      return value.length > maxShortLength ? ["too_big", `must have at most ${maxShortLength} characters`] : null;
    case "long_text":
      return isText(value) ? null : ["invalid_type", "must be text"];
    case "yes_no":
      return typeof value === "boolean" ? null : ["invalid_type", "must be true or false"];
    case "choice":
      if (!isText(value)) return ["invalid_type", "must be one option's value"];
      return known(value) ? null : notOffered;
    case "choices":
      if (isText(value) || typeof value === "boolean") return ["invalid_type", "must be a list of options' values"];
      if (new Set(value).size < value.length) return ["custom", "names an option twice"];
      return value.every(known) ? null : notOffered;
  }
}

function inWords({ options }: ApplicationQuestion, value: Answer): string {
  if (typeof value === "boolean") return value ? "はい / Yes" : "いいえ / No";
  const label = (one: string) => options.find((option) => option.value === one)?.label ?? one;
  return isText(value) ? label(value) : value.map(label).join("、");
}
