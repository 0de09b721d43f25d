import { actorOf, appendAudit } from "../../audit/append.ts";
import type { NewRecord } from "../../audit/contract.ts";
import { type Id, idFromUuid, newId, newUuid } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Assertion } from "../core/resolve.ts";
import type { Consequence, IdentityDeps } from "../deps.ts";
import { recordSettled } from "../record-settled.ts";
import type { Region } from "../region.ts";
import { accountsToFollow, settleAccounts } from "../settle-accounts.ts";
import { settleContacts } from "../settle-contacts.ts";
import {
  type AssertionOrigin,
  type AssertionRow,
  insertAssertionRecords,
  insertAssertions,
  type NewAssertion,
  nextAssertionNumber,
  revokeAssertions,
} from "../store/assertions.ts";
import { deleteJoins, insertJoins } from "../store/keys.ts";
import type { RecordKind } from "../store/records.ts";
import { reachOf, type Snapshot, snapshotOf } from "./snapshot.ts";

/** One thing that somebody says, and the contact or account that they say it of. */
export interface Word {
  readonly about: RecordKind;
  readonly of: string;
  readonly origin: AssertionOrigin;
  readonly word: Assertion;
}

/** What somebody says and takes back at once, and why. */
export interface Speech {
  readonly says: readonly Word[];
  readonly takesBack: readonly AssertionRow[];
  readonly reason: string;
}

/** How contacts or accounts read before and after. */
export interface Turn {
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly region: Region | null;
}

/** What came of a speech. */
export interface Heard {
  readonly assertionIds: readonly string[];
  readonly contacts: Turn;
  readonly accounts: Turn;
  readonly consequences: { readonly before: Consequences; readonly after: Consequences };
}

type Consequences = ReadonlyMap<Id<"con">, Consequence>;

/**
 * The one way in which what people say becomes who is who: kept, settled over all that it reaches, recorded and told to the
 * blocks on the right, in the caller's transaction. The caller holds the identity lock.
 */
export async function say(deps: IdentityDeps, tx: Tx, caller: Caller, speech: Speech): Promise<Heard> {
  const spoken = { contact: spokenOf(speech, "contact"), account: spokenOf(speech, "account") };
  const contactsReached = await reachOf(tx, spoken.contact);
  const contacts = await snapshotOf(tx, "contact", contactsReached);
  const accounts = await snapshotOf(tx, "account", await reachOf(tx, spoken.account));
  const before = await consequencesOf(deps, tx, contactsReached);
  const kept = await keep(deps, tx, caller, speech);
  const accountRegion = spoken.account.length === 0 ? null : await settleAccounts(tx, touching(spoken.account));
  const moved = accountsToFollow(accountRegion, null);
  const people =
    spoken.contact.length + moved.length === 0 ? null : await settleContacts(tx, touching(spoken.contact), moved);
  const records = auditRecords(deps, caller, speech, kept);
  const names = causeOf(speech, kept);
  const settled = await recordSettled(
    deps,
    tx,
    { actor: actorOf(caller), batchId: null, names, causes: records.flatMap((record) => record.id ?? []) },
    { people, accounts: accountRegion },
  );
  await appendAudit(deps, tx, [...records, ...settled.records]);
  await deps.react(tx, settled.reactions);
  const turns = {
    contacts: await turnOf(tx, "contact", contacts, people),
    accounts: await turnOf(tx, "account", accounts, accountRegion),
  };
  const after = await consequencesOf(deps, tx, idsIn(turns.contacts));
  return { assertionIds: kept.map((row) => row.id), ...turns, consequences: { before, after } };
}

const touching = (recordIds: readonly string[]) => ({ fresh: new Map(), keys: [], spokenOf: recordIds });

function spokenOf({ says, takesBack }: Speech, about: RecordKind): readonly string[] {
  const words = [...says.filter((one) => one.about === about).map((one) => one.word)];
  const back = takesBack.filter((one) => one.subject === about);
  return [...new Set([...words, ...back].flatMap(({ left, right }) => [...left, ...right]))];
}

async function keep(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  speech: Speech,
): Promise<readonly (NewAssertion & { readonly of: string })[]> {
  const { says, takesBack, reason } = speech;
  const first = says.length === 0 ? 0 : await nextAssertionNumber(tx);
  const rows = says.map(({ about, of, origin, word }, at) => ({
    ...word,
    of,
    id: newUuid(deps.env),
    number: first + at,
    subject: about,
    origin,
    reason,
    actor: caller.principal.id,
  }));
  const named = rows.flatMap((row) =>
    [...row.left, ...row.right].map((recordId) => ({ assertionId: row.id, by: row.id, recordId, kind: row.kind })),
  );
  const joins = named.filter((one) => one.kind === "same");
  if (rows.length > 0) {
    await insertAssertions(tx, rows);
    await insertAssertionRecords(tx, named);
  }
  if (joins.length > 0) await insertJoins(tx, joins);
  if (takesBack.length > 0) {
    const ids = takesBack.map((row) => row.id);
    await revokeAssertions(tx, ids, caller.principal.id, reason);
    await deleteJoins(tx, ids);
  }
  return rows;
}

/** The assertion that merges and splits name as their cause. */
function causeOf({ takesBack }: Speech, kept: readonly NewAssertion[]): Readonly<Record<string, string>> {
  const said = kept[0]?.id;
  const revoked = takesBack[0]?.id;
  return {
    ...(said === undefined ? {} : { assertion: idFromUuid("ast", said) }),
    ...(revoked === undefined ? {} : { revoked: idFromUuid("ast", revoked) }),
  };
}

function auditRecords(
  deps: IdentityDeps,
  caller: Caller,
  { takesBack, reason }: Speech,
  kept: readonly (NewAssertion & { readonly of: string })[],
): readonly NewRecord[] {
  const recordOf = (type: string, row: NewAssertion, of: string | null): NewRecord => {
    const contactId = row.subject === "contact" && of !== null ? idFromUuid("con", of) : undefined;
    return {
      id: newId(deps.env, "aud"),
      type: `${row.subject}.${type}`,
      actor: actorOf(caller),
      ...(of === null
        ? {}
        : { subject: contactId === undefined ? { account: idFromUuid("acc", of) } : { contact: contactId } }),
      data: {
        assertion: idFromUuid("ast", row.id),
        kind: row.kind,
        origin: row.origin,
        left: row.left.length,
        right: row.right.length,
      },
      ...(contactId === undefined ? {} : { disclose: [{ name: "reason", value: reason, contactId }] }),
    };
  };
  return [
    ...kept.map((row) => recordOf("asserted", row, row.of)),
    ...takesBack.map((row) => recordOf("assertion_revoked", row, null)),
  ];
}

async function turnOf(tx: Tx, about: RecordKind, before: Snapshot, region: Region | null): Promise<Turn> {
  const moved = (region?.settlement.moves ?? []).map((move) => move.entityId);
  const ids = [...new Set([...before.rows.keys(), ...before.homes.values(), ...moved])];
  return { before, after: await snapshotOf(tx, about, ids), region };
}

function idsIn(turn: Turn): readonly string[] {
  return [...new Set([...turn.before.rows.keys(), ...turn.after.rows.keys()])];
}

async function consequencesOf(deps: IdentityDeps, tx: Tx, contactIds: readonly string[]): Promise<Consequences> {
  if (contactIds.length === 0 || deps.consequencesFor === undefined) return new Map();
  return await deps.consequencesFor(
    tx,
    contactIds.map((id) => idFromUuid("con", id)),
  );
}
