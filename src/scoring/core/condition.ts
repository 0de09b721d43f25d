import { unreachable } from "../../kernel/problem.ts";
import type { Condition, CustomPath, IcpDefinition, NumberField, TextField } from "../icp/contract.ts";
import type { CustomValues, Subject } from "./subject.ts";

/** The result of a condition: what is not recorded is `unknown`, which is neither true nor false. */
export type Truth = boolean | "unknown";

/** Evaluates a condition in Kleene's three-valued logic: unknown spreads unless the other side settles the matter. */
export function evaluate(condition: Condition, subject: Subject): Truth {
  switch (condition.op) {
    case "in":
      return isOneOf(textsOf(condition.field, subject), condition.values);
    case "hasAny":
      return hasPhrase(textsOf(condition.field, subject), condition.values);
    case "between":
      return isBetween(numberOf(condition.field, subject), condition.min, condition.max);
    case "exists":
      return condition.field === "account.employees"
        ? subject.employees !== null
        : textsOf(condition.field, subject) !== null;
    case "and":
      return all(condition.of.map((part) => evaluate(part, subject)));
    case "or":
      return not(all(condition.of.map((part) => not(evaluate(part, subject)))));
    case "not":
      return not(evaluate(condition.of, subject));
    default:
      return unreachable(condition);
  }
}

/** The declared fields that the clauses of a profile read, each as often as it is named. */
export function customPathsIn(icp: Pick<IcpDefinition, "criteria" | "disqualifiers">): readonly CustomPath[] {
  return [...icp.criteria, ...icp.disqualifiers].flatMap((clause) => pathsOf(clause.when));
}

function pathsOf(condition: Condition): readonly CustomPath[] {
  if ("field" in condition) return isCustom(condition.field) ? [condition.field] : [];
  return condition.op === "not" ? pathsOf(condition.of) : condition.of.flatMap(pathsOf);
}

/** One spelling per text: `COMPUTER_SOFTWARE`, `Computer Software` and `computer-software` are the same words. */
export function plainWords(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKC")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes("unknown") ? "unknown" : true;
}

function not(truth: Truth): Truth {
  return truth === "unknown" ? truth : !truth;
}

function isOneOf(texts: readonly string[] | null, values: readonly string[]): Truth {
  if (texts === null) return "unknown";
  const wanted = new Set(values.map(plainWords));
  return texts.some((text) => wanted.has(plainWords(text)));
}

function hasPhrase(texts: readonly string[] | null, phrases: readonly string[]): Truth {
  if (texts === null) return "unknown";
  const padded = texts.map((text) => ` ${plainWords(text)} `);
  return phrases.some((phrase) => padded.some((text) => text.includes(` ${plainWords(phrase)} `)));
}

function isBetween(value: number | null, min: number | undefined, max: number | undefined): Truth {
  if (value === null) return "unknown";
  return value >= (min ?? Number.NEGATIVE_INFINITY) && value <= (max ?? Number.POSITIVE_INFINITY);
}

/** What a declared field says of the subject; undefined where nothing is known. */
function customOf(path: CustomPath, subject: Subject): CustomValues[string] | undefined {
  const [about, , name = ""] = path.split(".");
  const values = about === "contact" ? subject.custom : subject.accountCustom;
  return values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
}

function isCustom(field: TextField | NumberField): field is CustomPath {
  return /^(contact|account)\.custom\./.test(field);
}

function numberOf(field: NumberField, subject: Subject): number | null {
  if (isCustom(field)) return customOf(field, subject)?.number ?? null;
  switch (field) {
    case "account.employees":
      return subject.employees;
    default:
      return unreachable(field);
  }
}

/** The recorded texts of a field; null when nothing is recorded. Segments are ours to assign: none is known to be none. */
function textsOf(field: TextField, subject: Subject): readonly string[] | null {
  if (isCustom(field)) return customOf(field, subject)?.texts ?? null;
  switch (field) {
    case "contact.segments":
      return subject.segments;
    case "contact.country":
      return recorded(subject.country);
    case "contact.seniority":
      return recorded(subject.seniority);
    case "contact.persona":
      return recorded(subject.persona);
    case "contact.title":
      return recorded(subject.title);
    case "account.industry":
      return recorded(subject.industry);
    case "account.country":
      return recorded(subject.accountCountry);
    case "account.relation":
      return recorded(subject.relation);
    default:
      return unreachable(field);
  }
}

function recorded(text: string | null): readonly string[] | null {
  return text === null || text.trim() === "" || text === "unknown" ? null : [text];
}
