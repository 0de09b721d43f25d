import type { CustomFieldType, FieldObject } from "../words/contract.ts";
import { type CustomField, choiceSeparator, customFieldName, parseCustomValue } from "./custom-fields.ts";
import { type BuiltInField, builtInFields } from "./editable-fields.ts";

/** One condition on a field, as a list's statement reads it. */
export interface Where {
  readonly about: FieldObject;
  readonly field: string;
  /** `most` and `least` compare numbers, `until` and `from` dates, `has` one of the options. */
  readonly test: "is" | "isNot" | "has" | "hasNot" | "least" | "most" | "from" | "until" | "known" | "unknown";
  readonly value: string;
}

/** The fields that conditions may name, for contacts and for accounts. */
export interface FieldCatalog {
  readonly contact: readonly CustomField[];
  readonly account: readonly CustomField[];
}

/** What is wrong with a condition. */
export interface WhereFault {
  readonly message: string;
}

interface Known {
  readonly about: FieldObject;
  readonly field: string;
  readonly custom: CustomField | null;
}

const shape = /^\s*(!?)\s*((?:account\.)?(?:custom\.)?[A-Za-z][A-Za-z0-9_]*)\s*(?:(!=|>=|<=|=)\s*([\s\S]*?))?\s*$/;

/**
 * Reads a condition such as `title=CFO`, `custom.tier!=Gold`, `custom.seats>=100`, `account.custom.renewal<=2026-12-31`,
 * `custom.tier` (is known) or `!custom.tier` (is not). What is not known meets no condition but the last.
 */
export function readWhere(object: FieldObject, catalog: FieldCatalog, text: string): Where | WhereFault {
  const [, not = "", name = "", sign, given = ""] = shape.exec(text) ?? [];
  if (name === "" || (not === "!" && sign !== undefined))
    return {
      message: "expected a condition such as `title=CFO`, `custom.seats>=100`, `custom.tier` or `!custom.tier`",
    };
  const known = knownField(object, catalog, name);
  if (known === null) return { message: `no field is named \`${name}\`: \`fields.list\` names them` };
  const { about, field, custom } = known;
  if (sign === undefined) return { about, field, test: not === "!" ? "unknown" : "known", value: "" };
  if (given === "") return { message: `expected a value after \`${sign}\`` };
  return custom === null ? plainTest(known, sign, given) : customTest(about, custom, sign, given);
}

/** Whether reading failed. */
export function isFault(read: Where | WhereFault): read is WhereFault {
  return "message" in read;
}

function knownField(object: FieldObject, catalog: FieldCatalog, name: string): Known | null {
  const isAccounts = name.startsWith("account.");
  const about = isAccounts ? "account" : object;
  const field = isAccounts ? name.slice("account.".length) : name;
  const custom = catalog[about].find((one) => customFieldName(one.name) === field);
  if (custom !== undefined) return { about, field, custom };
  return builtInFields(about).some((one: BuiltInField) => one.name === field) ? { about, field, custom: null } : null;
}

function plainTest({ about, field }: Known, sign: string, value: string): Where | WhereFault {
  if (sign === "=" || sign === "!=") return { about, field, test: sign === "=" ? "is" : "isNot", value };
  return { message: `\`${field}\` is text: compare it with \`=\` or \`!=\`` };
}

function customTest(about: FieldObject, custom: CustomField, sign: string, given: string): Where | WhereFault {
  const field = customFieldName(custom.name);
  const parsed = parseCustomValue(custom, given);
  if (!parsed.ok) return { message: `\`${field}\`: ${parsed.message}` };
  const { value } = parsed;
  if (sign === "=" || sign === "!=") {
    const isMany = custom.type === "multi_choice";
    if (isMany && value.includes(choiceSeparator)) return { message: `\`${field}\`: expected one option at a time` };
    const test = isMany ? (sign === "=" ? "has" : "hasNot") : sign === "=" ? "is" : "isNot";
    return { about, field, test, value };
  }
  const test = comparisons[custom.type]?.[sign === ">=" ? 0 : 1];
  return test === undefined
    ? { message: `\`${field}\` is \`${custom.type}\`: only numbers and dates are compared` }
    : { about, field, test, value };
}

const comparisons: Partial<Record<CustomFieldType, readonly [Where["test"], Where["test"]]>> = {
  number: ["least", "most"],
  date: ["from", "until"],
};
