import { peopleWhoOperate } from "../../access/facts-for.ts";
import { actorOf } from "../../audit/append.ts";
import { uuidFromId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityDeps } from "../deps.ts";
import { lockIdentity } from "../store/records.ts";
import { holdings } from "../store/ruleset-sweep.ts";
import { type RulesetRow, rulesetById } from "../store/rulesets.ts";
import { applyRuleset, type Order, type Progress } from "./apply.ts";
import { type activateRuleset as activateContract, type RulesetEffects, rulesetEffects } from "./contract.ts";
import { rulesetInForce } from "./in-force.ts";
import { refuseMachines, viewed } from "./propose.ts";
import { isSmall, queueWork, refuseWhileBusy } from "./queue.ts";
import { differences } from "./tally.ts";

/** Puts a ruleset in force and resolves every record by it: at once, or by the worker where there are many. */
export async function activateRuleset(
  deps: IdentityDeps,
  { rulesetId, reason, confirm }: InputOf<typeof activateContract>,
  caller: Caller,
): Promise<OutputOf<typeof activateContract>> {
  refuseMachines(caller);
  return await deps.db.write(caller.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const row = await rulesetById(tx, uuidFromId(rulesetId));
    if (row === null) throw problem("not_found", `there is no ruleset \`${rulesetId}\`: \`rulesets.list\` shows all`);
    if (row.state === "active") throw problem("conflict", `ruleset \`${rulesetId}\` is in force already`);
    await refuseWhileBusy(tx);
    await refuseOneself(tx, row, caller, confirm);
    await refuseStale(tx, row);
    const order = { row, actor: actorOf(caller), reason };
    const { records } = await holdings(tx);
    if (isSmall(deps, records)) await activate(deps, tx, order);
    else await queueWork(deps, tx, { ruleset_id: row.id, act: "activate", total: records, actor: order.actor, reason });
    return await viewed(tx, row.id);
  });
}

/** Puts a ruleset in force; one that comes out otherwise than it was tried is refused, and nothing of it remains. */
export async function activate(
  deps: IdentityDeps,
  tx: Tx,
  order: Order & { readonly row: RulesetRow },
  progress?: Progress,
): Promise<RulesetEffects> {
  await refuseStale(tx, order.row);
  const came = await applyRuleset(deps, tx, order, progress);
  const tried = order.row.state === "draft" ? rulesetEffects.parse(order.row.dry_run) : null;
  const differing = tried === null ? [] : differences(tried, came);
  if (tried === null || differing.length === 0) return came;
  const says = differing.map((name) => {
    const key = name as "merges";
    return `${name} ${came[key].count} instead of ${tried[key].count}`;
  });
  throw problem("conflict", `records changed since it was tried (${says.join(", ")}): propose it again and look anew`);
}

/** What was tried must have been tried against what is in force; what was in force before needs no trial to go back to. */
async function refuseStale(tx: Tx, row: RulesetRow): Promise<void> {
  if (row.state !== "draft") return;
  if (row.dry_run === null)
    throw problem("conflict", "it was not tried to the end: `rulesets.get` shows how far it is");
  const { version } = await rulesetInForce(tx);
  if (row.against_version !== version)
    throw problem(
      "conflict",
      `it was tried against version ${row.against_version}, and version ${version} is in force: propose it again`,
    );
}

/** Four eyes where there are two pairs: nobody puts their own proposal in force who could have asked somebody. */
async function refuseOneself(tx: Tx, row: RulesetRow, caller: Caller, isConfirmed: boolean): Promise<void> {
  if (row.author !== caller.principal.id) return;
  if ((await peopleWhoOperate(tx)) > 1)
    throw problem("not_permitted", "you proposed it: another admin or operator has to put it in force");
  if (!isConfirmed)
    throw problem("conflict", "you proposed it and nobody else is there to look: give `confirm` to put it in force");
}
