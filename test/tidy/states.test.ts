import type { ESTree } from "vite";
import { expect, test } from "vitest";
import { verdictOf } from "../../src/channel/smtp-out.ts";
import { mayMove, stoppableStates } from "../../src/execution/core/states.ts";
import { ActionState } from "../../src/execution/words/contract.ts";
import { readSources, readText, type SourceFile, source, walk } from "../helpers/source.ts";

/** The states of an action and the meanings of SMTP are told in ARCHITECTURE.md; the code and the page have to agree. */
const page = readText("ARCHITECTURE.md");
const states = ActionState.options;

test("ARCHITECTURE.md has the moves between states that the code has", () => {
  const told = new Map(
    [...page.matchAll(/^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$/gm)]
      .filter((row) => states.some((state) => state === row[1]))
      .map((row) => [row[1] ?? "", row[2]?.trim() === "-" ? [] : (row[2] ?? "").trim().split(", ")]),
  );
  for (const from of states) {
    const coded = states.filter((to) => mayMove(from, to));
    expect([...(told.get(from) ?? ["missing"])].toSorted(), `moves from ${from}`).toEqual(coded.toSorted());
  }
  const stops = /^A stop reaches (.*)\. From/m.exec(page)?.[1] ?? "";
  expect([...stops.matchAll(/`(\w+)`/g)].map((found) => found[1]).toSorted()).toEqual(stoppableStates.toSorted());
});

test("every move that the code makes is one of them", () => {
  const moves = readSources((path) => /^src\/execution\/[\w/-]+(?<!\.test)\.ts$/.test(path)).flatMap(movesOf);
  expect(moves.length).toBeGreaterThan(7);
  expect(moves.filter(({ from, to }) => !mayMove(from, to))).toEqual([]);
});

test("a move that the table does not have is caught", () => {
  const planted = source("src/execution/x.ts", 'await moveAction(tx, id, ["sent", "queued"], "reserved");');
  expect(movesOf(planted).filter(({ from, to }) => !mayMove(from, to))).toEqual([
    { path: "src/execution/x.ts", from: "sent", to: "reserved" },
  ]);
});

test("ARCHITECTURE.md has the meaning of every SMTP phase and reply", () => {
  const rows = [
    ...page.matchAll(/^\| (`(?:connect|auth|mail|rcpt|data|body)`[^|]*) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm),
  ];
  expect(rows).toHaveLength(6);
  for (const [, phases = "", ...cells] of rows)
    for (const phase of ["connect", "greeting", "auth", "mail", "rcpt", "data", "body"] as const) {
      if (!phases.includes(`\`${phase}\``)) continue;
      const meant = cells.map((cell) => /(not_sent|unknown|deferred|rejected)/.exec(cell)?.[1]);
      expect(meant, phase).toEqual([verdictOf(phase, null), verdictOf(phase, 450), verdictOf(phase, 550)]);
    }
});

interface Move {
  readonly path: string;
  readonly from: ActionState;
  readonly to: ActionState;
}

/** The calls `moveAction(tx, id, ["from"], "to")` whose states are written out. */
function movesOf(file: SourceFile): readonly Move[] {
  const found: Move[] = [];
  walk(file.program, (node) => {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier" || node.callee.name !== "moveAction")
      return;
    const [, , list, target] = node.arguments;
    const to = target === undefined ? undefined : stateOf(target);
    if (list?.type !== "ArrayExpression" || to === undefined) return;
    for (const element of list.elements) {
      const from = element === null ? undefined : stateOf(element);
      if (from !== undefined) found.push({ path: file.path, from, to });
    }
  });
  return found;
}

function stateOf(node: ESTree.Node): ActionState | undefined {
  return node.type === "Literal" ? states.find((state) => state === node.value) : undefined;
}
