import type { TemplateResult } from "lit";
import type { OkaeriConsole } from "./console.ts";
import type { Route } from "./route.rules.ts";

/** One place of the console. It is made at the first visit and kept, with what was typed, until another person is there. */
export interface View {
  /** It is shown, or its address has changed. */
  enter(route: Route): void;
  render(): TemplateResult;
  /** A key that nobody is typing with. True where the view took it. */
  key?(event: KeyboardEvent): boolean;
  /** Gives the focus to where the reader left off. False where there is nothing of that kind. */
  resume?(): boolean;
}

export type OpenView = (desk: OkaeriConsole) => View;
