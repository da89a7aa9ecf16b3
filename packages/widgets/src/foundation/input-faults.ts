import type { InputFault } from "@okaeri/sdk/contract/errors";

/** What in the input was wrong. By shape: the error is of the client's copy of the SDK, which no page has twice. */
export const inputFaultsOf = (error: unknown): readonly InputFault[] =>
  error instanceof Object && "errors" in error && Array.isArray(error.errors) ? error.errors : [];
