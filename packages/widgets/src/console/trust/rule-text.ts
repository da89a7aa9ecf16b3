import type { RetentionRule } from "@okaeri/sdk/contract/privacy";
import { en as registryEn } from "../../locales/en/console-registry.ts";
import { en } from "../../locales/en/console-trust-retention.ts";
import { ja as registryJa } from "../../locales/ja/console-registry.ts";
import { ja } from "../../locales/ja/console-trust-retention.ts";
import type { OkaeriConsole } from "../console.ts";
import { countText } from "../text.rules.ts";
import { hasStates } from "./retention-draft.rules.ts";

export const statesText = (desk: OkaeriConsole, states: RetentionRule["states"]): string => {
  const text = desk.textOf({ ja, en });
  const names = desk.textOf({ ja: registryJa, en: registryEn });
  return states.length === 0
    ? text.everyState
    : states.map((state) => names.states[state]).join(desk.language === "ja" ? "・" : " / ");
};

/** A rule in one line: what, of whom, when. */
export function ruleText(desk: OkaeriConsole, { subject, states, days }: RetentionRule): string {
  const text = desk.textOf({ ja, en });
  const comma = desk.language === "ja" ? "、" : ", ";
  return [
    text.subjects[subject],
    ...(hasStates(subject) && states.length > 0 ? [statesText(desk, states)] : []),
    text.after(countText(days, desk.language)),
  ].join(comma);
}
