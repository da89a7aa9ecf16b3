import { z } from "zod";

/** TypeID prefixes: an id names what it points to, and holds a UUIDv7 in 26 base32 characters. */
export type IdPrefix =
  | "org"
  | "job"
  | "feed"
  | "person"
  | "employment"
  | "contact"
  | "change"
  | "source"
  | "run"
  | "segment"
  | "duplicate"
  | "merge"
  | "signup"
  | "member"
  | "session"
  | "news"
  | "event"
  | "key"
  | "signin"
  | "invitation"
  | "receipt"
  | "passkey"
  | "challenge"
  | "request"
  | "retention"
  | "hold"
  | "mail"
  | "orgchange"
  | "share"
  | "talk"
  | "booking"
  | "search"
  | "attachment"
  | "application"
  | "destination";

export const idOf = (prefix: IdPrefix) =>
  z.string().regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`), `must be an id that starts with ${prefix}_`);
