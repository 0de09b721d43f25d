import type { z } from "zod";
import { actorOf } from "../../audit/append.ts";
import { isoFromInstant, isoOrNull } from "../../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { saysOf } from "../core/breaker.ts";
import type { MailboxDeps } from "../deps.ts";
import { type BreakerRow, breakersOf, trippedBreakers } from "../store/breakers.ts";
import type { breakersList, breakersRearm, breakerView } from "./contract.ts";
import { rearmBreaker } from "./trip.ts";

/** The breakers that stop something now. */
export async function listBreakers(
  deps: Pick<MailboxDeps, "db">,
  input: InputOf<typeof breakersList>,
  caller: Caller,
): Promise<OutputOf<typeof breakersList>> {
  const rows = await deps.db.read(caller.workspaceId, (tx) => trippedBreakers(tx, input.limit));
  return { items: rows.map(viewOfBreaker) };
}

/** Arms a breaker again; only a tripped one, so that nobody wipes counts in advance. */
export async function rearmByHand(
  deps: MailboxDeps,
  input: InputOf<typeof breakersRearm>,
  caller: Caller,
): Promise<OutputOf<typeof breakersRearm>> {
  const { scope, key, reason } = input;
  return deps.db.write(caller.workspaceId, async (tx) => {
    const isArmed = await rearmBreaker(deps, tx, { scope, key }, actorOf(caller), reason);
    const [row] = await breakersOf(tx, [{ scope, key }]);
    if (row === undefined)
      throw problem("not_found", `no breaker of \`${scope}\` \`${key}\` has tripped: list them with \`breakers.list\``);
    if (!isArmed) throw problem("conflict", `the breaker of \`${scope}\` \`${key}\` is not tripped: it needs nothing`);
    return viewOfBreaker(row);
  });
}

/** A breaker as the contract shows it. */
export function viewOfBreaker(row: BreakerRow): z.input<typeof breakerView> {
  return {
    scope: row.scope,
    key: row.key,
    state: row.state,
    cause: row.cause,
    says: saysOf(row),
    failures: row.failures,
    sent: row.sent,
    rateBp: row.rateBp,
    leastBp: row.leastBp,
    stopBp: row.stopBp,
    trippedAt: isoFromInstant(row.trippedAt),
    armedAt: isoOrNull(row.armedAt),
    auditId: row.recordId,
  };
}
