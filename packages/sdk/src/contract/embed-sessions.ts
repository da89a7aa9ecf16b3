import { z } from "zod";

/** Whom a token or session speaks for. */
export const embedRole = z.enum(["member", "employee", "recruiter", "auditor", "admin"]);

/** The parts of the API, as their paths name them, that a token can be narrowed to; without scopes, all its role may. */
export const embedScope = z.enum([
  "jobs",
  "community",
  "sign-ups",
  "registry",
  "organization",
  "account",
  "sessions",
  "invitations",
  "agreements",
  "access",
  "audit",
  "privacy",
]);

export const embedTokenExchange = z
  .strictObject({ token: z.string().min(1).max(16_384) })
  .meta({ id: "EmbedTokenExchange" });

export const embedSession = z
  .object({
    /** Opaque; belongs into memory, never into a cookie. */
    sessionToken: z.string(),
    role: embedRole,
    displayName: z.string().nullable(),
    /** Changes when another person is signed in: everything held for the old one must go. */
    subject: z.string(),
    /** Relative, so that a wrong client clock does not matter. */
    expiresInSeconds: z.int(),
  })
  .meta({ id: "EmbedSession" });

export type EmbedScope = z.infer<typeof embedScope>;
export type EmbedRole = z.infer<typeof embedRole>;
export type EmbedTokenExchange = z.infer<typeof embedTokenExchange>;
export type EmbedSession = z.infer<typeof embedSession>;
