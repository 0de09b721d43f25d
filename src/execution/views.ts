import type { z } from "zod";
import { contactFactsFor } from "../identity/facts-for.ts";
import { type Instant, isoFromInstant, isoOrNull } from "../kernel/env.ts";
import { type Id, uuidFromId } from "../kernel/ids.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { ActionRow } from "./store/actions.ts";
import type { Action, ContactRef } from "./words/contract.ts";

/** How a contact is named beside an action: enough to tell two of the same name apart. */
export type ContactView = z.input<typeof ContactRef>;

/** Names of contacts for lists, in one statement. */
export async function contactRefs(tx: Tx, ids: readonly Id<"con">[]): Promise<(id: Id<"con">) => ContactView> {
  const names = await contactFactsFor(tx, [...new Set(ids)]);
  return (id) => {
    const known = names.get(id);
    return { id, name: known?.name ?? "unnamed contact", accountName: known?.accountName ?? null };
  };
}

/** An action as every surface shows it. */
export function actionView(row: ActionRow, contact: ContactView): z.input<typeof Action> {
  return {
    id: row.id,
    kind: row.kind,
    purpose: row.purpose,
    contact,
    state: row.state,
    outcome: row.outcome,
    reasons: [...row.reasons],
    until: isoOrNull(row.until),
    stoppedReason: row.stoppedReason,
    step: row.step,
    sequenceId: row.sequenceId,
    proposer: { kind: row.proposerKind, id: row.proposerId },
    decisionId: row.decisionId,
    recordId: row.recordId,
    messageId: row.messageId,
    createdAt: isoFromInstant(row.createdAt),
    updatedAt: isoFromInstant(row.updatedAt),
  };
}

/** A page cursor over (time, id). */
export function cursorOf(at: Instant, id: string): string {
  return Buffer.from(`${at} ${uuidFromId(id)}`).toString("base64url");
}

/** Reads a cursor back; a made-up one is the caller's fault. */
export function cursorFrom(text: string | undefined): { readonly at: Instant; readonly id: string } | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d+) ([0-9a-f-]{36})$/.exec(Buffer.from(text, "base64url").toString());
  if (match?.[1] === undefined || match[2] === undefined)
    throw problem("invalid_input", "the cursor is not one that this list gave: leave `after` out to start again");
  return { at: Number(match[1]), id: match[2] };
}

/** The rows of a page and the cursor of the next; ask the store for one row more than the page holds. */
export function paged<Row extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
  at: (row: Row) => Instant,
): { readonly rows: readonly Row[]; readonly next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? cursorOf(at(last), last.id) : null };
}
