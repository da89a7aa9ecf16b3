import { z } from "zod";
import { idOf } from "./ids.ts";
import { instant, lineText, mailAddress } from "./text.ts";

/** Answered the same for everybody; a code comes by mail, or a mail that says that nobody is known there. */
export const signInRequest = z
  .strictObject({ email: mailAddress, locale: z.enum(["ja", "en"]) })
  .meta({ id: "SignInRequest" });

/** As WebAuthn writes it in JSON (`PublicKeyCredentialCreationOptionsJSON` and its like): the browser's own format. */
const webAuthnJson = z.record(z.string(), z.unknown());

/** What the browser's `navigator.credentials` is called with; good for five minutes, once. */
export const passkeyOptions = z
  .object({ challengeId: idOf("challenge"), options: webAuthnJson })
  .meta({ id: "PasskeyOptions" });

/** What the browser answered. */
export const passkeySignIn = z
  .strictObject({ challengeId: idOf("challenge"), response: webAuthnJson })
  .meta({ id: "PasskeySignIn" });

export const passkeyDraft = z
  .strictObject({ challengeId: idOf("challenge"), response: webAuthnJson, name: lineText(60) })
  .meta({ id: "PasskeyDraft" });

export const passkey = z
  .object({ id: idOf("passkey"), name: z.string(), createdAt: instant, lastUsedAt: instant.nullable() })
  .meta({ id: "Passkey" });

export const passkeyList = z.object({ data: z.array(passkey) }).meta({ id: "PasskeyList" });

/** One of one's own sessions. `device` is coarse, such as `Safari, iPhone`. */
export const sessionInfo = z
  .object({
    id: idOf("session"),
    current: z.boolean(),
    way: z.enum(["mail", "passkey", "embed"]),
    device: z.string().nullable(),
    createdAt: instant,
    lastUsedAt: instant,
    expiresAt: instant,
  })
  .meta({ id: "SessionInfo" });

export const sessionList = z.object({ data: z.array(sessionInfo) }).meta({ id: "SessionList" });

export type SignInRequest = z.infer<typeof signInRequest>;
export type PasskeyOptions = z.infer<typeof passkeyOptions>;
export type PasskeySignIn = z.infer<typeof passkeySignIn>;
export type PasskeyDraft = z.infer<typeof passkeyDraft>;
export type Passkey = z.infer<typeof passkey>;
export type SessionInfo = z.infer<typeof sessionInfo>;
