import type { Outcome } from "./hand-over.rules.ts";
import { fileFor, parseJson, type ReceivingSystem, unreadable } from "./system.rules.ts";

const maxField = 255;

/**
 * Greenhouse, Job Board API, "Submit an application" (developers.greenhouse.io): the key is the user of Basic
 * authentication, files are Base64. It takes résumé and cover letter and no other file, and says no id that could be
 * asked for later. What it refuses it may answer with 200 and `error`.
 */
export const greenhouse: ReceivingSystem = {
  takes: ["resume", "cover_letter"],
  put(parcel, origins) {
    const { application, address, secret, postingKey } = parcel;
    const resume = fileFor(parcel, "resume");
    const coverLetter = fileFor(parcel, "cover_letter");
    const fields = {
      // Its questions have names of their own; what else is in the form must not be overwritten by them.
      ...Object.fromEntries(
        application.answers.map(({ key, value }) => [key, typeof value === "boolean" ? Number(value) : value]),
      ),
      first_name: application.givenName.slice(0, maxField),
      last_name: application.familyName.slice(0, maxField),
      email: application.email,
      ...(application.phone !== null && { phone: application.phone }),
      ...(resume && { resume_content: resume.content.toString("base64"), resume_content_filename: resume.name }),
      ...(coverLetter
        ? {
            cover_letter_content: coverLetter.content.toString("base64"),
            cover_letter_content_filename: coverLetter.name,
          }
        : application.message !== "" && { cover_letter_text: application.message }),
      data_compliance: { gdpr_consent_given: true, gdpr_processing_consent_given: true },
    };
    return {
      url: `${origins.greenhouse}/v1/boards/${encodeURIComponent(address)}/jobs/${encodeURIComponent(postingKey ?? "")}`,
      headers: {
        accept: "application/json",
        authorization: `Basic ${Buffer.from(`${secret}:`).toString("base64")}`,
      },
      body: { type: "application/json", content: JSON.stringify(fields) },
    };
  },
  read(body): Outcome {
    const answer = parseJson(body);
    if (answer?.success !== undefined && answer.error === undefined) return { kind: "done", externalId: null };
    if (answer?.error === undefined) return unreadable;
    return { kind: "refused", code: "destination_refused", detail: "it refused the application" };
  },
  reasonOf,
};

function reasonOf(body: Buffer): string | undefined {
  const answer = parseJson(body);
  const reason = answer?.reason ?? answer?.error ?? answer?.errors;
  if (reason === undefined) return undefined;
  return typeof reason === "string" ? reason : JSON.stringify(reason);
}
