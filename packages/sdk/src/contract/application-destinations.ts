import { z } from "zod";
import { idOf } from "./ids.ts";
import { instant, lineText, webUrl } from "./text.ts";

/** `greenhouse` and `lever`: their application endpoints. `webhook`: a signed message to a system of one's own. */
export const destinationKind = z.enum(["greenhouse", "lever", "webhook"]);

/** Goes into a header, or is the key of a signature: visible ASCII, as systems mint them. */
const secret = z.string().regex(/^[\x21-\x7e]{1,2000}$/, "must be 1 to 2000 visible ASCII characters");

const fields = {
  name: lineText(100),
  /** Whose postings' applications go there; null: of all that no other destination takes. */
  feedId: idOf("feed").nullable(),
};

/** Secrets are stored encrypted and never shown again. */
export const applicationDestinationDraft = z
  .discriminatedUnion("kind", [
    z.strictObject({
      ...fields,
      kind: z.literal("greenhouse"),
      /** The job board's token, as in `boards.greenhouse.io/{board}`. */
      board: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
      /** Of the Job Board API. */
      secret,
    }),
    z.strictObject({
      ...fields,
      kind: z.literal("lever"),
      /** The account's name, as in `jobs.lever.co/{site}`. */
      site: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
      /** Of the Postings API: applying. */
      secret,
      /**
       * A key of Lever's own API that may read opportunities and archive reasons, by which it is asked where applicants
       * stand; null: it or HR says so.
       */
      followKey: secret.nullable().default(null),
      region: z.enum(["global", "eu"]).default("global"),
    }),
    z.strictObject({ ...fields, kind: z.literal("webhook"), url: webUrl, secret }),
  ])
  .meta({ id: "ApplicationDestinationDraft" });

/** Where applications are handed over to. */
export const applicationDestination = z
  .object({
    id: idOf("destination"),
    kind: destinationKind,
    ...fields,
    name: z.string(),
    /** The board, the site or the URL. */
    address: z.string(),
    /** Whether its system can be asked where an applicant stands; if not, it or HR says so. */
    follows: z.boolean(),
    /** How many applications it has not taken yet, and how many it refused. */
    waiting: z.int(),
    stopped: z.int(),
    lastError: z.object({ code: z.string(), detail: z.string().nullable(), at: instant }).nullable(),
    createdAt: instant,
  })
  .meta({ id: "ApplicationDestination" });

export const applicationDestinationList = z
  .object({ data: z.array(applicationDestination) })
  .meta({ id: "ApplicationDestinationList" });

export type DestinationKind = z.infer<typeof destinationKind>;
export type ApplicationDestination = z.infer<typeof applicationDestination>;
export type ApplicationDestinationDraft = z.input<typeof applicationDestinationDraft>;
