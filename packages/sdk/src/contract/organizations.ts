import { z } from "zod";
import { idOf } from "./ids.ts";
import { lineText, webUrl } from "./text.ts";

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

export const organization = z
  .object({
    id: idOf("org"),
    slug,
    name: z.string(),
    peopleTerm,
    /** `#rrggbb`, or null for the host page's own accent. */
    accentColor: z.string().nullable(),
    privacyPolicyUrl: z.string().nullable(),
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
    origins: z.array(origin).max(100),
  })
  .partial()
  .meta({ id: "OrganizationEdit" });

export type Organization = z.infer<typeof organization>;
export type OrganizationEdit = z.infer<typeof organizationEdit>;
