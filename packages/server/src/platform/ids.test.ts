import fc from "fast-check";
import { TypeID } from "typeid-js";
import { describe, expect, it } from "vitest";
import { newUuid, toTypeId, toUuid } from "./ids.ts";

describe("ids", () => {
  it("are written as the TypeID specification has them, in either case of the UUID, and read back", () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(toTypeId("job", uuid)).toBe(TypeID.fromUUID("job", uuid).toString());
        expect(toTypeId("job", uuid.toUpperCase())).toBe(toTypeId("job", uuid));
        expect(toUuid("job", toTypeId("job", uuid))).toBe(uuid);
      }),
    );
  });

  it("sort by time, and are of version 7", () => {
    const ids = [1, 2, 3].map((second) => newUuid(new Date(second * 1000)));
    expect([...ids].sort()).toEqual(ids);
    for (const id of ids) expect(id).toMatch(/^.{14}7.{4}[89ab]/);
  });

  it.each(["job_", "job_8zzzzzzzzzzzzzzzzzzzzzzzzz", "person_01h455vb4pex5vsknk084sn02q", "x", ""])(
    "that can't be are not found: %s",
    (id) => expect(() => toUuid("job", id)).toThrow(expect.objectContaining({ code: "not_found" })),
  );
});
