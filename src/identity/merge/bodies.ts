import { type Id, uuidFromId } from "../../kernel/ids.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Body } from "../core/spoken.ts";
import { type PlacedRecord, placedRecords, recordsOfEntities } from "../store/bodies.ts";
import type { RecordKind } from "../store/records.ts";

/** A contact or account as somebody names it: the record of that id, and the body that it belongs to now. */
export interface NamedBody extends Body {
  readonly named: string;
  readonly all: readonly PlacedRecord[];
}

/** What a contact's or account's ids are made with. */
export const prefixOf = { contact: "con", account: "acc" } as const;

type EntityId = Id<"con"> | Id<"acc">;

/** The bodies that ids mean now, by any id that they ever had. */
export async function namedBodies(
  tx: Tx,
  about: RecordKind,
  ids: readonly EntityId[],
): Promise<ReadonlyMap<EntityId, NamedBody>> {
  const placed = new Map((await placedRecords(tx, ids.map(uuidFromId))).map((record) => [record.id, record]));
  const entities = [...new Set([...placed.values()].map((record) => record.entity_id))];
  const records = Map.groupBy(await recordsOfEntities(tx, about, entities), (record) => record.entity_id);
  return new Map(
    ids.map((id) => {
      const named = uuidFromId(id);
      const home = placed.get(named);
      if (home === undefined || home.kind !== about)
        throw problem("not_found", `there is no ${about} \`${id}\`: \`${about}s.list\` finds them`);
      const all = records.get(home.entity_id) ?? [];
      return [
        id,
        {
          id: home.entity_id,
          named,
          all,
          records: all.filter((record) => record.anchor_id === null).map((record) => record.id),
        },
      ] as const;
    }),
  );
}

/** The body that one id means now. */
export async function namedBody(tx: Tx, about: RecordKind, id: EntityId): Promise<NamedBody> {
  const body = (await namedBodies(tx, about, [id])).get(id);
  if (body === undefined) throw new Error("an id that was looked up has no body");
  return body;
}
