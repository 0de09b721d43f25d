import type { ActivityReaction } from "../activity/contract.ts";
import type { RecordedActivity } from "../activity/deps.ts";
import type { MailChannel, PermitDesk } from "../channel/port.ts";
import type { Env, Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { React } from "../kernel/reactions.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import type { Vault } from "../kernel/vault.ts";
import type { SenderRefusal } from "../mailbox/health/trip.ts";
import type { ActiveBundle } from "../policy/core/decide.ts";
import type { QuietHours } from "../policy/core/hours.ts";
import type { PolicyEngine } from "../policy/core/language.ts";
import type { SuppressDeps } from "../policy/deps.ts";

/** What deciding needs: the engine is a held resource, the bundle is read in the deciding transaction. */
export interface DecideDeps {
  readonly env: Env;
  readonly vault: Vault;
  readonly engine: PolicyEngine;
  readonly activeBundle: (tx: Tx) => Promise<ActiveBundle>;
  /** Wakes the sequencer after a commit. */
  readonly kick: (workspaceId: Id<"wsp">) => void;
  /** Every key under which a person can be reached: suppression follows all of them. */
  readonly personKeys: SuppressDeps["personKeys"];
  /** What deals make of these accounts, and when one was last lost; outcomes knows, which stands to the right. */
  readonly dealsOf: (
    tx: Tx,
    accountIds: readonly Id<"acc">[],
  ) => Promise<
    ReadonlyMap<
      Id<"acc">,
      { readonly relation: "customer" | "open_opportunity" | null; readonly lostAt: Instant | null }
    >
  >;
  readonly quietHours: QuietHours;
  /** Where unsubscribe links point. */
  readonly publicUrl: string;
}

/** What the verbs of this block need. */
export interface ExecutionDeps extends DecideDeps {
  readonly db: Database;
  /** Handlers of activity events, so that what dispatch learns from SMTP suppresses and stops like inbound mail does. */
  readonly react: React<ActivityReaction>;
  /** Hears of meetings recorded here, in the same transaction: they are outcomes. */
  readonly onRecorded: (tx: Tx, events: readonly RecordedActivity[]) => Promise<void>;
}

/** What only dispatch has: the way out. */
export interface DispatchDeps extends ExecutionDeps {
  readonly channel: MailChannel;
  readonly mint: PermitDesk["mint"];
  /** The access token of a mailbox that signs in to its relay with one. */
  readonly accessToken: (workspaceId: Id<"wsp">, mailboxId: Id<"mbx">) => Promise<string>;
  /** Hears that our own server refused a mailbox's sign-in or sender for good, in the transaction that records it. */
  readonly onRefusedSender: (tx: Tx, refusal: SenderRefusal) => Promise<void>;
  readonly log: (event: string, fields: Record<string, unknown>) => void;
}

/** Queues of this block's jobs. */
export const queues = {
  dispatch: "execution.dispatch",
  wake: "execution.wake",
  step: "execution.step",
  resume: "execution.resume",
  park: "execution.park",
  expire: "execution.expire",
  forbidden: "execution.forbidden",
} as const;

/** The name under which Fairlead itself acts. */
export const systemActor = { kind: "system", id: "fairlead" } as const;
