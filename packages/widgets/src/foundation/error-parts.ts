import type { InputFault } from "@okaeri/sdk/contract/errors";

// By shape: the error is of the client's copy of the SDK, which no page has twice.

export const codeOfError = (error: unknown): string =>
  error instanceof Object && "code" in error ? String(error.code) : "network_error";

/** What in the input was wrong. */
export const inputFaultsOf = (error: unknown): readonly InputFault[] =>
  error instanceof Object && "errors" in error && Array.isArray(error.errors) ? error.errors : [];
