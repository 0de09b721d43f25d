import type { actorOf } from "../audit/append.ts";
import type { NewRecord } from "../audit/contract.ts";
import { type Id, idFromUuid, newUuid } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { IdentityReaction } from "./contract.ts";
import type { IdentityDeps } from "./deps.ts";
import type { Region } from "./region.ts";
import { rulesetInForce } from "./ruleset/in-force.ts";
import { insertIdentityEvents, insertKin, type NewIdentityEvent } from "./store/events.ts";
import { type NewReview, openReviews } from "./store/reviews.ts";

/** Who changed what records say, and what it came of: an import, an assertion, an edit, an enrichment. */
export interface Cause {
  readonly actor: ReturnType<typeof actorOf>;
  readonly batchId: string | null;
  /** Ids that the audit record of every merge and split names, such as `{ import: "imp_…" }`. */
  readonly names: Readonly<Record<string, string>>;
  /** The records of what people said, which the records of what followed name as their causes. */
  readonly causes?: readonly Id<"aud">[];
}

/** The regions that a change settled. */
export interface SettledRegions {
  readonly people: Region | null;
  readonly accounts: Region | null;
}

/** What settling has to say to others: audit records and reactions, in the transaction that made them true. */
export interface Announcement {
  /** Review items that were opened. */
  readonly reviews: number;
  readonly records: readonly NewRecord[];
  readonly reactions: readonly IdentityReaction[];
}

const idsPerRecordMax = 200;
const con = (uuid: string): Id<"con"> => idFromUuid("con", uuid);
const acc = (uuid: string): Id<"acc"> => idFromUuid("acc", uuid);

/** Keeps merges and splits as identity events, opens review items, and says what the caller has to append and react to. */
export async function recordSettled(
  deps: IdentityDeps,
  tx: Tx,
  cause: Cause,
  { people, accounts }: SettledRegions,
): Promise<Announcement> {
  const events = [...eventsOf(deps, "contact", people), ...eventsOf(deps, "account", accounts)];
  const { version } = await rulesetInForce(tx);
  if (events.length > 0) await insertIdentityEvents(tx, cause, version, events);
  const kin = kinOf(people);
  if (kin.length > 0) await insertKin(tx, kin);
  const reviews = [...reviewsOf(deps, "contact", people), ...reviewsOf(deps, "account", accounts)];
  const opened = reviews.length === 0 ? 0 : await openReviews(tx, reviews);
  const records = [
    ...auditRecords(cause, version, "account", accounts),
    ...auditRecords(cause, version, "contact", people),
  ];
  return { reviews: opened, records, reactions: reactionsOf(cause, people, accounts) };
}

function eventsOf(deps: IdentityDeps, kind: NewIdentityEvent["kind"], region: Region | null): NewIdentityEvent[] {
  const { merged = [], split = [] } = region?.settlement ?? {};
  return [
    ...merged.map(({ survivor, absorbed, records }) => ({
      id: newUuid(deps.env),
      kind,
      type: "merged" as const,
      entityId: survivor,
      otherIds: absorbed,
      records,
    })),
    ...split.map(({ from, into, records }) => ({
      id: newUuid(deps.env),
      kind,
      type: "split" as const,
      entityId: from,
      otherIds: into,
      records,
    })),
  ];
}

/** Whoever was split off, with whom they were one, both ways. */
function kinOf(people: Region | null): readonly { readonly entityId: string; readonly kinId: string }[] {
  return (people?.settlement.split ?? []).flatMap(({ from, into }) => {
    const all = [from, ...into];
    return all.flatMap((entityId) => all.flatMap((kinId) => (kinId === entityId ? [] : [{ entityId, kinId }])));
  });
}

function reviewsOf(deps: IdentityDeps, about: NewReview["about"], region: Region | null): readonly NewReview[] {
  const bySubject = new Map((region?.reviews ?? []).map((review) => [review.subject, review]));
  return [...bySubject.values()].map(({ kind, subject, members }) => ({
    id: newUuid(deps.env),
    kind,
    about,
    subject,
    recordIds: members,
  }));
}

function auditRecords(
  { actor, names, causes = [] }: Cause,
  ruleset: number,
  about: "contact" | "account",
  region: Region | null,
): readonly NewRecord[] {
  const { merged = [], split = [] } = region?.settlement ?? {};
  const idOf = about === "contact" ? con : acc;
  const recordOf = (happened: string, id: string, data: NewRecord["data"]): NewRecord => ({
    type: `${about}.${happened}`,
    actor,
    subject: about === "contact" ? { contact: con(id) } : { account: acc(id) },
    ...(causes.length === 0 ? {} : { causes: [...causes].slice(0, idsPerRecordMax) }),
    data: { ...names, ruleset, ...data },
  });
  return [
    ...merged.map(({ survivor, absorbed }) =>
      recordOf("merged", survivor, { absorbed: absorbed.slice(0, idsPerRecordMax).map(idOf), count: absorbed.length }),
    ),
    ...split.map(({ from, into }) =>
      recordOf("split", from, { into: into.slice(0, idsPerRecordMax).map(idOf), count: into.length }),
    ),
  ];
}

/** What the blocks on the right hear: of companies first, since people are at them. */
function reactionsOf({ names }: Cause, people: Region | null, accounts: Region | null): readonly IdentityReaction[] {
  const said = names["assertion"] ?? names["revoked"];
  const cause = said === undefined ? {} : { assertionId: said as Id<"ast"> };
  return [
    ...(accounts?.settlement.merged ?? []).map(({ survivor, absorbed }) => ({
      type: "account.merged" as const,
      survivor: acc(survivor),
      absorbed: absorbed.map(acc),
      ...cause,
    })),
    ...(accounts?.settlement.split ?? []).map(({ from, into }) => ({
      type: "account.split" as const,
      from: acc(from),
      into: into.map(acc),
      ...cause,
    })),
    ...(people?.settlement.merged ?? []).map(({ survivor, absorbed }) => ({
      type: "contact.merged" as const,
      survivor: con(survivor),
      absorbed: absorbed.map(con),
      ...cause,
    })),
    ...(people?.settlement.split ?? []).map(({ from, into }) => ({
      type: "contact.split" as const,
      from: con(from),
      into: into.map(con),
      ...cause,
    })),
    ...(people?.jobChanges ?? []),
  ];
}
