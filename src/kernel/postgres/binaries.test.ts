import { expect, test } from "vitest";
import { majorFromVersion } from "./binaries.ts";

test.each([
  ["postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n", 15],
  ["postgres (PostgreSQL) 18.4\n", 18],
  ["postgres (PostgreSQL) 19beta1\n", 19],
  ["", 0],
])("%j names its major version", (text, major) => {
  expect(majorFromVersion(text)).toBe(major);
});
