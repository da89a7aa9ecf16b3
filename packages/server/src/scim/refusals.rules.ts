import { DomainError } from "../platform/errors.ts";

/** RFC 7644, table 9. */
export type ScimType =
  | "invalidFilter"
  | "tooMany"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "noTarget"
  | "invalidValue";

/** What a request holds that can't be done. The fault's code is the `scimType` of the answer. */
export const refusal = (scimType: ScimType, detail: string, pointer = "#"): DomainError =>
  new DomainError(scimType === "uniqueness" ? "conflict" : "invalid_input", {
    detail,
    faults: [{ pointer, code: scimType, detail }],
  });
