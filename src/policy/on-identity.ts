import { activityFactsFor } from "../activity/facts-for.ts";
import type { AuditActor } from "../audit/contract.ts";
import type { IdentityReaction } from "../identity/contract.ts";
import { emailMatchKey } from "../identity/core/email.ts";
import { registrableDomain } from "../identity/core/host.ts";
import { absorbedIds } from "../identity/facts-for.ts";
import type { Id } from "../kernel/ids.ts";
import { unreachable } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import { copyAccountHolds } from "./account-hold.ts";
import { copyAccountTouches, copyTouches } from "./caps.ts";
import type { SuppressDeps } from "./deps.ts";
import { bumpGates } from "./gates.ts";
import { hold, holdsOver, releaseHolds } from "./hold.ts";
import { type NamedKey, storedKeys } from "./keys.ts";
import { suppressionsByKey } from "./store/suppressions.ts";
import { type SuppressEntry, suppress } from "./suppress.ts";

type Identity<T extends IdentityReaction["type"]> = Extract<IdentityReaction, { readonly type: T }>;

const actor: AuditActor = { kind: "policy", id: "reactions" };

/** Carries protection along when contacts become one or several, and takes over what an import forbids. */
export async function onIdentity(deps: SuppressDeps, tx: Tx, events: readonly IdentityReaction[]): Promise<void> {
  for (const event of events) {
    if (event.type === "account.merged")
      await onAccounts(deps, tx, [event.survivor, ...event.absorbed], [event.survivor], "merge");
    if (event.type === "account.split") await onAccounts(deps, tx, [event.from, ...event.into], event.into, "unmerge");
    if (event.type === "contact.merged") await onMerged(deps, tx, event);
    if (event.type === "contact.split") await onSplit(deps, tx, event);
    // What was prepared with the values of before, and not yet sent, is decided again.
    if (event.type === "contact.edited" || event.type === "contact.job_changed")
      await bumpGates(tx, [{ kind: "contact", key: event.contactId }]);
    // Who was the wrong person at one company may be the right one at the next.
    if (event.type === "contact.job_changed")
      await releaseHolds(deps, tx, {
        contactIds: [event.contactId],
        kinds: ["wrong_person"],
        actor,
        reason: "changed the employer",
      });
    if (event.type === "account.edited") await bumpGates(tx, [{ kind: "account", key: event.accountId }]);
  }
  await onOptOutImported(
    deps,
    tx,
    events.filter((event) => event.type === "optout.imported"),
  );
}

/** One contact out of several: whatever forbade, held or touched any of them counts for the one. */
export async function onMerged(deps: SuppressDeps, tx: Tx, event: Identity<"contact.merged">): Promise<void> {
  await bumpGates(
    tx,
    [event.survivor, ...event.absorbed].map((key) => ({ kind: "contact", key })),
  );
  await copyTouches(tx, event.absorbed, event.survivor);
  await copyProtection(deps, tx, { from: event.absorbed, to: [event.survivor], all: [event.survivor], basis: "merge" });
}

/** What forbade or touched any of several accounts counts for the one, and for each of several that were one. */
async function onAccounts(
  deps: SuppressDeps,
  tx: Tx,
  all: readonly Id<"acc">[],
  to: readonly Id<"acc">[],
  basis: "merge" | "unmerge",
): Promise<void> {
  await bumpGates(
    tx,
    all.map((key) => ({ kind: "account", key })),
  );
  for (const accountId of to)
    await copyAccountTouches(
      tx,
      all.filter((id) => id !== accountId),
      accountId,
    );
  const suppressions = await suppressionsByKey(
    tx,
    all.map((key) => ({ scope: "account", key })),
  );
  const entries = to.flatMap((accountId) =>
    suppressions.map(
      ({ reason, purpose }): SuppressEntry => ({
        contactId: null,
        accountId,
        keys: [{ scope: "account", value: accountId }],
        wholePerson: false,
        reason,
        purpose,
        basis,
        source: null,
        actor,
      }),
    ),
  );
  await suppress(deps, tx, entries);
  await copyAccountHolds(deps, tx, all, to, actor);
}

/** Several contacts out of one: all keep what the one had, its touches too, since any of them may have had those. */
export async function onSplit(deps: SuppressDeps, tx: Tx, event: Identity<"contact.split">): Promise<void> {
  await bumpGates(
    tx,
    [event.from, ...event.into].map((key) => ({ kind: "contact", key })),
  );
  for (const contactId of event.into) await copyTouches(tx, [event.from], contactId);
  const all = [event.from, ...event.into];
  await copyProtection(deps, tx, { from: [event.from], to: all, all, basis: "unmerge" });
  if (await hasAnswered(tx, event.from))
    await hold(
      deps,
      tx,
      event.into.map((contactId) => ({ contactId, kind: "unclassified_reply", until: null, source: null, actor })),
    );
}

/** Whether the one that was split ever replied: whose reply it was is a person's to say, so that until then all wait (I3). */
async function hasAnswered(tx: Tx, contactId: `con_${string}`): Promise<boolean> {
  const former = (await absorbedIds(tx, [contactId])).get(contactId) ?? [];
  const facts = await activityFactsFor(tx, [contactId], new Map(former.map((old) => [old, contactId])));
  return facts.get(contactId)?.lastReplyAt != null;
}

/** What an imported row forbids; the company only where the row names no person. */
export async function onOptOutImported(
  deps: SuppressDeps,
  tx: Tx,
  events: readonly Identity<"optout.imported">[],
): Promise<void> {
  const made = await suppress(deps, tx, events.map(importedEntry));
  if (made.length > 0) await deps.afterSuppressing?.(tx);
}

function importedEntry(event: Identity<"optout.imported">): SuppressEntry {
  const addresses = event.addresses
    .filter((value) => emailMatchKey(value) !== null)
    .map((value): NamedKey => ({ scope: "address", value }));
  const phones = event.phones.map((value): NamedKey => ({ scope: "phone", value }));
  const domains = event.domains
    .filter((value) => registrableDomain(value) !== null)
    .map((value): NamedKey => ({ scope: "domain", value }));
  const common = { contactId: event.contactId, basis: `import_${event.basis}`, source: null, actor };
  switch (event.basis) {
    case "bounced":
      return { ...common, keys: addresses, wholePerson: false, reason: "hard_bounce" };
    case "do_not_call":
      return { ...common, keys: phones, wholePerson: false, reason: "do_not_contact" };
    case "unsubscribed":
      return { ...common, keys: addresses, wholePerson: true, reason: "unsubscribed" };
    case "do_not_contact":
      return {
        ...common,
        keys: [...addresses, ...phones, ...(addresses.length === 0 ? domains : [])],
        wholePerson: true,
        reason: "do_not_contact",
      };
    default:
      return unreachable(event.basis);
  }
}

interface Spread {
  readonly from: readonly Id<"con">[];
  readonly to: readonly Id<"con">[];
  /** Everybody living that was or is one: what forbids contact with any of them, by whatever key, counts for `to`. */
  readonly all: readonly Id<"con">[];
  readonly basis: "merge" | "unmerge";
}

async function copyProtection(deps: SuppressDeps, tx: Tx, { from, to, all, basis }: Spread): Promise<void> {
  const suppressions = await suppressionsByKey(tx, await keysOfPeople(deps, tx, [...from, ...all]));
  const entries = to.flatMap((contactId) =>
    suppressions.map(
      (one): SuppressEntry => ({
        contactId,
        keys: [],
        wholePerson: true,
        reason: one.reason,
        purpose: one.purpose,
        basis,
        source: null,
        actor,
      }),
    ),
  );
  await suppress(deps, tx, entries);
  const holds = await holdsOver(tx, from);
  await hold(
    deps,
    tx,
    to.flatMap((contactId) =>
      from.includes(contactId)
        ? []
        : holds.map(({ kind, until, source, recordId }) => ({
            contactId,
            kind,
            until,
            source,
            causes: [recordId],
            actor,
          })),
    ),
  );
}

/** Keys by which people are suppressed as people. A domain is a company's: it goes with the company, not with its people. */
async function keysOfPeople(
  deps: SuppressDeps,
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<readonly { readonly scope: string; readonly key: string }[]> {
  const people = [...(await deps.personKeys(tx, contactIds)).values()];
  const addresses = people.flatMap((one) => one.addresses).filter((value) => emailMatchKey(value) !== null);
  const named: readonly NamedKey[] = [
    ...contactIds.map((value) => ({ scope: "contact" as const, value })),
    ...[...new Set(addresses)].map((value) => ({ scope: "address" as const, value })),
  ];
  return storedKeys(deps, tx, named);
}
