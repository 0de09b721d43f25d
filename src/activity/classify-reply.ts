import { actorOf } from "../audit/append.ts";
import { instantFromIso } from "../kernel/env.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { ActivityReaction, ReplyKind } from "./contract.ts";
import { classOfKind } from "./core/classify.ts";
import { optOutBasisOf } from "./core/opt-out-basis.ts";
import { dueAfter, heatOf } from "./core/thread.ts";
import type { ActivityDeps } from "./deps.ts";
import { inboundViewOf } from "./read-inbound.ts";
import { recordEvents } from "./record.ts";
import { bindMail } from "./replies/bind-mail.ts";
import type { repliesClassify } from "./replies/contract.ts";
import { inboundById, type StoredInbound } from "./store/inbound.ts";
import { hasOtherWish } from "./store/labels.ts";
import { classifiedInThread } from "./store/threads.ts";

type Input = InputOf<typeof repliesClassify>;

/** Records a person's verdict on a reply as a new event; what protects the contact takes effect in the same transaction. */
export async function classifyReplyByPerson(
  deps: ActivityDeps,
  input: Input,
  caller: Caller,
): Promise<OutputOf<typeof repliesClassify>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const mail = await judgedMail(tx, input);
    const contactId = await contactOf(deps, tx, input, mail);
    // Before the verdict: of those who became one later, the one whose it is has the last word.
    const ids = input.contactId === undefined ? null : await bindMail(deps, tx, mail, input.contactId, caller);
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
          data: {
            kind: input.kind,
            class: classOfKind[input.kind],
            before: mail.kind,
            by: caller.principal.id,
            ...(input.severity === undefined ? {} : { severity: input.severity }),
          },
          ...(input.evidence === undefined ? {} : { text: { evidence: input.evidence } }),
          ...(input.note === undefined ? {} : { disclose: { note: input.note } }),
        },
      ],
      actorOf(caller),
    );
    if (recorded === undefined) throw new Error("the verdict was not recorded");
    const isCorrection = await correctsProtection(deps, tx, input, mail, contactId);
    const verdict = { input, mail, contactId, cause: recorded.auditId, at: tx.now };
    await classifiedInThread(tx, {
      inboundId: mail.id,
      wasWaiting: mail.needsPerson,
      contactId,
      heat: heatOf(mail.what, input.kind),
      since: mail.receivedAt,
      dueAt: dueAfter(mail.receivedAt),
    });
    await deps.react(tx, [
      ...(ids === null ? [] : [boundOf(verdict, ids, caller)]),
      ...(isCorrection ? [correctionOf(verdict, caller)] : []),
      ...reactionsOf(verdict),
    ]);
    const after = await inboundById(tx, mail.id);
    return inboundViewOf(after ?? mail);
  });
}

/** The mail that the verdict is on: a reply, which says what is given as evidence. */
async function judgedMail(tx: Tx, { inboundId, evidence }: Input): Promise<StoredInbound> {
  const mail = await inboundById(tx, inboundId);
  if (mail === null) throw problem("not_found", `there is no inbound mail \`${inboundId}\`: list it with inbound.list`);
  if (mail.what !== "reply" && mail.what !== "auto_reply")
    throw problem("conflict", `\`${inboundId}\` is a ${mail.what} report, not a reply: there is nothing to classify`);
  if (evidence !== undefined && !`${mail.subject}\n${mail.ownText}`.includes(evidence))
    throw problem("invalid_input", "`evidence` is not in the reply: copy the words as they stand there");
  return mail;
}

/** The contact that the mail is from: named by the person, or the only one it can be. */
async function contactOf(deps: ActivityDeps, tx: Tx, input: Input, mail: StoredInbound): Promise<Id<"con"> | null> {
  if (input.contactId === undefined) return mail.contactId;
  if ((await deps.idsOfContact(tx, input.contactId)).length > 0) return input.contactId;
  throw problem("not_found", `there is no contact \`${input.contactId}\`: find it with contacts.list`);
}

/** What the contact is protected by until now: the latest verdict on the mail, or what a model added to it. */
function protectedAs(mail: StoredInbound): ReplyKind | null {
  return mail.kind ?? (mail.suggestion?.protects === true ? mail.suggestion.kind : null);
}

/**
 * Whether the verdict takes back what the reply protected by until now. Where the contact has another mail that asks to be left
 * alone, or that nobody could read, everything stays: a person lifts it by hand.
 */
async function correctsProtection(
  deps: ActivityDeps,
  tx: Tx,
  input: Input,
  mail: StoredInbound,
  contactId: Id<"con"> | null,
): Promise<boolean> {
  const was = protectedAs(mail);
  const isOther = was !== null && was !== input.kind;
  if (!isOther && input.severity !== null) return false;
  const ids = contactId === null ? [] : await deps.idsOfContact(tx, contactId);
  return !(await hasOtherWish(tx, ids, mail.id));
}

interface Verdict {
  readonly input: Input;
  readonly mail: StoredInbound;
  readonly contactId: Id<"con"> | null;
  readonly cause: Id<"aud">;
  readonly at: number;
}

function aboutOf({ mail, contactId, cause, at }: Verdict) {
  return {
    contactId,
    accountId: mail.accountId,
    address: mail.fromAddress,
    messageId: mail.messageId,
    actionId: mail.actionId,
    inboundId: mail.id,
    cause,
    at,
  };
}

function boundOf(verdict: Verdict, ids: readonly Id<"con">[], caller: Caller): ActivityReaction {
  return { ...aboutOf(verdict), type: "mail.bound", ids, by: caller.principal.id };
}

function correctionOf(verdict: Verdict, caller: Caller): ActivityReaction {
  const { input, mail } = verdict;
  return {
    ...aboutOf(verdict),
    type: "reply.corrected",
    from: protectedAs(mail),
    to: input.kind,
    by: caller.principal.id,
    mayLift: caller.principal.kind === "person" && caller.scopes.has("suppressions:lift"),
    keepsProtest: input.severity !== null,
  };
}

function reactionsOf(verdict: Verdict): readonly ActivityReaction[] {
  const { input, mail } = verdict;
  const about = aboutOf(verdict);
  const basis = optOutBasisOf[input.kind];
  return [
    ...(basis === undefined ? [] : [{ ...about, type: "optout.seen", scope: "contact", basis } as const]),
    ...(input.severity == null
      ? []
      : [
          {
            ...about,
            type: "protest.seen",
            severity: input.severity,
            evidence: input.evidence ?? null,
            writer: null,
          } as const,
        ]),
    {
      ...about,
      type: "reply.classified",
      class: classOfKind[input.kind],
      kind: input.kind,
      stage: "person",
      resumeAt: input.resumeAt === undefined ? null : instantFromIso(input.resumeAt),
      meetingAt: null,
      referral: mail.referral,
      byPerson: true,
    },
  ];
}
