import { expect, test } from "vitest";
import { claimConflicts, type HeardObservation, isVitalConflict } from "./claim-conflicts.ts";
import type { ClaimRank } from "./survive.ts";

const person = { id: "p", kind: "user", trust: 100 };
const vendor = { id: "v", kind: "enrichment", trust: 40 };

const heard = (id: string, at: number, title: string, more: Partial<HeardObservation> = {}): HeardObservation => ({
  id,
  recordId: id.slice(0, 1),
  source: vendor,
  observedAt: at,
  receivedAt: at,
  confidence: 50,
  fields: { title },
  ...more,
});
const edit = heard("e1", 10, "CTO", { source: person });
const conflicts = (current: HeardObservation[], history: HeardObservation[] = current) =>
  claimConflicts(current, history, new Map());

test("a machine that says something new against a person's word asks one question", () => {
  const found = conflicts([edit, heard("a1", 20, "CEO")]);
  expect(found).toMatchObject([{ kind: "claim_conflict", members: ["a", "e"] }]);
  expect(found[0]?.subject).toMatch(/^claim:a:title:[0-9a-f]{16}$/);
  expect(found[0]?.subject).not.toContain("CEO");
});

test("what a record said already when the person decided is no news, however often it is said again", () => {
  const [first, again] = [heard("a1", 5, "CEO"), heard("a2", 20, "ceo", { fields: { title: "ceo", city: "Rome" } })];
  expect(conflicts([edit, again], [edit, { ...first, isCurrent: false }, again])).toEqual([]);
});

test("a value that went and came back since is news", () => {
  const history = [heard("a1", 5, "CEO"), heard("a2", 12, "CTO"), heard("a3", 20, "CEO")];
  expect(conflicts([edit, ...history.slice(2)], [edit, ...history])).toHaveLength(1);
});

test("the same value, another person, and a value that is called wrong contradict nobody", () => {
  const wrong: ClaimRank = { rank: "deprecated", at: 30 };
  expect(conflicts([edit, heard("a1", 20, "cto")])).toEqual([]);
  expect(conflicts([edit, heard("f1", 20, "CEO", { source: person })])).toEqual([]);
  expect(conflicts([edit, heard("a1", 20, "CEO", { ranks: { title: wrong } })])).toEqual([]);
});

test("a pin is a person's word from the day it was set, and setting it again answers the question", () => {
  const pinned = (at: number) => heard("a1", 1, "CTO", { ranks: { title: { rank: "pinned", at } } });
  const rival = heard("b1", 20, "CEO");
  expect(conflicts([pinned(10), rival])).toHaveLength(1);
  expect(conflicts([pinned(30), rival])).toEqual([]);
});

test("only who somebody is and where keeps them from being written to", () => {
  expect(isVitalConflict("claim:a:email:0123456789abcdef")).toBe(true);
  expect(isVitalConflict("claim:a:title:0123456789abcdef")).toBe(false);
});
