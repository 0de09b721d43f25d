import { Worker } from "node:worker_threads";
import { type AppendDeps, actorOf } from "../audit/append.ts";
import type { Env } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Database } from "../kernel/sql.ts";
import { activateBundle, type BundleShelf } from "./bundles.ts";
import type { activatePolicy } from "./contract.ts";
import type { BundleFault, BundleSource } from "./core/bundle.ts";

export interface ActivateDeps extends AppendDeps {
  readonly db: Database;
  readonly env: Pick<Env, "wall" | "randomBytes" | "sleep">;
  readonly shelf: BundleShelf;
  readonly shipped: BundleSource;
}

const gateDeadlineMs = 30_000;

/** Checks an organisation's policies apart from this process, then puts them in force with the core of this version. */
export async function activateOrganisation(
  deps: ActivateDeps,
  input: InputOf<typeof activatePolicy>,
  caller: Caller,
): Promise<OutputOf<typeof activatePolicy>> {
  const source: BundleSource = { core: deps.shipped.core, organisation: input.organisation };
  const faults = await gateFaults(deps, source);
  if (faults.length > 0) {
    throw problem("invalid_input", `the policies have ${faults.length} ${faults.length === 1 ? "fault" : "faults"}`, {
      errors: faults.map(({ policy, says }) => ({
        path: `/organisation${policy === "" ? "" : `/${policy}`}`,
        message: says,
      })),
    });
  }
  const bundle = deps.shelf.compiled(source);
  await deps.db.write(caller.workspaceId, (tx) => activateBundle(deps, tx, bundle, actorOf(caller)));
  return { hash: bundle.hash, policies: bundle.policies.length };
}

/** What the gate thread says of a source; a thread that dies or hangs has refused it. */
export async function gateFaults(
  deps: { readonly env: Pick<Env, "sleep"> },
  source: BundleSource,
): Promise<readonly BundleFault[]> {
  const worker = new Worker(new URL("./bundle-gate.ts", import.meta.url), {
    workerData: source,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    stdout: true,
    stderr: true,
  });
  const deadline = new AbortController();
  const refused = (says: string): readonly BundleFault[] => [{ policy: "", says }];
  try {
    return await Promise.race([
      new Promise<readonly BundleFault[]>((resolve) => {
        worker.once("message", resolve);
        worker.once("error", (error) =>
          resolve(refused(`the policies broke the engine that checks them: ${String(error.message).slice(0, 200)}`)),
        );
        worker.once("exit", () => resolve(refused("the policies broke the engine that checks them")));
      }),
      deps.env
        .sleep(gateDeadlineMs, deadline.signal)
        .then(() => refused(`checking took longer than ${gateDeadlineMs / 1000} s`)),
    ]);
  } finally {
    deadline.abort();
    await worker.terminate();
  }
}
