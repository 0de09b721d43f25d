import { instantFromIso, isoFromInstant } from "../kernel/env.ts";
import { idFromUuid, uuidFromId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import { fieldsAsOf } from "./claims/as-of.ts";
import { contactSummary } from "./contact-view.ts";
import type * as contract from "./contract.ts";
import { confidenceOf, isReady, missingFor, storedEvidence } from "./core/confidence.ts";
import type { IdentityDeps } from "./deps.ts";
import { relationshipView } from "./employment-view.ts";
import { standingOf } from "./facts-for.ts";
import { cursorId, pageOf } from "./paging.ts";
import { contactFilterOf } from "./search/filter.ts";
import { keysOf } from "./store/keys.ts";
import { contactsListed } from "./store/lists.ts";
import { absorbedInto, contactsByIds } from "./store/people.ts";
import { currentObservations, entitiesOf } from "./store/records.ts";
import { relationshipsOf } from "./store/relationships.ts";

/** Contacts that fit. */
export async function listContacts(
  deps: IdentityDeps,
  input: InputOf<typeof contract.listContacts>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listContacts>> {
  const rows = await deps.db.read(caller.workspaceId, async (tx) =>
    contactsListed(tx, {
      ...(await contactFilterOf(tx, input)),
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
    const asOf = input.asOf === undefined ? null : instantFromIso(input.asOf);
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
    const [evidence, standing] = [storedEvidence(row.evidence), standingOf(row)];
    const [confidence, missing] = [confidenceOf(evidence, standing, tx.now), missingFor(evidence, standing)];
    return {
      ...summary,
      requestedId: input.contactId,
      absorbed: absorbed.map((uuid) => idFromUuid("con", uuid)),
      fields: await fieldsAsOf(tx, "contact", observed, asOf),
      asOf: asOf === null ? null : isoFromInstant(asOf),
      relationships: relationships.map(relationshipView),
      matchKeys: [
        ...new Map(
          keys.map((one) => [`${one.kind}:${one.key}`, { kind: one.kind, key: one.key, shared: one.blocked }]),
        ).values(),
      ],
      confidence,
      missingFields: [...missing],
      ready: isReady(missing, confidence),
      records: observed.length,
    };
  });
}
