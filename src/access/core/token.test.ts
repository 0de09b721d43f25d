import fc from "fast-check";
import { expect, test } from "vitest";
import { keyBytes, keyFromBytes, prefixOfKey, tokenDigest, tokenFromBytes, tokenMatches } from "./token.ts";

const random = fc.uint8Array({ minLength: keyBytes, maxLength: keyBytes });

test("a key is found by its prefix and proven by its digest", () => {
  fc.assert(
    fc.property(random, (bytes) => {
      const key = keyFromBytes(bytes);
      expect(prefixOfKey(key.token)).toBe(key.prefix);
      expect(tokenMatches(key.token, key.digest)).toBe(true);
      expect(key.token).toMatch(/^flk_[0-9a-z]{12}_[0-9a-z]{52}$/);
    }),
  );
});

test("any other secret under the same prefix does not match", () => {
  fc.assert(
    fc.property(random, fc.integer({ min: 8, max: keyBytes - 1 }), (bytes, at) => {
      const other = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(keyFromBytes(other).prefix).toBe(keyFromBytes(bytes).prefix);
      expect(tokenMatches(keyFromBytes(other).token, keyFromBytes(bytes).digest)).toBe(false);
    }),
  );
});

test("what does not have the form of a key has no prefix", () => {
  for (const text of ["", "flk_", "flk_short_secret", `${keyFromBytes(new Uint8Array(keyBytes)).token}x`, "fls_abc"])
    expect(prefixOfKey(text)).toBeUndefined();
});

test("a session and a link from the same bytes are different secrets", () => {
  const bytes = new Uint8Array(32).fill(7);
  expect(tokenDigest(tokenFromBytes("session", bytes))).not.toEqual(tokenDigest(tokenFromBytes("link", bytes)));
});
