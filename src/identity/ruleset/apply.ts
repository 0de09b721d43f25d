import { appendAudit } from "../../audit/append.ts";
import type { AuditActor } from "../../audit/contract.ts";
import { idFromUuid, newId } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { rulesetVersion } from "../core/match.ts";
import type { IdentityDeps } from "../deps.ts";
import type { Cause } from "../record-settled.ts";
import { planAfresh } from "../store/import-settle.ts";
import { lockIdentity, type RecordKind } from "../store/records.ts";
import { holdings, openQuestions, recordsAfter, stampAccounts, stampContacts } from "../store/ruleset-sweep.ts";
import { putInForce, type RulesetRow, retireRuleset } from "../store/rulesets.ts";
import type { RulesetEffects } from "./contract.ts";
import { rulesetInForce, rulesetOf } from "./in-force.ts";
import { judgeKeys } from "./judge-keys.ts";
import { settleChunk } from "./settle-chunk.ts";
import { count, effectsOf, noChanges, type Tally } from "./tally.ts";

/** Who puts which ruleset in force, and why. */
export interface Order {
  readonly row: Pick<RulesetRow, "id" | "version" | "parameters">;
  readonly actor: AuditActor;
  readonly reason: string;
}

/** Hears how many records are settled; a job keeps hold of its lease by it. */
export type Progress = (records: number) => Promise<void>;

const chunkRecords = 2_000;

/**
 * Puts a ruleset in force and settles every record of the workspace by it, in the caller's transaction: all of it or nothing.
 * Answers what that changed. A dry run does the very same and undoes it, so that it comes true to the id.
 */
export async function applyRuleset(
  deps: IdentityDeps,
  tx: Tx,
  { row, actor, reason }: Order,
  progress: Progress = async () => undefined,
): Promise<RulesetEffects> {
  await lockIdentity(tx);
  await planAfresh(tx);
  const was = await rulesetInForce(tx);
  const before = { held: await holdings(tx), asked: await openQuestions(tx) };
  await retireRuleset(tx);
  await putInForce(tx, row.id, { by: actor.id, reason, codeVersion: rulesetVersion });
  const activated = newId(deps.env, "aud");
  const rulesetId = idFromUuid("rul", row.id);
  await appendAudit(deps, tx, [
    {
      id: activated,
      type: "ruleset.activated",
      actor,
      subject: { other: rulesetId },
      data: { ruleset: row.version, before: was.version, code: rulesetVersion },
    },
  ]);
  const cause: Cause = { actor, batchId: null, names: { rulesetId }, causes: [activated] };
  await judgeKeys(deps, tx, cause, { before: was.ruleset, now: rulesetOf(row.parameters) });
  const sweep: Sweep = { deps, tx, cause, tally: noChanges(), progress };
  const accounts = await settleEvery(sweep, "account", 0);
  await settleEvery(sweep, "contact", accounts);
  await stampAccounts(tx, row.version);
  await stampContacts(tx, row.version);
  return effectsOf(sweep.tally, before, { held: await holdings(tx), asked: await openQuestions(tx) });
}

interface Sweep {
  readonly deps: IdentityDeps;
  readonly tx: Tx;
  readonly cause: Cause;
  readonly tally: Tally;
  readonly progress: Progress;
}

/** Settles every record of a kind, each region once; answers how many records are settled by then. */
async function settleEvery(
  { deps, tx, cause, tally, progress }: Sweep,
  about: RecordKind,
  settled: number,
): Promise<number> {
  let total = settled;
  const ahead = new Set<string>();
  for (let after: string | null = null; ; ) {
    const page: readonly string[] = await recordsAfter(tx, about, after, chunkRecords);
    const last = page.at(-1);
    if (last === undefined) return total;
    after = last;
    const chunk = page.filter((id) => !ahead.delete(id));
    if (chunk.length > 0) {
      const done = await settleChunk(deps, tx, cause, about, chunk);
      for (const id of done.recordIds) if (id > last) ahead.add(id);
      await count(tx, tally, about, done);
    }
    total += page.length;
    await progress(total);
  }
}
