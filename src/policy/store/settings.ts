import type { Id } from "../../kernel/ids.ts";
import { idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** How long what comes back protects for, and who hears of the worst of it. */
export interface ReactionSettings {
  /** How long a "no" is respected. */
  readonly negativeDays: number;
  /** How long agents leave a contact alone that a colleague wrote to by hand. */
  readonly colleagueDays: number;
  readonly alertsTo: Id<"usr"> | null;
}

const defaults: ReactionSettings = Object.freeze({ negativeDays: 180, colleagueDays: 30, alertsTo: null });

/** What the workspace chose, else the defaults. */
export async function reactionSettings(tx: Tx): Promise<ReactionSettings> {
  const [row] = await tx.sql<{ negative_days: number; colleague_days: number; alerts_to: string | null }[]>`
    select negative_days, colleague_days, alerts_to from reaction_setting where workspace_id = ${tx.workspaceId}`;
  return row === undefined
    ? defaults
    : { negativeDays: row.negative_days, colleagueDays: row.colleague_days, alertsTo: idOrNull("usr", row.alerts_to) };
}

export async function upsertReactionSettings(tx: Tx, settings: ReactionSettings): Promise<void> {
  await tx.sql`
    insert into reaction_setting (workspace_id, negative_days, colleague_days, alerts_to, updated_at)
    values (${tx.workspaceId}, ${settings.negativeDays}, ${settings.colleagueDays}, ${settings.alertsTo}, ${tx.now})
    on conflict (workspace_id) do update
    set negative_days = excluded.negative_days, colleague_days = excluded.colleague_days, alerts_to = excluded.alerts_to,
        updated_at = excluded.updated_at`;
}
