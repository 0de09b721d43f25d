import type { actorOf } from "../audit/append.ts";
import type { NewRecord } from "../audit/contract.ts";
import { type Id, idFromUuid, newUuid } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { IdentityReaction } from "./contract.ts";
import { rulesetVersion } from "./core/match.ts";
import type { IdentityDeps } from "./deps.ts";
import type { Region } from "./region.ts";
import { insertIdentityEvents, type NewIdentityEvent } from "./store/events.ts";
import { type NewReview, openReviews } from "./store/reviews.ts";

/** Who changed what records say, and what it came of: an import, an assertion, an edit, an enrichment. */
export interface Cause {
  readonly actor: ReturnType<typeof actorOf>;
  readonly batchId: string | null;
  /** Ids that the audit record of every merge and split names, such as `{ import: "imp_…" }`. */
  readonly names: Readonly<Record<string, string>>;
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

/** Keeps merges and splits as identity events, opens review items, and says what the caller has to append and react to. */
export async function recordSettled(
  deps: IdentityDeps,
  tx: Tx,
  cause: Cause,
  { people, accounts }: SettledRegions,
): Promise<Announcement> {
  const events = [...eventsOf(deps, "contact", people), ...eventsOf(deps, "account", accounts)];
  if (events.length > 0) await insertIdentityEvents(tx, cause, rulesetVersion, events);
  const reviews = [...reviewsOf(deps, "contact", people), ...reviewsOf(deps, "account", accounts)];
  const opened = reviews.length === 0 ? 0 : await openReviews(tx, reviews);
  return { reviews: opened, records: auditRecords(cause, people), reactions: reactionsOf(people) };
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

function auditRecords({ actor, names }: Cause, people: Region | null): readonly NewRecord[] {
  const { merged = [], split = [] } = people?.settlement ?? {};
  return [
    ...merged.map(({ survivor, absorbed }) => ({
      type: "contact.merged" as const,
      actor,
      subject: { contact: con(survivor) },
      data: { ...names, absorbed: absorbed.slice(0, idsPerRecordMax).map(con), count: absorbed.length },
    })),
    ...split.map(({ from, into }) => ({
      type: "contact.split" as const,
      actor,
      subject: { contact: con(from) },
      data: { ...names, into: into.slice(0, idsPerRecordMax).map(con), count: into.length },
    })),
  ];
}

function reactionsOf(people: Region | null): readonly IdentityReaction[] {
  const { merged = [], split = [] } = people?.settlement ?? {};
  return [
    ...merged.map(({ survivor, absorbed }) => ({
      type: "contact.merged" as const,
      survivor: con(survivor),
      absorbed: absorbed.map(con),
    })),
    ...split.map(({ from, into }) => ({ type: "contact.split" as const, from: con(from), into: into.map(con) })),
  ];
}
