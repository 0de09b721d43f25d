import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { systemEnv } from "../../src/kernel/env.ts";
import { lockExclusive, tryLock } from "../../src/kernel/postgres/lock.ts";

function lockFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "lock");
}

test("many share a lock, one has it alone, and never both at once", () => {
  const file = lockFile();
  const one = tryLock(file, "shared");
  const two = tryLock(file, "shared");
  expect(one).not.toBeNull();
  expect(two).not.toBeNull();
  expect(tryLock(file, "exclusive")).toBeNull();
  one?.release();
  one?.release();
  expect(tryLock(file, "exclusive")).toBeNull();
  two?.release();
  const alone = tryLock(file, "exclusive");
  expect(alone).not.toBeNull();
  expect(tryLock(file, "shared")).toBeNull();
  expect(tryLock(file, "exclusive")).toBeNull();
  alone?.release();
  tryLock(file, "shared")?.release();
});

test("who waits gets the lock when it is released, and is told which file it waits for when it is not", async () => {
  const file = lockFile();
  const first = await lockExclusive(systemEnv(), file, 1_000);
  await expect(lockExclusive(systemEnv(), file, 50)).rejects.toThrow(file);
  const second = lockExclusive(systemEnv(), file, 2_000);
  first.release();
  (await second).release();
});

test("a folder that is not there is named with what to do", () => {
  expect(() => tryLock(join(tmpdir(), "fairlead-nowhere", "lock"), "shared")).toThrow(/cannot lock .* run as the user/);
});
