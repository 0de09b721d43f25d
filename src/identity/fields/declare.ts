import { actorOf, appendAudit } from "../../audit/append.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { customFieldName } from "../core/custom-fields.ts";
import { fold } from "../core/text.ts";
import type { IdentityDeps } from "../deps.ts";
import { archiveCustomField, type CustomFieldRow, customFieldRows, upsertCustomField } from "../store/custom-fields.ts";
import { lockIdentity } from "../store/records.ts";
import type { FieldObject } from "../words/contract.ts";
import type * as contract from "./contract.ts";
import type { FieldView } from "./contract.ts";
import { fieldsOf, spelled } from "./read-fields.ts";

/** Declares a field, or declares a known one again with another label or more options. */
export async function declareField(
  deps: IdentityDeps,
  input: InputOf<typeof contract.declareField>,
  caller: Caller,
): Promise<OutputOf<typeof contract.declareField>> {
  return await deps.db.write(caller.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const { object, name, type } = input;
    const before = (await customFieldRows(tx)).find((row) => row.object === object && row.name === name);
    const options = optionsOf(input, before);
    const label = input.label ?? before?.label ?? spelled(name);
    await upsertCustomField(tx, { object, name, label, type, options, createdBy: caller.principal.id });
    await record(deps, tx, caller, "declared", object, name);
    return await viewOf(tx, object, customFieldName(name));
  });
}

/** Archives a field: nothing reads it any more, and what was said stays. */
export async function archiveField(
  deps: IdentityDeps,
  input: InputOf<typeof contract.archiveField>,
  caller: Caller,
): Promise<OutputOf<typeof contract.archiveField>> {
  return await deps.db.write(caller.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const { object, name } = input;
    const known = (await customFieldRows(tx)).find((row) => row.object === object && row.name === name);
    if (known === undefined)
      throw problem("not_found", `no field \`${name}\` of ${object}s was declared: \`fields.list\` names them`);
    if (known.archived_at === null) {
      await archiveCustomField(tx, object, name);
      await record(deps, tx, caller, "archived", object, name);
    }
    return await viewOf(tx, object, customFieldName(name));
  });
}

/** A field as `fields.list` shows it. */
export async function viewOf(tx: Tx, object: FieldObject, field: string): Promise<FieldView> {
  const found = (await fieldsOf(tx, object)).find((one) => one.field === field);
  if (found === undefined)
    throw problem("not_found", `${object}s have no field \`${field}\`: \`fields.list\` names them`);
  return found;
}

/** What a choice may be: what it could be stays, since values say it. */
function optionsOf(
  input: InputOf<typeof contract.declareField>,
  before: CustomFieldRow | undefined,
): readonly string[] {
  const { name, type } = input;
  if (before !== undefined && before.type !== type)
    throw problem(
      "conflict",
      `\`${name}\` was declared as \`${before.type}\`, and a type is for good: take another name`,
    );
  const isChoice = type === "choice" || type === "multi_choice";
  if (!isChoice && (input.options ?? []).length > 0)
    throw problem("invalid_input", `a field of type \`${type}\` has no options`, {
      errors: [{ path: "/options", message: "only `choice` and `multi_choice` have options" }],
    });
  const all = [...(before?.options ?? []), ...(input.options ?? [])];
  // The spelling of before stays, since values are kept in it.
  const distinct = all.filter((option, at) => all.findIndex((one) => fold(one) === fold(option)) === at);
  if (isChoice && distinct.length === 0)
    throw problem("invalid_input", "a choice needs options", {
      errors: [{ path: "/options", message: "expected at least one option" }],
    });
  return distinct;
}

async function record(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  act: "declared" | "archived",
  object: FieldObject,
  name: string,
): Promise<void> {
  await appendAudit(deps, tx, [
    { type: `${object}.field_${act}`, actor: actorOf(caller), data: { object, field: customFieldName(name) } },
  ]);
}
