import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

type Cbor = number | string | Buffer | Map<number | string, Cbor>;

/** As much of RFC 8949 as WebAuthn's structures need. */
function encode(value: Cbor): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [encode(key), encode(one)])]);
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff]);
}

const sha256 = (data: string | Buffer): Buffer => createHash("sha256").update(data).digest();
const base64url = (data: string | Buffer): string => Buffer.from(data).toString("base64url");

const userPresent = 0x01;
const userVerified = 0x04;
const attestedData = 0x40;

export interface Circumstances {
  challenge: string;
  origin: string;
  /** The host name that the browser lets the page ask for. */
  rpId: string;
  /** Whether the person showed a finger, a face or a PIN. */
  verified?: boolean;
}

/** An authenticator with one ES256 key, and the browser around it; what it says can be made to be wrong. */
export function createAuthenticator() {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const credentialId = randomBytes(32);
  let counter = 0;

  const clientData = (type: string, { challenge, origin }: Circumstances): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authenticatorData = (flags: number, { rpId, verified = true }: Circumstances, rest: Buffer): Buffer => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const state = Buffer.from([flags | userPresent | (verified ? userVerified : 0)]);
    return Buffer.concat([sha256(rpId), state, count, rest]);
  };
  const id = base64url(credentialId);
  const named = { id, rawId: id, type: "public-key", clientExtensionResults: {} };

  return {
    id,
    setCounter: (value: number) => {
      counter = value;
    },
    /** `navigator.credentials.create()` */
    register(circumstances: Circumstances) {
      const coseKey = encode(
        new Map<number, Cbor>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x, "base64url")],
          [-3, Buffer.from(y, "base64url")],
        ]),
      );
      const length = Buffer.from([0, credentialId.length]);
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey]);
      const attestationObject = encode(
        new Map<string, Cbor>([
          ["fmt", "none"],
          ["attStmt", new Map()],
          ["authData", authenticatorData(attestedData, circumstances, attested)],
        ]),
      );
      return {
        ...named,
        response: {
          clientDataJSON: base64url(clientData("webauthn.create", circumstances)),
          attestationObject: base64url(attestationObject),
          transports: ["internal"],
        },
      };
    },
    /** `navigator.credentials.get()` */
    sign(circumstances: Circumstances) {
      counter += 1;
      const data = clientData("webauthn.get", circumstances);
      const authData = authenticatorData(0, circumstances, Buffer.alloc(0));
      const signature = sign("sha256", Buffer.concat([authData, sha256(data)]), privateKey);
      return {
        ...named,
        response: {
          clientDataJSON: base64url(data),
          authenticatorData: base64url(authData),
          signature: base64url(signature),
          userHandle: null,
        },
      };
    },
  };
}
