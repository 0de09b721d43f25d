import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A folder of one test file, and the data folder in it that the first command makes. Removed after the tests. */
export function commandFolder(): { readonly folder: string; readonly dataDir: string } {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-commands-"));
  // As root, the database runs as another user, who has to get to its folder.
  chmodSync(folder, 0o711);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, dataDir: join(folder, "data") };
}
