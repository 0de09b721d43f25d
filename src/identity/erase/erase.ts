import { actorOf, appendAudit } from "../../audit/append.ts";
import { eraseDisclosures } from "../../audit/erase.ts";
import { asOwner } from "../../kernel/erasing.ts";
import { type Id, idFromUuid, newId, uuidFromId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { forgetAnswersWith } from "../../kernel/remember.ts";
import type { Tx } from "../../kernel/sql.ts";
import { contactMatch } from "../core/match.ts";
import type { IdentityDeps } from "../deps.ts";
import { namedBody } from "../merge/bodies.ts";
import { recordSettled } from "../record-settled.ts";
import { projectContacts, settleContacts } from "../settle-contacts.ts";
import * as store from "../store/erase.ts";
import { deleteKeys, insertJoins, type KeyName } from "../store/keys.ts";
import { lockIdentity } from "../store/records.ts";
import { write } from "../trial.ts";
import type * as contract from "./contract.ts";

/**
 * Erases a person in one transaction: contact is forbidden and work stopped first, by keys that hold no data; then each block
 * wipes what it keeps, and last the keys of the log's texts go. Ids, events and decisions stay, with nothing personal in them.
 */
export async function eraseContact(
  deps: IdentityDeps,
  { contactId, basis, reference, dryRun }: InputOf<typeof contract.eraseContact>,
  caller: Caller,
): Promise<OutputOf<typeof contract.eraseContact>> {
  return await write(deps.db, caller.workspaceId, dryRun, async (tx) => {
    await lockIdentity(tx);
    const body = await namedBody(tx, "contact", contactId);
    const recordIds = body.all.map((record) => record.id);
    const said = await store.wordsOf(tx, recordIds);
    if (said.length === 0)
      throw problem("conflict", `\`${contactId}\` was erased already: nothing personal is left of it`);
    const contactIds = recordIds.map((id) => idFromUuid("con", id));
    const living = idFromUuid("con", body.id);
    const written = addressesIn(said);
    await deps.react(tx, [{ type: "contact.erased", contactId: living, contactIds, written }]);
    await wipe(deps, tx, caller, { living, recordIds, keys: await deleteKeys(tx, recordIds), written });
    await forgetAnswersWith(tx, [...contactIds, ...written]);
    const disclosures = await eraseDisclosures(tx, contactIds);
    await appendAudit(deps, tx, [
      {
        id: newId(deps.env, "aud"),
        type: "contact.erased",
        actor: actorOf(caller),
        subject: { contact: living },
        data: {
          basis,
          ...(reference === undefined ? {} : { reference }),
          contacts: contactIds.length,
          records: recordIds.length,
          disclosures,
        },
      },
    ]);
    return { contactId: living, dryRun, contactIds, records: recordIds.length, disclosures };
  });
}

interface Wiping {
  readonly living: Id<"con">;
  readonly recordIds: readonly string[];
  readonly keys: readonly KeyName[];
  readonly written: readonly string[];
}

/** Wipes what records said, and makes everything that is derived of it anew. */
async function wipe(deps: IdentityDeps, tx: Tx, caller: Caller, wiping: Wiping): Promise<void> {
  const { living, recordIds, keys, written } = wiping;
  await asOwner(tx, async () => {
    await store.wipeObservations(tx, recordIds);
    await store.wipeRecords(tx, recordIds, uuidFromId(living), contactMatch({}));
    await store.wipeWords(tx, recordIds);
    await store.wipeRejects(tx, recordIds, written);
    await store.wipeEnrichment(tx, recordIds, keys, written);
  });
  await insertJoins(
    tx,
    recordIds.map((recordId) => ({ by: uuidFromId(living), recordId })),
  );
  const people = await settleContacts(tx, { fresh: new Map(), keys, spokenOf: recordIds }, []);
  await projectContacts(tx, [uuidFromId(living)]);
  const settled = await recordSettled(
    deps,
    tx,
    { actor: actorOf(caller), batchId: null, names: { contact: living } },
    { people, accounts: null },
  );
  await appendAudit(deps, tx, settled.records);
  // Scores were made of what is gone.
  await deps.react(tx, [...settled.reactions, { type: "contact.edited", contactId: living }]);
  await asOwner(tx, async () => {
    await store.wipeProjections(tx, recordIds);
    await store.wipeQuestions(tx, recordIds);
    await store.wipeHistory(tx, recordIds);
  });
}

function addressesIn(said: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const texts = said.flatMap((fields) => Object.values(fields)).filter((value) => typeof value === "string");
  return [...new Set(texts.filter((text) => /^\S+@\S+$/.test(text)).flatMap((text) => [text, text.toLowerCase()]))];
}
