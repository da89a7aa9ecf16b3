import type { Context } from "../platform/context.ts";
import { withOrganization } from "../platform/database.ts";
import { forgetUnused } from "./attachments.ts";
import { followApplicants } from "./following.ts";
import type { HandOverGear } from "./hand-over.ts";
import { takeUpForgotten } from "./hand-over-again.ts";
import { removeForgotten } from "./withdrawing.ts";

/** Every ten minutes: what was forgotten on the way, what nobody applied with, and where applicants stand by now. */
export async function keepApplications(ctx: Context, gear: HandOverGear): Promise<void> {
  await takeUpForgotten(ctx);
  await forgetUnused(ctx);
  await withOrganization(ctx, (tx) => removeForgotten(ctx, tx));
  await followApplicants(ctx, gear);
}
