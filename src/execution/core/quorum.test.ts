import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerableBy, isAnswered, needStates, type Yes } from "./quorum.ts";

const need = (policy: string, approvers: readonly string[], quorum = 1) => ({
  policy,
  approvers: [...approvers],
  quorum,
});
const groups: Readonly<Record<string, readonly string[]>> = {
  ann: ["approver", "legal"],
  bo: ["approver"],
  cy: ["legal"],
};
const groupsOf = (id: string): ReadonlySet<string> => new Set(groups[id] ?? []);
const nobody: ReadonlySet<string> = new Set();
const yes = (by: string, ...policies: readonly string[]): Yes => ({ by, policies });

describe("a question to people", () => {
  test("is answered by one of the group, unless more are asked for", () => {
    const people = { groupsOf, editors: nobody };
    expect(isAnswered(needStates([need("a.x", ["approver"])], [yes("bo", "a.x")], people))).toBe(true);
    expect(needStates([need("a.x", ["approver"], 2)], [yes("bo", "a.x")], people)).toMatchObject([
      { given: 1, isMet: false },
    ]);
    expect(isAnswered(needStates([need("a.x", ["approver"], 2)], [yes("bo", "a.x"), yes("ann", "a.x")], people))).toBe(
      true,
    );
  });

  test("counts a person once, for the policies of their groups only", () => {
    const people = { groupsOf, editors: nobody };
    const twice = [yes("bo", "a.x"), yes("bo", "a.x")];
    expect(needStates([need("a.x", ["approver"], 2)], twice, people)).toMatchObject([{ given: 1, isMet: false }]);
    expect(needStates([need("a.x", ["legal"])], [yes("bo", "a.x")], people)).toMatchObject([{ given: 0 }]);
    expect(answerableBy([need("a.x", ["legal"]), need("a.y", ["sales", "approver"])], groupsOf("bo"))).toEqual(["a.y"]);
  });

  test("needs somebody who did not write the words", () => {
    const editors = new Set(["ann"]);
    const alone = needStates([need("a.x", ["approver"])], [yes("ann", "a.x")], { groupsOf, editors });
    expect(alone).toMatchObject([{ given: 1, isMet: false }]);
    const both = [yes("ann", "a.x"), yes("bo", "a.x")];
    expect(isAnswered(needStates([need("a.x", ["approver"], 2)], both, { groupsOf, editors }))).toBe(true);
  });

  test("is not answered where nothing was asked", () => {
    expect(isAnswered([])).toBe(false);
  });
});

describe("for all groups, answers and writers", () => {
  const names = fc.constantFrom("p1", "p2", "p3", "p4");
  const group = fc.constantFrom("approver", "legal", "sales");
  const policy = fc.constantFrom("a.x", "a.y", "a.z");
  const asked = fc.uniqueArray(
    fc.record({ policy, approvers: fc.array(group, { minLength: 1 }), quorum: fc.integer({ min: 1, max: 4 }) }),
    { selector: (one) => one.policy, minLength: 1 },
  );
  const answers = fc.array(fc.record({ by: names, policies: fc.array(policy) }), { maxLength: 8 });
  const members = fc.dictionary(names, fc.array(group));
  const writers = fc.array(names).map((ids): ReadonlySet<string> => new Set(ids));

  test("an answered question has the quorum in different people of its group, one of whom only read", () => {
    fc.assert(
      fc.property(asked, answers, members, writers, (needs, yeses, membership, editors) => {
        const inGroups = (id: string): ReadonlySet<string> =>
          new Set(Object.hasOwn(membership, id) ? membership[id] : []);
        if (!isAnswered(needStates(needs, yeses, { groupsOf: inGroups, editors }))) return;
        for (const one of needs) {
          const people = new Set(
            yeses
              .filter(
                ({ by, policies }) => policies.includes(one.policy) && one.approvers.some((g) => inGroups(by).has(g)),
              )
              .map(({ by }) => by),
          );
          expect(people.size).toBeGreaterThanOrEqual(one.quorum);
          expect([...people].some((id) => !editors.has(id))).toBe(true);
        }
      }),
    );
  });

  test("taking a yes, a group or a reader away never answers a question", () => {
    fc.assert(
      fc.property(asked, answers, members, writers, names, (needs, yeses, membership, editors, gone) => {
        const inGroups = (id: string): ReadonlySet<string> =>
          new Set(Object.hasOwn(membership, id) ? membership[id] : []);
        const before = isAnswered(needStates(needs, yeses, { groupsOf: inGroups, editors }));
        const without = [
          needStates(needs, yeses.slice(1), { groupsOf: inGroups, editors }),
          needStates(needs, yeses, { groupsOf: (id) => (id === gone ? nobody : inGroups(id)), editors }),
          needStates(needs, yeses, { groupsOf: inGroups, editors: new Set([...editors, gone]) }),
        ];
        for (const after of without) expect(before || !isAnswered(after)).toBe(true);
      }),
    );
  });
});
