import iconv from "iconv-lite";

const known = new Map<string, boolean>();

/** Whether CP932 has the character and gives the same one back: a converter would write `?` without a word. */
export function hasCp932(character: string): boolean {
  let has = known.get(character);
  if (has === undefined) {
    has = iconv.decode(iconv.encode(character, "cp932"), "cp932") === character;
    known.set(character, has);
  }
  return has;
}

export const lackedByCp932 = (text: string): string[] =>
  /^[\x20-\x7e]*$/.test(text) ? [] : [...text].filter((character) => !hasCp932(character));

/** Such as `U+20BB7`. */
export const codePointOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
