import type { AppendDeps } from "../audit/append.ts";
import type { Env } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Caller } from "../kernel/operation.ts";
import type { React } from "../kernel/reactions.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import type { BulkBasis } from "./bulk/contract.ts";
import type { IdentityReaction } from "./contract.ts";
import type { AskJson } from "./enrich/port.ts";
import type { ImportSinks } from "./import/sink.ts";

/** What hangs on a contact in blocks that identity may not ask: work under way, and what forbids contact. */
export interface Consequence {
  readonly enrollments: number;
  readonly actions: number;
  /** Reasons of the suppressions in force. */
  readonly suppressions: readonly string[];
}

/** Forbids contact with many, on a person's word: `source` is the bulk change that says so. Answers who was not forbidden yet. */
export type SuppressContacts = (
  tx: Tx,
  caller: Caller,
  contactIds: readonly Id<"con">[],
  why: { readonly reason: BulkBasis; readonly source: string },
) => Promise<ReadonlySet<Id<"con">>>;

/** What the verbs of this block need from the composition root. */
export interface IdentityDeps extends AppendDeps {
  readonly db: Database;
  readonly env: Env;
  /** Hears of merges, splits and imported opt-outs in the transaction that makes them. */
  readonly react: React<IdentityReaction>;
  /** How providers of missing data are asked over HTTP. */
  readonly askJson?: AskJson;
  /** Who takes imported rows that are no contacts and no accounts; a kind without a sink is refused. */
  readonly sinks?: ImportSinks;
  /** How many rows and records one transaction of an import takes, where other bounds than the product's are wanted. */
  readonly importBounds?: { readonly blockRows: number; readonly settleRecords: number };
  /** How many records a ruleset settles while its caller waits, where another bound than the product's is wanted. */
  readonly rulesetRecordsAtOnce?: number;
  /** When we last reached out to contacts; one whom we never did has no entry. */
  readonly lastTouches?: (tx: Tx, contactIds: readonly Id<"con">[]) => Promise<ReadonlyMap<Id<"con">, number>>;
  /** What a merge or split may stop or spread, so that it can say so, beforehand too. */
  readonly consequencesFor?: (tx: Tx, contactIds: readonly Id<"con">[]) => Promise<ReadonlyMap<Id<"con">, Consequence>>;
  /** Who forbids contact with a whole result; without it no bulk change may. */
  readonly suppressContacts?: SuppressContacts;
}
