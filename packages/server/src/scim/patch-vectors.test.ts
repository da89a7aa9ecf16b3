import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Schema } from "./attributes.rules.ts";
import type { Json, Resource } from "./filter-matching.rules.ts";
import { applyPatch, readPatch } from "./patches.rules.ts";
import { groupSchema, userSchema } from "./schemas.rules.ts";

const corpora = process.env.OKAERI_CORPORA;

interface Vector {
  source: Resource;
  target: Resource;
  ops: Json[];
}

const replacedName = "sub-attributes that aren't named stay as they are (RFC 7644 3.5.2.3); the vector drops them";

/** Vectors that Okaeri answers otherwise, and why. */
const exceptions = new Map<string, string>([
  ['replace 2: [{"op":"replace","path":"name","value":{"formatted":"Test"}}]', replacedName],
]);

/** What the vectors patch is a user with members, whose password can be read and whose `$ref` can be written. */
const schema: Schema = {
  ...userSchema,
  attributes: [...userSchema.attributes, ...groupSchema.attributes].map((attribute) => ({
    ...attribute,
    mutability: "readWrite",
    ...(attribute.attributes && {
      attributes: attribute.attributes.map((part) => ({ ...part, mutability: "readWrite" as const })),
    }),
  })),
};

describe.skipIf(!corpora)("the patch vectors of scimmy", () => {
  const path = join(corpora ?? "", "hris/scimmy/patchop.json");
  const vectors: { inbound: Record<string, Vector[]> } = corpora
    ? JSON.parse(readFileSync(path, "utf8"))
    : { inbound: {} };
  const cases = Object.entries(vectors.inbound).flatMap(([kind, all]) =>
    all.map((vector, index) => ({ name: `${kind} ${index + 1}: ${JSON.stringify(vector.ops)}`, ...vector })),
  );

  it("are 18, and every exception is one of them", () => {
    expect(cases).toHaveLength(18);
    console.log(`scimmy's patch vectors: ${cases.length - exceptions.size} of ${cases.length} pass`);
    expect([...exceptions.keys()].filter((name) => !cases.some((one) => one.name === name))).toEqual([]);
  });

  it.each(cases)("$name", ({ name, source, target, ops }) => {
    const patched = applyPatch(schema, source, readPatch({ Operations: ops }));
    if (exceptions.has(name)) expect(patched).not.toEqual(target);
    else expect(patched).toEqual(target);
  });
});
