import { expect, it } from "vitest";
import { newSortableId } from "./sortable-id.ts";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

it("is a UUIDv7 of this millisecond, and never the same twice", () => {
  const before = Date.now();
  const ids = Array.from({ length: 1000 }, newSortableId);
  const after = Date.now();
  for (const id of ids) {
    let bits = 0n;
    for (const character of id) bits = (bits << 5n) | BigInt(alphabet.indexOf(character));
    const hex = bits.toString(16).padStart(32, "0");
    expect(hex).toMatch(/^.{12}7.{3}[89ab].{15}$/);
    const madeAt = Number.parseInt(hex.slice(0, 12), 16);
    expect(madeAt >= before && madeAt <= after).toBe(true);
  }
  expect(new Set(ids).size).toBe(ids.length);
});
