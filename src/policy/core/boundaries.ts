import { canonicalJson, type Json } from "../../kernel/canonical.ts";
import { datetimeOf, durationOf } from "./closures/time.ts";
import { type FactPath, operandsOf, pathsIn, valueAt } from "./expression.ts";
import { never } from "./facts.ts";
import type { Expression, PolicyJson } from "./language.ts";
import type { RecordShape, Shape } from "./shape.ts";

/** The values of one fact at which a policy can turn; the first is that of the baseline. */
export interface Variation {
  readonly path: FactPath;
  readonly values: readonly Json[];
}

/** The constants that a condition compares facts with. */
interface Literals {
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
  readonly words: readonly string[];
  readonly spansMs: readonly number[];
  readonly times: readonly number[];
}

/** Text that no policy names. */
const other = "something else";

/**
 * For every fact that some policies read, the values on both sides of everything that they compare it with. The same policies
 * and facts give the same values in the same order.
 */
export function boundariesOf(
  policies: readonly PolicyJson[],
  shape: RecordShape,
  baseline: unknown,
): readonly Variation[] {
  const found = new Map<string, { readonly path: FactPath; readonly values: Map<string, Json> }>();
  const take = (path: FactPath, values: readonly Json[]): void => {
    const name = path.join(".");
    const known = found.get(name) ?? { path, values: new Map<string, Json>() };
    found.set(name, known);
    for (const value of [valueAt(baseline, path) as Json, ...values]) known.values.set(canonicalJson(value), value);
  };
  for (const leaf of policies.flatMap(({ conditions }) => conditions.flatMap(({ body }) => leavesOf(body)))) {
    const paths = pathsIn([leaf]).flatMap((path) => factsUnder(shape, path));
    const literals = literalsIn(leaf);
    for (const { path, shape: of } of paths) take(path, valuesFor(of, path, literals, siblings(paths, path, baseline)));
  }
  return [...found.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { path, values }]) => ({ path, values: [...values.values()] }));
}

/** The conditions that `and`, `or`, `not` and `if` join. */
function leavesOf(expression: Expression): readonly Expression[] {
  const [operator = ""] = Object.keys(expression);
  const isJoin = operator === "&&" || operator === "||" || operator === "!" || operator === "if-then-else";
  return isJoin ? operandsOf(expression).flatMap(leavesOf) : [expression];
}

interface Fact {
  readonly path: FactPath;
  readonly shape: Exclude<Shape, RecordShape>;
}

/** The facts at a path: itself, or all within a record. */
function factsUnder(shape: RecordShape, path: FactPath): readonly Fact[] {
  const at = path.reduce<Shape | undefined>((of, name) => (of?.is === "record" ? of.fields[name] : undefined), shape);
  if (at === undefined) return [];
  if (at.is !== "record") return [{ path, shape: at }];
  return Object.keys(at.fields).flatMap((name) => factsUnder(shape, [...path, name]));
}

/** What the other facts of the same condition are at the baseline: a fact is compared with those too. */
function siblings(facts: readonly Fact[], path: FactPath, baseline: unknown): readonly unknown[] {
  return facts.filter((fact) => fact.path !== path).map((fact) => valueAt(baseline, fact.path));
}

function valuesFor(shape: Fact["shape"], path: FactPath, literals: Literals, beside: readonly unknown[]): Json[] {
  switch (shape.is) {
    case "flag":
      return [false, true];
    case "whole":
      return [...literals.numbers, ...beside.filter((value) => typeof value === "number")]
        .flatMap((number) => [number - 1, number, number + 1])
        .filter((number) => Number.isSafeInteger(number));
    case "text":
      return [...literals.texts, other].filter((text) => text.length <= shape.max);
    case "one":
      return wordsFor(shape.of, literals);
    case "time":
      return timesFor(path, literals, beside);
    case "set": {
      const members = valuesFor(shape.of as Fact["shape"], path, literals, []);
      const named = members.filter((member) => literals.words.concat(literals.texts).includes(String(member)));
      return [[], ...members.map((member) => [member]), named.slice(0, shape.max)];
    }
  }
}

/** The words that a condition names, and one that it does not. */
function wordsFor(words: readonly string[], literals: Literals): Json[] {
  const named = words.filter((word) => literals.words.includes(word));
  const unnamed = words.find((word) => !named.includes(word));
  return unnamed === undefined ? named : [...named, unnamed];
}

/**
 * A millisecond on both sides of what a time is compared with, as far away as a duration says. `now` stays what it is unless
 * a policy names a date: the other times move around it.
 */
function timesFor(path: FactPath, { times, spansMs }: Literals, beside: readonly unknown[]): Json[] {
  const isNow = path.length === 1 && path[0] === "now";
  const near = isNow ? times : [...times, ...beside.flatMap((value) => Date.parse(String(value)))];
  return [
    ...(isNow ? [] : [never]),
    ...near
      .flatMap((time) => [0, ...spansMs, ...spansMs.map((ms) => -ms)].map((ms) => time + ms))
      .flatMap((time) => [time - 1, time, time + 1])
      .filter((time) => time >= 0 && time <= lastMs)
      .map((time) => new Date(time).toISOString()),
  ];
}

const lastMs = Date.UTC(9999, 11, 31);

function literalsIn(leaf: Expression): Literals {
  const all = constantsIn(leaf);
  const of = <T>(read: (constant: Constant) => T | undefined): readonly T[] =>
    [...new Set(all.map(read))].filter((value) => value !== undefined);
  return {
    numbers: of(({ is, value }) => (is === "number" ? Number(value) : undefined)),
    texts: of(({ is, value }) => (is === "text" ? String(value) : undefined)),
    words: of(({ is, value }) => (is === "word" ? String(value) : undefined)),
    spansMs: of(({ is, value }) => (is === "span" ? Number(value) : undefined)),
    times: of(({ is, value }) => (is === "time" ? Number(value) : undefined)),
  };
}

interface Constant {
  readonly is: "number" | "text" | "word" | "span" | "time";
  readonly value: string | number;
}

function constantsIn(expression: Expression): readonly Constant[] {
  const { Value: value, duration, datetime, like } = expression;
  if (typeof value === "number") return [{ is: "number", value }];
  if (typeof value === "string") return [{ is: "text", value }];
  const word = (value as { readonly __entity?: { readonly id: string } } | undefined)?.__entity?.id;
  if (word !== undefined) return [{ is: "word", value: word }];
  if (duration !== undefined) return [{ is: "span", value: Number(durationOf(textIn(duration)).ms) }];
  if (datetime !== undefined) return [{ is: "time", value: Number(datetimeOf(textIn(datetime)).ms) }];
  const pattern = like === undefined ? [] : [{ is: "text", value: matching(like) } as const];
  return [...pattern, ...operandsOf(expression).flatMap(constantsIn)];
}

/** The text that an extension function is given. */
function textIn(operands: unknown): string {
  return String((operands as readonly Expression[])[0]?.["Value"] ?? "");
}

/** A text that a pattern matches. */
function matching(like: unknown): string {
  const { pattern } = like as { readonly pattern: readonly ("Wildcard" | { readonly Literal: string })[] };
  return pattern.map((part) => (part === "Wildcard" ? "x" : part.Literal)).join("");
}
