import fc from "fast-check";
import type { Expression, PolicyJson } from "../../src/policy/core/language.ts";
import { flag, one, record, set, text, time, whole } from "../../src/policy/core/shape.ts";

/** Few facts of every kind, for policies that nobody would write. */
export const smallShape = record({
  agent: record({ id: text(40) }),
  contact: record({ id: text(40) }),
  few: whole,
  many: whole,
  name: text(40),
  isSo: flag,
  at: time,
  word: one("Word", ["a", "b", "c"]),
  words: set(one("Word", ["a", "b", "c"]), 5),
  numbers: set(whole, 5),
  names: set(text(40), 5),
});

type Kind = "bool" | "long" | "text" | "entity" | "moment" | "span" | "set" | "record";
type Made = fc.Arbitrary<Expression>;

const context = { Var: "context" };
const fact = (...path: readonly string[]): Expression =>
  path.reduce<Expression>((left, attr) => ({ ".": { left, attr } }), context);
const entity = (type: string, id: string): Expression => ({ Value: { __entity: { type: `Fairlead::${type}`, id } } });
const values = (...all: readonly (string | number | boolean)[]): Made =>
  fc.constantFrom(...all.map((value) => ({ Value: value })));
const facts = (...names: readonly string[]): Made => fc.constantFrom(...names.map((name) => fact(name)));

const leaves: Readonly<Record<Kind, Made>> = {
  bool: fc.oneof(values(true, false), facts("isSo")),
  long: fc.oneof(values(-1, 0, 1, 2, 3, 1_000, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER), facts("few", "many")),
  text: fc.oneof(values("", "x", "xx", "a*b", "😀"), facts("name")),
  entity: fc.oneof(
    fc.constantFrom(
      entity("Word", "a"),
      entity("Word", "c"),
      entity("Action", "send_email"),
      entity("Action", "touch"),
    ),
    fc.constantFrom({ Var: "principal" }, { Var: "action" }, { Var: "resource" }),
    facts("word"),
  ),
  moment: fc.oneof(
    fc
      .constantFrom("2026-03-04", "1969-12-31T23:59:59.999Z", "2026-03-04T10:00:00+0130", "2026-02-30", "9999-12-31")
      .map((given) => ({ datetime: [{ Value: given }] })),
    facts("at"),
  ),
  span: fc
    .constantFrom("1d", "-1d", "1d2h3m4s5ms", "-1ms", "0s", "106751991167d", "9223372036854775807ms", "2h1d", "")
    .map((given) => ({ duration: [{ Value: given }] })),
  set: facts("words", "numbers", "names"),
  record: fc.constantFrom(context, fact("agent")),
};

/** Expressions of a kind, so deep; now and then one of another kind stands where it does not belong. */
function expressions(depth: number): Readonly<Record<Kind, Made>> {
  if (depth === 0) return leaves;
  const inner = expressions(depth - 1);
  const anything = fc.oneof(...Object.values(inner));
  const part = (kind: Kind): Made =>
    fc.oneof({ weight: 25, arbitrary: inner[kind] }, { weight: 1, arbitrary: anything });
  const two = (names: readonly string[], left: Made, right: Made): Made =>
    fc.record({ name: fc.constantFrom(...names), left, right }).map(({ name, ...sides }) => ({ [name]: sides }));
  const one = (names: readonly string[], arg: Made): Made =>
    fc.record({ name: fc.constantFrom(...names), arg }).map(({ name, ...operand }) => ({ [name]: operand }));
  const calls = (names: readonly string[], ...operands: readonly Made[]): Made =>
    fc.tuple(fc.constantFrom(...names), fc.tuple(...operands)).map(([name, given]) => ({ [name]: given }));
  const choice = (kind: Kind): Made =>
    fc.tuple(part("bool"), part(kind), part(kind)).map((branches) => ({
      "if-then-else": Object.fromEntries(["if", "then", "else"].map((name, at) => [name, branches[at]])),
    }));
  const members = fc.oneof(
    ...(["long", "text", "entity", "set"] as const).map((kind) => fc.array(part(kind), { maxLength: 3 })),
  );
  const records = fc.dictionary(fc.constantFrom("few", "name", "agent"), anything, { maxKeys: 2 });
  const deeper: Readonly<Record<Kind, Made>> = {
    bool: fc.oneof(
      two(["&&", "||"], part("bool"), part("bool")),
      one(["!"], part("bool")),
      two(["==", "!="], anything, anything),
      two(["<", "<=", ">", ">="], part("long"), part("long")),
      two(["<", "<=", ">", ">="], part("moment"), part("moment")),
      two(["<", "<=", ">", ">="], part("span"), part("span")),
      two(["in"], part("entity"), fc.oneof(part("entity"), part("set"))),
      two(["contains"], part("set"), anything),
      two(["containsAll", "containsAny"], part("set"), part("set")),
      one(["isEmpty"], part("set")),
      tests(part),
      choice("bool"),
    ),
    long: fc.oneof(
      two(["+", "-", "*"], part("long"), part("long")),
      one(["neg"], part("long")),
      calls(["toMilliseconds", "toSeconds", "toMinutes", "toHours", "toDays"], part("span")),
      choice("long"),
    ),
    text: choice("text"),
    entity: choice("entity"),
    moment: fc.oneof(calls(["offset"], part("moment"), part("span")), calls(["toDate"], part("moment"))),
    span: fc.oneof(calls(["durationSince"], part("moment"), part("moment")), calls(["toTime"], part("moment"))),
    set: members.map((given) => ({ Set: given })),
    record: records.map((given) => ({ Record: given })),
  };
  return Object.fromEntries(
    Object.entries(deeper).map(([kind, made]) => [kind, fc.oneof(made, inner[kind as Kind])]),
  ) as Record<Kind, Made>;
}

/** `has`, `like`, `is` and reading an attribute that may not be there. */
function tests(part: (kind: Kind) => Made): Made {
  const attr = fc.constantFrom<string | string[]>(
    "few",
    "agent",
    "missing",
    ["agent", "id"],
    ["contact", "missing"],
    ["few", "id"],
  );
  const pattern = fc.array(
    fc.constantFrom<"Wildcard" | { Literal: string }>(
      "Wildcard",
      { Literal: "x" },
      { Literal: "*" },
      { Literal: "😀" },
    ),
    { maxLength: 4 },
  );
  return fc.oneof(
    fc.record({ left: fc.oneof(part("record"), part("entity")), attr }).map((has) => ({ has })),
    fc.record({ left: part("text"), pattern }).map((like) => ({ like })),
    fc
      .record({
        left: part("entity"),
        entity_type: fc.constantFrom("Fairlead::Word", "Fairlead::Agent", "Fairlead::Action"),
      })
      .map((is) => ({ is })),
    fc
      .record({ left: part("entity"), entity_type: fc.constant("Fairlead::Action"), in: part("entity") })
      .map((is) => ({ is })),
    fc.record({ left: part("record"), attr: fc.constantFrom("isSo", "missing") }).map((access) => ({ ".": access })),
  );
}

const scopes: fc.Arbitrary<Pick<PolicyJson, "principal" | "action" | "resource">> = fc.record({
  principal: fc.constantFrom(
    { op: "All" },
    { op: "is", entity_type: "Fairlead::Agent" },
    { op: "is", entity_type: "Fairlead::Contact" },
    { op: "==", entity: { type: "Fairlead::Agent", id: "x" } },
    { op: "in", entity: { type: "Fairlead::Agent", id: "x" } },
  ),
  action: fc.constantFrom(
    { op: "All" },
    { op: "==", entity: { type: "Fairlead::Action", id: "send_email" } },
    { op: "==", entity: { type: "Fairlead::Action", id: "touch" } },
    { op: "in", entity: { type: "Fairlead::Action", id: "touch" } },
    {
      op: "in",
      entities: [
        { type: "Fairlead::Action", id: "place_call" },
        { type: "Fairlead::Action", id: "send_email" },
      ],
    },
  ),
  resource: fc.constantFrom({ op: "All" }, { op: "is", entity_type: "Fairlead::Contact" }),
});

/** Small policies of every operator, half of them with nonsense for a scope or a condition. */
export const smallPolicies: fc.Arbitrary<PolicyJson> = fc
  .tuple(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constant({ principal: { op: "All" }, action: { op: "All" }, resource: { op: "All" } }),
      },
      { weight: 1, arbitrary: scopes },
    ),
    fc.array(fc.record({ kind: fc.constantFrom("when" as const, "unless" as const), body: expressions(3).bool }), {
      minLength: 1,
      maxLength: 2,
    }),
  )
  .map(([scope, conditions]) => ({ effect: "forbid", ...scope, conditions }));
