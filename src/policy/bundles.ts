import { type AppendDeps, appendAudit } from "../audit/append.ts";
import type { AuditActor } from "../audit/contract.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import type { Tx } from "../kernel/sql.ts";
import { type Bundle, type BundleSource, compileBundle } from "./core/bundle.ts";
import { canaryFaults } from "./core/canary.ts";
import type { ActiveBundle } from "./core/decide.ts";
import { settledModes } from "./core/modes.ts";
import type { CedarEngine } from "./engine.ts";
import { bumpGates } from "./gates.ts";
import { type ActivationKind, insertActivation } from "./store/activations.ts";
import { activeBundleHash, bundleSource, insertBundle, upsertActiveBundle } from "./store/bundles.ts";

/** Bundles that this process has compiled, held by the composition root. */
export interface BundleShelf {
  /** The bundle in force in the workspace of a transaction, read in it: a process can never decide by an older one. */
  active(tx: Tx): Promise<ActiveBundle>;
  /** The hash alone, for the attempt: it must equal that of the reserve step. */
  activeHash(tx: Tx): Promise<string | undefined>;
  /** Compiles a source and tries it on the canary; throws when it may not serve. */
  compiled(source: BundleSource): Bundle;
}

const shelfSize = 32;

/** A shelf over an engine. Equal bundles of many workspaces are one compiled bundle. */
export function createBundleShelf(engine: CedarEngine, shipped: BundleSource): BundleShelf {
  const shelf = new Map<string, Bundle>();
  const keep = (bundle: Bundle): Bundle => {
    const oldest = shelf.keys().next().value;
    if (shelf.size >= shelfSize && oldest !== undefined) shelf.delete(oldest);
    shelf.set(bundle.hash, bundle);
    return bundle;
  };
  const compiled = (source: BundleSource): Bundle => {
    const known = [...shelf.values()].find((one) => sourceKey(one.source) === sourceKey(source));
    if (known !== undefined) return known;
    const bundle = compileBundle(engine.language, source);
    if ("faults" in bundle) throw new Error(bundle.faults.map(({ policy, says }) => `${policy}: ${says}`).join("; "));
    const faults = canaryFaults(engine, bundle);
    if (faults.length > 0) throw new Error(faults.join("; "));
    return keep(bundle);
  };
  const load = async (tx: Tx, hash: string): Promise<ActiveBundle> => {
    const source = await bundleSource(tx, hash);
    if (source === undefined) return stale("the bundle in force is not stored");
    // The core is pinned to this version: another one would be a weaker or a newer promise than this process makes.
    if (source.core !== shipped.core)
      return stale(
        "the bundle in force was made with another core: start the newest version, or put your policies in force again",
      );
    const bundle = compiled(source);
    if (bundle.hash !== hash)
      return stale("the bundle in force was compiled by another version: start the newest version");
    return { state: "ready", bundle };
  };
  return {
    compiled,
    activeHash: activeBundleHash,
    active: async (tx) => {
      const hash = await activeBundleHash(tx);
      if (hash === undefined) return stale("no policy bundle is in force");
      const known = shelf.get(hash);
      if (known !== undefined) return { state: "ready", bundle: known };
      try {
        return await load(tx, hash);
      } catch (error) {
        if (isDatabaseError(error)) throw error;
        return stale(`the bundle in force cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}

/** Everything that makes two sources the same bundle, cheaply: nothing is compiled for it. */
function sourceKey({ core, organisation, team, modes }: BundleSource): string {
  return canonicalJson([core, organisation, team ?? "", settledModes(modes)]);
}

/** Why a bundle is put in force. */
export interface ActivationCause {
  readonly kind: ActivationKind;
  readonly reason: string;
}

/** Puts a bundle in force: stored, recorded, and every permit decided under the one before is void. */
export async function activateBundle(
  deps: AppendDeps,
  tx: Tx,
  bundle: Bundle,
  actor: AuditActor,
  { kind, reason }: ActivationCause,
): Promise<void> {
  await bumpGates(tx, [{ kind: "workspace", key: "all" }]);
  const previous = await activeBundleHash(tx);
  const [recordId] = await appendAudit(deps, tx, [
    {
      type: "policy.published",
      actor,
      data: {
        bundle: bundle.hash,
        core: bundle.coreHash,
        previous: previous ?? null,
        policies: bundle.policies.length,
        kind,
      },
    },
  ]);
  if (recordId === undefined) throw new Error("the activation has no audit record");
  await insertBundle(tx, {
    hash: bundle.hash,
    coreHash: bundle.coreHash,
    core: bundle.source.core,
    organisation: bundle.source.organisation,
    team: bundle.source.team ?? "",
    modes: settledModes(bundle.source.modes),
    policies: bundle.policies.map(({ id, layer, effect, code, hash }) => ({ id, layer, effect, code, hash })),
    createdBy: actor.id,
  });
  await upsertActiveBundle(tx, bundle.hash, actor.id, recordId);
  await insertActivation(tx, {
    recordId,
    hash: bundle.hash,
    previous: previous ?? null,
    kind,
    reason,
    activatedBy: actor.id,
  });
}

/**
 * Makes sure that a workspace has a bundle which this version can serve: the shipped one in a new workspace, and after an
 * upgrade the new core with the policies of organisation and team. Call at start and for every new workspace. Policies that do not go
 * with this version stay as they are: their workspace is denied everything until somebody mends them, and no other one waits for it.
 */
export async function ensureBundle(
  deps: AppendDeps & { readonly shelf: BundleShelf; readonly shipped: BundleSource },
  tx: Tx,
): Promise<string> {
  const hash = await activeBundleHash(tx);
  const source = hash === undefined ? undefined : await bundleSource(tx, hash);
  if (hash === undefined || source === undefined) {
    const bundle = deps.shelf.compiled(deps.shipped);
    await activateBundle(deps, tx, bundle, upgrade, { kind: "upgrade", reason: "what a workspace starts with" });
    return bundle.hash;
  }
  const bundle = compiledOrNull(deps.shelf, { ...source, core: deps.shipped.core });
  if (bundle === null || bundle.hash === hash) return hash;
  await activateBundle(deps, tx, bundle, upgrade, { kind: "upgrade", reason: "this version brings another core" });
  return bundle.hash;
}

const upgrade: AuditActor = { kind: "system", id: "upgrade" };

function compiledOrNull(shelf: BundleShelf, source: BundleSource): Bundle | null {
  try {
    return shelf.compiled(source);
  } catch {
    // What is wrong is told by every decision that this denies, and by the gate when the policies are put in force again.
    return null;
  }
}

function stale(says: string): ActiveBundle {
  return { state: "stale", says };
}

function isDatabaseError(error: unknown): boolean {
  return typeof (error as { code?: unknown } | null)?.code === "string";
}
