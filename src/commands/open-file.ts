import { open } from "node:fs/promises";
import { problem } from "../kernel/problem.ts";

/** Opens a file that the caller named, or says in the caller's words why that cannot be. */
export async function opened(path: string, flags: "r" | "w"): ReturnType<typeof open> {
  try {
    return await open(path, flags);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const why: Readonly<Record<string, string>> = {
      ENOENT: flags === "r" ? "there is no such file" : "its folder does not exist",
      EACCES: "it may not be opened by this user",
      EISDIR: "it is a folder",
    };
    const says = why[code];
    if (says === undefined) throw error;
    throw problem("invalid_input", `\`${path}\` cannot be ${flags === "r" ? "read" : "written"}: ${says}`, {
      cause: error,
    });
  }
}
