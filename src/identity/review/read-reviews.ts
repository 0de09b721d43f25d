import { isoFromInstant } from "../../kernel/env.ts";
import { idFromUuid, uuidFromId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { fieldsAsOf } from "../claims/as-of.ts";
import { sidesOf } from "../core/questions.ts";
import type { IdentityDeps } from "../deps.ts";
import { cursorId } from "../paging.ts";
import { accountRows, contactRows } from "../store/bodies.ts";
import { keysOf } from "../store/keys.ts";
import { type CurrentObservation, currentObservations, entitiesOf, type RecordKind } from "../store/records.ts";
import { type ReviewRow, reviewById, reviewsAfter } from "../store/reviews.ts";
import type * as contract from "./contract.ts";
import type { MergedField, ReviewSide } from "./contract.ts";
import { entityId, type Named, reviewSummary } from "./review-view.ts";

const sidesComparedMax = 20;
/** Records of one question whose sides a list looks up; of a blocked key there may be thousands. */
const recordsLookedUpMax = 50;

/** Questions that fit, oldest first. */
export async function listReviews(
  deps: IdentityDeps,
  input: InputOf<typeof contract.listReviews>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listReviews>> {
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const rows = await reviewsAfter(tx, {
      state: input.state,
      kind: input.kind ?? null,
      about: input.about ?? null,
      after: cursorId(input.cursor),
      count: input.limit + 1,
    });
    const page = rows.slice(0, input.limit);
    const named = await namesIn(tx, page);
    const items = page.map((row) => reviewSummary(row, named));
    return { items, next: rows.length > input.limit ? (items.at(-1)?.id ?? null) : null };
  });
}

/** One question with what each side is made of. */
export async function getReview(
  deps: IdentityDeps,
  { reviewId }: InputOf<typeof contract.getReview>,
  caller: Caller,
): Promise<OutputOf<typeof contract.getReview>> {
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const row = await reviewById(tx, uuidFromId(reviewId));
    if (row === undefined) throw problem("not_found", `there is no review \`${reviewId}\`: \`reviews.list\` has them`);
    const homes = await entitiesOf(tx, row.record_ids);
    const all = [...sidesOf(row.record_ids, (id) => homes.get(id)).keys()].sort();
    const shown = all.slice(0, sidesComparedMax);
    const names = await namesOf(tx, row.about, shown);
    const observed = await currentObservations(tx, shown);
    const [survivor] = shown;
    return {
      ...reviewSummary(row, { homes, names }),
      compared: await sidesIn(tx, row, shown, observed, names),
      sidesInAll: all.length,
      ifSame:
        survivor === undefined || shown.length < 2
          ? null
          : { survivor: entityId(row, survivor), fields: await fieldsIfSame(tx, row, observed) },
    };
  });
}

/** Who the records of these questions belong to now. */
export async function namesIn(tx: Tx, rows: readonly ReviewRow[]): Promise<Named> {
  const homes = await entitiesOf(tx, [...new Set(rows.flatMap((row) => row.record_ids.slice(0, recordsLookedUpMax)))]);
  const of = (about: RecordKind): readonly string[] => [
    ...new Set(rows.flatMap((row) => (row.about === about ? row.record_ids.flatMap((id) => homes.get(id) ?? []) : []))),
  ];
  const names = new Map([
    ...(await namesOf(tx, "contact", of("contact"))),
    ...(await namesOf(tx, "account", of("account"))),
  ]);
  return { homes, names };
}

async function namesOf(tx: Tx, about: RecordKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await (about === "contact" ? contactRows(tx, ids) : accountRows(tx, ids));
  return new Map(rows.map((row) => [row.id, row.name]));
}

async function sidesIn(
  tx: Tx,
  row: ReviewRow,
  ids: readonly string[],
  observed: readonly CurrentObservation[],
  names: ReadonlyMap<string, string>,
): Promise<ReviewSide[]> {
  const records = Map.groupBy(observed, (one) => one.entity_id);
  const keys = Map.groupBy(
    await keysOf(
      tx,
      observed.map((one) => one.record_id),
    ),
    (key) => key.record_id,
  );
  return ids.map((id) => {
    const own = records.get(id) ?? [];
    const named = own.flatMap((one) => keys.get(one.record_id) ?? []);
    return {
      id: entityId(row, id),
      name: names.get(id) ?? "",
      records: own.map((one) => ({
        recordId: idFromUuid("rec", one.record_id),
        source: sourceOf(one),
        observedAt: isoFromInstant(one.observed_at),
        fields: { ...one.fields },
      })),
      keys: [
        ...new Map(
          named.map((key) => [`${key.kind}:${key.key}`, { kind: key.kind, key: key.key, shared: key.blocked }]),
        ).values(),
      ],
    };
  });
}

/** What every field would be, by the same rules as would decide it, and what each side says. */
async function fieldsIfSame(tx: Tx, row: ReviewRow, observed: readonly CurrentObservation[]): Promise<MergedField[]> {
  const fields = await fieldsAsOf(tx, row.about, observed, null);
  const said = Map.groupBy(
    observed.flatMap((one) => Object.entries(one.fields).map(([name, value]) => ({ name, value, one }))),
    (claim) => claim.name,
  );
  return fields.map(({ name, value, why }) => ({
    name,
    value,
    why,
    says: (said.get(name) ?? []).map((claim) => ({
      sideId: entityId(row, claim.one.entity_id),
      value: claim.value,
      source: sourceOf(claim.one),
      observedAt: isoFromInstant(claim.one.observed_at),
      confidence: claim.one.confidence,
    })),
  }));
}

function sourceOf(row: CurrentObservation): ReviewSide["records"][number]["source"] {
  return { id: idFromUuid("src", row.source_id), name: row.source_name, kind: row.source_kind };
}
