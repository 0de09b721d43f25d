import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Id } from "../kernel/ids.ts";

/** What a demo run must remember to go on after it was killed: ports, keys, and how far the setting up got. */
export interface DemoState {
  readonly seed: string;
  readonly rows: number;
  /** A market module of the user's own, by absolute path. */
  readonly market?: string | undefined;
  readonly httpPort: number;
  readonly smtpPort: number;
  readonly worldSmtpPort: number;
  readonly worldControlPort: number;
  readonly keys?: { readonly admin: string; readonly approver: string; readonly agent: string; readonly eager: string };
  readonly workspaceId?: Id<"wsp">;
  readonly adminId?: Id<"usr">;
  readonly sequenceId?: Id<"seq">;
  readonly isImported?: boolean;
  readonly signalsUntil?: number;
  readonly isTold?: boolean;
}

/** Reads the state of a folder, or makes it for a new one. */
export async function openState(
  dataDir: string,
  fresh: Pick<DemoState, "seed" | "rows" | "market">,
): Promise<DemoState> {
  const path = pathOf(dataDir);
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as DemoState;
  const state: DemoState = {
    ...fresh,
    httpPort: await freePort(),
    smtpPort: await freePort(),
    worldSmtpPort: await freePort(),
    worldControlPort: await freePort(),
  };
  saveState(dataDir, state);
  return state;
}

/** Writes the state whole, or not at all; it holds keys, so only the owner may read it. */
export function saveState(dataDir: string, state: DemoState): void {
  mkdirSync(join(dataDir, "demo"), { recursive: true, mode: 0o700 });
  writeFileSync(`${pathOf(dataDir)}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${pathOf(dataDir)}.new`, pathOf(dataDir));
}

/** How the world is told which market to play. */
export function marketArguments({ market }: Pick<DemoState, "market">): readonly string[] {
  return market === undefined ? [] : ["--market", market];
}

function pathOf(dataDir: string): string {
  return join(dataDir, "demo", "state.json");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port")),
      );
    });
  });
}
