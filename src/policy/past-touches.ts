import type { ActivityReaction } from "../activity/contract.ts";
import { contactFactsFor } from "../identity/facts-for.ts";
import { dayMs } from "../kernel/env.ts";
import type { Tx } from "../kernel/sql.ts";
import { knownWord, personas } from "./core/vocabulary.ts";
import { type CapSubject, lockSubjects } from "./gates.ts";
import { insertUsed } from "./store/caps.ts";

/** A touch that we did not send ourselves. */
type Past = Pick<Extract<ActivityReaction, { readonly type: "past.recorded" }>, "contactId" | "eventId" | "at">;

/** The longest window that a cap counts over. */
const longestWindowMs = 30 * dayMs;

/** Lets touches that another tool or a colleague made count under the caps, as if we had made them: over the person, company and persona. */
export async function countPastTouches(tx: Tx, events: readonly Past[]): Promise<void> {
  const recent = events.filter(({ at, contactId }) => contactId !== null && at > tx.now - longestWindowMs);
  if (recent.length === 0) return;
  const facts = await contactFactsFor(tx, [...new Set(recent.flatMap(({ contactId }) => contactId ?? []))]);
  const rows = recent.flatMap(({ contactId, eventId, at }) => {
    const contact = contactId === null ? undefined : facts.get(contactId);
    if (contact === undefined) return [];
    const subjects: readonly CapSubject[] = [
      { kind: "contact", key: contact.contactId },
      ...(contact.accountId === null ? [] : [{ kind: "account" as const, key: contact.accountId }]),
      ...(contact.domain === null ? [] : [{ kind: "domain" as const, key: contact.domain }]),
      { kind: "persona", key: knownWord(personas, contact.persona) },
    ];
    return subjects.map((subject) => ({ ...subject, touchId: eventId, at }));
  });
  const caps = new Map(rows.map(({ kind, key }) => [`${kind} ${key}`, { kind, key }]));
  await lockSubjects(tx, { gates: [], caps: [...caps.values()] }, "update");
  await insertUsed(tx, rows);
}
