import { performance } from "node:perf_hooks";
import { proposeBatch } from "../src/execution/propose.ts";
import { parse } from "../src/kernel/invoke.ts";
import type { Tx, TxSql } from "../src/kernel/sql.ts";
import type { PolicyEngine } from "../src/policy/core/language.ts";
import { nextProposal, nextRound, type Stage } from "./decide-stage.ts";

/** Where the time of a batch goes: in order, how long we compute and how long we wait for the database. */
export interface StepsBench {
  readonly batch: number;
  readonly batches: number;
  /** Of one batch, in milliseconds. */
  readonly wholeMs: number;
  readonly statements: number;
  /** How often somebody had to wait for an answer before going on. */
  readonly trips: number;
  readonly steps: readonly Step[];
}

/** One step of a batch, in milliseconds of it. */
export interface Step {
  readonly name: string;
  readonly ms: number;
}

/** One stretch of time between two moments at which a statement started or ended. */
interface Clock {
  add(name: string, ms: number): void;
}

/** Takes batches apart, one at a time and without company, on the database of the stage. */
export async function benchSteps(stage: Stage, batch: number, batches: number): Promise<StepsBench> {
  const totals = new Map<string, number>();
  const clock: Clock = { add: (name, ms) => totals.set(name, (totals.get(name) ?? 0) + ms) };
  const counts = { statements: 0, trips: 0 };
  await nextRound(stage);
  // The first ones prepare their statements, on whichever connections they get.
  for (let n = 0; n < 20; n += 1) await oneBatch(stage, 1, { add: () => undefined }, { statements: 0, trips: 0 });
  let wholeMs = 0;
  for (let n = 0; n < batches; n += 1) {
    await nextRound(stage);
    wholeMs += await oneBatch(stage, batch, clock, counts);
  }
  const steps = [...totals].map(([name, ms]) => ({ name, ms: ms / batches })).sort((a, b) => b.ms - a.ms);
  return {
    batch,
    batches,
    wholeMs: wholeMs / batches,
    statements: counts.statements / batches,
    trips: counts.trips / batches,
    steps,
  };
}

async function oneBatch(
  stage: Stage,
  batch: number,
  clock: Clock,
  counts: { statements: number; trips: number },
): Promise<number> {
  const { app, workspaceId, agents } = stage;
  const [caller] = agents;
  const operation = app.invoker.operations.find(({ name }) => name === "actions.propose");
  if (operation === undefined || caller === undefined) throw new Error("nothing proposes");
  const from = performance.now();
  const items = Array.from({ length: batch }, () => ({
    input: parse(operation, nextProposal(stage)) as Parameters<typeof proposeBatch>[2][number]["input"],
    caller,
  }));
  clock.add("input: parse", performance.now() - from);
  const asked = performance.now();
  let endedAt = asked;
  await app.resources.db.write(workspaceId, async (tx) => {
    clock.add("transaction: begin and role", performance.now() - asked);
    const watch = watching(clock, counts);
    const engine = timedEngine(app.deps.execution.engine, watch);
    await proposeBatch({ ...app.deps.execution, engine }, { ...tx, sql: watch.sql(tx) }, items);
    endedAt = watch.end();
  });
  clock.add("transaction: commit", performance.now() - endedAt);
  return performance.now() - from;
}

interface Watch {
  sql(tx: Tx): TxSql;
  /** Takes time that was computed out of what comes next. */
  computed(name: string, ms: number): void;
  end(): number;
}

/**
 * Statements that are on their way together are answered one after another: each gets the time since the answer before it.
 * What lies between the last answer and the next statement is ours, and is named after what it leads to.
 */
function watching(clock: Clock, counts: { statements: number; trips: number }): Watch {
  let [last, open, known] = [performance.now(), 0, 0];
  const ours = (name: string): void => {
    const now = performance.now();
    clock.add(name, Math.max(0, now - last - known));
    [last, known] = [now, 0];
  };
  const started = (name: string): void => {
    counts.statements += 1;
    if (open === 0) {
      counts.trips += 1;
      ours(`computing before ${name}`);
    }
    open += 1;
  };
  const ended = (name: string): void => {
    const now = performance.now();
    clock.add(`sql: ${name}`, Math.max(0, now - last - known));
    [last, known] = [now, 0];
    open -= 1;
  };
  return {
    sql: (tx) =>
      new Proxy(tx.sql, {
        apply: (target, self, given: readonly unknown[]) => {
          const made: unknown = Reflect.apply(target as never, self, given);
          const [texts] = given as [TemplateStringsArray | undefined];
          return Array.isArray(texts) && "raw" in texts ? watched(made, nameOf(texts), started, ended) : made;
        },
      }),
    computed: (name, ms) => {
      clock.add(name, ms);
      known += ms;
    },
    end: () => {
      ours("computing before commit");
      return last;
    },
  };
}

/** A statement is sent when somebody asks for its answer; a fragment never is. */
function watched(made: unknown, name: string, started: (name: string) => void, ended: (name: string) => void): unknown {
  const query = made as Promise<unknown>;
  let isStarted = false;
  const asked: Promise<unknown>["then"] = (onAnswer, onFault) => {
    if (isStarted) return query.then(onAnswer, onFault);
    isStarted = true;
    started(name);
    const settled = query.then((answer) => {
      ended(name);
      return answer;
    });
    return settled.then(onAnswer, onFault);
  };
  return new Proxy(query, { get: (target, key) => (key === "then" ? asked : Reflect.get(target, key)) });
}

function timedEngine(engine: PolicyEngine, watch: Watch): PolicyEngine {
  return {
    evaluate: (slice, request) => {
      const from = performance.now();
      const answer = engine.evaluate(slice, request);
      watch.computed("cedar", performance.now() - from);
      return answer;
    },
  };
}

/** `insert into cap_ledger`, `lock cap_subject`, `read contact`: what a statement does to its first table. */
function nameOf(texts: TemplateStringsArray): string {
  const text = texts.join(" ? ").replaceAll(/\s+/g, " ").trim();
  const written = /\b(?:insert into|update|delete from) (\w+)/.exec(text);
  if (written !== null) return written[0];
  const tables = [...text.matchAll(/\b(?:from|join) (\w+)/g)].map((match) => match[1] ?? "").filter(isTable);
  const names = [...new Set(tables)].slice(0, 2).join(", ");
  return `${/\bfor (?:update|share)\b/.test(text) ? "lock" : "read"} ${names === "" ? text.slice(0, 30) : names}`;
}

function isTable(name: string): boolean {
  return name !== "unnest" && name !== "event" && name !== "lateral";
}
