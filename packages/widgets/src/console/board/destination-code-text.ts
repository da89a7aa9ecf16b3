import { en } from "../../locales/en/console-board-incoming.ts";
import { ja } from "../../locales/ja/console-board-incoming.ts";
import type { OkaeriConsole } from "../console.ts";
import { codeText } from "./code-text.ts";

/** Why an application did not get to where it goes. */
export function destinationCodeText(desk: OkaeriConsole, code: string): string {
  const { codes } = desk.textOf({ ja, en });
  return Object.entries(codes).find(([known]) => known === code)?.[1] ?? codeText(desk, code);
}
