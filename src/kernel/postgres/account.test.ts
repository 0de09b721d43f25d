import { expect, test } from "vitest";
import { grants } from "./account.ts";

const account = { uid: 10, gid: 20, isLent: true };

test.each([
  ["its own folder", { uid: 10, gid: 1, mode: 0o700 }, true],
  ["its own folder that it closed to itself", { uid: 10, gid: 20, mode: 0o077 }, false],
  ["a folder of its group", { uid: 0, gid: 20, mode: 0o710 }, true],
  ["a folder closed to its group but not to others", { uid: 0, gid: 20, mode: 0o701 }, false],
  ["a folder open to everybody", { uid: 0, gid: 0, mode: 0o711 }, true],
  ["a private folder of root", { uid: 0, gid: 0, mode: 0o700 }, false],
])("an account passes %s as the kernel decides it", (_name, modes, mayPass) => {
  expect(grants(modes, account, 0o1)).toBe(mayPass);
});
