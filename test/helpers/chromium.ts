import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The Chromium of this machine, from `FAIRLEAD_TEST_CHROMIUM` or the path; `undefined` when there is none. */
export function findChromium(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const given = environment["FAIRLEAD_TEST_CHROMIUM"];
  if (given !== undefined) return given;
  const folders = (environment["PATH"] ?? "").split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
