import { en } from "../../locales/en/console-trust.ts";
import { ja, type TrustMessages } from "../../locales/ja/console-trust.ts";
import type { OkaeriConsole } from "../console.ts";
import { fieldName } from "../registry/field-name.ts";

const isIn = <Words extends object>(words: Words, key: string): key is Extract<keyof Words, string> =>
  Object.hasOwn(words, key);

// Nothing else has fields of these names: they are known without it.
const plain = new Set(["Person", "Employment"]);

export const resourceText = ({ resources }: TrustMessages, resource: string): string =>
  isIn(resources, resource) ? resources[resource] : resource;

/** A field without what it belongs to. */
export function fieldAlone(desk: OkaeriConsole, field: string): string {
  const { fields } = desk.textOf({ ja, en });
  return isIn(fields, field) ? fields[field] : fieldName(desk, field);
}

/** `Person.birthDate`, `SignUp`, or `Person.birthDate recruiter` as the trail has them; a newer server may have others. */
export function fieldText(desk: OkaeriConsole, label: string): string {
  const text = desk.textOf({ ja, en });
  const [path = "", role] = label.split(" ");
  const [resource = "", ...field] = path.split(".");
  if (field.length === 0) return resourceText(text, resource);
  const name = fieldAlone(desk, field.join("."));
  const whole = plain.has(resource) ? name : text.fieldOf(name, resourceText(text, resource));
  return role !== undefined && isIn(text.roles, role) ? text.ofRole(whole, text.roles[role]) : whole;
}
