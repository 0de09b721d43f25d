import { isoOrNull } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { classOfKind } from "../core/classify.ts";
import { type ModelAnswer, type ModelVerdict, readModelAnswer } from "../core/model-answer.ts";
import { type ModelEffect, modelEffect, reactionsToModel } from "../core/model-effect.ts";
import { type NewEvent, recordEvents } from "../record.ts";
import { inboundById, type StoredInbound } from "../store/inbound.ts";
import type { ModelResult } from "../store/model.ts";
import type { ModelDeps } from "./deps.ts";

/** What a model answered about a reply. */
export interface Answered {
  readonly inboundId: Id<"inb">;
  /** Names what it was asked. */
  readonly digest: string;
  readonly body: string;
}

/**
 * Records what a model says of a reply as an event, and protects the contact by it in the same transaction. The reply still
 * waits for its person. Where a person was first, the model has no say.
 */
export async function recordAnswer(
  deps: ModelDeps,
  tx: Tx,
  { inboundId, digest, body }: Answered,
): Promise<{ readonly result: ModelResult; readonly tokens: number | null }> {
  const mail = await inboundById(tx, inboundId);
  // Read against the mail as it is now: of an erased person there is nothing left to quote.
  const answer = readModelAnswer(body, mail ?? { subject: "", ownText: "" });
  const { reading, tokens } = answer;
  if (mail === null || !mail.needsPerson) return { result: "late", tokens };
  if (reading.is !== "verdict") return { result: reading.is, tokens };
  const { verdict } = reading;
  const effect = modelEffect(verdict, mail);
  const model = deps.model?.name ?? "";
  const [recorded] = await recordEvents(deps, tx, eventsOf(tx, mail, verdict, effect, { model, digest, ...answer }), {
    kind: "system",
    id: "reply_model",
  });
  if (recorded === undefined) throw new Error("what the model said was not recorded");
  if (!recorded.isNew) return { result: "late", tokens };
  const about = { ...placeOf(mail), address: mail.fromAddress, cause: recorded.auditId, at: tx.now };
  await deps.react(tx, reactionsToModel(about, verdict, effect));
  return { result: effect.protects ? "protected" : "suggested", tokens };
}

interface Asked extends ModelAnswer {
  readonly model: string;
  readonly digest: string;
}

function eventsOf(
  tx: Tx,
  mail: StoredInbound,
  verdict: ModelVerdict,
  effect: ModelEffect,
  asked: Asked,
): readonly NewEvent[] {
  const common = { ...placeOf(mail), address: mail.fromAddress, occurredAt: tx.now };
  const { kind, severity, evidence } = verdict;
  const suggested: NewEvent = {
    ...common,
    kind: "reply_suggested",
    sourceKey: `model ${mail.id}`,
    data: {
      kind,
      class: classOfKind[kind],
      severity,
      stage: "model",
      protects: effect.protects,
      resumeAt: isoOrNull(effect.resumeAt),
      model: asked.model,
      version: asked.version,
      prompt: asked.digest,
      tokens: asked.tokens,
    },
    text: { evidence },
    disclose: { evidence },
  };
  if (classOfKind[kind] !== "unsubscribe") return [suggested];
  const wish = { basis: effect.optOut, stage: "model" };
  return [suggested, { ...common, kind: "unsubscribed", sourceKey: `model ${mail.id} wish`, data: wish }];
}

function placeOf(mail: StoredInbound) {
  const { contactId, accountId, messageId, actionId, id: inboundId } = mail;
  return { contactId, accountId, messageId, actionId, inboundId };
}
