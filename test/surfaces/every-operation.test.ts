import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { localOwner } from "../../src/access/local-owner.ts";
import type { Operation } from "../../src/kernel/operation.ts";
import { problemDocument } from "../../src/kernel/problem.ts";
import { schemasOf } from "../../src/surface/schema.ts";
import { surfaces } from "./callers.ts";
import { openFullApp } from "./full-app.ts";
import { type Harness, openHarness } from "./harness.ts";
import { sample } from "./sample.ts";

/** Walks the registry: an operation added tomorrow is called by everybody who may and by some who may not. */

let harness: Harness;
let ids: ReadonlyMap<string, string>;
beforeAll(async () => {
  harness = await openHarness(openFullApp);
  ids = await harness.app.furnish(harness.home);
}, 120_000);
afterAll(() => harness.close());

const turns = [0, 1, 2, 3, 4, 5];
const unknownId = (prefix: string): string => `${prefix}_01kch5zsfve3x8y1q4m7n2p5rt`;
const ownId = (prefix: string): string => ids.get(prefix) ?? unknownId(prefix);
const inputFor = (operation: Operation, idFor: (prefix: string) => string, turn: number): unknown =>
  sample(schemasOf(operation).input, idFor, turn);
const all = (): readonly Operation[] => harness.app.invoker.operations;
/** What would end the walk itself. */
const last = new Set(["keys.revoke", "workspace.pause", "policy.activate", "policy.rollback"]);

describe.each([
  ["with ids of its own", ownId],
  ["with ids of nobody", unknownId],
] as const)("%s", (_, idFor) => {
  test("the owner of the data folder gets an answer or a problem of theirs, never a bug of ours", async () => {
    const bugs: string[] = [];
    for (const operation of all().filter((one) => !last.has(one.name))) {
      for (const turn of turns) {
        const input = inputFor(operation, idFor, turn);
        try {
          await harness.app.invoker.call(operation.name, input, localOwner(harness.home, "req_walk"));
        } catch (error) {
          const { code, detail } = problemDocument(error);
          if (code === "internal") bugs.push(`${operation.name} ${JSON.stringify(input)}: ${detail} ${String(error)}`);
          else if (!operation.problems.includes(code) && !common.has(code))
            bugs.push(`${operation.name} says \`${code}\`, which its contract does not name: ${detail}`);
        }
      }
    }
    expect(bugs).toEqual([]);
  });
});

/** What any operation may say without naming it. */
const common = new Set(["invalid_input", "not_permitted", "rate_limited", "overloaded", "unauthenticated"]);

test.each(surfaces.filter(([surface]) => surface === "http" || surface === "mcp"))(
  "%s: a viewer changes nothing, whatever it calls",
  async (surface, call) => {
    const created = (await harness.asOwner(harness.home, "people.create", {
      name: "Vi Viewer",
      email: `vi-${surface}@fairlead.example`,
      role: "viewer",
    })) as { member: { id: string } };
    const token = await harness.key(created.member.id);
    const changing = all().filter((operation) => operation.effect !== "read");
    expect(changing.length).toBeGreaterThan(25);
    for (const operation of changing.filter((one) => one.scope !== "whoami")) {
      const input = inputFor(operation, ownId, 1) as Record<string, unknown>;
      const answer = await call(harness, operation.name, input, { token });
      const codes = surface === "mcp" ? ["not_permitted", "not_found"] : ["not_permitted"];
      expect(codes, operation.name).toContain(answer.ok ? "answered" : answer.problem.code);
    }
  },
);

test("nothing that went wrong was a bug of ours", () => {
  expect(harness.bugs).toEqual([]);
});
