import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { isFault, readWhere, type Where } from "../core/where.ts";
import type { FieldObject } from "../words/contract.ts";
import { customFieldsOf } from "./definitions.ts";

/** Reads the conditions of a list, or refuses them with every fault at its place. */
export async function whereOf(
  tx: Tx,
  object: FieldObject,
  given: readonly string[] | undefined,
): Promise<readonly Where[]> {
  if (given === undefined || given.length === 0) return [];
  const catalog = { contact: await customFieldsOf(tx, "contact"), account: await customFieldsOf(tx, "account") };
  const read = given.map((text) => readWhere(object, catalog, text));
  const faults = read.flatMap((one, at) => (isFault(one) ? [{ path: `/where/${at}`, message: one.message }] : []));
  if (faults.length > 0) throw problem("invalid_input", "a condition cannot be read", { errors: faults });
  return read.flatMap((one) => (isFault(one) ? [] : [one]));
}
