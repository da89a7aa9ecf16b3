/** In place of an id: something that is yet to be made. */
export const unmade = "new";

export const isId = (text: string, kind: string): boolean => new RegExp(`^${kind}_[0-9a-z]{1,40}$`).test(text);

export function isKeyOf<Key extends string>(record: Record<Key, true>, text: string): text is Key {
  return Object.hasOwn(record, text);
}
