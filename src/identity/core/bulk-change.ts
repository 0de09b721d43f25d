import type { BulkChange } from "../bulk/contract.ts";
import type { FieldObject } from "../words/contract.ts";
import { type CustomField, choiceSeparator, customFieldName } from "./custom-fields.ts";
import { builtInFields, type Edit, type GivenValue, readEdit } from "./editable-fields.ts";
import { sayTheSame } from "./survive.ts";

/** A change of values: anything but a suppression. */
export type FieldChange = Exclude<BulkChange, { readonly kind: "suppress" }>;

/** How one contact or account stands before a change. */
export interface BulkStanding {
  readonly values: Readonly<Record<string, string>>;
  readonly country: string | null;
  /** Fields that people spoke of. */
  readonly spoken: ReadonlySet<string>;
  readonly pinned: ReadonlySet<string>;
  /** Values that people called wrong. */
  readonly wrong: readonly { readonly field: string; readonly value: string | null }[];
}

/** What becomes of one: the word that changes it, nothing, or why it cannot be. */
export type BulkPlan =
  | {
      readonly outcome: "changed";
      readonly word: { readonly edit: Edit; readonly takenBack: readonly string[] };
      readonly before: string | null;
      /** Unknown where the records decide. */
      readonly after: string | null | undefined;
    }
  | { readonly outcome: "same" }
  | { readonly outcome: "failed"; readonly says: string };

/** One value for many would make them one, or one of many names for all. */
const particular = new Set(["firstName", "lastName", "email", "phone", "linkedin", "name", "domain"]);
/** Names an account of its own for each contact: that word is said one by one. */
const placing = new Set(["companyName", "website"]);

/** The fields that a change says something of. */
export function fieldsOfChange(change: FieldChange): readonly string[] {
  if (change.kind === "relation") return ["relation", "relationReason"];
  return change.field === "relation" && change.kind === "revert" ? ["relation", "relationReason"] : [change.field];
}

/** What is wrong with a change for everybody alike, or null. */
export function faultOfChange(
  object: FieldObject,
  custom: readonly CustomField[],
  change: FieldChange,
): { readonly path: string; readonly message: string } | null {
  if (change.kind === "relation")
    return object === "account"
      ? null
      : { path: "/change/kind", message: "a relation is an account's: give `accounts`" };
  const { field } = change;
  const at = (message: string) => ({ path: "/change/field", message });
  if (placing.has(field)) return at(`\`${field}\` says where each one works: \`contacts.update\` changes one`);
  if (change.kind === "set" && particular.has(field))
    return at(`\`${field}\` tells them apart: \`${object}s.update\` changes one`);
  if ((change.kind === "add" || change.kind === "remove") && !isList(object, custom, field))
    return at(`\`${field}\` is no list: \`segments\` and fields of type \`multi_choice\` are`);
  const value = change.kind === "set" ? change.value : change.kind === "add" ? change.values : null;
  const [fault] = readEdit(object, custom, { [field]: value }, null).faults;
  if (fault === undefined) return null;
  return value === null ? at(fault.message) : { path: "/change/value", message: fault.message };
}

function isList(object: FieldObject, custom: readonly CustomField[], field: string): boolean {
  return (
    builtInFields(object).some((one) => one.name === field && one.type === "list") ||
    custom.some((one) => customFieldName(one.name) === field && one.type === "multi_choice")
  );
}

/** What a change makes of one contact or account. */
export function planChange(
  object: FieldObject,
  custom: readonly CustomField[],
  change: FieldChange,
  reason: string,
  standing: BulkStanding,
): BulkPlan {
  const [field = ""] = fieldsOfChange(change);
  const before = standing.values[field] ?? null;
  if (change.kind === "revert") {
    if (!standing.spoken.has(field)) return { outcome: "same" };
    const takenBack = fieldsOfChange(change);
    return { outcome: "changed", word: { edit: { fields: {}, cleared: [] }, takenBack }, before, after: undefined };
  }
  const read = readEdit(object, custom, { [field]: wanted(change, before) }, standing.country);
  const [fault] = read.faults;
  if (fault !== undefined) return { outcome: "failed", says: fault.message };
  const after = read.edit.fields[field] ?? null;
  if (after === before) return { outcome: "same" };
  if (standing.pinned.has(field))
    return { outcome: "failed", says: `\`${field}\` is pinned: \`${object}s.unpin\` lets go of it` };
  if (standing.wrong.some((one) => one.field === field && sayTheSame(one.value, after)))
    return { outcome: "failed", says: `somebody called this \`${field}\` wrong: \`${object}s.undeprecate\` allows it` };
  const fields = change.kind === "relation" ? { ...read.edit.fields, relationReason: reason } : read.edit.fields;
  return { outcome: "changed", word: { edit: { ...read.edit, fields }, takenBack: [] }, before, after };
}

/** The value that a field is to have: null for none. */
function wanted(change: Exclude<FieldChange, { readonly kind: "revert" }>, before: string | null): GivenValue {
  const parts = before === null ? [] : before.split(choiceSeparator);
  switch (change.kind) {
    case "set":
      return change.value;
    case "clear":
      return null;
    case "relation":
      return change.relation;
    case "add":
      return [...new Set([...parts, ...change.values])];
    case "remove": {
      const rest = parts.filter((part) => !change.values.includes(part));
      return rest.length === 0 ? null : rest;
    }
  }
}
