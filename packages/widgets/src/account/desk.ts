import type { Versioned } from "@okaeri/sdk";
import type { Account, AccountEdit } from "@okaeri/sdk/contract/account";
import type { TemplateResult } from "lit";
import type { Kit } from "../foundation/kit.ts";
import type { LaterElement } from "../foundation/later-element.ts";
import type { AccountMessages } from "../locales/ja/account.ts";

/** What the parts of one member's page share. */
export interface Desk {
  kit: Kit;
  element: LaterElement<AccountMessages>;
  account(): Versioned<Account>;
  words(): AccountMessages;
  /** Reads the account anew. */
  reload(): Promise<void>;
  /** Where it was changed elsewhere meanwhile, that is read and the edit fails: whoever edits has to look again. */
  edit(edit: AccountEdit): Promise<void>;
  /** Opens another part of the page, and goes there. */
  open(part: PartName): Promise<void>;
  /** Says beforehand why the session is about to end; undefined if it doesn't after all. */
  ending(reason: "left" | "out" | undefined): void;
}

export const partNames = [
  "applications",
  "searches",
  "known",
  "names",
  "contacts",
  "visibility",
  "consents",
  "nda",
  "access",
  "requests",
  "leaving",
] as const;
export type PartName = (typeof partNames)[number];

/** One part of the page, fetched when it is opened. What is typed lives in it. */
export interface Part {
  render(): TemplateResult;
  /** Called whenever somebody opens it: what others may have changed is read then. */
  opened?(): void;
}
