import { newUuid } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Edit } from "../core/editable-fields.ts";
import { sayTheSame } from "../core/survive.ts";
import type { IdentityDeps } from "../deps.ts";
import { insertRanks, observationsByIds, type RankWord, ranksOf } from "../store/claims.ts";
import type { ClaimSubject } from "./subject.ts";

/** A claim that people ranked, with its value. */
export interface RankedClaim {
  readonly recordId: string;
  readonly observationId: string;
  readonly field: string;
  readonly value: string | null;
  readonly rank: "pinned" | "deprecated";
}

/** The claims of a contact or account that are pinned or called wrong now. */
export async function rankedClaims(tx: Tx, subject: ClaimSubject): Promise<readonly RankedClaim[]> {
  const ranks = await ranksOf(
    tx,
    subject.observed.map((row) => row.record_id),
  );
  const standing = ranks.filter((one) => one.rank !== "normal");
  if (standing.length === 0) return [];
  const rows = await observationsByIds(
    tx,
    standing.map((one) => one.observation_id),
  );
  const fields = new Map(rows.map((row) => [row.observation_id, row.fields]));
  return standing.flatMap((one) =>
    one.rank === "normal"
      ? []
      : [
          {
            recordId: one.record_id,
            observationId: one.observation_id,
            field: one.field,
            value: fields.get(one.observation_id)?.[one.field] ?? null,
            rank: one.rank,
          },
        ],
  );
}

/** Adds one word about each of these claims. */
export async function rankAll(
  deps: IdentityDeps,
  tx: Tx,
  said: { readonly caller: Caller; readonly reason: string | null; readonly rank: RankWord },
  claims: readonly Pick<RankedClaim, "recordId" | "observationId" | "field">[],
): Promise<void> {
  if (claims.length === 0) return;
  await insertRanks(
    tx,
    { reason: said.reason, actor: said.caller.principal.id },
    claims.map(({ recordId, observationId, field }) => ({
      id: newUuid(deps.env),
      recordId,
      observationId,
      field,
      rank: said.rank,
    })),
  );
}

/** Lets go of the pins of fields that a person speaks of anew, and of a value that was called wrong and is now stated. */
export async function releaseRanks(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  subject: ClaimSubject,
  edit: Edit,
): Promise<void> {
  const said = new Map<string, string | null>([
    ...Object.entries(edit.fields),
    ...edit.cleared.map((field) => [field, null] as const),
  ]);
  const outdated = (await rankedClaims(tx, subject)).filter(({ field, rank, value }) => {
    const now = said.get(field);
    return now !== undefined && (rank === "pinned" || sayTheSame(value, now));
  });
  await rankAll(deps, tx, { caller, reason: null, rank: "normal" }, outdated);
}
