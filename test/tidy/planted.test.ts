import { expect, test } from "vitest";
import { type SourceFile, source, type Violation } from "../helpers/source.ts";
import { callViolations, swallowViolations } from "./calls.ts";
import { operationViolations, problemViolations } from "./contracts.ts";
import { deadFileViolations, dependencyViolations } from "./dead.ts";
import { dependencyListViolations, linkViolations } from "./docs.ts";
import { lockViolations } from "./lock.ts";
import { migrationViolations } from "./migrations.ts";
import { fileLengthViolations, functionLengthViolations, moduleStateViolations } from "./shape.ts";
import { clockViolations, ownershipViolations, readTables, workspaceViolations } from "./sql.ts";
import { leftoverViolations, synonymViolations } from "./words.ts";

type Rule = (files: readonly SourceFile[]) => readonly Violation[];

const lines = (count: number): string => "x();\n".repeat(count);
const tables = readTables([
  { path: "migrations/0001_kernel.sql", text: "create table setting (\n  name text\n);" },
  {
    path: "migrations/0004_identity.sql",
    text: "create table contact (\n  workspace_id uuid not null,\n  id uuid\n);",
  },
  { path: "migrations/0008_policy.sql", text: "create table hold (\n  workspace_id uuid not null,\n  id uuid\n);" },
]);
const owned: Rule = (files) => ownershipViolations(files, tables);
const placed: Rule = (files) => workspaceViolations(files, tables);
const rooted: Rule = (files) => deadFileViolations(files, ["src/policy/a.ts"]);

/** One breach of each kind, in a file of the policy block unless it says otherwise. */
const planted: readonly (readonly [says: string, rule: Rule, text: string, path?: string])[] = [
  ["a long file", fileLengthViolations, lines(301)],
  ["a long test", fileLengthViolations, lines(401), "test/integration/x.test.ts"],
  ["a long function", functionLengthViolations, `function f() {\n${lines(60)}}`],
  ["a long arrow", functionLengthViolations, `export const f = () => {\n${lines(60)}};`],
  ["a top-level let", moduleStateViolations, "let count = 0;"],
  ["an exported let", moduleStateViolations, "export let count = 0;"],
  ["a cache", moduleStateViolations, "const seen = new Map<string, number>();"],
  ["a list to grow", moduleStateViolations, "const seen: string[] = [];"],
  ["work at import", moduleStateViolations, "register();"],
  ["a class of its own", moduleStateViolations, "export class Engine {}"],
  ["the clock", callViolations, "export const f = () => Date.now();"],
  ["the clock by string", callViolations, 'export const f = () => Date["now"]();'],
  ["a date of now", callViolations, "export const f = () => new Date();"],
  ["chance", callViolations, "export const f = () => Math.random();"],
  ["an id from chance", callViolations, 'import { randomUUID } from "node:crypto";'],
  ["an id from the global", callViolations, "export const f = () => crypto.randomUUID();"],
  ["a timer", callViolations, "export const f = () => setTimeout(g, 1);"],
  ["a timer by import", callViolations, 'import { setTimeout as wait } from "node:timers/promises";'],
  ["the environment", callViolations, 'export const f = () => process.env["X"];'],
  ["an empty catch", swallowViolations, "export function f() { try { g(); } catch {} }"],
  ["a handler that does nothing", swallowViolations, "export const f = () => g().catch(() => undefined);"],
  ["a handler with an empty body", swallowViolations, "export const f = () => g().catch(() => {});"],
  ["a synonym", synonymViolations, "export const leadScore = 1;"],
  ["a synonym as a field", synonymViolations, "export interface X { readonly campaign_id: string }"],
  ["a synonym for a record", synonymViolations, "export const f = (companies: readonly string[]) => companies;"],
  ["a marker", leftoverViolations, "// TODO: later"],
  ["an excuse", leftoverViolations, "// Simple, for now."],
  ["a path of one machine", leftoverViolations, 'export const root = "/home/me/fairlead";'],
  ["a registry", leftoverViolations, "// from registry.npmjs.org"],
  ["a test that runs alone", leftoverViolations, 'test.only("x", () => {});'],
  ["another block's table", owned, "const r = await tx.sql`select 1 from contact where workspace_id = 1`;"],
  [
    "another block's table, joined",
    owned,
    "await tx.sql`select 1 from hold h join contact c on true where workspace_id = 1`;",
  ],
  ["another block's table, built", owned, 'tx.tables().selectFrom("contact as c");'],
  ["a statement for everybody", placed, "await tx.sql`select id from hold where id = 1`;"],
  ["rows for everybody", placed, `async function put() { await tx.sql\`insert into hold \${tx.sql(rows)}\`; }`],
  ["the database's clock", clockViolations, "await tx.sql`select id from hold where at < now() and workspace_id = 1`;"],
  ["the database's chance", clockViolations, "await tx.sql`insert into hold (id) values (gen_random_uuid())`;"],
  ["a file nobody uses", rooted, "export const x = 1;"],
];

for (const [says, rule, text, path = "src/policy/planted.ts"] of planted) {
  test(`caught: ${says}`, () => {
    expect([...new Set(rule([source(path, text)]).map((one) => one.path))]).toEqual([path]);
  });
}

const migration = (path: string, text: string) => migrationViolations([{ path, text }]).map((one) => one.rule);

test.each([
  ["a gap in the numbers", "migrations/0003_x.sql", "select 1;", "migration-number"],
  ["a trigger", "migrations/0001_x.sql", "create trigger t;", "migration-text"],
  ["a serial", "migrations/0001_x.sql", "create table t (id bigserial);", "migration-text"],
  ["a clock", "migrations/0001_x.sql", "alter table t add a timestamptz default now();", "migration-text"],
  ["shouting", "migrations/0001_x.sql", "CREATE TABLE t ();", "migration-text"],
  ["a synonym", "migrations/0001_x.sql", "create table companies ();", "glossary"],
  ["a key", "migrations/0001_x.sql", "create table t (\n  workspace_id uuid,\n  primary key (id)\n);", "migration-key"],
  [
    "an index",
    "migrations/0001_x.sql",
    "create table t (\n  workspace_id uuid\n);\ncreate index i on t (id);",
    "migration-key",
  ],
])("caught in a migration: %s", (_says, path, text, rule) => {
  expect(migration(path, text)).toEqual([rule]);
});

const sound = {
  name: "notes.get",
  summary: "Read one note",
  effect: "read",
  method: "GET",
  path: "/v1/notes/{noteId}",
  problems: [],
};

test.each([
  ["a name", { ...sound, name: "getNote" }],
  ["a path", { ...sound, path: "/notes" }],
  ["a GET that writes", { ...sound, effect: "write" }],
  ["a summary", { ...sound, summary: "Note" }],
  ["a synonym", { ...sound, path: "/v1/campaigns" }],
])("caught in an operation: %s", (_says, operation) => {
  expect(operationViolations([operation])).toHaveLength(1);
  expect(operationViolations([sound])).toEqual([]);
});

test("caught in the whole: the same route twice, codes, links, dependencies", () => {
  expect(operationViolations([sound, { ...sound, name: "notes.read", path: "/v1/notes/{id}" }])).toHaveLength(1);
  expect(problemViolations(["a", "b"], "| `b` | 400 |\n| `c` | 400 |")).toHaveLength(2);
  expect(
    linkViolations(
      [{ path: "docs/a.md", text: "[b](b.md) [c](../src/) [d](https://x)" }],
      new Set(["docs/a.md", "src/x.ts"]),
    ),
  ).toHaveLength(1);
  expect(dependencyViolations([source("src/a.ts", 'import "zod/v4";')], ["hono"])).toHaveLength(2);
  const lock = { packages: { "": {}, "node_modules/a": { resolved: "https://x", optionalDependencies: { b: "1" } } } };
  expect(lockViolations(JSON.stringify(lock))).toHaveLength(2);
  expect(dependencyListViolations(["hono"], { path: "x.md", text: "| `zod` | x |" })).toHaveLength(2);
});

test("what is allowed is not reported", () => {
  const text = `
    const kinds = new Set(["a"]);
    export class Lost extends Error {}
    export const at = (iso: string) => new Date(iso);
    export async function f(tx: Tx) {
      try { g(); } catch (error) { throw problem("conflict", "x", { cause: error }); }
      // The child is gone already: that is what was wanted.
      await h().catch(() => undefined);
      return tx.sql\`select id from hold where workspace_id = \${tx.workspaceId} and \${kinds.has("a")}\`;
    }
    export const misleading = { leftCompany: 1, organisation: 2 };`;
  const file = source("src/policy/fine.ts", text);
  const rules = [
    moduleStateViolations,
    callViolations,
    swallowViolations,
    synonymViolations,
    leftoverViolations,
    owned,
    placed,
    clockViolations,
  ];
  expect(rules.flatMap((rule) => rule([file]))).toEqual([]);
});
