import { isoFromInstant } from "../kernel/env.ts";
import { idFromUuid, uuidFromId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import { contactSummary, fieldValues } from "./contact-view.ts";
import type * as contract from "./contract.ts";
import { confidenceOf, type Evidence, missingFields } from "./core/confidence.ts";
import { fold } from "./core/text.ts";
import type { IdentityDeps } from "./deps.ts";
import { cursorId, pageOf } from "./paging.ts";
import { keysOf } from "./store/keys.ts";
import { absorbedInto, contactsByIds, contactsMatching, relationshipsOf } from "./store/people.ts";
import { currentObservations, entitiesOf } from "./store/records.ts";

/** Contacts that fit. */
export async function listContacts(
  deps: IdentityDeps,
  input: InputOf<typeof contract.listContacts>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listContacts>> {
  const rows = await deps.db.read(caller.workspaceId, (tx) =>
    contactsMatching(tx, {
      words: searchWords(input.q),
      accountId: input.accountId ?? null,
      domain: input.domain?.toLowerCase() ?? null,
      country: input.country?.toUpperCase() ?? null,
      relation: input.relation ?? null,
      after: cursorId(input.cursor),
      count: input.limit + 1,
    }),
  );
  const { items, next } = pageOf(rows.map(contactSummary), input.limit);
  return { items: [...items], next };
}

/** One contact, by any id that it or a part of it ever had. */
export async function getContact(
  deps: IdentityDeps,
  input: InputOf<typeof contract.getContact>,
  caller: Caller,
): Promise<OutputOf<typeof contract.getContact>> {
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const requested = uuidFromId(input.contactId);
    const id = (await entitiesOf(tx, [requested])).get(requested);
    const row = id === undefined ? undefined : (await contactsByIds(tx, [id]))[0];
    if (id === undefined || row === undefined)
      throw problem("not_found", `there is no contact \`${input.contactId}\`: \`contacts.list\` finds them`);
    const [observed, relationships, absorbed] = await Promise.all([
      currentObservations(tx, [id]),
      relationshipsOf(tx, id),
      absorbedInto(tx, id),
    ]);
    const keys = await keysOf(
      tx,
      observed.map((one) => one.record_id),
    );
    const summary = contactSummary(row);
    const evidence = row.evidence as Evidence;
    return {
      ...summary,
      requestedId: input.contactId,
      absorbed: absorbed.map((uuid) => idFromUuid("con", uuid)),
      fields: fieldValues(observed),
      relationships: relationships.map((one) => ({
        accountId: idFromUuid("acc", one.account_id),
        account: one.account,
        domain: one.domain,
        title: one.title,
        current: one.is_current,
        observedAt: isoFromInstant(one.observed_at),
      })),
      matchKeys: [
        ...new Map(
          keys.map((one) => [`${one.kind}:${one.key}`, { kind: one.kind, key: one.key, shared: one.blocked }]),
        ).values(),
      ],
      confidence: confidenceOf(evidence, row.email !== null, row.open_reviews, tx.now),
      missingFields: [
        ...missingFields({
          email: row.email,
          emailClass: row.email_class,
          name: row.golden["firstName"] ?? row.golden["lastName"] ?? null,
          accountId: row.account_id,
          country: row.country ?? row.account_country,
        }),
      ],
      records: observed.length,
    };
  });
}

/** The words of a search, as search texts are written. */
export function searchWords(q: string | undefined): readonly string[] {
  return fold(q ?? "")
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 10);
}
