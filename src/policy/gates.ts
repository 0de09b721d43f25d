import type { Tx } from "../kernel/sql.ts";
import type { CapSubject, Gate, GateKey } from "./core/subjects.ts";
import { capSubjectsForUpdate, insertMissingSubjects } from "./store/caps.ts";
import { bumpedGates, gatesByKey, gatesForShare, gatesForUpdate, insertMissingGates } from "./store/gates.ts";

export type { CapKind, CapSubject, Gate, GateKey, GateKind, Keyed } from "./core/subjects.ts";

/** Everything that one transaction decides about. */
export interface Subjects {
  readonly gates: readonly GateKey[];
  readonly caps: readonly CapSubject[];
}

/**
 * Makes the rows that are missing, then locks all in the one lock order: gates (`share` to decide or attempt, `update` to
 * stop), then cap subjects for update. The four statements travel together. Answers with the gates' epochs.
 */
export async function lockSubjects(tx: Tx, subjects: Subjects, mode: "share" | "update"): Promise<readonly Gate[]> {
  const { gates, caps } = subjects;
  const lockGates = mode === "share" ? gatesForShare : gatesForUpdate;
  const [, locked] = await Promise.all([
    gates.length === 0 ? undefined : insertMissingGates(tx, gates),
    gates.length === 0 ? [] : lockGates(tx, gates),
    caps.length === 0 ? undefined : insertMissingSubjects(tx, caps),
    caps.length === 0 ? undefined : capSubjectsForUpdate(tx, caps),
  ]);
  return locked;
}

/** Marks that something changed which stops or frees sends; every permit decided under an older epoch is void. */
export async function bumpGates(tx: Tx, gates: readonly GateKey[]): Promise<readonly Gate[]> {
  return gates.length === 0 ? [] : bumpedGates(tx, gates);
}

/** The epochs of gates that exist; one that does not was never bumped and counts as 0. */
export async function gateEpochs(tx: Tx, gates: readonly GateKey[]): Promise<readonly Gate[]> {
  const found = gates.length === 0 ? [] : await gatesByKey(tx, gates);
  const epochs = new Map(found.map(({ kind, key, epoch }) => [`${kind} ${key}`, epoch]));
  return gates.map(({ kind, key }) => ({ kind, key, epoch: epochs.get(`${kind} ${key}`) ?? 0 }));
}
