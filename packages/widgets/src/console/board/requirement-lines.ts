import type { JobRequirement } from "@okaeri/sdk/contract/jobs";
import { html, type TemplateResult } from "lit";
import type { PostingMessages } from "../../locales/ja/console-board-posting.ts";
import type { OkaeriConsole } from "../console.ts";
import { mostRequirements } from "./posting-draft.rules.ts";

const levels = ["required", "preferred"] as const;

/** What the work asks for, one a line; Enter goes on to the next. */
export const requirementLines = (
  desk: OkaeriConsole,
  lines: readonly JobRequirement[],
  change: (next: JobRequirement[]) => void,
  text: PostingMessages,
): TemplateResult => {
  const set = (nth: number, part: Partial<JobRequirement>): void =>
    change(lines.map((line, at) => (at === nth ? { ...line, ...part } : line)));
  const add = (): void => {
    const level = lines.at(-1)?.level ?? "required";
    change([...lines, { name: "", level }]);
    void desk.focusOn(".requirement:last-of-type input");
  };
  const press = (event: KeyboardEvent, nth: number): void => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (nth === lines.length - 1 && lines.length < mostRequirements) add();
    else void desk.focusOn(`.requirement:nth-of-type(${nth + 2}) input`);
  };
  const remove = (nth: number): void => {
    change(lines.filter((_, at) => at !== nth));
    void desk.focusOn("[name=addRequirement]");
  };
  const line = ({ name, level }: JobRequirement, nth: number): TemplateResult => html`<div class="requirement">
    <input name="requirement" aria-label=${text.requirementOf(nth + 1)} maxlength="200" autocomplete="off" .value=${name} @keydown=${(event: KeyboardEvent) => press(event, nth)}
      @input=${({ target }: Event) => target instanceof HTMLInputElement && set(nth, { name: target.value })} />
    <select name="level" aria-label=${text.levelOf(nth + 1)} @change=${({ target }: Event) =>
      target instanceof HTMLSelectElement &&
      set(nth, { level: target.value === "preferred" ? "preferred" : "required" })}>
      ${levels.map((one) => html`<option value=${one} .selected=${one === level}>${text.level[one]}</option>`)}</select>
    <button type="button" aria-label=${text.removeRequirement(nth + 1)} @click=${() => remove(nth)}>${text.remove}</button></div>`;
  return html`<fieldset class="whole"><legend>${text.requirements}</legend><div>${lines.map(line)}</div>
    <p><button type="button" name="addRequirement" aria-disabled=${lines.length >= mostRequirements} @click=${() => lines.length < mostRequirements && add()}>${text.addRequirement}</button></p></fieldset>`;
};
