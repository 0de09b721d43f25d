import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { prepareBundled } from "../../src/kernel/postgres/binaries.ts";

test("library links that npm did not make are made in the package itself", () => {
  const root = mkdtempSync(join(tmpdir(), "fairlead-binaries-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const folder of ["bin", "lib", "share"]) mkdirSync(join(root, "native", folder), { recursive: true });
  writeFileSync(join(root, "native", "bin", "postgres"), "", { mode: 0o755 });
  writeFileSync(join(root, "native", "lib", "libpq.so.5.18"), "library");
  const links = [{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }];
  writeFileSync(join(root, "native", "pg-symlinks.json"), JSON.stringify(links));
  const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, isLent: false };
  for (const _round of ["first", "again"]) {
    const found = prepareBundled({ root, name: "postgresql-test", major: 18 }, self);
    expect(found).toEqual({ folder: join(root, "native", "bin"), major: 18, origin: "bundled" });
  }
  const link = join(root, "native", "lib", "libpq.so.5");
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(link, "utf8")).toBe("library");
  expect(existsSync(join(root, "native", "native"))).toBe(false);
});
