import type { z } from "zod";

/** How a caller can prove who it is: the names of the security schemes in the document. */
export type CredentialScheme = "publishableKey" | "publishableKeyInQuery" | "session" | "secretKey";

const any = (...schemes: CredentialScheme[]) => schemes.map((scheme) => ({ [scheme]: [] }));

/** What everybody may read who knows the organization's public key. */
export const forEverybody = any("publishableKeyInQuery", "publishableKey", "session", "secretKey");
/** What a page does before anybody is signed in. */
export const forVisitors = any("publishableKey");
/** What belongs to the person who is signed in. */
export const forSessions = any("session");
/** What HR does: with the organization's key, or signed in as recruiter or admin. */
export const forHr = any("secretKey", "session");

/** What an operation answers: one success, and problem details for everything else. */
export const answering = <Status extends 200 | 201 | 202, Schema extends z.ZodType>(
  status: Status,
  description: string,
  schema: Schema,
) => ({ [status]: { description, content: { "application/json": { schema } } } }) as Answers<Status, Schema>;

type Answers<Status extends number, Schema extends z.ZodType> = {
  [Key in Status]: { description: string; content: { "application/json": { schema: Schema } } };
};

export const answeringNothing = { 204: { description: "Done" } };

/** A JSON body that must be there. */
export const taking = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { "application/json": { schema } } },
});
