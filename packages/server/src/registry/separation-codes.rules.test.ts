import { describe, expect, it } from "vitest";
import { lawfulSeparationCodes, readSeparation } from "./separation-codes.rules.ts";

describe("a separation code", () => {
  it("has all that the certificate has: 13 classes, 15 numbers", () => {
    expect(lawfulSeparationCodes.map(({ number, code }) => `${code}${number}`)).toEqual(
      "1A11 1B12 2A21 2B22 2C23 2D24 2E25 3A31 3B32 3C33 3D34 4D40 4D45 5E50 5E55".split(" "),
    );
  });

  it.each([
    ["2E", { code: "2E", number: 25 }],
    ["25", { code: "2E", number: 25 }],
    ["4D", { code: "4D", number: null }],
    ["4D(40)", { code: "4D", number: 40 }],
    ["４Ｄ－４５", { code: "4D", number: 45 }],
    ["4d 45", { code: "4D", number: 45 }],
    ["45", { code: "4D", number: 45 }],
    ["5E", { code: "5E", number: null }],
    ["4E", null],
    ["1A12", null],
    ["99", null],
    ["自己都合", null],
    ["", null],
  ])("written %s", (text, separation) => {
    expect(readSeparation(text, lawfulSeparationCodes)).toEqual(separation);
  });
});
