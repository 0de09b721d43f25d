import { idFromUuid } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { FieldValue } from "../contract.ts";
import { type Edit, type GivenValue, readEdit } from "../core/editable-fields.ts";
import type { IdentityDeps } from "../deps.ts";
import { customFieldsOf } from "../fields/definitions.ts";
import { lockIdentity, type RecordKind } from "../store/records.ts";
import { announce } from "./announce.ts";
import type * as contract from "./contract.ts";
import { keepWord, type Word } from "./people-word.ts";
import { releaseRanks } from "./release-ranks.ts";
import { type ClaimSubject, fieldsNow, publicId, subjectOf } from "./subject.ts";

type Given = Readonly<Record<string, GivenValue>>;

/** A person says what fields of a contact are. */
export async function updateContact(
  deps: IdentityDeps,
  input: InputOf<typeof contract.updateContact>,
  caller: Caller,
): Promise<OutputOf<typeof contract.updateContact>> {
  return await deps.db.write(caller.workspaceId, async (tx) => {
    const { id, fields } = await edit(deps, tx, caller, "contact", input.contactId, input.fields, input.reason);
    return { contactId: idFromUuid("con", id), fields };
  });
}

/** A person says what fields of an account are. */
export async function updateAccount(
  deps: IdentityDeps,
  input: InputOf<typeof contract.updateAccount>,
  caller: Caller,
): Promise<OutputOf<typeof contract.updateAccount>> {
  return await deps.db.write(caller.workspaceId, async (tx) => {
    const { id, fields } = await edit(deps, tx, caller, "account", input.accountId, input.fields, input.reason);
    return { accountId: idFromUuid("acc", id), fields };
  });
}

/** What people said of a contact's fields is taken back. */
export async function revertContact(
  deps: IdentityDeps,
  input: InputOf<typeof contract.revertContact>,
  caller: Caller,
): Promise<OutputOf<typeof contract.revertContact>> {
  return await deps.db.write(caller.workspaceId, async (tx) => {
    const { id, fields } = await revert(deps, tx, caller, "contact", input.contactId, input.fields, input.reason);
    return { contactId: idFromUuid("con", id), fields };
  });
}

/** What people said of an account's fields is taken back. */
export async function revertAccount(
  deps: IdentityDeps,
  input: InputOf<typeof contract.revertAccount>,
  caller: Caller,
): Promise<OutputOf<typeof contract.revertAccount>> {
  return await deps.db.write(caller.workspaceId, async (tx) => {
    const { id, fields } = await revert(deps, tx, caller, "account", input.accountId, input.fields, input.reason);
    return { accountId: idFromUuid("acc", id), fields };
  });
}

interface Done {
  readonly id: string;
  readonly fields: FieldValue[];
}

async function edit(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  object: RecordKind,
  given: Parameters<typeof subjectOf>[2],
  values: Given,
  reason: string | undefined,
): Promise<Done> {
  await lockIdentity(tx);
  const subject = await subjectOf(tx, object, given);
  const said = await readGiven(tx, subject, values);
  const names = [...Object.keys(said.fields), ...said.cleared];
  // The newest word of a person counts: it lets go of an older pin, and a value that it states is no longer called wrong.
  await releaseRanks(deps, tx, caller, subject, said);
  await settle(deps, tx, caller, subject, { edit: said, takenBack: [] }, "edited", names, reason);
  return await done(tx, subject, names);
}

async function revert(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  object: RecordKind,
  given: Parameters<typeof subjectOf>[2],
  names: readonly string[],
  reason: string | undefined,
): Promise<Done> {
  await lockIdentity(tx);
  const subject = await subjectOf(tx, object, given);
  const word: Word = { edit: { fields: {}, cleared: [] }, takenBack: names };
  await settle(deps, tx, caller, subject, word, "reverted", names, reason);
  return await done(tx, subject, names);
}

async function settle(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  subject: ClaimSubject,
  word: Word,
  act: "edited" | "reverted",
  names: readonly string[],
  reason: string | undefined,
): Promise<void> {
  const kept = await keepWord(deps, tx, caller, subject, word);
  const cleared = Object.fromEntries(word.edit.cleared.map((field) => [field, null]));
  const values = { ...word.edit.fields, ...cleared };
  await announce(deps, tx, caller, subject, { act, fields: names, values, reason: reason ?? null }, kept);
}

/** Reads what a person gave, or refuses it with every fault at its place. */
export async function readGiven(tx: Tx, subject: ClaimSubject, values: Given): Promise<Edit> {
  const { object, id } = subject;
  const country = (await fieldsNow(tx, object, id, ["country"]))[0]?.value ?? null;
  const { edit: said, faults } = readEdit(object, await customFieldsOf(tx, object), values, country);
  if (faults.length > 0)
    throw problem(
      "invalid_input",
      `${faults.length} of the fields cannot be taken: \`fields.list\` says what each is`,
      {
        errors: faults.map(({ field, message }) => ({ path: `/fields/${field}`, message })),
      },
    );
  return said;
}

async function done(tx: Tx, subject: ClaimSubject, names: readonly string[]): Promise<Done> {
  // A word may have moved the records: who the contact or account is now, is read again.
  const now = await subjectOf(tx, subject.object, publicId(subject));
  return { id: now.id, fields: await fieldsNow(tx, now.object, now.id, names) };
}
