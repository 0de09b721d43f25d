import { isoFromInstant, isoOrNull } from "../../kernel/env.ts";
import { idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Ruleset } from "../core/ruleset.ts";
import { type WorkRow, workOn } from "../store/ruleset-work.ts";
import type { RulesetRow } from "../store/rulesets.ts";
import { type RulesetView, rulesetEffects } from "./contract.ts";
import { rulesetOf } from "./in-force.ts";

/** Rulesets as lists and answers show them, with what is being done with each. */
export async function rulesetViews(tx: Tx, rows: readonly RulesetRow[]): Promise<RulesetView[]> {
  const work =
    rows.length === 0
      ? new Map<string, WorkRow>()
      : await workOn(
          tx,
          rows.map((row) => row.id),
        );
  return rows.map((row) => viewOf(row, work.get(row.id)));
}

/** Parameters as a contract says them. */
export function parametersView({ keys, ...rest }: Ruleset): RulesetView["parameters"] {
  return { keys: [...keys], ...rest };
}

function viewOf(row: RulesetRow, work: WorkRow | undefined): RulesetView {
  const tried = row.against_version !== null && row.dry_run !== null;
  return {
    id: idFromUuid("rul", row.id),
    version: row.version,
    parameters: parametersView(rulesetOf(row.parameters)),
    state: row.state,
    author: row.author,
    reason: row.reason,
    createdAt: isoFromInstant(row.created_at),
    activatedAt: isoOrNull(row.activated_at),
    activatedBy: row.activated_by,
    activatedReason: row.activated_reason,
    codeVersion: row.code_version,
    dryRun: tried ? { against: row.against_version ?? 0, effects: rulesetEffects.parse(row.dry_run) } : null,
    work:
      work === undefined
        ? null
        : { act: work.act, state: work.state, done: work.done, total: work.total, refusal: work.refusal },
  };
}
