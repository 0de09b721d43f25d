import { createHash } from "node:crypto";
import { type Id, idFromUuid, uuidFromId } from "../../kernel/ids.ts";
import { decodeToken, encodeToken } from "./verp.ts";

/** A mail that a mailbox sends to itself, to see whether what is sent to it is read. */
export interface Loop {
  readonly workspaceId: Id<"wsp">;
  readonly mailboxId: Id<"mbx">;
  /** When it was sent: an older one that comes late proves nothing about now. */
  readonly startedAt: number;
}

/** The header by which such a mail is known. */
export const loopHeader = "X-Fairlead-Loop";

const headMaxBytes = 64 * 1024;

/** What the header of such a mail says: which mailbox, when, and a token that nobody else can make. */
export function loopProof(loop: Loop, key: Uint8Array): string {
  return `${loop.mailboxId} ${loop.startedAt} ${encodeToken(subjectOf(loop), "loop", key)}`;
}

/** The loop that a mail closes; null for every other mail, and for one whose token is not ours. */
export function loopIn(raw: Uint8Array, workspaceId: Id<"wsp">, key: Uint8Array): Loop | null {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, headMaxBytes)).toString("latin1");
  const head = start.split(/\r?\n\r?\n/, 1)[0] ?? "";
  const found = /^x-fairlead-loop:\s+(mbx_[0-9a-z]{26})\s+(\d{1,15})\s+([a-z2-7]{1,100})\s*$/im.exec(head);
  if (found === null) return null;
  const loop: Loop = { workspaceId, mailboxId: found[1] as Id<"mbx">, startedAt: Number(found[2]) };
  const subject = decodeToken(found[3] ?? "", "loop", [{ workspaceId, key }]);
  return subject?.messageId === subjectOf(loop).messageId ? loop : null;
}

/** Such a mail is no message of an action: in its token the mailbox and the time stand for one. */
function subjectOf({ workspaceId, mailboxId, startedAt }: Loop) {
  const digest = createHash("sha256")
    .update(`loop/${uuidFromId(mailboxId)}/${startedAt}`)
    .digest("hex");
  return { workspaceId, messageId: idFromUuid("msg", digest.slice(0, 32)) };
}
