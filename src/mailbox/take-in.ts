import type { ActivityDeps } from "../activity/deps.ts";
import { type InboundMail, receiveMail } from "../activity/receive.ts";
import { receiveSent, type SentMeans } from "../activity/receive-sent.ts";
import { takeLoop } from "../activity/take-loop.ts";
import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { type Cursor, moveCursor } from "./store/reading.ts";

/** A mail as it lies in a folder of a mailbox. */
export interface FolderMail extends Cursor {
  readonly folder: string;
  readonly raw: Buffer;
  readonly sizeBytes: number;
  /** Whether only its beginning was fetched, because it is larger than what is taken in. */
  readonly isCut: boolean;
}

/**
 * Records a mail that was fetched: raw bytes, stop, events and the cursor of its folder commit together, so that none is
 * lost and none counts twice. What is known already, by SMTP or from another folder, moves the cursor and nothing else.
 */
export async function takeIn(
  deps: ActivityDeps,
  box: { readonly workspaceId: Id<"wsp">; readonly mailboxId: Id<"mbx">; readonly address: string },
  mail: FolderMail,
): Promise<{ readonly isNew: boolean }> {
  const inbound: InboundMail = {
    workspaceId: box.workspaceId,
    envelopeFrom: "",
    envelopeTo: [box.address],
    raw: mail.raw,
    ...(mail.isCut ? { wholeBytes: mail.sizeBytes } : {}),
    position: {
      advance: (tx) => advance(tx, box.mailboxId, mail),
    },
  };
  return (await takeLoop(deps, inbound)) ? { isNew: false } : receiveMail(deps, inbound);
}

/** Records a mail that lay among the sent ones, with the cursor of its folder in the same transaction. */
export function takeSent(
  deps: ActivityDeps,
  box: { readonly workspaceId: Id<"wsp">; readonly mailboxId: Id<"mbx">; readonly connectedAt: Instant },
  mail: FolderMail,
): Promise<SentMeans> {
  const { workspaceId, mailboxId, connectedAt } = box;
  return receiveSent(deps, {
    workspaceId,
    mailboxId,
    connectedAt,
    raw: mail.raw,
    advance: (tx) => advance(tx, mailboxId, mail),
  });
}

async function advance(tx: Tx, mailboxId: Id<"mbx">, mail: FolderMail): Promise<void> {
  if (!(await moveCursor(tx, mailboxId, mail.folder, mail)))
    throw new Error(`another process read \`${mail.folder}\` further: it is read on from there`);
}
