/** In place of an id: something that is yet to be made. */
export const unmade = "new";

export const isId = (text: string, kind: string): boolean => new RegExp(`^${kind}_[0-9a-z]{1,40}$`).test(text);

/** `2024-02-30` is none. */
export const isDay = (text: string): boolean =>
  /^[1-9]\d{3}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

export function isKeyOf<Key extends string>(record: Record<Key, unknown>, text: string): text is Key {
  return Object.hasOwn(record, text);
}
