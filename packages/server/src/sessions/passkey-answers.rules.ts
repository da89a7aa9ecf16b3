import { z } from "zod";

// A browser's answer is a few kilobytes at most; a credential id has up to 1,023 bytes (WebAuthn 4).
const bytes = (maxLength: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(maxLength);
const credentialId = bytes(1364);

const answered = {
  id: credentialId,
  rawId: credentialId,
  type: z.literal("public-key"),
  // Nothing of it is asked for.
  clientExtensionResults: z.unknown().transform(() => ({})),
};

/** `RegistrationResponseJSON` of WebAuthn: what is used of it. */
export const registrationAnswer = z.object({
  ...answered,
  response: z.object({
    clientDataJSON: bytes(8_000),
    attestationObject: bytes(64_000),
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
});

/** `AuthenticationResponseJSON` of WebAuthn: what is used of it. */
export const authenticationAnswer = z.object({
  ...answered,
  response: z.object({
    clientDataJSON: bytes(8_000),
    authenticatorData: bytes(8_000),
    signature: bytes(4_000),
  }),
});
