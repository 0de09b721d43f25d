import { limits } from "../../kernel/limits.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityDeps } from "../deps.ts";
import type { BatchRow, SourceRow } from "../store/imports.ts";
import type { WriteContext } from "../write-records.ts";
import type { Normaliser } from "./normaliser.ts";
import type { FileReading } from "./request.ts";
import type { ImportSink } from "./sink.ts";
import type { FileParts } from "./uploads.ts";

/** An import under way: what every phase of it needs. */
export interface Run {
  readonly deps: IdentityDeps;
  readonly batch: BatchRow;
  /** The batch's id as the database has it. */
  readonly batchId: string;
  readonly source: SourceRow;
  readonly caller: Caller;
  readonly isDryRun: boolean;
  readonly reading: FileReading;
  readonly parts: FileParts;
  readonly normaliser: Normaliser;
  /** Who takes the rows; null for contacts and accounts. */
  readonly sink: ImportSink | null;
  /** A transaction of a phase. A real run has one each time, and holds its lease by it; a dry run has one for all. */
  readonly within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
}

/** How a run goes on: what it is, without what only its phases need. */
export type RunStart = Omit<Run, "within">;

/** Whose records a run writes. */
export function writeContextOf({ source, batchId, caller }: Run): WriteContext {
  return { source, batchId, actor: caller.principal.id };
}

/** Records that one transaction of settling takes. */
export function settleRecords(deps: IdentityDeps): number {
  return deps.importBounds?.settleRecords ?? limits.importSettleRecords;
}
