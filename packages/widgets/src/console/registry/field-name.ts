import { en } from "../../locales/en/console-fields.ts";
import { ja } from "../../locales/ja/console-fields.ts";
import type { OkaeriConsole } from "../console.ts";

/** A newer server may know fields that have no word here. */
export const fieldName = (desk: OkaeriConsole, field: string): string => {
  const { fields } = desk.textOf({ ja, en });
  return Object.hasOwn(fields, field) ? fields[field as keyof typeof fields] : field;
};
