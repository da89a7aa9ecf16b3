import type { Context } from "../platform/context.ts";
import { type CodeState, codeAt } from "./codes.rules.ts";

/** The code of a sign-up, a sign-in or a change of address (UUID). */
export const codeOf = (ctx: Context, subjectId: string, state: Pick<CodeState, "codeNumber">): string =>
  codeAt(ctx.secrets.derive("mail-code", ctx.organizationId), subjectId, state);
