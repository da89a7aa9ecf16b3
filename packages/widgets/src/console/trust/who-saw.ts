import type { Route } from "../route.rules.ts";

/** From somebody's record to who saw it and changed it. For admins and auditors: nobody else may read the trail. */
export const whoSaw = (personId: string): Route => ({ view: "audit", filter: { personId } });
