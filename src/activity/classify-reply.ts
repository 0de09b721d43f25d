import { actorOf } from "../audit/append.ts";
import { instantFromIso } from "../kernel/env.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { ActivityReaction, OptOutBasis, ReplyKind, repliesClassify } from "./contract.ts";
import { classOfKind } from "./core/classify.ts";
import { dueAfter, heatOf } from "./core/thread.ts";
import type { ActivityDeps } from "./deps.ts";
import { inboundViewOf } from "./read-inbound.ts";
import { recordEvents } from "./record.ts";
import { inboundById, type StoredInbound } from "./store/inbound.ts";
import { classifiedInThread } from "./store/threads.ts";

type Input = InputOf<typeof repliesClassify>;

/** Records a person's verdict on a reply as a new event; what protects the contact takes effect in the same transaction. */
export async function classifyReplyByPerson(
  deps: ActivityDeps,
  input: Input,
  caller: Caller,
): Promise<OutputOf<typeof repliesClassify>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const mail = await inboundById(tx, input.inboundId);
    if (mail === null)
      throw problem("not_found", `there is no inbound mail \`${input.inboundId}\`: list it with inbound.list`);
    if (mail.what !== "reply" && mail.what !== "auto_reply") {
      throw problem(
        "conflict",
        `\`${input.inboundId}\` is a ${mail.what} report, not a reply: there is nothing to classify`,
      );
    }
    const contactId = await contactOf(deps, tx, input, mail);
    const [recorded] = await recordEvents(
      deps,
      tx,
      [
        {
          kind: "reply_reclassified",
          contactId,
          accountId: mail.accountId,
          address: mail.fromAddress,
          occurredAt: tx.now,
          sourceKey: `verdict ${newId(deps.env, "evt")}`,
          actionId: mail.actionId,
          messageId: mail.messageId,
          inboundId: mail.id,
          data: { kind: input.kind, class: classOfKind[input.kind], before: mail.kind },
          ...(input.note === undefined ? {} : { disclose: { note: input.note } }),
        },
      ],
      actorOf(caller),
    );
    if (recorded === undefined) throw new Error("the verdict was not recorded");
    await classifiedInThread(tx, {
      inboundId: mail.id,
      wasWaiting: mail.needsPerson,
      contactId,
      heat: heatOf(mail.what, input.kind),
      since: mail.receivedAt,
      dueAt: dueAfter(mail.receivedAt),
    });
    await deps.react(tx, reactionsOf(input, mail, contactId, recorded.auditId, tx.now));
    const after = await inboundById(tx, mail.id);
    return inboundViewOf(after ?? mail);
  });
}

/** The contact that the mail is from: named by the person, or the only one it can be. */
async function contactOf(deps: ActivityDeps, tx: Tx, input: Input, mail: StoredInbound): Promise<Id<"con"> | null> {
  if (input.contactId === undefined) return mail.contactId;
  if ((await deps.idsOfContact(tx, input.contactId)).length > 0) return input.contactId;
  throw problem("not_found", `there is no contact \`${input.contactId}\`: find it with contacts.list`);
}

const optOutBasis: Partial<Record<ReplyKind, OptOutBasis>> = {
  unsubscribe: "reply",
  complaint: "complaint_reply",
  data_request: "data_request",
  left_company: "left_company",
};

function reactionsOf(
  input: Input,
  mail: StoredInbound,
  contactId: Id<"con"> | null,
  cause: Id<"aud">,
  at: number,
): readonly ActivityReaction[] {
  const about = {
    contactId,
    accountId: mail.accountId,
    address: mail.fromAddress,
    messageId: mail.messageId,
    actionId: mail.actionId,
    inboundId: mail.id,
    cause,
    at,
  };
  const basis = optOutBasis[input.kind];
  const verdict: ActivityReaction = {
    ...about,
    type: "reply.classified",
    class: classOfKind[input.kind],
    kind: input.kind,
    stage: "person",
    resumeAt: input.resumeAt === undefined ? null : instantFromIso(input.resumeAt),
    meetingAt: null,
    referral: mail.referral,
    byPerson: true,
  };
  return basis === undefined ? [verdict] : [{ ...about, type: "optout.seen", scope: "contact", basis }, verdict];
}
