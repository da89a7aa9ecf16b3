import type { ApplicationRow, AttachmentRow } from "./applications.table.ts";
import type { Outcome } from "./hand-over.rules.ts";

/** An application on its way. */
export interface Parcel {
  application: ApplicationRow;
  files: readonly AttachmentRow[];
  /** By attachment (UUID): of what the system takes. */
  contents: ReadonlyMap<string, Buffer>;
  /** UUID; null for a member whom the registry doesn't know. */
  personId: string | null;
  /** What the destination's system calls the posting. */
  postingKey: string | null;
  /** The board, the site or the URL. */
  address: string;
  region: "global" | "eu" | null;
  secret: string;
  at: Date;
}

/** Where systems are: the real ones, or those that play them. Without a slash at the end. */
export interface Origins {
  greenhouse: string;
  lever(region: "global" | "eu"): string;
  /** Of this server: where a webhook's receiver fetches attachments. */
  own: string;
}

/** A call of a system, as it goes out. */
export interface Outgoing {
  url: string;
  headers: Record<string, string>;
  body: { type: string; content: string | Buffer };
}

/** One kind of destination: how an application is put, and what its answer to a 2xx means. */
export interface ReceivingSystem {
  /** Which files go there with the application. */
  takes: readonly NonNullable<AttachmentRow["purpose"]>[];
  put(parcel: Parcel, origins: Origins): Outgoing;
  read(body: Buffer): Outcome;
  /** What it says of a refusal, in its own words. */
  reasonOf(body: Buffer): string | undefined;
}

export function fileFor({ files, contents }: Parcel, purpose: "resume" | "cover_letter") {
  const file = files.find((one) => one.purpose === purpose);
  const content = file && contents.get(file.attachmentId);
  return content && { ...file, content };
}

/** What has no field of its own there: the message, and answers where they can't go by their key. */
export const inProse = (message: string, answers: readonly { label: string; answer: string }[]): string =>
  [message, ...answers.map(({ label, answer }) => `${label}\n${answer}`)].filter((part) => part !== "").join("\n\n");

export function parseJson(body: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

export const unreadable: Outcome = {
  kind: "later",
  code: "destination_unreadable",
  detail: "it answered with something other than its own words",
};
