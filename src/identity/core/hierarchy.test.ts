import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hierarchyOf, holdsAt, isAbove, type ParentClaim } from "./hierarchy.ts";

const claim = (childId: string, parentId: string | null, more: Partial<ParentClaim> = {}): ParentClaim => ({
  id: `${childId}>${parentId}`,
  childId,
  parentId,
  kind: "legal",
  from: null,
  to: null,
  isHuman: false,
  trust: 60,
  saidAt: 1,
  key: "",
  ...more,
});

const edgesOf = (claims: readonly ParentClaim[]) =>
  hierarchyOf(claims)
    .edges.map(({ childId, parentId, from, to }) => [childId, parentId, from, to])
    .sort();

describe("who belongs to whom", () => {
  test("a claim that closes a circle is left out for a person", () => {
    const weak = claim("top", "leaf", { trust: 20 });
    const found = hierarchyOf([claim("leaf", "middle"), claim("middle", "top"), weak]);
    expect(found.refused).toEqual([weak]);
    expect(found.edges).toHaveLength(2);
  });

  test("an account has one parent at a time: the word of a person before a source, a new one before an old one", () => {
    const claims = [claim("a", "x"), claim("a", "y", { isHuman: true }), claim("a", "z", { isHuman: true, saidAt: 2 })];
    expect(edgesOf(claims)).toEqual([["a", "z", null, null]]);
  });

  test("a later parent takes the time that it claims and leaves the rest", () => {
    const claims = [claim("a", "x"), claim("a", "y", { isHuman: true, from: 10, to: 20 })];
    expect(edgesOf(claims)).toEqual([
      ["a", "x", null, 10],
      ["a", "x", 20, null],
      ["a", "y", 10, 20],
    ]);
  });

  test("who says that there is no parent counts against records that name one", () => {
    expect(edgesOf([claim("a", "x"), claim("a", null, { isHuman: true })])).toEqual([]);
  });

  test("two that owned each other at different times close no circle", () => {
    expect(hierarchyOf([claim("a", "b", { to: 10 }), claim("b", "a", { from: 10 })]).refused).toEqual([]);
  });

  test("a claim within one account, as a merge leaves it, says nothing", () => {
    expect(hierarchyOf([claim("a", "a")])).toEqual({ edges: [], refused: [] });
  });

  test("being above goes through all levels, at one moment", () => {
    const { edges } = hierarchyOf([claim("c", "b", { from: 0, to: 10 }), claim("b", "a", { from: 5 })]);
    expect(isAbove(edges, "a", "c", { from: 6, to: 8 })).toBe(true);
    expect(isAbove(edges, "a", "c", { from: 0, to: 5 })).toBe(false);
    expect(isAbove(edges, "c", "a", { from: null, to: null })).toBe(false);
  });
});

const period = fc
  .tuple(fc.option(fc.integer({ min: 0, max: 4 })), fc.option(fc.integer({ min: 5, max: 9 })))
  .map(([from, to]) => ({ from, to }));
const claims = fc
  .array(
    fc.record({
      childId: fc.constantFrom("a", "b", "c", "d", "e"),
      parentId: fc.option(fc.constantFrom("a", "b", "c", "d", "e")),
      period,
      isHuman: fc.boolean(),
      trust: fc.constantFrom(20, 60),
      saidAt: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 14 },
  )
  .map((list) =>
    list.map(({ period: { from, to }, ...one }, at) =>
      claim(one.childId, one.parentId, { ...one, from, to, id: `c${at}` }),
    ),
  );

describe("claims in any order", () => {
  test("give one tree", () => {
    const shuffled = claims.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(edgesOf(other)).toEqual(edgesOf(list));
        expect(new Set(hierarchyOf(other).refused)).toEqual(new Set(hierarchyOf(list).refused));
      }),
    );
  });

  test("never put an account above itself, nor under two parents at once", () => {
    fc.assert(
      fc.property(claims, (list) => {
        const { edges } = hierarchyOf(list);
        for (let at = 0; at < 10; at += 1) {
          const now = edges.filter((edge) => holdsAt(edge, at));
          const parentOf = new Map(now.map((edge) => [edge.childId, edge.parentId]));
          expect(parentOf.size).toBe(now.length);
          for (const start of parentOf.keys()) {
            const seen = new Set<string>();
            for (let one: string | undefined = start; one !== undefined; one = parentOf.get(one)) {
              expect(seen.has(one)).toBe(false);
              seen.add(one);
            }
          }
        }
      }),
    );
  });
});
