// Crockford's base32 in lower case, as TypeID has it.
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * A UUIDv7 (RFC 9562) in the 26 characters of a TypeID's suffix.
 * `crypto.randomUUID` would be shorter, but pages on plain http don't have it.
 */
export function newSortableId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let bits = BigInt(Date.now());
  for (const byte of bytes.subarray(6)) bits = (bits << 8n) | BigInt(byte);
  bits = (bits & ~(0xfn << 76n)) | (7n << 76n);
  bits = (bits & ~(3n << 62n)) | (2n << 62n);
  let id = "";
  for (let shift = 125n; shift >= 0n; shift -= 5n) id += alphabet.charAt(Number((bits >> shift) & 31n));
  return id;
}
