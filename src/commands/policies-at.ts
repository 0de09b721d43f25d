import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { problem } from "../kernel/problem.ts";

/** The text of a file, or of every `.cedar` file of a folder in the order of their names. */
export async function policiesAt(path: string): Promise<string> {
  try {
    if (!(await stat(path)).isDirectory()) return await readFile(path, "utf8");
    const names = (await readdir(path)).filter((name) => name.endsWith(".cedar")).sort();
    if (names.length === 0) throw problem("invalid_input", `\`${path}\` holds no file whose name ends in \`.cedar\``);
    return (await Promise.all(names.map((name) => readFile(join(path, name), "utf8")))).join("\n");
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw problem("invalid_input", `\`${path}\` cannot be read: ${error.message}`, { cause: error });
  }
}
