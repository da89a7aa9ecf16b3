import { expect, it } from "vitest";
import { describeError } from "./log.ts";

it("a logged error keeps no value of a statement", () => {
  const cause = Object.assign(new Error('duplicate key: "hanako@example.net"'), {
    name: "PostgresError",
    code: "23505",
  });
  const error = new Error("Failed query: insert … params: hanako@example.net", { cause });
  for (const logged of [describeError(error), describeError(cause)]) {
    expect(JSON.stringify(logged)).not.toContain("hanako");
    expect(logged).toMatchObject({ type: "PostgresError", code: "23505" });
  }
  expect(describeError(new TypeError("x is not a function"))).toMatchObject({ message: "x is not a function" });
});
