import { createHash, createHmac } from "node:crypto";
import { appendAudit } from "../../audit/append.ts";
import type { AuditActor } from "../../audit/contract.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { type Instant, isoOrNull } from "../../kernel/env.ts";
import { type Id, newId } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ConsentBasis, ConsentChannel } from "../core/consent.ts";
import type { SuppressDeps } from "../deps.ts";
import { bumpGates } from "../gates.ts";
import { type StoredKey, storedKeys } from "../keys.ts";
import { type ConsentName, type ConsentRow, insertConsents, knownConsents } from "../store/consents.ts";

/** Under which purpose the words of consents are sealed, and their digests keyed. */
export const consentWordsPurpose = "policy/consent-words";

/** A consent that was given or taken back, as it is handed in. */
export interface NewConsent {
  readonly contactId: Id<"con"> | null;
  /** The addresses and numbers that it is about. */
  readonly keys: readonly { readonly scope: "address" | "phone"; readonly value: string }[];
  readonly channel: ConsentChannel;
  readonly state: "granted" | "withdrawn";
  readonly basis: ConsentBasis | null;
  readonly jurisdiction: string | null;
  /** Null for a withdrawal without a date: it counts from now. */
  readonly obtainedAt: Instant | null;
  readonly expiresAt: Instant | null;
  /** What was agreed to, how it is shown, where it came from: may be personal, so it is sealed. */
  readonly words: Readonly<Record<string, string>>;
  readonly source: string;
  readonly actor: AuditActor;
}

/**
 * Records consent events, each with its audit record, in a constant number of statements. One that is recorded already is
 * left alone. Nothing is allowed by it: decisions read it as a fact, and whatever was decided before is decided again.
 */
export async function recordConsents(
  deps: SuppressDeps,
  tx: Tx,
  consents: readonly NewConsent[],
): Promise<readonly (readonly Id<"cns">[])[]> {
  const wanted = consents.map((consent) => ({ consent, rows: rowsOf(deps, tx, consent) }));
  const missing = await withoutKnown(tx, wanted);
  const keys = missing.flatMap(({ rows }) => rows.map(({ scope, key }) => ({ kind: scope, key })));
  // The gate first, then the list again: two who record one event cannot both think it new.
  await bumpGates(tx, keys);
  const fresh = await withoutKnown(tx, missing);
  const records = await appendAudit(
    deps,
    tx,
    fresh.map(({ consent, rows }) => recordOf(consent, rows)),
  );
  const rows = fresh.map((one, index) => {
    const recordId = records[index];
    if (recordId === undefined) throw new Error("a consent has no audit record");
    const words = sealedWords(deps, tx, one.consent);
    return one.rows.map((row): ConsentRow => ({ ...row, words, id: newId(deps.env, "cns"), recordId }));
  });
  if (rows.length > 0) await insertConsents(tx, rows.flat());
  const idsOf = new Map(fresh.map(({ consent }, index) => [consent, (rows[index] ?? []).map(({ id }) => id)]));
  return consents.map((consent) => idsOf.get(consent) ?? []);
}

type Draft = Omit<ConsentRow, "id" | "recordId" | "words">;

interface Wanted {
  readonly consent: NewConsent;
  readonly rows: readonly Draft[];
}

async function withoutKnown(tx: Tx, wanted: readonly Wanted[]): Promise<readonly Wanted[]> {
  const names = wanted.flatMap(({ rows }) => rows);
  const known = new Set(names.length === 0 ? [] : (await knownConsents(tx, names)).map(nameOf));
  return wanted.flatMap(({ consent, rows }) => {
    const news = rows.filter((row) => !known.has(nameOf(row)) && known.add(nameOf(row)));
    return news.length === 0 ? [] : [{ consent, rows: news }];
  });
}

function rowsOf(deps: SuppressDeps, tx: Tx, consent: NewConsent): readonly Draft[] {
  const { channel, state, basis, jurisdiction, expiresAt, contactId, source, actor } = consent;
  const text = wordsText(consent);
  // Keyed, so that a short text such as an IP address cannot be guessed from its digest in the log.
  const keyed = createHmac("sha256", deps.vault.keyFor(tx.workspaceId, consentWordsPurpose));
  const wordsDigest = text === null ? null : keyed.update(text).digest("hex");
  const stated = [channel, state, basis, jurisdiction, consent.obtainedAt, expiresAt, wordsDigest];
  const sourceKey = createHash("sha256").update(canonicalJson(stated)).digest("hex").slice(0, 40);
  return storedKeys(deps, tx, consent.keys).map((key) => ({
    scope: scopeOf(key),
    key: key.key,
    hint: key.hint,
    channel,
    state,
    basis,
    jurisdiction,
    obtainedAt: consent.obtainedAt ?? tx.now,
    expiresAt,
    contactId,
    source,
    sourceKey,
    wordsDigest,
    createdByKind: actor.kind,
    createdBy: actor.id,
  }));
}

function wordsText({ words }: NewConsent): string | null {
  return Object.keys(words).length === 0 ? null : canonicalJson(words);
}

function sealedWords(deps: SuppressDeps, tx: Tx, consent: NewConsent): Buffer | null {
  const text = wordsText(consent);
  return text === null ? null : deps.vault.sealFor(tx.workspaceId, consentWordsPurpose, Buffer.from(text));
}

function scopeOf({ scope }: StoredKey): "address" | "phone" {
  if (scope === "address" || scope === "phone") return scope;
  throw new Error(`consent is given for an address or a number, not for a ${scope}`);
}

function recordOf(consent: NewConsent, rows: readonly Draft[]) {
  return {
    type: `consent.${consent.state}` as const,
    actor: consent.actor,
    ...(consent.contactId === null ? {} : { subject: { contact: consent.contactId } }),
    data: {
      channel: consent.channel,
      basis: consent.basis,
      jurisdiction: consent.jurisdiction,
      obtainedAt: isoOrNull(consent.obtainedAt),
      expiresAt: isoOrNull(consent.expiresAt),
      source: consent.source,
      words: rows[0]?.wordsDigest ?? null,
      keys: rows.length,
    },
  };
}

function nameOf({ scope, key, sourceKey }: ConsentName): string {
  return `${scope} ${key} ${sourceKey}`;
}
