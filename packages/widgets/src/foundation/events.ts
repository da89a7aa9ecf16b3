/** What the elements tell the page. Ids only, nothing about a person. */
export interface OkaeriEvents {
  /** Cancelable. */
  "okaeri-job-open": { jobId: string };
  "okaeri-job-close": { jobId: string };
  /** Cancelable. `interested` is what the person wants from now on. */
  "okaeri-interest": { jobId: string; interested: boolean };
  /** Cancelable. `url` null: the form is shown in the posting's place. */
  "okaeri-apply": { jobId: string; url: string | null };
  /** Cancelable. */
  "okaeri-join": Record<string, never>;
  "okaeri-sign-up-step": { step: "person" | "invitation" | "consents" | "promises" | "code" };
  "okaeri-sign-up-complete": { signUpId: string };
  "okaeri-signed-in": Record<string, never>;
  /** `left`: the membership ended, and not only the session. */
  "okaeri-signed-out": { left: boolean };
}

type OkaeriEventMap = { [Name in keyof OkaeriEvents]: CustomEvent<OkaeriEvents[Name]> };

declare global {
  interface HTMLElementEventMap extends OkaeriEventMap {}
}
