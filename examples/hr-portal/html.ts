const marked = Symbol("html");

/** Markup that is safe to send: every value in it was escaped. */
export interface Html {
  readonly [marked]: true;
  readonly text: string;
}

type Value = Html | string | number | null | undefined | false | readonly Value[];

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const textOf = (value: Value): string => {
  if (value === null || value === undefined || value === false) return "";
  if (typeof value === "string" || typeof value === "number")
    return String(value).replace(/[&<>"']/g, (character) => escapes[character] ?? character);
  return "text" in value ? value.text : value.map(textOf).join("");
};

export const html = (strings: TemplateStringsArray, ...values: Value[]): Html => ({
  [marked]: true,
  text: strings.reduce((text, string, index) => text + textOf(values[index - 1]) + string),
});
