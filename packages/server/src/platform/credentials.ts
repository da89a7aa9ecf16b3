import { createHash, randomBytes } from "node:crypto";
import { TypeID } from "typeid-js";

const kinds = ["pk", "sk", "st", "scim"] as const;

/** `pk` names an organization in a page, `sk` is its server's key, `st` an embed session, `scim` an identity provider. */
export type CredentialKind = (typeof kinds)[number];

export interface Credential {
  kind: CredentialKind;
  /** Named by the credential itself, so that no lookup ever crosses organizations; proved by the hash. */
  organizationId: string;
  hash: Buffer;
}

const pattern = /^(pk|sk|st|scim)_([0-7][0-9a-hjkmnp-tv-z]{25})_[A-Za-z0-9_-]{43}$/;

/** A credential with 256 random bits. Only `hash` (SHA-256) is stored: the text is shown once. */
export function mintCredential(kind: CredentialKind, organizationId: string): { text: string; hash: Buffer } {
  const organization = TypeID.fromUUID("org", organizationId).getSuffix();
  const text = `${kind}_${organization}_${randomBytes(32).toString("base64url")}`;
  return { text, hash: hashOf(text) };
}

export function readCredential(text: string): Credential | null {
  const match = pattern.exec(text);
  const kind = kinds.find((one) => one === match?.[1]);
  if (!match?.[2] || !kind) return null;
  return { kind, organizationId: new TypeID("org", match[2]).toUUID(), hash: hashOf(text) };
}

const hashOf = (text: string): Buffer => createHash("sha256").update(text).digest();
