import { afterAll, beforeAll, expect, test } from "vitest";
import { agentScopes } from "../../src/access/core/scopes.ts";
import type { Scope } from "../../src/access/words/contract.ts";
import type { Operation } from "../../src/kernel/operation.ts";
import { fieldsOf, pathFields, schemasOf } from "../../src/surface/schema.ts";
import { type SurfaceCall, surfaces } from "./callers.ts";
import { openFullApp } from "./full-app.ts";
import { type Harness, openHarness } from "./harness.ts";
import { sample } from "./sample.ts";

/**
 * An agent with every scope that an agent may hold attacks every operation there is, so that an operation added tomorrow is
 * attacked unasked. Ids in its inputs are real ones of another workspace.
 */
let harness: Harness;
let foreignIds: ReadonlyMap<string, string>;
let before: unknown;
beforeAll(async () => {
  harness = await openHarness(openFullApp);
  foreignIds = await harness.app.furnish(harness.foreign);
  before = await harness.app.contentOf(harness.foreign);
}, 120_000);
afterAll(() => harness.close());

const turns = [0, 1, 2, 3];
const attacked = surfaces.filter(([surface]) => surface === "http" || surface === "mcp");
const idFor = (prefix: string): string => foreignIds.get(prefix) ?? `${prefix}_01kch5zsfve3x8y1q4m7n2p5rt`;
const isOpen = ({ scope, agents }: Operation): boolean => agents !== false && agentScopes.has(scope as Scope);
const all = (): readonly Operation[] => harness.app.invoker.operations;
const attack = (call: SurfaceCall, operation: Operation, input: Record<string, unknown>) =>
  call(harness, operation.name, input, { token: harness.agentToken });
const inputFor = (operation: Operation, turn: number): Record<string, unknown> =>
  sample(schemasOf(operation).input, idFor, turn) as Record<string, unknown>;

test.each(attacked)("%s: what is not for agents is refused, however well formed the call", async (surface, call) => {
  const closed = all().filter((operation) => !isOpen(operation));
  expect(closed.length).toBeGreaterThan(8);
  for (const operation of closed) {
    for (const turn of turns) {
      const answer = await attack(call, operation, inputFor(operation, turn));
      const code = answer.ok ? "answered" : answer.problem.code;
      const refusals = surface === "mcp" && operation.agents === false ? ["not_found"] : ["not_permitted"];
      expect(refusals, `${operation.name} ${JSON.stringify(answer)}`).toContain(code);
    }
  }
});

test.each(attacked)("%s: what is for agents neither finds nor moves anything of another workspace", async (_, call) => {
  const open = all().filter(isOpen);
  expect(open.length).toBeGreaterThan(1);
  for (const operation of open) {
    for (const turn of turns) {
      const answer = await attack(call, operation, inputFor(operation, turn));
      if (!answer.ok) expect(answer.problem.code, operation.name).not.toBe("internal");
      if (answer.ok) expect(JSON.stringify(answer.value), operation.name).not.toContain(harness.foreign);
    }
  }
});

test.each(attacked)(
  "%s: a field that would name an address, a workspace or a way around policy is refused by name",
  async (_, call) => {
    const extra = { to: "victim@example.test", workspaceId: harness.foreign, bypassPolicy: true };
    for (const operation of all().filter(isOpen)) {
      const input = { ...inputFor(operation, 0), ...extra };
      const answer = await attack(call, operation, input);
      const paths = answer.ok ? [] : (answer.problem.errors ?? []).map((fault) => fault.path);
      const known = Object.keys(fieldsOf(schemasOf(operation).input));
      for (const name of Object.keys(extra).filter((field) => !known.includes(field)))
        expect(paths, `${operation.name} ${JSON.stringify(answer)}`).toContain(`/${name}`);
    }
  },
);

test("an id in the path cannot climb out of it", async () => {
  for (const operation of all().filter((one) => pathFields(one.path).length > 0)) {
    const path = operation.path.replace(/\{\w+\}/g, encodeURIComponent("../../workspace/resume"));
    const reply = await fetch(`${harness.listening.url}${path}`, {
      method: operation.method,
      headers: { authorization: `Bearer ${harness.agentToken}`, "content-type": "application/json" },
      ...(operation.method === "POST" ? { body: "{}" } : {}),
    });
    expect([400, 403, 404], operation.name).toContain(reply.status);
  }
});

test("after all of it the other workspace is what it was, nobody was reached, and nothing broke", async () => {
  expect(await harness.app.contentOf(harness.foreign)).toEqual(before);
  expect(await harness.app.reached()).toBe(0);
  expect(harness.bugs).toEqual([]);
});
