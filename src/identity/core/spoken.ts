import type { Assertion } from "./resolve.ts";
import { type Said, standing } from "./standing.ts";

/** A contact or account with the records that it consists of, without those that only say something about another one. */
export interface Body {
  readonly id: string;
  readonly records: readonly string[];
}

/** What it means that contacts or accounts are one: every record of each with every record of the others. */
export function sameBodies(bodies: readonly Body[]): Assertion {
  const [first, ...others] = bodies;
  return { kind: "same", left: first?.records ?? [], right: others.flatMap((body) => body.records) };
}

/** What it means that some records are not what the rest of a body is. */
export function apartFrom(body: Body, recordIds: readonly string[]): Assertion {
  const out = new Set(recordIds);
  return {
    kind: "different",
    left: body.records.filter((id) => out.has(id)),
    right: body.records.filter((id) => !out.has(id)),
  };
}

/** That no two of these bodies are one: each is held apart from all that come after it. */
export function allApart(bodies: readonly Body[]): readonly Assertion[] {
  return bodies.slice(0, -1).map((body, at) => ({
    kind: "different" as const,
    left: body.records,
    right: bodies.slice(at + 1).flatMap((other) => other.records),
  }));
}

/**
 * What it takes to give an absorbed body back what it had: its records are held apart from those that it was joined to and from
 * all that a person said they are one with. Records that came later go where the evidence says.
 */
export function unmerged(
  body: Body,
  absorbed: readonly string[],
  joinedTo: readonly string[],
  said: readonly Said[],
): Assertion {
  const here = new Set(body.records);
  const back = new Set(absorbed.filter((id) => here.has(id)));
  const sworn = said.filter(
    ({ kind, left, right }) => kind === "same" && [...left, ...right].some((id) => back.has(id)),
  );
  const kept = new Set([...joinedTo, ...sworn.flatMap(({ left, right }) => [...left, ...right])]);
  const rest = body.records.filter((id) => !back.has(id));
  const right = rest.filter((id) => kept.has(id));
  return { kind: "different", left: [...back].sort(), right: right.length > 0 ? right : rest };
}

/** The words that still stand and that a new one outweighs, in whole or in part. */
export function outweighedBy<S extends Said>(word: Assertion, said: readonly S[]): readonly S[] {
  const [left, right] = [new Set(word.left), new Set(word.right)];
  return said.filter((one) => {
    if (one.kind === word.kind) return false;
    if (one.kind === "same") {
      const spoken = [...one.left, ...one.right];
      return spoken.some((id) => left.has(id)) && spoken.some((id) => right.has(id));
    }
    return leftStanding(one, said).some((part) => crosses(part, left, right));
  });
}

/**
 * Words that hold two bodies apart without being about the two records that somebody named: a third party to the merge says
 * no. The newest word about the very two counts; about others it has to be revoked first.
 */
export function objectionsTo<S extends Said>(
  named: readonly [string, string],
  bodies: readonly [Body, Body],
  said: readonly S[],
): readonly S[] {
  const [left, right] = [new Set(bodies[0].records), new Set(bodies[1].records)];
  const [one, other] = [new Set([named[0]]), new Set([named[1]])];
  return said.filter((word) => {
    if (word.kind !== "different" || crosses(word, one, other)) return false;
    return leftStanding(word, said).some((part) => crosses(part, left, right));
  });
}

function leftStanding(word: Said, said: readonly Said[]): readonly Assertion[] {
  return standing([word, ...said.filter(({ kind }) => kind === "same")]).filter(({ kind }) => kind === "different");
}

function crosses(word: Assertion, left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  const touches = (ids: readonly string[], side: ReadonlySet<string>): boolean => ids.some((id) => side.has(id));
  return (
    (touches(word.left, left) && touches(word.right, right)) || (touches(word.left, right) && touches(word.right, left))
  );
}
