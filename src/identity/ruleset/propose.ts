import { actorOf, appendAudit } from "../../audit/append.ts";
import type { AuditActor } from "../../audit/contract.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { type Id, idFromUuid, newUuid } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { rulesetVersion } from "../core/match.ts";
import { defaultRuleset, type Ruleset } from "../core/ruleset.ts";
import type { IdentityDeps } from "../deps.ts";
import { lockIdentity } from "../store/records.ts";
import { holdings, oldestVersion } from "../store/ruleset-sweep.ts";
import {
  activeRuleset,
  insertRuleset,
  lastVersion,
  type NewRuleset,
  type RulesetRow,
  rulesetById,
} from "../store/rulesets.ts";
import { write } from "../trial.ts";
import { applyRuleset, type Progress } from "./apply.ts";
import type { proposeRuleset as proposeContract, RulesetEffects } from "./contract.ts";
import { rulesetOf } from "./in-force.ts";
import { isSmall, queueWork, refuseWhileBusy } from "./queue.ts";
import { rulesetViews } from "./view.ts";

type Output = OutputOf<typeof proposeContract>;

/** Keeps a ruleset as a draft with what it would change; with many records the worker finds that out. */
export async function proposeRuleset(
  deps: IdentityDeps,
  input: InputOf<typeof proposeContract>,
  caller: Caller,
): Promise<Output> {
  refuseMachines(caller);
  const { workspaceId } = caller;
  const actor = actorOf(caller);
  const { draft, records } = await deps.db.write(workspaceId, async (tx) => {
    await lockIdentity(tx);
    await refuseWhileBusy(tx);
    const base = await ensuredBase(deps, tx);
    const held = await holdings(tx);
    return { draft: await draftOf(deps, tx, base, input, caller), records: held.records };
  });
  const isNow = isSmall(deps, records);
  const effects = isNow ? await tryRuleset(deps, workspaceId, draft, actor) : null;
  return await deps.db.write(workspaceId, async (tx) => {
    await lockIdentity(tx);
    const row = { ...draft, version: (await lastVersion(tx)) + 1, dry_run: effects };
    await insertRuleset(tx, row);
    const rulesetId = idFromUuid("rul", row.id);
    await appendAudit(deps, tx, [
      { type: "ruleset.proposed", actor, subject: { other: rulesetId }, data: { ruleset: row.version } },
    ]);
    if (!isNow)
      await queueWork(deps, tx, { ruleset_id: row.id, act: "try", total: records, actor, reason: row.reason });
    return await viewed(tx, row.id);
  });
}

/** What a ruleset would change: it is put in force over all records in a transaction that is undone. */
export async function tryRuleset(
  deps: IdentityDeps,
  workspaceId: Id<"wsp">,
  row: NewRuleset,
  actor: AuditActor,
  progress?: Progress,
): Promise<RulesetEffects> {
  return await write(deps.db, workspaceId, true, async (tx) => {
    await lockIdentity(tx);
    if ((await rulesetById(tx, row.id)) === null) await insertRuleset(tx, row);
    return await applyRuleset(deps, tx, { row, actor, reason: row.reason }, progress);
  });
}

/** Rules are decided by people, whatever a key was written for. */
export function refuseMachines({ principal }: Caller): void {
  if (principal.kind !== "person")
    throw problem("not_permitted", "only people decide by which rules records become one: ask somebody to");
}

/** A ruleset as it is shown, by its id. */
export async function viewed(tx: Tx, id: string): Promise<Output> {
  const row = await rulesetById(tx, id);
  const [view] = row === null ? [] : await rulesetViews(tx, [row]);
  if (view === undefined) throw new Error("a ruleset that was just written is gone");
  return view;
}

/** The ruleset in force as a row that one can go back to: the first proposal makes one of what the program ships. */
async function ensuredBase(deps: IdentityDeps, tx: Tx): Promise<RulesetRow> {
  const active = await activeRuleset(tx);
  const settledWith = active?.code_version ?? (await oldestVersion(tx)) ?? rulesetVersion;
  if (settledWith < rulesetVersion)
    throw problem(
      "conflict",
      "records were keyed by an earlier release: the worker brings them up to date first, `rulesets.list` shows when it has",
    );
  if (active !== null) return active;
  const id = newUuid(deps.env);
  await insertRuleset(tx, {
    id,
    version: rulesetVersion,
    parameters: defaultRuleset,
    author: "fairlead",
    reason: "what the program ships",
    state: "active",
    code_version: rulesetVersion,
    against_version: null,
    dry_run: null,
  });
  const made = await rulesetById(tx, id);
  if (made === null) throw new Error("a ruleset that was just written is gone");
  return made;
}

async function draftOf(
  deps: IdentityDeps,
  tx: Tx,
  base: RulesetRow,
  { parameters, reason }: InputOf<typeof proposeContract>,
  caller: Caller,
): Promise<NewRuleset> {
  const before = rulesetOf(base.parameters);
  const given = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
  const now: Ruleset = inOrder({ ...before, ...given });
  if (canonicalJson({ ...now }) === canonicalJson({ ...inOrder(before) }))
    throw problem("conflict", `these are the rules in force (version ${base.version}): change at least one parameter`);
  return {
    id: newUuid(deps.env),
    version: (await lastVersion(tx)) + 1,
    parameters: now,
    author: caller.principal.id,
    reason,
    state: "draft",
    code_version: rulesetVersion,
    against_version: base.version,
    dry_run: null,
  };
}

/** Kinds of key in the order of their weight, however they were named. */
function inOrder(ruleset: Ruleset): Ruleset {
  return { ...ruleset, keys: defaultRuleset.keys.filter((kind) => ruleset.keys.includes(kind)) };
}
