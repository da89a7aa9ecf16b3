import { describe, expect, it } from "vitest";
import { z } from "zod";
import { startTestServer } from "../../testing/server.ts";
import { operationsOf } from "../http/answered-operations.ts";
import { compileProjection } from "./projection.rules.ts";
import { resources } from "./resources.rules.ts";

const { app } = await startTestServer();
const operations = [...operationsOf(app).values()];

interface Named {
  id: string;
  schema: z.core.$ZodObject;
}

function namedIn(schema: z.core.$ZodType, found: Map<string, Named>): void {
  const { def } = schema._zod;
  if (schema instanceof z.core.$ZodObject) {
    const id = z.globalRegistry.get(schema)?.id;
    if (id !== undefined) found.set(id, { id, schema });
    for (const member of Object.values(schema._zod.def.shape)) namedIn(member, found);
  }
  for (const name of ["element", "innerType", "valueType", "in"] as const)
    if (name in def) {
      const inner: unknown = Reflect.get(def, name);
      if (inner instanceof z.core.$ZodType) namedIn(inner, found);
    }
  if (schema instanceof z.core.$ZodTuple) for (const item of schema._zod.def.items) namedIn(item, found);
}

const answered = new Map<string, Named>();
for (const { answers } of operations) for (const schema of answers.values()) namedIn(schema, answered);

describe("the table of who may read what", () => {
  it("has a line for every record that the API answers with, and for nothing else", () => {
    expect(operations.length).toBeGreaterThan(50);
    expect(Object.keys(resources).sort()).toEqual([...answered.keys()].sort());
  });

  it("knows of every answer how to show it", () => {
    for (const { answers } of operations)
      for (const schema of answers.values()) expect(() => compileProjection(schema)).not.toThrow();
  });

  it("names only fields that are there, and that can be left empty", () => {
    for (const [resource, { fields, about }] of Object.entries(resources)) {
      const shape = answered.get(resource)?.schema._zod.def.shape ?? {};
      if (about !== undefined) expect(Object.keys(shape), resource).toContain(about);
      for (const field of Object.keys(fields ?? {})) {
        const member = shape[field];
        expect(member, `${resource}.${field}`).toBeDefined();
        const emptied = member && (z.safeParse(member, null).success || z.safeParse(member, []).success);
        expect(emptied, `${resource}.${field} can be empty`).toBe(true);
      }
    }
  });
});

describe("a new record", () => {
  it("that nobody gave a line is in nobody's answer", () => {
    const project = compileProjection(z.object({ secret: z.string() }).meta({ id: "Unheard" }));
    const reader = { role: "admin", decisions: {}, purpose: null } as const;
    const place = { reader, seen: { people: new Set<string>(), fields: new Set<string>() }, withheld: null, path: "" };
    expect(() => project({ secret: "x" }, place)).toThrow("Unheard");
  });
});
