import { isoFromInstant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import { type Claim, claimsByField, sayTheSame, winnerOf } from "../core/survive.ts";
import type { IdentityDeps } from "../deps.ts";
import { cursorId } from "../paging.ts";
import { ownersOf, type PastObservation, pastObservations, type RankRow, ranksOf } from "../store/claims.ts";
import type { RecordKind } from "../store/records.ts";
import type * as contract from "./contract.ts";
import type { PastClaim } from "./contract.ts";
import { subjectOf } from "./subject.ts";
import { observationFrom, ownersFrom, withRanks } from "./weigh-claims.ts";

type Page = OutputOf<typeof contract.contactHistory>;

/** Everything ever said about a contact, newest first. */
export async function contactHistory(
  deps: IdentityDeps,
  input: InputOf<typeof contract.contactHistory>,
  caller: Caller,
): Promise<Page> {
  return await deps.db.read(caller.workspaceId, (tx) => pageOfClaims(tx, "contact", input.contactId, input));
}

/** Everything ever said about an account, newest first. */
export async function accountHistory(
  deps: IdentityDeps,
  input: InputOf<typeof contract.accountHistory>,
  caller: Caller,
): Promise<Page> {
  return await deps.db.read(caller.workspaceId, (tx) => pageOfClaims(tx, "account", input.accountId, input));
}

interface Asked {
  readonly field?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A page ends with a whole observation, so that its cursor names one. */
async function pageOfClaims(tx: Tx, object: RecordKind, id: Id<"con"> | Id<"acc">, asked: Asked): Promise<Page> {
  const subject = await subjectOf(tx, object, id);
  const recordIds = subject.observed.map((row) => row.record_id);
  const [past, ranks, said, owners] = await Promise.all([
    pastObservations(tx, recordIds),
    ranksOf(tx, recordIds),
    withRanks(tx, subject.observed),
    ownersOf(tx, object),
  ]);
  const best = claimsByField(said.map(observationFrom), ownersFrom(owners));
  const counts = new Set([...best.values()].flatMap((claims) => winnerOf(claims) ?? []).map(nameOf));
  const wrong = [...best.values()].flat().filter((claim) => claim.rank === "deprecated");
  const after = cursorId(asked.cursor);
  const newest = past.toReversed();
  const from = after === null ? 0 : newest.findIndex((row) => row.observation_id === after) + 1;
  const items: PastClaim[] = [];
  let last: PastObservation | undefined;
  for (const row of newest.slice(from)) {
    if (items.length >= asked.limit) break;
    last = row;
    const claims = madeBy(row, past).filter(({ field }) => asked.field === undefined || field === asked.field);
    items.push(...claims.map((claim) => viewOf(row, claim, rankOf(row, claim, ranks, wrong), counts)));
  }
  const isMore = last !== undefined && last.observation_id !== newest.at(-1)?.observation_id;
  return { items, next: isMore && last !== undefined ? idFromUuid("obs", last.observation_id) : null };
}

type Made = Pick<Claim, "field" | "value" | "observedAt" | "confidence" | "observation">;

/** The claims that a version of a record makes; what people said before and a later word of theirs carries along is not said again. */
function madeBy(row: PastObservation, past: readonly PastObservation[]): readonly Made[] {
  const claims = [...claimsByField([observationFrom(row)]).values()].flat();
  if (row.source_kind !== "user") return claims;
  const before = past.slice(0, past.indexOf(row)).findLast((one) => one.record_id === row.record_id);
  if (before === undefined) return claims;
  const carried = [...claimsByField([observationFrom(before)]).values()].flat();
  return claims.filter(
    (claim) =>
      !carried.some(
        (old) => old.field === claim.field && old.observedAt === claim.observedAt && old.value === claim.value,
      ),
  );
}

function rankOf(
  row: PastObservation,
  claim: Made,
  ranks: readonly RankRow[],
  wrong: readonly Claim[],
): PastClaim["rank"] {
  if (wrong.some((one) => one.field === claim.field && sayTheSame(one.value, claim.value))) return "deprecated";
  const own = ranks.find((one) => one.observation_id === row.observation_id && one.field === claim.field);
  return own?.rank ?? "normal";
}

function viewOf(row: PastObservation, claim: Made, rank: PastClaim["rank"], counts: ReadonlySet<string>): PastClaim {
  return {
    field: claim.field,
    value: claim.value,
    source: { id: idFromUuid("src", row.source_id), name: row.source_name, kind: row.source_kind },
    observationId: idFromUuid("obs", row.observation_id),
    recordId: idFromUuid("rec", row.record_id),
    observedAt: isoFromInstant(claim.observedAt),
    receivedAt: isoFromInstant(row.received_at),
    confidence: claim.confidence,
    actor: row.actor,
    rank,
    current: row.is_current,
    counts: counts.has(nameOf(claim)),
  };
}

const nameOf = (claim: Made): string => `${claim.observation.id} ${claim.field}`;
