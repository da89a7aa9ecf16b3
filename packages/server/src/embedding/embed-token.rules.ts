import { embedRole, embedScope } from "@okaeri/sdk/contract/embed-sessions";
import type { ErrorCode } from "@okaeri/sdk/contract/errors";
import { origin } from "@okaeri/sdk/contract/organizations";
import { lineText, mailAddress } from "@okaeri/sdk/contract/text";
import { z } from "zod";
import { DomainError } from "../platform/errors.ts";

export const embedTokenType = "okaeri-embed+jwt";
export const embedAudience = "okaeri";
export const embedAlgorithms = ["ES256", "EdDSA", "RS256", "HS256"] as const;
export const clockToleranceSeconds = 30;
export const maxLifetimeSeconds = 300;

export type EmbedAlgorithm = (typeof embedAlgorithms)[number];

const maxTokenBytes = 8 * 1024;

// Each lets the sender choose the key, the encoding or the meaning of the signature (RFC 7515 4.1, RFC 7797, RFC 8725 3).
const forbiddenParameters = ["jwk", "jku", "x5u", "x5c", "crit", "b64", "zip"];

// Issuer and ids become query parameters before the signature is checked, so they must be text PostgreSQL can carry.
const header = z.looseObject({
  typ: z.literal(embedTokenType),
  alg: z.enum(embedAlgorithms),
  kid: lineText(255),
});

const claims = z.looseObject({
  iss: lineText(500),
  aud: z.union([z.literal(embedAudience), z.tuple([z.literal(embedAudience)])]),
  sub: lineText(255),
  iat: z.int(),
  exp: z.int(),
  nbf: z.int().optional(),
  jti: lineText(255),
  role: embedRole,
  name: lineText(200).optional(),
  email: mailAddress.optional(),
  scopes: z.array(embedScope).min(1).max(50).optional(),
  origins: z.array(origin).max(50).optional(),
});

export type EmbedClaims = z.infer<typeof claims>;

export interface ReadEmbedToken {
  header: z.infer<typeof header>;
  claims: EmbedClaims;
}

const refuse = (code: ErrorCode, detail: string): DomainError => new DomainError(code, { detail });

/**
 * The gate before any signature is looked at, for jose alone lets some of this through: three canonical base64url
 * segments, strict JSON without duplicate members, the one type, an allowed algorithm, no parameter that brings a key.
 * What it answers is not yet verified.
 * @throws DomainError `embed_token_malformed`, `embed_token_unsupported`, `embed_token_claims_invalid`
 */
export function readEmbedToken(token: string): ReadEmbedToken {
  if (token.length > maxTokenBytes) throw refuse("embed_token_malformed", "The token is larger than 8 KiB");
  const segments = token.split(".");
  const [head, payload, signature] = segments.map(decodeSegment);
  if (segments.length !== 3 || !head || !payload || !signature)
    throw refuse("embed_token_malformed", "The token must be three segments in base64url without padding");
  const protectedHeader = parseObject(head);
  const body = parseObject(payload);
  const forbidden = forbiddenParameters.find((name) => name in protectedHeader);
  if (forbidden) throw refuse("embed_token_unsupported", `The header must not have ${forbidden}`);
  const readHeader = header.safeParse(protectedHeader);
  if (!readHeader.success) throw refuse("embed_token_unsupported", describe("header", readHeader.error));
  const readClaims = claims.safeParse(body);
  if (!readClaims.success) throw refuse("embed_token_claims_invalid", describe("claim", readClaims.error));
  return { header: readHeader.data, claims: readClaims.data };
}

/** @throws DomainError `embed_token_claims_invalid`, `embed_token_expired` */
export function checkLifetime({ iat, exp, nbf }: EmbedClaims, now: Date): void {
  const seconds = Math.floor(now.getTime() / 1000);
  if (exp <= iat || exp - iat > maxLifetimeSeconds)
    throw refuse("embed_token_claims_invalid", `exp must be at most ${maxLifetimeSeconds} s after iat`);
  if (iat > seconds + clockToleranceSeconds || (nbf !== undefined && nbf > seconds + clockToleranceSeconds))
    throw refuse("embed_token_claims_invalid", "The token is from the future");
  if (exp <= seconds - clockToleranceSeconds) throw refuse("embed_token_expired", "The token has expired");
}

// Only what encodes back to the same text: otherwise one signature would have many spellings.
function decodeSegment(segment: string): Buffer | null {
  const bytes = Buffer.from(segment, "base64url");
  return segment !== "" && bytes.toString("base64url") === segment ? bytes : null;
}

function parseObject(bytes: Buffer): Record<string, unknown> {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw refuse("embed_token_malformed", "Header and payload must be JSON in UTF-8");
  }
  if (!isObject(value)) throw refuse("embed_token_malformed", "Header and payload must be JSON objects");
  if (hasDuplicateMembers(text)) throw refuse("embed_token_malformed", "A member stands twice in one object");
  return value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const jsonTokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;

/** For text that JSON.parse has taken already, which silently keeps the last of two members with one name. */
function hasDuplicateMembers(json: string): boolean {
  const open: Set<string>[] = [];
  for (const [token, colon] of json.matchAll(jsonTokens)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (colon !== undefined) {
      const name: string = JSON.parse(token.slice(0, token.length - colon.length));
      const members = open.at(-1);
      if (members?.has(name)) return true;
      members?.add(name);
    }
  }
  return false;
}

const describe = (kind: string, { issues }: z.ZodError): string =>
  issues.map((issue) => `${kind} ${issue.path.join(".")}: ${issue.message}`).join("; ");
