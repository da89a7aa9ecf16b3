import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Config, ConfigError, readEncryptionKey } from "./config.ts";
import { DomainError } from "./errors.ts";
import { writeFileWhole } from "./files.ts";

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** Keeps what others entrusted to us unreadable in the database and its backups: AES-256-GCM. */
export interface Secrets {
  /**
   * @param owner what the secret belongs to: it can be opened with the same words alone
   */
  seal(text: string, owner: string): Buffer;
  /** @throws DomainError `conflict` when this server has another key than the one it was sealed with */
  open(sealed: Buffer, owner: string): string;
  /**
   * A key of 32 bytes for one purpose in one organization (HKDF, RFC 5869): the same for the same words, as long as the
   * server keeps its key, and telling nothing about any other.
   */
  derive(purpose: string, organizationId: string): Buffer;
}

/**
 * The key is `OKAERI_ENCRYPTION_KEY`, or a file that the embedded database has beside its own.
 * @throws ConfigError where a database of one's own has no key to go with it: each process would make another one
 */
export function createSecrets(config: Pick<Config, "encryptionKey" | "databaseUrl" | "dataDir">): Secrets {
  let known: Buffer | null = config.encryptionKey;
  if (known === null && config.databaseUrl !== null)
    throw new ConfigError(
      "With DATABASE_URL, set OKAERI_ENCRYPTION_KEY as well, the same for all processes: `openssl rand -base64 32` makes one",
    );
  const key = (): Buffer => {
    known ??= keyFile(config.dataDir);
    return known;
  };
  return {
    seal(text, owner) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key(), nonce).setAAD(Buffer.from(owner));
      const hidden = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, hidden, cipher.getAuthTag()]);
    },
    open(sealed, owner) {
      const opener = key();
      try {
        const decipher = createDecipheriv("aes-256-gcm", opener, sealed.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        });
        decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(-tagBytes));
        const hidden = sealed.subarray(nonceBytes, -tagBytes);
        return Buffer.concat([decipher.update(hidden), decipher.final()]).toString("utf8");
      } catch {
        throw new DomainError("conflict", {
          detail: "A secret can't be opened with this server's key: was OKAERI_ENCRYPTION_KEY changed? Enter it anew",
        });
      }
    },
    derive: (purpose, organizationId) =>
      Buffer.from(hkdfSync("sha256", key(), organizationId, `okaeri:${purpose}`, keyBytes)),
  };
}

// Two processes may start on one folder: whoever links first has made the key, and both read that one.
function keyFile(dataDir: string): Buffer {
  const path = join(dataDir, "secret.key");
  mkdirSync(dataDir, { recursive: true });
  const draft = `${path}.${process.pid}`;
  try {
    return readEncryptionKey(readFileSync(path, "utf8"), path);
  } catch (error) {
    if (!isFileError(error, "ENOENT")) throw error;
  }
  writeFileWhole(draft, randomBytes(keyBytes).toString("base64"), 0o600);
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!isFileError(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft);
  }
  return readEncryptionKey(readFileSync(path, "utf8"), path);
}

const isFileError = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
