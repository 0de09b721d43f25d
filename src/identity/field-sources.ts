import { type Id, uuidFromId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { fieldValues } from "./claims/field-values.ts";
import { ownersFrom, withRanks } from "./claims/weigh-claims.ts";
import { livingContacts } from "./facts-for.ts";
import { ownersOf } from "./store/claims.ts";
import { currentObservations } from "./store/records.ts";

/** Where one field's value came from. */
export interface FieldSource {
  readonly field: string;
  readonly value: string;
  readonly source: string;
  readonly observedAt: string;
  readonly why: string;
}

/** Where every field of contacts came from, and why that value counts, by the ids that were asked for. */
export async function fieldSourcesFor(
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<ReadonlyMap<Id<"con">, readonly FieldSource[]>> {
  const living = await livingContacts(tx, contactIds);
  const entities = [...new Set(living.values())].map(uuidFromId);
  if (entities.length === 0) return new Map();
  const [said, owners] = await Promise.all([
    currentObservations(tx, entities).then((rows) => withRanks(tx, rows)),
    ownersOf(tx, "contact"),
  ]);
  const observed = Map.groupBy(said, (row) => row.entity_id);
  return new Map(
    [...living].map(([asked, id]) => {
      const fields = fieldValues(observed.get(uuidFromId(id)) ?? [], ownersFrom(owners));
      return [
        asked,
        fields.flatMap(({ name, value, source, observedAt, why }) =>
          value == null ? [] : [{ field: name, value, source: source.name, observedAt, why }],
        ),
      ] as const;
    }),
  );
}
