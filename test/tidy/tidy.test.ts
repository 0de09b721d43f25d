import { expect, test } from "vitest";
import { operations } from "../../src/contract.ts";
import { problemStatus } from "../../src/kernel/problem.ts";
import { readSources, readText, repositoryPaths, told } from "../helpers/source.ts";
import { callViolations, swallowViolations } from "./calls.ts";
import { operationViolations, problemViolations } from "./contracts.ts";
import { deadFileViolations, dependencyViolations } from "./dead.ts";
import { dependencyListViolations, linkViolations } from "./docs.ts";
import { lockViolations } from "./lock.ts";
import { migrationViolations } from "./migrations.ts";
import { fileLengthViolations, functionLengthViolations, moduleStateViolations } from "./shape.ts";
import {
  clockViolations,
  foreignTables,
  ownershipViolations,
  readTables,
  statementsOf,
  workspaceViolations,
} from "./sql.ts";
import { leftoverViolations, synonymViolations } from "./words.ts";

const paths = repositoryPaths();
const sources = readSources((path) => /^(src|console|scripts|bench|test)\//.test(path));
const shipped = sources.filter(({ path }) => /^(src|console)\//.test(path) && !/\.test\.tsx?$/.test(path));
const server = shipped.filter(({ path }) => path.startsWith("src/"));
const texts = textsOf(/\.(tsx?|mjs|md|sql|cedar|css|html|sh|yml|json)$|^\.ci\//);
const migrations = textsOf(/^migrations\//);
const pages = textsOf(/\.md$/);
const tables = readTables(migrations);
const manifest = JSON.parse(readText("package.json")) as Record<
  "dependencies" | "devDependencies",
  Readonly<Record<string, string>>
>;
const runtimePackages = Object.keys(manifest.dependencies);
const dependencyList = "docs/adr/0012-runtime-dependencies.md";

/** Packages that are used without an import. */
const usedOtherwise: Readonly<Record<string, string>> = {
  typescript: "the type checker",
  "@biomejs/biome": "the linter",
  "@fontsource-variable/inter": "the console's type, from its style sheet",
  tailwindcss: "the console's style sheet",
  knip: "a look for exports that nobody uses, by hand",
};

test("the whole tree was read", () => {
  expect(server.length).toBeGreaterThan(400);
  expect(shipped.length - server.length).toBeGreaterThan(20);
  expect(sources.length - shipped.length).toBeGreaterThan(60);
  expect(texts.length).toBeGreaterThan(sources.length);
  expect(migrations.length).toBeGreaterThanOrEqual(10);
  expect(tables.size).toBeGreaterThan(60);
  expect(server.flatMap(statementsOf).length).toBeGreaterThan(240);
  expect(operations.length).toBeGreaterThan(60);
  expect(pages.length).toBeGreaterThan(15);
});

test("files and functions are short", () => {
  expect(told([...fileLengthViolations(sources), ...functionLengthViolations(sources)])).toEqual([]);
});

test("modules hold no state and do nothing when they are loaded", () => {
  expect(told(moduleStateViolations(shipped))).toEqual([]);
});

test("time, chance and the environment come in as values", () => {
  expect(told(callViolations(server))).toEqual([]);
});

test("no error vanishes", () => {
  expect(told(swallowViolations(sources))).toEqual([]);
});

test("names are the glossary's", () => {
  expect(told(synonymViolations(shipped))).toEqual([]);
});

test("nothing is left over", () => {
  expect(told(leftoverViolations(texts))).toEqual([]);
});

test("a block's SQL is about its own tables, inside its workspace, on the time it was given", () => {
  expect(told(ownershipViolations(server, tables))).toEqual([]);
  expect(told(workspaceViolations(server, tables))).toEqual([]);
  expect(told(clockViolations(server))).toEqual([]);
  const lentTo = Object.keys(foreignTables).map((key) => key.split(" > ")[0] ?? "");
  expect(lentTo.filter((place) => !paths.some((path) => path.startsWith(place)))).toEqual([]);
});

test("migrations are numbered and plain, and every key begins with the workspace", () => {
  expect(told(migrationViolations(migrations))).toEqual([]);
});

test("operations and problem codes are declared once and documented", () => {
  expect(told(operationViolations(operations))).toEqual([]);
  expect(told(problemViolations(Object.keys(problemStatus), readText("docs/reference/problems.md")))).toEqual([]);
});

test("every file is reached from a program", () => {
  expect(
    told(deadFileViolations(sources.filter(({ path }) => !path.startsWith("test/") && !path.startsWith("bench/")))),
  ).toEqual([]);
});

test("dependencies are used, declared, and each runtime one has its reason", () => {
  const declared = [...runtimePackages, ...Object.keys(manifest.devDependencies)];
  const configured = readSources((path) => path === "vitest.config.ts");
  expect(told(dependencyViolations([...sources, ...configured], declared, usedOtherwise))).toEqual([]);
  const listed = { path: dependencyList, text: readText(dependencyList) };
  expect(told(dependencyListViolations(runtimePackages, listed))).toEqual([]);
});

test("a fresh clone can be installed from the lock file", () => {
  expect(told(lockViolations(readText("package-lock.json")))).toEqual([]);
});

test("links in the documents lead somewhere", () => {
  expect(told(linkViolations(pages, new Set(paths)))).toEqual([]);
});

function textsOf(pattern: RegExp): readonly { readonly path: string; readonly text: string }[] {
  const chosen = paths.filter((path) => pattern.test(path) && path !== "package-lock.json");
  return chosen.map((path) => ({ path, text: readText(path) }));
}
