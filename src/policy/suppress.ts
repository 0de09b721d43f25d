import { appendAudit } from "../audit/append.ts";
import type { AuditActor, NewRecord } from "../audit/contract.ts";
import { emailMatchKey } from "../identity/core/email.ts";
import { companyDomain } from "../identity/core/host.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { blocking, type Covering, purposeOf, type SuppressionReason } from "./core/suppression.ts";
import type { Purpose } from "./core/vocabulary.ts";
import type { SuppressDeps } from "./deps.ts";
import { bumpGates, type GateKey } from "./gates.ts";
import {
  type KeyDeps,
  type KeyOfMany,
  keysOverMany,
  type NamedKey,
  type Recipient,
  type StoredKey,
  storedKeys,
} from "./keys.ts";
import {
  coveringSuppressions,
  insertSuppressions,
  type NewSuppression,
  suppressedAlready,
} from "./store/suppressions.ts";

/** One wish or event that forbids contact. With a contact it covers every address and number of that person as well. */
export interface SuppressEntry {
  readonly contactId: Id<"con"> | null;
  readonly accountId?: Id<"acc"> | null;
  /** What else to cover: an address that no contact has yet, a domain, an account. */
  readonly keys: readonly NamedKey[];
  /** The same in stored form, as a list of this workspace brings it back. */
  readonly stored?: readonly StoredKey[];
  /** False covers only `keys`: a bounced mailbox does not forbid the person's other ones. */
  readonly wholePerson: boolean;
  readonly reason: SuppressionReason;
  /** What it forbids; left out, what the reason forbids by itself. */
  readonly purpose?: "all" | "outreach";
  /** How it came about, as a code: `one_click`, `dsn`, `import`, `operator` … */
  readonly basis: string;
  /** The id of the message, import or event that it came from. */
  readonly source: string | null;
  /** What the source said, as codes and dates. */
  readonly evidence?: Readonly<Record<string, string | number>>;
  readonly causes?: readonly Id<"aud">[];
  readonly actor: AuditActor;
}

/**
 * Forbids contact, for a whole list in a constant number of statements. Bumps the gates of every new key first, so that an
 * attempt which has not committed sees it; what is suppressed already is left as it is. Answers with the new rows' ids.
 */
export async function suppress(
  deps: SuppressDeps,
  tx: Tx,
  entries: readonly SuppressEntry[],
): Promise<readonly Id<"sup">[]> {
  return (await suppressEach(deps, tx, entries)).flat();
}

/** The same, with the new rows of each entry, in the order of `entries`. */
export async function suppressEach(
  deps: SuppressDeps,
  tx: Tx,
  entries: readonly SuppressEntry[],
): Promise<readonly (readonly Id<"sup">[])[]> {
  if (entries.length === 0) return [];
  const missing = await withoutKnown(tx, await coveredKeys(deps, tx, entries));
  // INVARIANT: the gate is locked before the list is read, so two suppressions of one key cannot both think it new.
  await bumpGates(
    tx,
    missing.flatMap(({ keys }) => keys.map(gateOf)),
  );
  const fresh = await withoutKnown(tx, missing);
  const records = await appendAudit(
    deps,
    tx,
    fresh.map(({ entry, keys }) => recordOf(entry, keys)),
  );
  const rows = fresh.map(({ entry, keys }, index) => rowsOf(deps, entry, keys, records[index]));
  if (rows.length > 0) await insertSuppressions(tx, rows.flat());
  const byEntry = new Map(fresh.map(({ entry }, index) => [entry, (rows[index] ?? []).map(({ id }) => id)]));
  return entries.map((entry) => byEntry.get(entry) ?? []);
}

interface Covered {
  readonly entry: SuppressEntry;
  readonly keys: readonly StoredKey[];
}

/** What is not suppressed yet for the same reason; of two entries that name one key the first has it. */
async function withoutKnown(tx: Tx, covered: readonly Covered[]): Promise<readonly Covered[]> {
  const wanted = covered.flatMap(({ entry, keys }) =>
    keys.map(({ scope, key }) => ({ scope, key, reason: entry.reason })),
  );
  const known = new Set(wanted.length === 0 ? [] : (await suppressedAlready(tx, wanted)).map(nameOf));
  return covered.flatMap(({ entry, keys }) => {
    const news = keys.filter(({ scope, key }) => {
      const name = nameOf({ scope, key, reason: entry.reason });
      return !known.has(name) && known.add(name);
    });
    return news.length === 0 ? [] : [{ entry, keys: news }];
  });
}

/** What covers each recipient now, in one statement; in the order of `recipients`. */
export async function suppressionsOver(
  deps: KeyDeps,
  tx: Tx,
  recipients: readonly Recipient[],
  keys: readonly KeyOfMany[] = keysOverMany(deps, tx, recipients),
): Promise<readonly (readonly Covering[])[]> {
  const rows = keys.length === 0 ? [] : await coveringSuppressions(tx, keys);
  return recipients.map((_, n) => rows.filter((row) => row.n === n));
}

/**
 * The second wall: the suppression that forbids this send now, or null. Reads no policy; the transaction that attempts a
 * send calls it with the gates held for share, so that a suppression which committed first always stops the send.
 */
export async function suppressedNow(
  deps: KeyDeps,
  tx: Tx,
  send: Recipient & { readonly purpose: Purpose },
): Promise<Covering | null> {
  const [covering] = await suppressionsOver(deps, tx, [send]);
  return blocking(covering ?? [], send.purpose);
}

/** The gate of a key. */
export function gateOf({ scope, key }: { readonly scope: StoredKey["scope"]; readonly key: string }): GateKey {
  return { kind: scope, key };
}

async function coveredKeys(deps: SuppressDeps, tx: Tx, entries: readonly SuppressEntry[]): Promise<readonly Covered[]> {
  const people = [
    ...new Set(entries.flatMap(({ contactId, wholePerson }) => (contactId !== null && wholePerson ? [contactId] : []))),
  ];
  const known = people.length === 0 ? new Map() : await deps.personKeys(tx, people);
  return entries.map((entry) => {
    const person = entry.contactId === null || !entry.wholePerson ? undefined : known.get(entry.contactId);
    const named: readonly NamedKey[] = [
      ...(entry.contactId === null || !entry.wholePerson
        ? []
        : [{ scope: "contact" as const, value: entry.contactId }]),
      ...(person?.addresses ?? [])
        .filter((value: string) => emailMatchKey(value) !== null)
        .map((value: string) => ({ scope: "address" as const, value })),
      // A number is shared by a whole desk more often than an address: it is covered only where it is named.
      ...entry.keys,
    ];
    const all = [...storedKeys(deps, tx, named), ...(entry.stored ?? [])];
    const keys = new Map(all.map((key) => [`${key.scope} ${key.key}`, key]));
    return { entry, keys: [...keys.values()] };
  });
}

function recordOf(entry: SuppressEntry, keys: readonly StoredKey[]): NewRecord {
  const subject = {
    ...(entry.contactId === null ? {} : { contact: entry.contactId }),
    ...(entry.accountId === undefined || entry.accountId === null ? {} : { account: entry.accountId }),
  };
  return {
    type: "suppression.added",
    actor: entry.actor,
    subject,
    ...(entry.causes === undefined ? {} : { causes: [...entry.causes] }),
    data: {
      reason: entry.reason,
      purpose: entry.purpose ?? purposeOf(entry.reason),
      basis: entry.basis,
      source: entry.source,
      ...(entry.evidence === undefined ? {} : { evidence: entry.evidence }),
      scopes: [...new Set(keys.map(({ scope }) => scope))].sort(),
      keys: keys.length,
    },
  };
}

function rowsOf(
  deps: SuppressDeps,
  entry: SuppressEntry,
  keys: readonly StoredKey[],
  recordId: Id<"aud"> | undefined,
): readonly NewSuppression[] {
  if (recordId === undefined) throw new Error("a suppression has no audit record");
  return keys.map(({ scope, key, hint }) => ({
    id: newId(deps.env, "sup"),
    scope,
    key,
    hint,
    reason: entry.reason,
    purpose: entry.purpose ?? purposeOf(entry.reason),
    contactId: entry.contactId,
    accountId: entry.accountId ?? null,
    basis: entry.basis,
    source: entry.source,
    evidence: entry.evidence ?? null,
    createdByKind: entry.actor.kind,
    createdBy: entry.actor.id,
    recordId,
  }));
}

function nameOf({
  scope,
  key,
  reason,
}: {
  readonly scope: string;
  readonly key: string;
  readonly reason: string;
}): string {
  return `${scope} ${key} ${reason}`;
}

/** The company domain of an address, as a key to suppress; nothing where the domain is a mail provider's or a platform's. */
export function companyKey(address: string | null): readonly NamedKey[] {
  const domain = address === null ? null : companyDomain(address);
  return domain === null ? [] : [{ scope: "domain", value: domain }];
}
