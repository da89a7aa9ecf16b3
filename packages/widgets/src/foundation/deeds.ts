import type { TemplateResult } from "lit";
import type { DeedMessages } from "../locales/ja/deeds.ts";
import type { Kit } from "./kit.ts";

const wordsByCode: Record<string, keyof DeedMessages> = {
  rate_limited: "failedBusy",
  unavailable: "failedBusy",
  network_error: "failedOffline",
  timeout: "failedOffline",
  precondition_failed: "failedChanged",
  invalid_input: "failedInput",
  session_changed: "failedSession",
  session_expired: "failedSession",
  unauthenticated: "failedSession",
};

export const codeOfError = (error: unknown): string =>
  error instanceof Object && "code" in error ? String(error.code) : "network_error";

interface Surroundings {
  kit: Kit;
  element: { requestUpdate(): void };
  words(): DeedMessages;
}

/** What somebody does in one part of the page: one thing at a time, and what came of it stands beside it. */
export const deeds = ({ kit: { html, nothing }, element, words }: Surroundings) => {
  let busy: string | undefined;
  let outcome: { name: string; text: () => string; fault: boolean } | undefined;

  const tell = (name: string, text: () => string, fault = false): void => {
    outcome = { name, text, fault };
    element.requestUpdate();
  };

  return {
    busy: (name: string): boolean => busy === name,
    tell,
    hush(): void {
      outcome = undefined;
    },
    /**
     * False if it failed, which is told where `said(name)` stands.
     * @param wordFor this part's own words for a code, where it has any
     */
    async run(
      name: string,
      act: () => Promise<void>,
      wordFor?: (code: string) => string | undefined,
    ): Promise<boolean> {
      if (busy !== undefined) return false;
      busy = name;
      outcome = undefined;
      element.requestUpdate();
      try {
        await act();
        return true;
      } catch (error) {
        const code = codeOfError(error);
        tell(name, () => wordFor?.(code) ?? words()[wordsByCode[code] ?? "failedOther"], true);
        return false;
      } finally {
        busy = undefined;
        element.requestUpdate();
      }
    },
    said(name: string): TemplateResult {
      const mine = outcome?.name === name ? outcome : undefined;
      // There before anything is said: otherwise screen readers don't hear it.
      return html`<div class="said" role="status">${mine ? html`<p class=${mine.fault ? "failure" : "small"}>${mine.text()}</p>` : nothing}</div>`;
    },
  };
};

export type Deeds = ReturnType<typeof deeds>;
