import { activityFactsFor } from "../activity/facts-for.ts";
import type { AuditActor } from "../audit/contract.ts";
import type { IdentityReaction } from "../identity/contract.ts";
import { emailMatchKey } from "../identity/core/email.ts";
import { registrableDomain } from "../identity/core/host.ts";
import { absorbedIds } from "../identity/facts-for.ts";
import { unreachable } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import { copyTouches } from "./caps.ts";
import type { SuppressDeps } from "./deps.ts";
import { bumpGates } from "./gates.ts";
import { hold, holdsOver } from "./hold.ts";
import type { NamedKey } from "./keys.ts";
import { suppressionsOfContacts } from "./store/suppressions.ts";
import { type SuppressEntry, suppress } from "./suppress.ts";

type Identity<T extends IdentityReaction["type"]> = Extract<IdentityReaction, { readonly type: T }>;

const actor: AuditActor = { kind: "policy", id: "reactions" };

/** Carries protection along when contacts become one or several, and takes over what an import forbids. */
export async function onIdentity(deps: SuppressDeps, tx: Tx, events: readonly IdentityReaction[]): Promise<void> {
  for (const event of events) {
    if (event.type === "contact.merged") await onMerged(deps, tx, event);
    if (event.type === "contact.split") await onSplit(deps, tx, event);
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
  await copyProtection(deps, tx, event.absorbed, [event.survivor], "merge");
}

/** Several contacts out of one: all keep what the one had, its touches too, since any of them may have had those. */
export async function onSplit(deps: SuppressDeps, tx: Tx, event: Identity<"contact.split">): Promise<void> {
  await bumpGates(
    tx,
    [event.from, ...event.into].map((key) => ({ kind: "contact", key })),
  );
  for (const contactId of event.into) await copyTouches(tx, [event.from], contactId);
  await copyProtection(deps, tx, [event.from], event.into, "unmerge");
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
  await suppress(deps, tx, events.map(importedEntry));
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

async function copyProtection(
  deps: SuppressDeps,
  tx: Tx,
  from: readonly `con_${string}`[],
  to: readonly `con_${string}`[],
  basis: "merge" | "unmerge",
): Promise<void> {
  const suppressions = await suppressionsOfContacts(tx, from);
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
      holds.map(({ kind, until, source, recordId }) => ({ contactId, kind, until, source, causes: [recordId], actor })),
    ),
  );
}
