type Json = Record<string, unknown>;

/** Browsers that read and write WebAuthn's JSON themselves, which is all of those that are kept up to date. */
export const passkeysWork = (): boolean =>
  "PublicKeyCredential" in globalThis && "parseRequestOptionsFromJSON" in PublicKeyCredential;

/** Whether passkeys can be offered where the address is typed. */
export const passkeysFillIn = async (): Promise<boolean> =>
  passkeysWork() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);

/** Undefined where the person thought better of it, or `signal` ended it. */
export async function askForPasskey(
  options: Json,
  mediation: "conditional" | "optional",
  signal: AbortSignal,
): Promise<Json | undefined> {
  if (!asksForOne(options)) throw new TypeError("These are no options of WebAuthn");
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return answerOf(() => navigator.credentials.get({ publicKey, mediation, signal }));
}

/** Undefined where the person thought better of it. */
export async function makePasskey(options: Json): Promise<Json | undefined> {
  if (!makesOne(options)) throw new TypeError("These are no options of WebAuthn");
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return answerOf(() => navigator.credentials.create({ publicKey }));
}

async function answerOf(ask: () => Promise<Credential | null>): Promise<Json | undefined> {
  try {
    const credential = await ask();
    return credential instanceof PublicKeyCredential ? { ...credential.toJSON() } : undefined;
  } catch (error) {
    // Closed, refused, timed out and aborted are told alike, so that a page learns nothing of what the device holds.
    if (error instanceof DOMException && (error.name === "NotAllowedError" || error.name === "AbortError"))
      return undefined;
    throw error;
  }
}

const asksForOne = (options: Json): options is Json & PublicKeyCredentialRequestOptionsJSON =>
  typeof options.challenge === "string";
const makesOne = (options: Json): options is Json & PublicKeyCredentialCreationOptionsJSON =>
  typeof options.challenge === "string" && "user" in options;
