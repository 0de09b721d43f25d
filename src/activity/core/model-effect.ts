import type { Instant } from "../../kernel/env.ts";
import type { ActivityReaction, OptOutBasis, ReplyKind } from "../contract.ts";
import { laterDate } from "./later-date.ts";
import type { ModelVerdict } from "./model-answer.ts";
import { optOutBasisOf } from "./opt-out-basis.ts";
import { splitSignature } from "./own-text.ts";

/** What a model's verdict adds to the protection of a contact. There is no word here by which anything could end. */
export interface ModelEffect {
  readonly optOut: OptOutBasis | null;
  readonly severity: ModelVerdict["severity"];
  /** The day that the reply itself names, for a kind that waits for one. */
  readonly resumeAt: Instant | null;
  /** Whether anything is added; a verdict that adds nothing is a suggestion and no more. */
  readonly protects: boolean;
}

/** Kinds that make a contact wait, besides those that forbid it. */
const waiting: ReadonlySet<ReplyKind> = new Set(["not_interested", "wrong_person"]);

/**
 * What a verdict does by itself. Only what protects takes effect. The day is read by our own rules from what the sender wrote:
 * a model's word moves no date.
 */
export function modelEffect(
  { kind, severity }: ModelVerdict,
  mail: { readonly ownText: string; readonly receivedAt: Instant },
): ModelEffect {
  const optOut = optOutBasisOf[kind] ?? null;
  const resumeAt = kind === "not_now" ? laterDate(splitSignature(mail.ownText).body, mail.receivedAt) : null;
  const protects = optOut !== null || severity !== null || resumeAt !== null || waiting.has(kind);
  return { optOut, severity, resumeAt, protects };
}

/** What a reaction to a verdict is about. */
export type ModelSubject = Omit<Extract<ActivityReaction, { type: "delivery.seen" }>, "type" | "trusted">;

/**
 * What other blocks hear of a verdict. INVARIANT: never that the reply was classified or corrected, since that ends holds, makes
 * work of interest and books meetings (test/failures/model-loosens.test.ts).
 */
export function reactionsToModel(
  about: ModelSubject,
  { kind, evidence }: ModelVerdict,
  effect: ModelEffect,
): readonly ActivityReaction[] {
  const { optOut: basis, severity, resumeAt } = effect;
  return [
    ...(basis === null ? [] : [{ ...about, type: "optout.seen", scope: "contact", basis } as const]),
    ...(severity === null ? [] : [{ ...about, type: "protest.seen", severity, evidence, writer: null } as const]),
    { ...about, type: "reply.suggested", kind, resumeAt },
  ];
}
