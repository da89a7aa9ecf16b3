import { z } from "zod";
import { idOf } from "./ids.ts";
import { lineText, mailAddress, webUrl } from "./text.ts";

/** What the organization calls the people who left: アルムナイ, 卒業生, OB・OG. */
export const peopleTerm = z.strictObject({ ja: lineText(40), en: lineText(40) });

/** scheme://host[:port], nothing after it; plain http only for this machine. */
export const origin = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  // URLs take "*" and ";" in a host; in the policies that origins are written into, they would mean more than a site.
  if (!/^[a-z0-9.:[\]-]+$/.test(url.host)) return false;
  const local = url.hostname === "localhost" || url.hostname === "127.0.0.1" || url.hostname === "[::1]";
  return url.origin === text && (url.protocol === "https:" || (url.protocol === "http:" && local));
}, "must be an origin such as https://careers.example.com");

export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, "must be lower-case letters, digits and hyphens");

/**
 * How somebody is let in without HR looking. `strict`: employee number, birth date, and reading or former family name
 * must all be as in the registry; `lenient`: number or birth date, and name or reading; `off`: HR looks at everybody.
 * A good invitation is enough where `invitation` is true, and the HRIS's word where `hris` is.
 */
export const proofPolicy = z.strictObject({
  registry: z.enum(["strict", "lenient", "off"]),
  invitation: z.boolean(),
  hris: z.boolean(),
});

export const organization = z
  .object({
    id: idOf("org"),
    slug,
    name: z.string(),
    peopleTerm,
    /** `#rrggbb`, or null for the host page's own accent. */
    accentColor: z.string().nullable(),
    privacyPolicyUrl: z.string().nullable(),
    /** Where people can write to; answers to mails go there. */
    contactEmail: z.string().nullable(),
    /** The page with the sign-up: where invitations lead to. Null: the page that Okaeri hosts. */
    signUpUrl: z.string().nullable(),
    proof: proofPolicy,
    /** Days to answer a request for disclosure, correction, stop of use or erasure. HR only, as is what follows. */
    privacyRequestDays: z.int().optional(),
    /** The organization's own credentials only. */
    origins: z.array(z.string()).optional(),
  })
  .meta({ id: "Organization" });

export const organizationEdit = z
  .strictObject({
    name: lineText(200),
    peopleTerm,
    accentColor: z
      .string()
      .regex(/^#[0-9a-f]{6}$/)
      .nullable(),
    privacyPolicyUrl: webUrl.nullable(),
    contactEmail: mailAddress.nullable(),
    signUpUrl: webUrl.nullable(),
    proof: proofPolicy,
    privacyRequestDays: z.int().min(1).max(90),
    origins: z.array(origin).max(100),
  })
  .partial()
  .meta({ id: "OrganizationEdit" });

export type Organization = z.infer<typeof organization>;
export type OrganizationEdit = z.infer<typeof organizationEdit>;
