import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where the built console is. */
export const consoleDir = join(root, "dist", "console");

/** What came of looking for the console: it was there, it was built now, or it cannot be and why. */
export type ConsoleState =
  | { readonly state: "present" }
  | { readonly state: "built" }
  | { readonly state: "absent"; readonly says: string };

/** Whether the console is built. */
export function hasConsole(): boolean {
  return existsSync(join(consoleDir, "index.html"));
}

/** Builds the console where it is missing and its build tool is installed; a server without it still serves the API. */
export async function ensureConsole(
  environment: Readonly<Record<string, string | undefined>>,
  onBuild: () => void,
): Promise<ConsoleState> {
  if (hasConsole()) return { state: "present" };
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const config = join(root, "console", "vite.config.ts");
  if (!existsSync(vite) || !existsSync(config))
    return { state: "absent", says: "the console is not built, and its build tool is not installed: run `npm ci`" };
  onBuild();
  const { code, said } = await ran(environment, [vite, "build", "--config", config, "--logLevel", "warn"]);
  if (code === 0) return { state: "built" };
  return {
    state: "absent",
    says: `the console could not be built: ${said.trim().split("\n").at(-1) ?? "no reason was given"}`,
  };
}

function ran(
  environment: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...environment, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, said: Buffer.concat(said).toString("utf8") }));
  });
}
