import { actorOf } from "../../audit/append.ts";
import { contactIdsByAddress } from "../../identity/facts-for.ts";
import type { ImportSink, SinkContext, SinkResult, SinkRow } from "../../identity/import/sink.ts";
import { dayMs, instantFromIso } from "../../kernel/env.ts";
import { type Id, isId } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { type ConsentBasis, consentBases, consentChannels } from "../core/consent.ts";
import type { SuppressDeps } from "../deps.ts";
import { type NewConsent, recordConsents } from "./record.ts";
import { keysOfPerson, type Person, personBehind } from "./whose.ts";

type Rejected = Extract<SinkResult, { outcome: "rejected" }>;

/** Takes the rows of a file of consents: each becomes an immutable event, once. */
export function consentSink(deps: SuppressDeps): ImportSink {
  return async (tx, rows, context) => {
    const people = await peopleOf(deps, tx, rows);
    const prepared = rows.map((row) => consentOf(tx, row, people, context));
    const consents = prepared.flatMap((one) => ("outcome" in one ? [] : [one]));
    const made = await recordConsents(deps, tx, consents);
    const count = new Map(consents.map((consent, index) => [consent, (made[index] ?? []).length]));
    return prepared.map((one): SinkResult => {
      if ("outcome" in one) return one;
      return { outcome: (count.get(one) ?? 0) > 0 ? "created" : "unchanged" };
    });
  };
}

interface People {
  readonly named: ReadonlyMap<Id<"con">, Person>;
  /** Whoever has this address alone. */
  readonly ofAddress: (address: string) => Id<"con"> | null;
}

async function peopleOf(deps: SuppressDeps, tx: Tx, rows: readonly SinkRow[]): Promise<People> {
  const ids = rows.flatMap(({ fields }) => (isId("con", fields["contactId"] ?? "") ? [fields["contactId"]] : []));
  const found = await contactIdsByAddress(tx, [...new Set(rows.flatMap(({ fields }) => fields["address"] ?? []))]);
  return {
    named: await personBehind(deps, tx, [...new Set(ids as Id<"con">[])]),
    ofAddress: (address) => {
      const [only, second] = found.get(address) ?? [];
      return second === undefined ? (only ?? null) : null;
    },
  };
}

function consentOf(tx: Tx, row: SinkRow, people: People, context: SinkContext): NewConsent | Rejected {
  const { address, phone, contactId: named } = row.fields;
  const state = row.fields["state"] === "granted" ? "granted" : "withdrawn";
  const channel = consentChannels.find((known) => known === row.fields["channel"]) ?? null;
  if (state === "granted" && channel === null)
    return rejected("unknown_channel", "a consent without a channel is none");
  const basis = basisOf(row.fields["basis"]);
  if (state === "granted" && basis === null) return rejected("unknown_basis", "a consent without a basis is none");
  const obtainedAt = instantOf(row.fields["obtainedAt"]);
  if (obtainedAt !== null && obtainedAt > tx.now + dayMs)
    return rejected("future_date", "the date lies in the future: consent counts from when it was given");
  const person = isId("con", named ?? "") ? people.named.get(named as Id<"con">) : undefined;
  if (named !== undefined && person === undefined && address === undefined && phone === undefined)
    return rejected("unknown_contact", `there is no contact \`${named}\`: name the address or the phone number`);
  const own: NewConsent["keys"] = [
    ...(address === undefined ? [] : [{ scope: "address" as const, value: address }]),
    ...(phone === undefined ? [] : [{ scope: "phone" as const, value: phone }]),
  ];
  const keys =
    own.length > 0 || person === undefined ? own : keysOfPerson(person, { channel: channel ?? "all", state });
  if ("says" in keys) return rejected("no_key", keys.says);
  return {
    contactId: person?.contactId ?? (address === undefined ? null : people.ofAddress(address)),
    keys,
    channel: channel ?? "all",
    state,
    basis: state === "granted" ? basis : null,
    jurisdiction: row.fields["jurisdiction"] ?? null,
    obtainedAt,
    expiresAt: state === "granted" ? instantOf(row.fields["expiresAt"]) : null,
    words: wordsOf(row),
    source: context.importId,
    actor: actorOf(context.caller),
  };
}

function basisOf(word: string | undefined): ConsentBasis | null {
  return consentBases.find((basis) => basis === word) ?? null;
}

function wordsOf(row: SinkRow): Readonly<Record<string, string>> {
  const given = (["origin", "wording", "evidence"] as const).flatMap((name) => {
    const text = row.fields[name];
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(given);
}

const instantOf = (text: string | undefined) => (text === undefined ? null : instantFromIso(text));
const rejected = (code: string, message: string): Rejected => ({ outcome: "rejected", code, message });
