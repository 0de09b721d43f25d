import type { Id } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { SinkKind } from "../words/contract.ts";

/** One row of a file for a block on the right: fields by the names of its kind's table, read and canonical. */
export interface SinkRow {
  readonly line: number;
  /** The row's id in its source, or a digest of what identifies it: the same row has it in every import. */
  readonly externalId: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Whose rows these are. */
export interface SinkContext {
  readonly importId: Id<"imp">;
  readonly source: { readonly id: Id<"src">; readonly name: string; readonly kind: string };
  readonly caller: Caller;
  /** Whether the transaction is undone after the answer: write as ever, the answer has to come true. */
  readonly isDryRun: boolean;
}

/** What became of one row. */
export type SinkResult =
  | { readonly outcome: "created" | "updated" | "unchanged" }
  | { readonly outcome: "rejected"; readonly code: string; readonly message: string };

/**
 * Takes a chunk of rows in the transaction of that chunk, with its own audit records and reactions, and answers for each row
 * in order. The same rows may come again after a kill, in another import or in a dry run: what is there already is `unchanged`.
 */
export type ImportSink = (tx: Tx, rows: readonly SinkRow[], context: SinkContext) => Promise<readonly SinkResult[]>;

/** Who takes the rows of which kind; given by the composition root, since identity imports nobody on its right. */
export type ImportSinks = Readonly<Partial<Record<SinkKind, ImportSink>>>;
