import { expect, test } from "vitest";
import { hashPassword, passwordMatches } from "./password.ts";

test("a password matches its own hash and nothing else does", async () => {
  const stored = await hashPassword("correct horse battery", new Uint8Array(16).fill(3));
  expect(stored).toMatch(/^scrypt\$131072\$8\$1\$/);
  expect(await passwordMatches("correct horse battery", stored)).toBe(true);
  expect(await passwordMatches("correct horse batterz", stored)).toBe(false);
  expect(await passwordMatches("correct horse battery", "plain")).toBe(false);
});
