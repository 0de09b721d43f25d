import { expect, test } from "vitest";
import { isOneOf, isSameSecret, publicKeyFrom } from "./secrets.ts";

test("secrets are equal byte for byte, and an empty one is no secret", () => {
  expect(isSameSecret("word", Buffer.from("word"))).toBe(true);
  expect(isSameSecret("word", "word ")).toBe(false);
  expect(isOneOf("b", ["a", "b"])).toBe(true);
  expect(isOneOf("c", ["a", "b"])).toBe(false);
  expect(isOneOf("", [""])).toBe(false);
  expect(isOneOf("", [])).toBe(false);
});

test("what is no key is null", () => {
  for (const text of ["", "nonsense", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"])
    expect(publicKeyFrom(text)).toBeNull();
});
