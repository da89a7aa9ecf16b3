import { join, resolve } from "node:path";
import ipaddr from "ipaddr.js";

const projectDir = resolve(import.meta.dirname, "../../../..");
const runsAsRoot = process.getuid?.() === 0;

export interface Config {
  host: string;
  port: number;
  /** Where browsers reach this server, without a trailing slash. */
  publicUrl: string;
  dataDir: string;
  /** The owner of the schema; null: the embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | null;
  /** The role that serves requests; null: derived from the owner's while migrating. */
  appDatabaseUrl: string | null;
  /** Connections per process. Two are enough where the database shares the cores. */
  poolSize: number;
  /** Seals what others entrust to us; null: a file under `dataDir`, and with `databaseUrl` none. */
  encryptionKey: Buffer | null;
  /** Where erasures are written down, apart from the database and its backups. */
  erasureLedger: string;
  /** Instead of the real ones; null outside development. */
  smarthrOrigin: string | null;
  freeeOrigin: string | null;
  greenhouseOrigin: string | null;
  leverOrigin: string | null;
  /** Whose word in X-Forwarded-For is believed. */
  trustedProxies: ReturnType<typeof ipaddr.parseCIDR>[];
  /** `smtp://…`; null: mails are kept in the development mailbox. */
  smtpUrl: string | null;
  mailFrom: string;
  logLevel: string;
  development: boolean;
  widgetsDir: string;
  examplesDir: string;
}

/** A setting that can't be used. The message is for the operator. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

function integer(name: string, text: string | undefined, fallback: number, max: number): number {
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw new ConfigError(`${name} must be a whole number up to ${max}, not "${text}"`);
  return value;
}

/** @throws ConfigError */
export function readEncryptionKey(text: string, name: string): Buffer {
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== 32) throw new ConfigError(`${name} must be 32 bytes in base64`);
  return key;
}

/** `10.0.0.0/8, 192.0.2.1`; an address alone is a network of one. */
function readNetworks(text: string): Config["trustedProxies"] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const network = part.includes("/") ? part : `${part}/${part.includes(":") ? 128 : 32}`;
      if (!ipaddr.isValidCIDR(network))
        throw new ConfigError(`OKAERI_TRUSTED_PROXIES must be networks such as 10.0.0.0/8, not "${part}"`);
      return ipaddr.parseCIDR(network);
    });
}

/** @throws ConfigError */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const port = integer("PORT", env.PORT, 8787, 65535);
  const databaseUrl = env.DATABASE_URL || null;
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new ConfigError("DATABASE_URL must begin with postgres://");
  const dataDir = resolve(env.OKAERI_DATA_DIR || (runsAsRoot ? "/var/lib/okaeri" : resolve(projectDir, ".okaeri")));
  const development = env.NODE_ENV !== "production";
  return {
    host: env.HOST || "127.0.0.1",
    port,
    publicUrl: (env.OKAERI_PUBLIC_URL || `http://localhost:${port}`).replace(/\/+$/, ""),
    dataDir,
    databaseUrl,
    appDatabaseUrl: env.OKAERI_APP_DATABASE_URL || null,
    poolSize: integer("OKAERI_POOL_SIZE", env.OKAERI_POOL_SIZE, 4, 100),
    encryptionKey: env.OKAERI_ENCRYPTION_KEY
      ? readEncryptionKey(env.OKAERI_ENCRYPTION_KEY, "OKAERI_ENCRYPTION_KEY")
      : null,
    erasureLedger: resolve(env.OKAERI_ERASURE_LEDGER || join(dataDir, "erasures.jsonl")),
    smarthrOrigin: (development && env.OKAERI_SMARTHR_ORIGIN) || null,
    freeeOrigin: (development && env.OKAERI_FREEE_ORIGIN) || null,
    greenhouseOrigin: (development && env.OKAERI_GREENHOUSE_ORIGIN) || null,
    leverOrigin: (development && env.OKAERI_LEVER_ORIGIN) || null,
    trustedProxies: readNetworks(env.OKAERI_TRUSTED_PROXIES ?? ""),
    smtpUrl: env.SMTP_URL || null,
    mailFrom: env.OKAERI_MAIL_FROM || "Okaeri <no-reply@okaeri.invalid>",
    logLevel: env.LOG_LEVEL || "info",
    development,
    widgetsDir: resolve(projectDir, "packages/widgets/dist"),
    examplesDir: resolve(projectDir, "examples"),
  };
}
