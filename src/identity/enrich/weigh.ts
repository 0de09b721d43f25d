import type { Tx } from "../../kernel/sql.ts";
import { gapsIn, isAskable, type ProviderClaim, questionKey } from "../core/questions-to-ask.ts";
import { heldAnswers } from "../store/enrichment-answers.ts";
import type { EnrichableField } from "./contract.ts";
import { type KnownPerson, knownPeople } from "./known-people.ts";

/** What is worth doing about one contact. */
export type Weighed =
  | { readonly kind: "unneeded"; readonly contactId: string; readonly reason: string }
  | {
      readonly kind: "known" | "ask";
      readonly contactId: string;
      readonly person: KnownPerson;
      readonly question: Buffer;
      readonly fields: readonly EnrichableField[];
      /** What the provider said before; null where it knew nothing. */
      readonly claims: readonly ProviderClaim[] | null;
    };

export interface Wanted {
  readonly providerId: string;
  readonly fields: readonly EnrichableField[];
  readonly staleMs: number | null;
}

/** What contacts lack, and what the provider has said about it already: a constant number of statements. */
export async function weighQuestions(
  tx: Tx,
  wanted: Wanted,
  contactIds: readonly string[],
): Promise<readonly Weighed[]> {
  const people = await knownPeople(tx, contactIds);
  const staleBefore = wanted.staleMs === null ? null : tx.now - wanted.staleMs;
  const weighed = contactIds.map((contactId): Weighed => {
    const person = people.get(contactId);
    if (person === undefined) return { kind: "unneeded", contactId, reason: "there is no such contact" };
    const fields = gapsIn(person.standing, wanted.fields, staleBefore);
    if (fields.length === 0) return { kind: "unneeded", contactId, reason: "it lacks nothing of this" };
    if (!isAskable(person.identity))
      return {
        kind: "unneeded",
        contactId,
        reason: "too little is known to ask: neither address, profile, nor name and account",
      };
    return { kind: "ask", contactId, person, fields, question: questionKey(person.identity), claims: null };
  });
  return withAnswers(tx, wanted.providerId, weighed);
}

async function withAnswers(tx: Tx, providerId: string, weighed: readonly Weighed[]): Promise<readonly Weighed[]> {
  const questions = weighed.flatMap((one) => (one.kind === "unneeded" ? [] : [one.question]));
  if (questions.length === 0) return weighed;
  const held = new Map(
    (await heldAnswers(tx, providerId, questions)).map((row) => [row.question.toString("hex"), row]),
  );
  return weighed.map((one) => {
    if (one.kind === "unneeded") return one;
    const answer = held.get(one.question.toString("hex"));
    // An answer to another question says nothing about what was not asked then.
    if (answer === undefined || !one.fields.every((field) => answer.fields.includes(field))) return one;
    return { ...one, kind: "known", claims: answer.claims as readonly ProviderClaim[] | null };
  });
}
