import { readFile } from "node:fs/promises";
import { type Command, InvalidArgumentError } from "commander";
import { addEmbedKey, type EmbedKeySource } from "../embedding/embed-keys.ts";
import { DomainError } from "../platform/errors.ts";
import { type AnswerOptions, answer, answering } from "./command.ts";
import { withOrganizationNamed } from "./with-engine.ts";

interface AddOptions extends AnswerOptions {
  org: string;
  issuer: string;
  jwksUrl?: string;
  publicKey?: string;
  hs256?: true;
  kid?: string;
}

export function addKeyCommands(program: Command): void {
  const key = program.command("key").description("keys that sign embed tokens");
  answering(key.command("add"), [
    "key add --org acme --issuer https://hris.acme.example --jwks-url https://hris.acme.example/jwks.json",
    "key add --org acme --issuer https://hris.acme.example --public-key embed.pem",
  ])
    .description("trust an issuer's embed tokens: by its key set, by one public key, or by a shared secret made here")
    .requiredOption("--org <slug>", "the organization")
    .requiredOption("--issuer <issuer>", "what its tokens say as iss")
    .option("--jwks-url <url>", "its key set; rotated keys are found there")
    .option("--public-key <file>", "P-256, Ed25519 or RSA of at least 2048 bits, as PEM or JWK")
    .option("--hs256", "makes a secret for HS256 and prints it this once")
    .option("--kid <id>", "the key id its tokens name; otherwise the key's RFC 7638 thumbprint")
    .action(async (options: AddOptions) => {
      const source = await readSource(options);
      const added = await withOrganizationNamed(options.org, (ctx) =>
        addEmbedKey(ctx, { issuer: options.issuer, source, ...(options.kid !== undefined && { keyId: options.kid }) }),
      );
      const lines = [
        `key        ${added.id}`,
        `issuer     ${added.issuer}`,
        `kid        ${added.keyId ?? "any of the key set"}`,
        `algorithm  ${added.algorithm ?? "by the key"}`,
      ];
      if (added.secret) lines.push(`secret     ${added.secret}`, "Keep the secret now: it is not shown again.");
      answer(options, added, lines.join("\n"));
    });
}

async function readSource({ jwksUrl, publicKey, hs256 }: AddOptions): Promise<EmbedKeySource> {
  const named = [jwksUrl, publicKey, hs256].filter((option) => option !== undefined);
  if (named.length !== 1) throw new InvalidArgumentError("name one of --jwks-url, --public-key and --hs256");
  if (jwksUrl !== undefined) return { jwksUrl };
  if (publicKey === undefined) return { hs256: true };
  try {
    return { publicKey: await readFile(publicKey, "utf8") };
  } catch {
    throw new DomainError("invalid_input", { detail: `${publicKey} can't be read` });
  }
}
