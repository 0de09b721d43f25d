import type { Violation } from "../helpers/source.ts";
import { synonymFaults } from "./words.ts";

/** What an operation must keep to, however it is implemented. */
interface Declared {
  readonly name: string;
  readonly summary: string;
  readonly effect: string;
  readonly method: string;
  readonly path: string;
  readonly problems: readonly string[];
}

/** Names are `noun.verb`, paths are versioned and unique, reading is GET, and every summary says something. */
export function operationViolations(operations: readonly Declared[]): readonly Violation[] {
  const names = operations.map((one) => one.name);
  const routes = operations.map((one) => `${one.method} ${one.path.replaceAll(/\{\w+\}/g, "{}")}`);
  return operations.flatMap((one, index) => {
    const faults = [
      /^[a-z]+\.[a-z][a-zA-Z]*$/.test(one.name) ? undefined : "a name is `noun.verb`",
      names.indexOf(one.name) === index ? undefined : "the name is taken",
      /^\/v1(\/[a-z-]+|\/\{[a-zA-Z]+\})+$/.test(one.path) ? undefined : `\`${one.path}\` is no path under /v1`,
      routes.indexOf(routes[index] ?? "") === index ? undefined : `\`${routes[index]}\` is taken`,
      one.method === "GET" ? (one.effect === "read" ? undefined : "a GET changes nothing") : undefined,
      one.summary.length >= 10 && !one.summary.endsWith(".") ? undefined : "a summary is one sentence without a period",
      ...synonymFaults(`${one.name} ${one.path}`),
    ];
    return faults.flatMap((says) =>
      says === undefined ? [] : [{ rule: "operation", path: "src/contract.ts", line: 1, says: `${one.name}: ${says}` }],
    );
  });
}

/** Problem codes are documented, and nothing else is. */
export function problemViolations(codes: readonly string[], page: string): readonly Violation[] {
  const documented = [...page.matchAll(/^\| `(\w+)` \|/gm)].map((found) => found[1] ?? "");
  const path = "docs/reference/problems.md";
  return [
    ...codes.filter((code) => !documented.includes(code)).map((code) => `\`${code}\` is not documented`),
    ...documented.filter((code) => !codes.includes(code)).map((code) => `\`${code}\` does not exist`),
  ].map((says) => ({ rule: "problem-code", path, line: 1, says }));
}
