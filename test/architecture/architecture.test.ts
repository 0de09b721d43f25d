import { expect, test } from "vitest";
import { readSources, type SourceFile, told } from "../helpers/source.ts";
import { closureOf, cycleViolations } from "./cycles.ts";
import { edgeViolations } from "./edges.ts";
import { blindImports, chain, coreEdges } from "./map.ts";
import { reachViolations } from "./reach.ts";
import { roleOf, roleViolations } from "./roles.ts";

const files = readSources((path) => /^(src|console)\//.test(path) && !/\.test\.tsx?$|^console\/[^/]+$/.test(path));
const product = files.filter((file) => file.path.startsWith("src/"));

test("the whole tree was read", () => {
  expect(product.length).toBeGreaterThan(400);
  expect(files.length - product.length).toBeGreaterThan(20);
  expect(product.flatMap((file) => file.imports).length).toBeGreaterThan(1_500);
  for (const block of chain) expect(inBlock(block).length, `files of ${block}`).toBeGreaterThan(10);
  for (const role of ["contract", "core", "store"] as const)
    expect(product.filter((file) => roleOf(file.path) === role).length, `files of role ${role}`).toBeGreaterThan(10);
});

test("imports go from right to left, and only where the map has them", () => {
  expect(told(edgeViolations(files))).toEqual([]);
});

test("contracts, cores and stores keep to their roles", () => {
  expect(told(roleViolations(product))).toEqual([]);
});

test("nothing imports in a circle at run time", () => {
  expect(told(cycleViolations(files))).toEqual([]);
});

test("only dispatch can reach a person", () => {
  expect(told(reachViolations(files))).toEqual([]);
});

test("the verifier and the client can be taken out and run alone", () => {
  const verifier = closureOf(product, "src/verify/main.ts");
  expect(verifier.size).toBeGreaterThan(15);
  expect(
    [...verifier].filter((one) => !/^(src\/(verify|audit\/core)\/|src\/kernel\/canonical\.ts$|node:)/.test(one)),
  ).toEqual([]);
  const client = closureOf(product, "src/client/client.ts");
  expect(client.size).toBeGreaterThan(3);
  expect([...client].filter((one) => !/^src\/(client\/|kernel\/(env|ids|operation|problem)\.ts$)/.test(one))).toEqual(
    [],
  );
});

test("every exception on the map is still needed", () => {
  const edges = new Set(product.flatMap((file) => file.imports.map((one) => `${file.path} > ${one.target}`)));
  expect(Object.keys(coreEdges).filter((edge) => !edges.has(edge))).toEqual([]);
  const blind = new Set(product.filter((file) => file.blindImports.length > 0).map((file) => file.path));
  expect(Object.keys(blindImports).filter((path) => !blind.has(path))).toEqual([]);
});

function inBlock(block: string): readonly SourceFile[] {
  return product.filter((file) => file.path.startsWith(`src/${block}/`));
}
