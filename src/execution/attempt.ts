import { appendAudit } from "../audit/append.ts";
import { underReleasedCheckpoint } from "../audit/gate.ts";
import type { MailRoute, Outgoing, Permit } from "../channel/port.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { credentials, type MailboxCredentials } from "../mailbox/credentials.ts";
import { spendCaps } from "../policy/caps.ts";
import { type Gate, lockSubjects } from "../policy/gates.ts";
import { suppressedNow } from "../policy/suppress.ts";
import { type Guarded, guardsOf } from "./action-gates.ts";
import { type DispatchDeps, systemActor } from "./deps.ts";
import { moveAction } from "./move.ts";
import { type ActionRow, actionsById } from "./store/actions.ts";
import {
  insertAttempt,
  type MessageRow,
  markPermitUsed,
  messagesByAction,
  openPermit,
  type PermitRow,
} from "./store/messages.ts";

/** What the channel gets once the attempt is on record. */
export interface Opened {
  readonly permit: Permit;
  readonly attemptId: Id<"att">;
  readonly action: ActionRow;
  readonly message: MessageRow;
  readonly route: MailRoute;
  readonly mail: Outgoing;
  readonly recordId: Id<"aud">;
}

/**
 * The second of dispatch's two transactions, without any policy: SQL checks that the decision is under a released checkpoint,
 * that no gate moved, that no suppression covers the recipient and that the bundle is the one that decided; then the
 * attempt is on record before a socket opens. Anything else sends the action back to be decided again (null).
 */
export async function openAttempt(deps: DispatchDeps, tx: Tx, actionId: Id<"act">): Promise<Opened | null> {
  const [seen] = await actionsById(tx, [actionId], "none");
  if (seen === undefined || seen.state !== "reserved") return null;
  const guarded = (await guardsOf(deps, tx, [seen])).get(actionId);
  if (guarded === undefined) return null;
  const epochs = await lockSubjects(tx, { gates: guarded.gates, caps: [] }, "share");
  const [action] = await actionsById(tx, [actionId], "update");
  const permit = await openPermit(tx, actionId);
  const message = (await messagesByAction(tx, [actionId])).get(actionId);
  if (action === undefined || action.state !== "reserved" || permit === null || message === undefined) return null;
  const refusal = await refusalOf(deps, tx, { action, permit, guarded, epochs });
  if (refusal !== null) {
    deps.log("dispatch.back", { action: actionId, reason: refusal });
    await moveAction(tx, actionId, ["reserved"], "queued", refusal);
    return null;
  }
  return begin(deps, tx, action, permit, message);
}

interface Looked {
  readonly action: ActionRow;
  readonly permit: PermitRow;
  readonly guarded: Guarded;
  readonly epochs: readonly Gate[];
}

async function refusalOf(
  deps: DispatchDeps,
  tx: Tx,
  { action, permit, guarded, epochs }: Looked,
): Promise<string | null> {
  if (permit.expiresAt <= tx.now) return "permit_expired";
  if (action.contentHash?.equals(permit.contentHash) !== true) return "content_changed";
  const moved = movedGate(permit.gates, epochs);
  if (moved !== null) return `gate_moved ${moved}`;
  const active = await deps.activeBundle(tx);
  if (active.state !== "ready" || active.bundle.hash !== permit.bundleHash) return "bundle_changed";
  if (!(await underReleasedCheckpoint(tx, [permit.recordId])).has(permit.recordId)) return "not_under_checkpoint";
  return (await suppressedNow(deps, tx, { ...guarded.recipient, purpose: action.purpose })) === null
    ? null
    : "suppressed";
}

/** The first gate that is not as it was when the permit was written: another epoch, or one that only one side knows. */
function movedGate(then: PermitRow["gates"], now: readonly Gate[]): string | null {
  const nameOf = (gate: { readonly kind: string; readonly key: string; readonly epoch: number }): string =>
    `${gate.kind} ${gate.key} ${gate.epoch}`;
  const before = new Set(then.map(nameOf));
  const after = new Set(now.map(nameOf));
  const moved = [
    ...now.filter((gate) => !before.has(nameOf(gate))),
    ...then.filter((gate) => !after.has(nameOf(gate))),
  ];
  return moved[0]?.kind ?? null;
}

async function begin(
  deps: DispatchDeps,
  tx: Tx,
  action: ActionRow,
  permit: PermitRow,
  message: MessageRow,
): Promise<Opened | null> {
  const attemptId = newId(deps.env, "att");
  if (!(await markPermitUsed(tx, permit.id))) return null;
  await insertAttempt(tx, {
    id: attemptId,
    actionId: action.id,
    messageId: message.id,
    permitId: permit.id,
    number: action.tries + 1,
  });
  await moveAction(tx, action.id, ["reserved"], "attempting");
  await spendCaps(tx, [action.id]);
  const [recordId] = await appendAudit(deps, tx, [
    {
      type: "message.attempted",
      actor: systemActor,
      subject: { contact: action.contactId, action: action.id, mailbox: message.mailboxId },
      causes: [permit.recordId],
      run: { id: attemptId, attempt: action.tries + 1 },
      message: {
        channel: "email",
        id: message.id,
        rendered: message.renderedDigest.toString("hex"),
        rfc822Id: message.rfc822Id,
        state: "attempting",
      },
      data: { permit: permit.id, decision: permit.decisionId },
    },
  ]);
  if (recordId === undefined) throw new Error("the attempt has no record");
  const mailbox = await credentials(deps, tx, message.mailboxId);
  return {
    permit: deps.mint({ permitId: permit.id, actionId: action.id, attemptId }),
    attemptId,
    action,
    message,
    route: routeOf(deps, tx.workspaceId, mailbox),
    mail: { envelopeFrom: message.envelopeFrom, to: message.toAddress, raw: message.raw, envelopeId: message.id },
    recordId,
  };
}

/** How a mailbox's own server is reached. */
export function routeOf(
  deps: Pick<DispatchDeps, "accessToken">,
  workspaceId: Id<"wsp">,
  mailbox: MailboxCredentials,
): MailRoute {
  const { usesToken, ...smtp } = mailbox.smtp;
  const token = usesToken === true ? { accessToken: () => deps.accessToken(workspaceId, mailbox.mailboxId) } : {};
  return { ...smtp, ...token, localName: mailbox.fromDomain };
}
