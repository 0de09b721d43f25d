import { expect, test } from "vitest";
import { agentScopes, scopesOfRole } from "../../src/access/core/scopes.ts";
import { type Scope, scopes } from "../../src/access/words/contract.ts";
import { operations } from "../../src/contract.ts";
import type { Operation } from "../../src/kernel/operation.ts";
import { fieldsOf, pathFields, schemasOf } from "../../src/surface/schema.ts";

const all: readonly Operation[] = operations;

test("every operation is named noun.verb, once, on a path of its own, under a scope that exists", () => {
  expect(all.length).toBeGreaterThan(50);
  const routes = all.map((operation) => `${operation.method} ${operation.path.replaceAll(/\{\w+\}/g, "{}")}`);
  expect(new Set(all.map((operation) => operation.name)).size).toBe(all.length);
  expect(new Set(routes).size).toBe(all.length);
  for (const operation of all) {
    expect(operation.name).toMatch(/^[a-z]+[a-zA-Z]*\.[a-z]+[a-zA-Z]*$/);
    expect(operation.path).toMatch(/^\/v1\//);
    expect(scopes as readonly string[], operation.name).toContain(operation.scope);
    expect(operation.summary, operation.name).not.toMatch(/\.$/);
  }
});

test("what reads is GET and what changes is POST, so that no link changes anything", () => {
  for (const { name, effect, method } of all) if (method === "GET") expect(effect, name).toBe("read");
});

test("an input refuses unknown fields, and each part of a path is a field of it", () => {
  for (const operation of all) {
    const { input } = schemasOf(operation);
    const branches = input.anyOf ?? input.oneOf ?? [input];
    for (const branch of branches) expect(branch["additionalProperties"], operation.name).toBe(false);
    for (const field of pathFields(operation.path))
      expect(Object.keys(fieldsOf(input)), operation.name).toContain(field);
  }
});

test("somebody may call every operation, and an admin may call them all", () => {
  for (const operation of all) expect(scopesOfRole("admin"), operation.name).toContain(operation.scope as Scope);
});

test("approving, lifting and resuming are closed to agents twice: by scope and by kind", () => {
  const loosening = all.filter(({ scope }) => /:(decide|lift|resume|approve|disclosures)$/.test(scope));
  expect(loosening.length).toBeGreaterThan(4);
  for (const { name, scope, agents } of loosening) {
    expect(agentScopes, name).not.toContain(scope as Scope);
    expect(agents, name).toBe(false);
  }
});

/** Naming an address to forbid it only tightens; everything else names a contact. */
const mayNameAddresses = ["suppressions.create"];

test("no agent's input can name an address, a number or a host to reach", () => {
  const open = all.filter(
    ({ name, effect, scope, agents }) =>
      effect !== "read" && agents !== false && agentScopes.has(scope as Scope) && !mayNameAddresses.includes(name),
  );
  const named = open.flatMap((operation) =>
    fieldNames(schemasOf(operation).input).map((field) => `${operation.name} ${field}`),
  );
  expect(named.length).toBeGreaterThan(20);
  const reaching = / (e?mail|.*address|.*phone.*|.*recipient.*|to|cc|bcc|.*host|.*url|.*uri)$/i;
  expect(reaching.test("actions.propose toAddress") && reaching.test("actions.propose cc")).toBe(true);
  expect(named.filter((field) => reaching.test(field))).toEqual([]);
});

function fieldNames(schema: ReturnType<typeof schemasOf>["input"]): readonly string[] {
  return Object.entries(fieldsOf(schema)).flatMap(([name, field]) => [name, ...fieldNames(field)]);
}
