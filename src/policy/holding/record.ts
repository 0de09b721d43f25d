import { type AppendDeps, appendAudit } from "../../audit/append.ts";
import type { AuditActor, NewRecord } from "../../audit/contract.ts";
import { type Instant, isoOrNull } from "../../kernel/env.ts";
import { type Id, newId } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { HoldRow } from "../store/holds.ts";
import type { HoldKind } from "./contract.ts";

/** What a wish to hold says, whoever it holds. */
export interface HoldWish {
  readonly kind: HoldKind;
  /** Null waits for a person. */
  readonly until: Instant | null;
  /** The mail or event that it came of. */
  readonly source: string | null;
  readonly causes?: readonly Id<"aud">[];
  readonly actor: AuditActor;
}

/** Whom a wish to hold is about. */
type SubjectOf<Wish> = (wish: Wish) => NonNullable<NewRecord["subject"]>;

/** A wish with its record and the id of the hold that it becomes. */
export type RecordedWish<Wish> = Wish & {
  readonly id: Id<"hld">;
  readonly placedBy: AuditActor;
  readonly recordId: Id<"aud">;
};

/** One statement may not touch a row twice: of several wishes of one kind about one subject the longest stands. */
export function longestWishes<Wish extends HoldWish>(
  wishes: readonly Wish[],
  keyOf: (wish: Wish) => string,
): readonly Wish[] {
  const longest = new Map<string, Wish>();
  for (const wish of wishes) {
    const name = `${keyOf(wish)} ${wish.kind}`;
    const other = longest.get(name);
    const isLonger = other === undefined || wish.until === null || (other.until !== null && wish.until > other.until);
    if (isLonger) longest.set(name, wish);
  }
  return [...longest.values()];
}

/** Records that holds are placed, one record each, in the order of the wishes. */
export async function recordPlaced<Wish extends HoldWish>(
  deps: AppendDeps,
  tx: Tx,
  wishes: readonly Wish[],
  subjectOf: SubjectOf<Wish>,
): Promise<readonly RecordedWish<Wish>[]> {
  const records = await appendAudit(
    deps,
    tx,
    wishes.map((wish) => ({
      type: "hold.placed" as const,
      actor: wish.actor,
      subject: subjectOf(wish),
      ...(wish.causes === undefined ? {} : { causes: [...wish.causes] }),
      data: { kind: wish.kind, until: isoOrNull(wish.until), source: wish.source },
    })),
  );
  return wishes.flatMap((wish, index) => {
    const recordId = records[index];
    return recordId === undefined ? [] : [{ ...wish, id: newId(deps.env, "hld"), placedBy: wish.actor, recordId }];
  });
}

/** Records that holds ended: who ended them and by what, each with the record that placed it as a cause. */
export async function recordReleased(
  deps: AppendDeps,
  tx: Tx,
  released: readonly HoldRow[],
  release: { readonly actor: AuditActor; readonly causes?: readonly Id<"aud">[] },
): Promise<void> {
  await appendAudit(
    deps,
    tx,
    released.map((one) => ({
      type: "hold.released" as const,
      actor: release.actor,
      subject: {
        ...(one.contactId === null ? {} : { contact: one.contactId }),
        ...(one.accountId === null ? {} : { account: one.accountId }),
      },
      causes: [one.recordId, ...(release.causes ?? [])],
      data: { kind: one.kind },
    })),
  );
}
