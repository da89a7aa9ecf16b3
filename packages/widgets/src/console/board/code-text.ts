import { en } from "../../locales/en/console-faults.ts";
import { ja } from "../../locales/ja/console-faults.ts";
import type { OkaeriConsole } from "../console.ts";

/** A code of the contract in words; as it is, where a newer server has one that isn't known here. */
export function codeText(desk: OkaeriConsole, code: string): string {
  const { codes } = desk.textOf({ ja, en });
  return Object.entries(codes).find(([known]) => known === code)?.[1] ?? code;
}
