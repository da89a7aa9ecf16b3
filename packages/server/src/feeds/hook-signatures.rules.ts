import { createHmac, timingSafeEqual } from "node:crypto";
import type { JobFeedFormat } from "@okaeri/sdk/contract/job-feeds";

/** What a system sent. Header names in lower case. */
export interface Hook {
  body: Buffer;
  header(name: string): string | undefined;
}

type Signature = (hook: Hook, secret: string) => boolean;

const hmac = (secret: string, ...parts: (string | Buffer)[]): string => {
  const mac = createHmac("sha256", secret);
  for (const part of parts) mac.update(part);
  return mac.digest("hex");
};

/** In constant time, and as long for a wrong length. */
function isSame(said: string, right: string): boolean {
  const [one, other] = [Buffer.from(said.trim().toLowerCase()), Buffer.from(right)];
  return one.length === other.length ? timingSafeEqual(one, other) : !timingSafeEqual(other, other);
}

const overBody =
  (header: string, prefix = ""): Signature =>
  ({ body, header: read }, secret) => {
    const said = read(header) ?? "";
    return isSame(said.toLowerCase().startsWith(prefix) ? said.slice(prefix.length) : "", hmac(secret, body));
  };

/** Lever signs its token and time, which stand in the body with the signature (Lever developer documentation, Webhooks). */
const lever: Signature = ({ body }, secret) => {
  const said = membersOf(body);
  return isSame(said.signature ?? "", hmac(secret, said.token ?? "", said.triggeredAt ?? ""));
};

const smartRecruitersHeaders = ["event-id", "event-name", "event-version", "link"];

/** SmartRecruiters Webhooks Subscription API: several signatures while keys are rotated, each over body and headers. */
const smartrecruiters: Signature = ({ body, header }, secret) => {
  const after = smartRecruitersHeaders.map((name) => `.${header(name) ?? ""}`).join("");
  const right = hmac(secret, `${header("smartrecruiters-timestamp") ?? ""}.`, body, after);
  const said = (header("smartrecruiters-signature") ?? "").split(";").slice(0, 16);
  return said.map((one) => isSame(one.trim().replace(/^v1=/, ""), right)).includes(true);
};

/**
 * How each system signs. Teamtailor is left out: it signs a record's number alone, and so the same signature for ever.
 */
const signatures: Partial<Record<JobFeedFormat, Signature>> = {
  // developers.greenhouse.io, Webhooks.
  greenhouse: overBody("signature", "sha256 "),
  lever,
  // developers.ashbyhq.com, Authenticating Webhooks.
  ashby: overBody("ashby-signature", "sha256="),
  smartrecruiters,
  // docs.recruitee.com, Webhooks.
  recruitee: overBody("x-recruitee-signature"),
  // workable.readme.io, Webhooks.
  workable: overBody("x-workable-signature"),
};

/** What an unknown feed is checked against, so that it takes as long. */
const nobody: Signature = overBody("signature", "sha256 ");

export const hasHooks = (format: JobFeedFormat): boolean => signatures[format] !== undefined;

/** Whether the system that holds the secret sent this. False without a secret, after as much work. */
export function isSigned(format: JobFeedFormat | null, hook: Hook, secret: string | null): boolean {
  const verify = (format && signatures[format]) ?? nobody;
  const valid = verify(hook, secret ?? "no secret");
  return valid && secret !== null && format !== null && hasHooks(format);
}

function membersOf(body: Buffer): Record<string, string> {
  try {
    const json: unknown = JSON.parse(body.toString("utf8"));
    if (typeof json !== "object" || json === null) return {};
    return Object.fromEntries(
      Object.entries(json).flatMap(([name, value]) =>
        typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [],
      ),
    );
  } catch {
    return {};
  }
}
