import { problem } from "@okaeri/sdk/contract/errors";
import type { z } from "zod";

const problemAnswer = {
  description: "Anything that went wrong, with a stable code",
  content: { "application/problem+json": { schema: problem } },
};

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

/** Added to every operation when the document is made. */
export const everyOperationAlso = { default: problemAnswer };
