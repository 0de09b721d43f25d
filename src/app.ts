import packageJson from "../package.json" with { type: "json" };
import { createAuthorize } from "./access/authorize.ts";
import { forgetSecrets } from "./access/forget-secrets.ts";
import { createRateLimits, type RateLimits } from "./access/rate-limits.ts";
import { createWebhook, rotateWebhook } from "./activity/outgoing/contract.ts";
import { createProvider, rotateProvider } from "./activity/providers/contract.ts";
import { type BlockDeps, buildDeps } from "./app/deps.ts";
import type { Log } from "./app/log.ts";
import { bindAll } from "./app/operations.ts";
import { openResources, type Resources } from "./app/resources.ts";
import type { Config } from "./kernel/config.ts";
import type { Env } from "./kernel/env.ts";
import { createInvoker, type Invoker } from "./kernel/invoke.ts";
import { problemDocument } from "./kernel/problem.ts";
import { createRemember } from "./kernel/remember.ts";
import { ensureBundle } from "./policy/bundles.ts";

/** A composed Fairlead process: the operations, what they stand on, and how to end it. */
export interface App {
  readonly version: string;
  readonly resources: Resources;
  readonly deps: BlockDeps;
  readonly rates: RateLimits;
  readonly invoker: Invoker;
  close(): Promise<void>;
}

/** Opens a data folder and composes every block on it: the one place that knows them all. */
export async function openApp(
  config: Config,
  env: Env,
  log: Log,
  start?: Parameters<typeof openResources>[3],
): Promise<App> {
  const resources = await openResources(config, env, log, start);
  const deps = buildDeps(resources);
  const rates = createRateLimits(env);
  const invoker = createInvoker(
    {
      authorize: createAuthorize(rates),
      remember: forgetSecrets(createRemember(resources.db), [
        createWebhook,
        rotateWebhook,
        createProvider,
        rotateProvider,
      ]),
      elapsedMs: () => env.elapsedMs(),
      onCall: (operation, caller, { ms, error }) => {
        const failure = error === undefined ? {} : { code: problemDocument(error).code };
        log("debug", "call", {
          operation: operation.name,
          principal: caller.principal.id,
          request: caller.requestId,
          ms: Math.round(ms),
          ...failure,
        });
      },
    },
    bindAll(resources, deps),
  );
  for (const workspaceId of await resources.db.workspaces())
    await resources.db.write(workspaceId, (tx) => ensureBundle(deps.policyStart, tx));
  return { version: packageJson.version, resources, deps, rates, invoker, close: resources.close };
}
