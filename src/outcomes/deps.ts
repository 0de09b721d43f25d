import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import type { ScoringDeps } from "../scoring/deps.ts";
import type { Touch } from "./core/attribute.ts";

/** What recording outcomes needs, for callers that already hold a transaction. */
export interface OutcomesDeps extends ScoringDeps {
  /** The sent touches of these contacts since a time. */
  touches(tx: Tx, contactIds: readonly Id<"con">[], since: Instant): Promise<readonly Touch[]>;
}

/** What the verbs need from the composition root. */
export interface OutcomesVerbDeps extends OutcomesDeps {
  readonly db: Database;
}

/** What reports read of other blocks: counts, through functions that those blocks export. */
export interface ReportDeps {
  readonly db: Database;
  /** Activity events by kind since a time. */
  activityCounts(tx: Tx, since: Instant): Promise<ReadonlyMap<string, number>>;
  /** Actions proposed since a time, by the outcome of their newest decision. */
  actionCounts(tx: Tx, since: Instant): Promise<readonly { readonly outcome: string; readonly count: number }[]>;
  /** Decisions since a time, by outcome and reason code; an allow has no reason. */
  decisionCounts(
    tx: Tx,
    since: Instant,
  ): Promise<readonly { readonly outcome: string; readonly reason: string | null; readonly count: number }[]>;
  /** Messages sent since a time, by template or sequence id. */
  sendsBy(tx: Tx, since: Instant, by: "template" | "sequence"): Promise<ReadonlyMap<string, number>>;
}
