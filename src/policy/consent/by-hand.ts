import { actorOf } from "../../audit/append.ts";
import { contactFactsFor } from "../../identity/facts-for.ts";
import { dayMs, instantFromIso, isoFromInstant, isoOrNull } from "../../kernel/env.ts";
import { type Id, isId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Database, Tx } from "../../kernel/sql.ts";
import { type ConsentWord, consentIn } from "../core/consent.ts";
import { candidateCountries } from "../core/vocabulary.ts";
import type { SuppressDeps } from "../deps.ts";
import { type Recipient, storedKeys } from "../keys.ts";
import { listedConsents } from "../store/consents.ts";
import type { listConsents, recordConsent } from "./contract.ts";
import { consentsOf } from "./facts.ts";
import { consentWordsPurpose, recordConsents } from "./record.ts";
import { keysOfPerson, type Person, personBehind } from "./whose.ts";

type Deps = SuppressDeps & { readonly db: Database };
type RecordInput = InputOf<typeof recordConsent>;

const shownMax = 500;

/** Records what somebody says about a contact's consent. */
export function recordConsentByHand(
  deps: Deps,
  input: RecordInput,
  caller: Caller,
): Promise<OutputOf<typeof recordConsent>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const person = await personOf(deps, tx, input.contactId);
    const obtainedAt = input.obtainedAt === undefined ? null : instantFromIso(input.obtainedAt);
    if (obtainedAt !== null && obtainedAt > tx.now + dayMs)
      throw problem("invalid_input", "consent cannot be recorded before it is given", {
        errors: [{ path: "/obtainedAt", message: "is in the future: give the time when it happened" }],
      });
    const keys = keysOfPerson(person, input);
    if ("says" in keys) throw problem("invalid_input", keys.says);
    const { wording, evidence } = input;
    const [ids] = await recordConsents(deps, tx, [
      {
        contactId: person.contactId,
        keys,
        channel: input.channel,
        state: input.state,
        basis: input.state === "granted" ? (input.basis ?? null) : null,
        jurisdiction: input.jurisdiction ?? null,
        obtainedAt,
        expiresAt: input.expiresAt === undefined ? null : instantFromIso(input.expiresAt),
        words: { ...(wording === undefined ? {} : { wording }), ...(evidence === undefined ? {} : { evidence }) },
        source: caller.principal.id,
        actor: actorOf(caller),
      },
    ]);
    return { ids: [...(ids ?? [])], isNew: (ids ?? []).length > 0, inForce: await inForceNow(deps, tx, person) };
  });
}

/** Lists what is recorded about a contact, under every address and number of theirs. */
export function readConsents(
  deps: Deps,
  input: InputOf<typeof listConsents>,
  caller: Caller,
): Promise<OutputOf<typeof listConsents>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const person = await personOf(deps, tx, input.contactId);
    const named = [
      ...person.addresses.map((value) => ({ scope: "address" as const, value })),
      ...person.phones.map((value) => ({ scope: "phone" as const, value })),
    ];
    const rows = named.length === 0 ? [] : await listedConsents(tx, storedKeys(deps, tx, named), shownMax);
    const open = (sealed: Buffer): Record<string, string> =>
      JSON.parse(deps.vault.openFor(tx.workspaceId, consentWordsPurpose, sealed).toString());
    const isPerson = caller.principal.kind !== "agent";
    return {
      inForce: await inForceNow(deps, tx, person),
      items: rows.map((row) => ({
        id: row.id,
        channel: row.channel,
        state: row.state,
        basis: row.basis,
        jurisdiction: row.jurisdiction,
        obtainedAt: isoFromInstant(row.obtainedAt),
        expiresAt: isoOrNull(row.expiresAt),
        hint: row.hint,
        source: row.source,
        words: row.words === null || !isPerson ? null : open(row.words),
        wordsDigest: row.wordsDigest,
        recordedBy: { kind: row.createdByKind, id: row.createdBy },
        recordedAt: isoFromInstant(row.recordedAt),
        auditId: row.recordId,
      })),
    };
  });
}

async function personOf(deps: Deps, tx: Tx, contactId: Id<"con">): Promise<Person> {
  const person = isId("con", contactId) ? (await personBehind(deps, tx, [contactId])).get(contactId) : undefined;
  if (person === undefined)
    throw problem("not_found", `there is no contact \`${contactId}\`: find it with contacts.list`);
  return person;
}

async function inForceNow(deps: Deps, tx: Tx, person: Person): Promise<ConsentWord> {
  const facts = (await contactFactsFor(tx, [person.contactId])).get(person.contactId);
  const recipient: Recipient = { ...person, address: person.email, phone: person.phone };
  const [found] = await consentsOf(deps, tx, [recipient]);
  const countries = candidateCountries(facts?.countries ?? []);
  const { events = [], stoppedAt = null } = found ?? {};
  return consentIn(events, { channel: "email", countries, now: tx.now, stoppedAt });
}
