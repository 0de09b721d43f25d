import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import type { Tx } from "../kernel/sql.ts";
import { readability } from "./core/readable.ts";
import { mailboxesAfter, mailboxesById } from "./store/mailbox.ts";

/** What a decision reads about a mailbox; how much was sent from it is counted by the caps of `policy`. */
export interface MailboxFactsRow {
  readonly id: Id<"mbx">;
  readonly address: string;
  readonly displayName: string;
  readonly state: "active" | "paused";
  readonly dailyCap: number;
  readonly isReadable: boolean;
  readonly readGapMs: number | null;
  readonly breaker: "closed" | "tripped";
}

/** Whether the workspace has a mailbox. */
export async function hasMailbox(tx: Tx, mailboxId: Id<"mbx">): Promise<boolean> {
  return (await mailboxesById(tx, [mailboxId])).length === 1;
}

/** The facts of these mailboxes in one statement; an unknown id has no row, and the decision then fails closed. */
export async function mailboxFactsFor(
  deps: { readonly env: { wall(): Instant } },
  tx: Tx,
  ids: readonly Id<"mbx">[],
): Promise<ReadonlyMap<Id<"mbx">, MailboxFactsRow>> {
  const boxes = await mailboxesById(tx, ids);
  const at = deps.env.wall();
  return new Map(
    boxes.map((box) => [
      box.id,
      {
        id: box.id,
        address: box.address,
        displayName: box.displayName,
        state: box.state,
        dailyCap: box.dailyCap,
        ...readability(box.lastReadAt, at),
        breaker: box.breaker,
      },
    ]),
  );
}

/** How long ago each mailbox was read, for the metric of the read gap; null where it never was. */
export async function readGaps(
  tx: Tx,
  at: Instant,
): Promise<readonly { readonly mailboxId: Id<"mbx">; readonly readGapMs: number | null }[]> {
  const boxes = await mailboxesAfter(tx, null, limits.pageMax);
  return boxes.map((box) => ({ mailboxId: box.id, readGapMs: readability(box.lastReadAt, at).readGapMs }));
}
