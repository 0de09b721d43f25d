import { isoFromInstant } from "../../kernel/env.ts";
import { type Id, type IdPrefix, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { AssertionRow } from "../store/assertions.ts";
import type { EntityRow } from "../store/bodies.ts";
import type { AccountChange, AssertionView, ContactChange } from "./contract.ts";
import type { Heard, Turn } from "./say.ts";

/** What somebody said, as lists and answers show it. */
export function assertionView(row: AssertionRow): AssertionView {
  return {
    id: idFromUuid("ast", row.id),
    about: row.subject,
    kind: row.kind,
    left: row.left.map((id) => idFromUuid("rec", id)),
    right: row.right.map((id) => idFromUuid("rec", id)),
    origin: row.origin,
    reason: row.reason,
    actor: row.actor,
    createdAt: isoFromInstant(row.created_at),
    revokedAt: row.revoked_at === null ? null : isoFromInstant(row.revoked_at),
    revokedBy: row.revoked_by,
  };
}

/** What a speech changed among contacts, or would. */
export function contactChange(heard: Heard, outweighs: readonly AssertionRow[], dryRun: boolean): ContactChange {
  return { ...changeOf("con", heard, heard.contacts, outweighs, dryRun), effects: effectsOf(heard) };
}

/** What a speech changed among accounts, or would. */
export function accountChange(heard: Heard, outweighs: readonly AssertionRow[], dryRun: boolean): AccountChange {
  return { ...changeOf("acc", heard, heard.accounts, outweighs, dryRun), effects: [] };
}

function changeOf<P extends IdPrefix>(
  prefix: P,
  heard: Heard,
  turn: Turn,
  outweighs: readonly AssertionRow[],
  dryRun: boolean,
) {
  const id = (uuid: string): Id<P> => idFromUuid(prefix, uuid);
  const { merged = [], split = [], moves = [] } = turn.region?.settlement ?? {};
  return {
    dryRun,
    assertions: dryRun ? [] : heard.assertionIds.map((uuid) => idFromUuid("ast", uuid)),
    outweighs: outweighs.map(assertionView),
    merged: merged.map(({ survivor, absorbed }) => ({ survivor: id(survivor), absorbed: absorbed.map(id) })),
    split: split.map(({ from, into }) => ({ from: id(from), into: into.map(id) })),
    moved: moves.map((move) => ({
      recordId: idFromUuid("rec", move.id),
      from: id(turn.before.homes.get(move.id) ?? move.id),
      to: id(move.entityId),
    })),
    changed: changedIn(turn).map((one) => ({
      id: id(one.id),
      name: one.name,
      mergedInto: idOrNull(prefix, one.mergedInto),
      records: one.records,
      fields: one.fields,
    })),
  };
}

interface Changed {
  readonly id: string;
  readonly name: string;
  readonly mergedInto: string | null;
  readonly records: number;
  readonly fields: { name: string; before: string | null; after: string | null }[];
}

function changedIn({ before, after }: Turn): readonly Changed[] {
  const had = Map.groupBy(before.homes, ([, home]) => home);
  const has = Map.groupBy(after.homes, ([, home]) => home);
  const membersOf = (of: typeof has, id: string): string => (of.get(id) ?? []).map(([record]) => record).join();
  return [...after.rows.values()]
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .flatMap((row): Changed[] => {
      const old = before.rows.get(row.id);
      const fields = fieldChanges(old, row);
      const isSame = fields.length === 0 && membersOf(had, row.id) === membersOf(has, row.id);
      if (isSame && (old?.merged_into ?? null) === row.merged_into) return [];
      const records = has.get(row.id)?.length ?? 0;
      return [{ id: row.id, name: row.name, mergedInto: row.merged_into, records, fields }];
    });
}

/** The values that read differently; those of a row that was merged away are its survivor's to say. */
function fieldChanges(old: EntityRow | undefined, row: EntityRow): Changed["fields"] {
  if (row.merged_into !== null) return [];
  const before = old === undefined || old.merged_into !== null ? {} : old.golden;
  return [...new Set([...Object.keys(before), ...Object.keys(row.golden)])].sort().flatMap((name) => {
    const [was, is] = [textOf(before[name]), textOf(row.golden[name])];
    return was === is ? [] : [{ name, before: was, after: is }];
  });
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function effectsOf({ consequences: { before, after } }: Heard): ContactChange["effects"] {
  return [...after].sort().flatMap(([contactId, now]) => {
    const was = before.get(contactId);
    const had = new Set(was?.suppressions);
    const effect = {
      contactId,
      enrollmentsStopped: Math.max(0, (was?.enrollments ?? 0) - now.enrollments),
      actionsStopped: Math.max(0, (was?.actions ?? 0) - now.actions),
      suppressionsGained: now.suppressions.filter((reason) => !had.has(reason)),
    };
    const isEffect = effect.enrollmentsStopped + effect.actionsStopped + effect.suppressionsGained.length > 0;
    return isEffect ? [effect] : [];
  });
}
