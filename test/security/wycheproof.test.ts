import { readFileSync } from "node:fs";
import { join } from "node:path";
import { signEmbedToken } from "@okaeri/sdk/server";
import type { JWK } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { embedKeys } from "../../packages/server/src/embedding/embed-keys.table.ts";
import { addEmbedKey } from "../../packages/server/src/embedding/embed-keys.ts";
import type { Context } from "../../packages/server/src/platform/context.ts";
import { withOrganization } from "../../packages/server/src/platform/database.ts";
import { DomainError } from "../../packages/server/src/platform/errors.ts";
import { newUuid } from "../../packages/server/src/platform/ids.ts";
import { type Forgery, mirrored, reencoded, split, withOddNumbers, withPaddingOf } from "./forgeries.ts";
import { corpora, corpusTitle, exchange, inTurns, listen } from "./listening-server.ts";

interface Group {
  comment: string;
  public?: JWK;
  private?: JWK;
  tests: { tcId: number; comment: string; jws: string; result: "valid" | "invalid" }[];
}

/** A group whose key is known to the organization, as far as policy takes it. */
interface Registered {
  group: Group;
  issuer: string;
  key: JWK;
  /** Why the key was refused; null when tokens may be signed with it. */
  refusal: string | null;
}

const table = join(import.meta.dirname, "refused-by-policy.md");

describe.skipIf(!corpora)(corpusTitle("Wycheproof's signatures over HTTP"), () => {
  let registered: Registered[] = [];
  let send: (token: string) => ReturnType<typeof exchange>;

  beforeAll(async () => {
    const path = join(corpora ?? "", "security/wycheproof/json_web_signature_test.json");
    const groups: Group[] = JSON.parse(readFileSync(path, "utf8")).testGroups;
    const server = await listen();
    const { ctx, publishableKey } = await server.foundOrganization();
    send = (token) => exchange(server.url, publishableKey, token);
    registered = await inTurns([...groups.entries()], async ([index, group]) => {
      const issuer = `https://group-${index}.example`;
      const key = group.private ?? group.public ?? {};
      return { group, issuer, key, refusal: await register(ctx, issuer, group) };
    });
  });

  it("takes none of the invalid ones, and none of the valid ones that are no embed tokens: the reasons are written down", async () => {
    const cases = registered.flatMap(({ group, refusal }) => group.tests.map((test) => ({ group, refusal, test })));
    const answers = await inTurns(cases, async (one) => ({ ...one, ...(await send(one.test.jws)) }));
    const invalid = answers.filter(({ test }) => test.result === "invalid");
    const valid = answers.filter(({ test }) => test.result === "valid");
    const accepted = answers.filter(({ status }) => status < 400);
    const failed = answers.filter(({ status }) => status >= 500);
    process.stdout.write(
      `wycheproof: ${answers.length} cases; ${invalid.length} invalid, ${accepted.filter(({ test }) => test.result === "invalid").length} accepted; ` +
        `${valid.length} valid, ${valid.filter(({ status }) => status >= 400).length} refused by policy\n`,
    );
    expect([answers.length, invalid.length, valid.length]).toEqual([401, 355, 46]);
    expect(accepted.map(({ test }) => test.tcId)).toEqual([]);
    expect(failed.map(({ test }) => test.tcId)).toEqual([]);
    await expect(
      writeTable(
        registered,
        valid.map(({ group, test, json, refusal }) => [
          String(test.tcId),
          group.comment,
          test.comment,
          json.code,
          json.detail ?? "",
          refusal ?? "—",
        ]),
      ),
    ).toMatchFileSnapshot(table);
  });

  it("takes a proper token signed with each group's own key, where policy takes the key, and no manipulated one", async () => {
    let controls = 0;
    let forgeries = 0;
    for (const one of registered) {
      const token = await sign(one);
      if (token === null) continue;
      const refused = await send(token);
      if (one.refusal !== null) {
        expect([one.group.comment, refused.status]).toEqual([one.group.comment, 401]);
        continue;
      }
      expect([one.group.comment, refused.status]).toEqual([one.group.comment, 201]);
      controls += 1;
      const odd: Forgery[] = [...reencoded((await sign(one)) ?? "")];
      if (one.key.kty === "EC") odd.push(...withOddNumbers((await sign(one)) ?? ""));
      const accepted = (
        await inTurns(odd, async ([what, forged]) => ({ what, status: (await send(forged)).status }))
      ).filter(({ status }) => status < 400 || status >= 500);
      expect([one.group.comment, accepted]).toEqual([one.group.comment, []]);
      forgeries += odd.length;
    }
    process.stdout.write(
      `wycheproof: ${controls} positive controls accepted; ${forgeries} forgeries of proper tokens, 0 accepted\n`,
    );
    expect(controls).toBe(registered.filter(({ refusal }) => refusal === null).length);
    expect(controls).toBeGreaterThanOrEqual(8);
  });

  it("takes a proper token only with the one PKCS #1 padding, not with any that the corpus forges", async () => {
    const group = registered.find(({ group }) =>
      group.tests.some(({ comment }) => comment === "lengthOfSequenceUsesLongFormEncoding"),
    );
    if (!group) throw new Error("the corpus has no group with forged paddings");
    const results = await inTurns(group.group.tests, async ({ comment, jws, result }) => {
      const [header, payload] = split((await sign(group)) ?? "");
      const token = withPaddingOf(jws, group.key, `${header}.${payload}`);
      return token === null ? null : { comment, result, ...(await send(token)) };
    });
    const wrapped = results.filter((one) => one !== null);
    const wrong = wrapped.filter(({ result, status }) => status !== (result === "valid" ? 201 : 401));
    expect(wrong.map(({ comment, status }) => [comment, status])).toEqual([]);
    expect(wrapped.filter(({ result }) => result === "valid")).toHaveLength(1);
    expect(wrapped.filter(({ json }) => json.code === "embed_token_signature_invalid").length).toBeGreaterThan(150);
    process.stdout.write(
      `wycheproof: ${wrapped.length - 1} forged paddings on proper tokens, 0 accepted; the true one accepted\n`,
    );
  });

  it("counts the second signature that ECDSA allows for a text as the same token", async () => {
    const group = registered.find(({ key, refusal }) => key.kty === "EC" && refusal === null);
    const token = (group && (await sign(group))) ?? "";
    expect((await send(token)).status).toBe(201);
    expect((await send(mirrored(token))).json.code).toBe("embed_token_spent");
  });
});

async function register(ctx: Context, issuer: string, group: Group): Promise<string | null> {
  const keyId = group.private?.kid ?? group.public?.kid ?? "";
  if (group.private?.kty === "oct") return registerSecret(ctx, issuer, keyId, group.private);
  try {
    await addEmbedKey(ctx, { issuer, keyId, source: { publicKey: JSON.stringify(group.public) } });
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.detail ?? error.code;
    throw error;
  }
}

// The API makes its own secrets and takes none; so the corpus' secret goes where the verb would have put one.
async function registerSecret(ctx: Context, issuer: string, keyId: string, key: JWK): Promise<string | null> {
  const secret = Buffer.from(key.k ?? "", "base64url");
  if (key.alg !== "HS256" || secret.length < 32) return "An HS256 secret needs 32 bytes";
  const row = { organizationId: ctx.organizationId, embedKeyId: newUuid(new Date()), issuer, keyId, secret };
  await withOrganization(ctx, (tx) =>
    tx.insert(embedKeys).values({ ...row, algorithm: "HS256" as const, createdAt: new Date().toISOString() }),
  );
  return null;
}

/** A proper embed token with the group's own private key, also where the key was refused; null where no token can be made. */
async function sign({ key, issuer }: Registered): Promise<string | null> {
  const common = { keyId: key.kid ?? "", issuer, subject: "0042", role: "member" } as const;
  if (key.kty === "oct")
    return signEmbedToken({ ...common, algorithm: "HS256", secret: Buffer.from(key.k ?? "", "base64url") });
  if (key.crv === "P-521") return null;
  const { use, alg, key_ops, ...privateKey } = key;
  return signEmbedToken({ ...common, algorithm: key.kty === "EC" ? "ES256" : "RS256", privateKey });
}

function writeTable(groups: Registered[], rows: string[][]): string {
  const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  const line = (cells: string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [
    "# Valid signatures that the policy for embed tokens refuses",
    "",
    "Written by `wycheproof.test.ts` from C2SP/wycheproof `json_web_signature_test.json`; the test fails when an answer changes.",
    "All of them are general JWS: none has the type, key id and claims of an embed token. A token that has them, signed with the",
    "same keys, is taken where the last column says —.",
    "",
    line(["tcId", "group", "comment", "code", "rule it breaks", "and the key"]),
    line(["---:", "---", "---", "---", "---", "---"]),
    ...rows.map(line),
    "",
    "## Keys that registration refuses",
    "",
    line(["group", "cases", "why"]),
    line(["---", "---:", "---"]),
    ...groups.flatMap(({ group, refusal }) =>
      refusal === null ? [] : [line([group.comment, String(group.tests.length), refusal])],
    ),
    "",
  ].join("\n");
}
