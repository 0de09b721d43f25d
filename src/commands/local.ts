import { ensureFirstWorkspace } from "../access/create-workspace.ts";
import { localOwner } from "../access/local-owner.ts";
import { createLog } from "../app/log.ts";
import { type App, openApp } from "../app.ts";
import { sequenceOnce } from "../audit/sequence.ts";
import { type Config, readConfig } from "../kernel/config.ts";
import { type Id, idSchema, newUuid } from "../kernel/ids.ts";
import { type Problem, problem } from "../kernel/problem.ts";
import type { Door } from "../surface/cli/deps.ts";
import type { Host } from "./host.ts";

/** The data folder opened by its owner, for one command. */
export interface Local {
  readonly app: App;
  readonly config: Config;
  /** Orders and signs what was recorded, then closes: records are proven even where no server runs. */
  close(): Promise<void>;
}

/** Opens the data folder; a running server on it is joined. Told to stop, it closes at once. */
export async function openLocal(host: Host, dataDir: string | undefined): Promise<Local> {
  const config = readConfig(host.environment, { dataDir });
  const level = host.environment["FAIRLEAD_LOG"] === undefined ? "silent" : config.logLevel;
  const log = createLog({ level, process: "command", write: host.err, wall: () => host.env.wall() });
  const app = await openApp(config, host.env, log);
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= app.close();
    return closing;
  };
  const onStop = (): void => {
    close().catch((error: unknown) => host.err(`fairlead: ${String(error)}\n`));
  };
  host.stopped.addEventListener("abort", onStop, { once: true });
  if (host.stopped.aborted) {
    await close();
    throw stoppedEarly();
  }
  return {
    app,
    config,
    close: async () => {
      host.stopped.removeEventListener("abort", onStop);
      try {
        if (closing === undefined) await sequenceAll(app);
      } finally {
        await close();
      }
    },
  };
}

function stoppedEarly(cause?: unknown): Problem {
  return problem("conflict", "stopped before it was done: what was committed stays", { cause });
}

/** Orders and signs what waits in every workspace; a server that does the same at the same time is no harm. */
export async function sequenceAll(app: App): Promise<void> {
  for (const workspaceId of await app.resources.db.workspaces()) {
    let report = await sequenceOnce(app.resources, workspaceId);
    while (report.pending > 0) report = await sequenceOnce(app.resources, workspaceId);
  }
}

/** Opens the data folder for operations, as its owner, in the first workspace. */
export async function openLocalDoor(host: Host, dataDir: string | undefined): Promise<Door> {
  const local = await openLocal(host, dataDir);
  try {
    const workspaceId = await firstWorkspace(local.app);
    const owner = localOwner(workspaceId, newUuid(host.env));
    return {
      call: async (name, input, idempotencyKey) => {
        try {
          return await local.app.invoker.call(name, input, owner, idempotencyKey);
        } catch (error) {
          if (!host.stopped.aborted) throw error;
          throw stoppedEarly(error);
        }
      },
      close: local.close,
    };
  } catch (error) {
    await local.close();
    throw error;
  }
}

/** The oldest workspace, made at the first use of a data folder. */
export async function firstWorkspace(app: App): Promise<Id<"wsp">> {
  const { workspaceId, isNew } = await ensureFirstWorkspace(app.deps.access, { name: "My workspace" });
  // Its log then has a checkpoint from the beginning, whatever is asked of it first.
  if (isNew) await sequenceAll(app);
  return workspaceId;
}

/** The workspace that a command names, or the first. */
export async function chosenWorkspace(app: App, named: string | undefined): Promise<Id<"wsp">> {
  if (named === undefined) return firstWorkspace(app);
  const known = await app.resources.db.workspaces();
  const id = idSchema("wsp").safeParse(named);
  if (id.success && known.includes(id.data)) return id.data;
  throw problem("not_found", `there is no workspace \`${named}\`: this folder has ${known.join(", ")}`);
}
