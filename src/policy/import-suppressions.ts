import { actorOf } from "../audit/append.ts";
import { contactIdsByAddress, livingContacts } from "../identity/facts-for.ts";
import type { ImportSink, SinkContext, SinkResult, SinkRow } from "../identity/import/sink.ts";
import { type Id, isId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { type SuppressionReason, suppressionReasons } from "./core/suppression.ts";
import type { SuppressDeps } from "./deps.ts";
import type { NamedKey } from "./keys.ts";
import { keyFromMarked } from "./marked-keys.ts";
import { type SuppressEntry, suppressEach } from "./suppress.ts";

/**
 * Takes the rows of a suppression list: each forbids contact by key, in force with the chunk's commit. What is forbidden
 * already stays as it is, whatever the row says, and nothing is ever lifted.
 */
export function suppressionSink(deps: SuppressDeps): ImportSink {
  return async (tx, rows, context) => {
    const people = await peopleOf(tx, rows);
    const prepared = rows.map((row) => entryOf(deps, tx, row, people, context));
    const entries = prepared.flatMap((one) => ("outcome" in one ? [] : [one]));
    const made = await suppressEach(deps, tx, entries);
    if (made.some((ids) => ids.length > 0)) await deps.afterSuppressing?.(tx);
    const byEntry = new Map(entries.map((entry, index) => [entry, (made[index] ?? []).length]));
    return prepared.map((one): SinkResult => {
      if ("outcome" in one) return one;
      return { outcome: (byEntry.get(one) ?? 0) > 0 ? "created" : "unchanged" };
    });
  };
}

interface People {
  /** Whoever has this address alone; a mailbox of several people is forbidden as a mailbox. */
  readonly ofAddress: (address: string) => Id<"con"> | null;
  readonly living: ReadonlyMap<Id<"con">, Id<"con">>;
}

async function peopleOf(tx: Tx, rows: readonly SinkRow[]): Promise<People> {
  const addresses = [...new Set(rows.flatMap((row) => wordsOf(row, "address")))];
  const contactIds = [...new Set(rows.flatMap((row) => wordsOf(row, "contactId").filter(isContactId)))];
  const found = await contactIdsByAddress(tx, addresses);
  return {
    ofAddress: (address) => {
      const [only, second] = found.get(address) ?? [];
      return second === undefined ? (only ?? null) : null;
    },
    living: await livingContacts(tx, contactIds),
  };
}

function entryOf(
  deps: SuppressDeps,
  tx: Tx,
  row: SinkRow,
  people: People,
  context: SinkContext,
): SuppressEntry | Extract<SinkResult, { outcome: "rejected" }> {
  const [named] = wordsOf(row, "contactId").filter(isContactId);
  const living = named === undefined ? null : (people.living.get(named) ?? null);
  const addresses = wordsOf(row, "address");
  const owners = new Set(addresses.flatMap((address) => people.ofAddress(address) ?? []));
  const contactId = living ?? (owners.size === 1 ? ([...owners][0] ?? null) : null);
  const keys: readonly NamedKey[] = [
    ...addresses.map((value) => ({ scope: "address" as const, value })),
    ...wordsOf(row, "domain").map((value) => ({ scope: "domain" as const, value })),
    ...wordsOf(row, "phone").map((value) => ({ scope: "phone" as const, value })),
  ];
  const texts = wordsOf(row, "key");
  const stored = texts.flatMap((text) => keyFromMarked(deps, tx, text, row.fields["hint"]) ?? []);
  if (stored.length < texts.length) {
    const message = "this key was exported from another workspace and forbids nobody here: export it with addresses";
    return { outcome: "rejected", code: "foreign_key", message };
  }
  if (keys.length === 0 && stored.length === 0 && contactId === null) {
    const message = `there is no contact \`${named ?? ""}\`: name the address or the phone number`;
    return { outcome: "rejected", code: "unknown_contact", message };
  }
  const reason = reasonOf(row.fields["reason"]);
  const { since } = row.fields;
  return {
    contactId,
    keys,
    stored,
    // A dead or abandoned mailbox forbids that mailbox, not the person's other ones.
    wholePerson:
      contactId !== null &&
      (keys.length + stored.length === 0 || (reason !== "hard_bounce" && reason !== "left_company")),
    reason,
    basis: "import_list",
    source: context.importId,
    evidence: { row: row.line, source: context.source.id, ...(since === undefined ? {} : { since }) },
    actor: actorOf(context.caller),
  };
}

function reasonOf(word: string | undefined): SuppressionReason {
  return suppressionReasons.find((reason) => reason === word) ?? "do_not_contact";
}

const isContactId = (word: string): word is Id<"con"> => isId("con", word);
const wordsOf = (row: SinkRow, field: string): readonly string[] => row.fields[field]?.split(" ") ?? [];
