/**
 * A path whose parts stay parts: an id is encoded, and one that would lead to another operation is refused.
 * @throws TypeError for an empty id, `.` and `..`
 */
export function path(strings: TemplateStringsArray, ...ids: string[]): string {
  for (const id of ids) if (/^\.{0,2}$/.test(id)) throw new TypeError(`"${id}" is not an id`);
  return String.raw({ raw: strings }, ...ids.map(encodeURIComponent));
}
