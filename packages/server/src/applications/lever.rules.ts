import type { Outcome } from "./hand-over.rules.ts";
import { multipart } from "./multipart.rules.ts";
import { fileFor, inProse, type Parcel, parseJson, type ReceivingSystem, unreadable } from "./system.rules.ts";

/**
 * Lever, Postings API, "Apply to a job posting" (github.com/lever/postings-api, README): a form with the résumé; at most
 * two a second, or 429. It knows no other file and none of its own questions here, so answers go where comments go. It
 * tells an applicant by the mail address: the same application twice is one applicant there.
 */
export const lever: ReceivingSystem = {
  takes: ["resume"],
  put(parcel, origins) {
    const { application, address, region, secret, postingKey } = parcel;
    const resume = fileFor(parcel, "resume");
    const others = parcel.files
      .filter(({ attachmentId }) => attachmentId !== resume?.attachmentId)
      .map(({ name }) => name);
    const comments = inProse(application.message, [
      ...application.answers,
      ...(others.length > 0 ? [{ label: "添付 / Attached in Okaeri", answer: others.join("、") }] : []),
    ]);
    const fields: [string, string][] = [
      ["name", fullName(application)],
      ["email", application.email],
      ...(application.phone === null ? [] : [["phone", application.phone] satisfies [string, string]]),
      ...(comments === "" ? [] : [["comments", comments] satisfies [string, string]]),
      ["source", "Okaeri"],
      // Whoever applied has our own mail already.
      ["silent", "true"],
    ];
    const path = `/v0/postings/${encodeURIComponent(address)}/${encodeURIComponent(postingKey ?? "")}`;
    return {
      url: `${origins.lever(region ?? "global")}${path}?key=${encodeURIComponent(secret)}`,
      headers: { accept: "application/json" },
      body: multipart(fields, resume ? [{ field: "resume", ...resume }] : []),
    };
  },
  read(body): Outcome {
    const answer = parseJson(body);
    if (answer?.ok === true && typeof answer.applicationId === "string")
      return { kind: "done", externalId: answer.applicationId.slice(0, 200) };
    if (answer?.ok !== false) return unreadable;
    return { kind: "refused", code: "destination_refused", detail: "it refused the application" };
  },
  reasonOf,
};

/** As it is written where it comes from: 見本 花子, Hanako Mihon. */
const fullName = ({ familyName, givenName }: Parcel["application"]): string =>
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(familyName)
    ? `${familyName} ${givenName}`
    : `${givenName} ${familyName}`;

function reasonOf(body: Buffer): string | undefined {
  const error = parseJson(body)?.error;
  return typeof error === "string" ? error : undefined;
}
