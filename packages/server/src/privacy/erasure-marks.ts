import { hash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Context } from "../platform/context.ts";
import type { Transaction } from "../platform/database.ts";
import { dayInJapan } from "../registry/dates.rules.ts";
import type { Identity } from "../registry/personal-data.ts";
import { erasures } from "./erasures.table.ts";

/** What a source says of somebody, folded. */
export interface Arrival {
  /** `source:id`. */
  externalId: string | null;
  number: string | null;
  name: string | null;
  /** Another name they may be known by: the former surname with the given name. */
  formerName: string | null;
  birthDate: string | null;
  emailKey: string | null;
  hiredOn: string | null;
}

export type ErasedWatch = (arrival: Arrival) => boolean;

/**
 * Hashes with the server's key of what names one human: two things together, because numbers are given out again, and
 * names and addresses shared, or an id of one source.
 */
export function marksOf(ctx: Context, identity: Identity): string[] {
  const marks = createMarks(ctx);
  return [...pairsOf(marks, identity), ...identity.externalIds.map((id) => marks("external", id))];
}

type Paired = Pick<Identity, "names" | "birthDates" | "numbers" | "emailKeys">;

const pairsOf = (marks: Marks, { names, birthDates, numbers, emailKeys }: Paired): string[] => [
  ...pairs(marks, "number-name", numbers, names),
  ...pairs(marks, "number-birth", numbers, birthDates),
  ...pairs(marks, "mail-name", emailKeys, names),
  ...pairs(marks, "mail-birth", emailKeys, birthDates),
  ...pairs(marks, "name-birth", names, birthDates),
];

/** Whether somebody who arrives was erased here, and not hired since; null where nobody ever was erased. */
export async function watchErased(ctx: Context, tx: Transaction): Promise<ErasedWatch | null> {
  const rows = await tx
    .select({ erasedAt: erasures.erasedAt, marks: erasures.marks })
    .from(erasures)
    .where(eq(erasures.organizationId, ctx.organizationId));
  if (rows.length === 0) return null;
  const erasedOn = new Map<string, string>();
  for (const { erasedAt, marks } of rows)
    for (const mark of marks) {
      const day = dayInJapan(new Date(erasedAt));
      if (day > (erasedOn.get(mark) ?? "")) erasedOn.set(mark, day);
    }
  const marks = createMarks(ctx);
  return ({ hiredOn, externalId, ...arrival }) => {
    const found = [
      ...listOf(externalId).map((id) => marks("external", id)),
      ...pairsOf(marks, {
        numbers: listOf(arrival.number),
        names: listOf(arrival.name, arrival.formerName),
        birthDates: listOf(arrival.birthDate),
        emailKeys: listOf(arrival.emailKey),
      }),
    ];
    return found.some((mark) => {
      const day = erasedOn.get(mark);
      return day !== undefined && (hiredOn === null || hiredOn <= day);
    });
  };
}

const listOf = (...values: (string | null)[]): string[] => values.filter((value) => value !== null);

type Marks = (kind: string, ...values: string[]) => string;

const createMarks = ({ secrets, organizationId }: Context): Marks => {
  const mac = createMac(secrets.derive("erasure", organizationId));
  return (kind, ...values) => mac(JSON.stringify([kind, ...values]));
};

const blockBytes = 64;

/**
 * HMAC-SHA-256 (RFC 2104) in base64, by one-shot hashes: `createHmac` takes five times as long, and a file of 100,000
 * rows needs 800,000.
 * @param key at most 64 bytes
 */
export function createMac(key: Buffer): (text: string) => string {
  const padded = Buffer.concat([key, Buffer.alloc(blockBytes - key.length)]);
  const [inner, outer] = [padded.map((byte) => byte ^ 0x36), padded.map((byte) => byte ^ 0x5c)];
  return (text) =>
    hash(
      "sha256",
      Buffer.concat([outer, hash("sha256", Buffer.concat([inner, Buffer.from(text)]), "buffer")]),
      "base64",
    );
}

const pairs = (marks: Marks, kind: string, ones: readonly string[], others: readonly string[]): string[] =>
  ones.flatMap((one) => others.map((other) => marks(kind, one, other)));
