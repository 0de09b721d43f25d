import type { Id } from "../../kernel/ids.ts";
import { idFromUuid, uuidFromId } from "../../kernel/ids.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { FieldValue } from "../contract.ts";
import { type CurrentObservation, currentObservations, entitiesOf, type RecordKind } from "../store/records.ts";
import { fieldsAsOf } from "./as-of.ts";

/** The contact or account that a word is about, as it stands. */
export interface ClaimSubject {
  readonly object: RecordKind;
  /** The living one, whichever of its ids was asked for. */
  readonly id: string;
  readonly observed: readonly CurrentObservation[];
}

/** Finds whom a word is about, by any id that it ever had. */
export async function subjectOf(tx: Tx, object: RecordKind, given: Id<"con"> | Id<"acc">): Promise<ClaimSubject> {
  const asked = uuidFromId(given);
  const id = (await entitiesOf(tx, [asked])).get(asked);
  const observed = id === undefined ? [] : await currentObservations(tx, [id]);
  if (id === undefined || observed.length === 0)
    throw problem("not_found", `there is no ${object} \`${given}\`: \`${object}s.list\` finds them`);
  return { object, id, observed };
}

/** The id of a contact or account as it goes out. */
export function publicId(subject: Pick<ClaimSubject, "object" | "id">): Id<"con"> | Id<"acc"> {
  return subject.object === "contact" ? idFromUuid("con", subject.id) : idFromUuid("acc", subject.id);
}

/** How some fields of a contact or account read now. */
export async function fieldsNow(
  tx: Tx,
  object: RecordKind,
  id: string,
  names: readonly string[],
): Promise<FieldValue[]> {
  const fields = await fieldsAsOf(tx, object, await currentObservations(tx, [id]), null);
  return fields.filter((field) => names.includes(field.name));
}
