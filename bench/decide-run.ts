import { limits } from "../src/kernel/limits.ts";
import { withApp } from "./app.ts";
import { benchDecide, type DecideBench, type DecideOptions, propose, withSequencer } from "./decide.ts";
import { benchCore, type CoreBench } from "./decide-core.ts";
import { benchGrowth, type GrowthBench } from "./decide-growth.ts";
import { type Stage, setStage } from "./decide-stage.ts";
import { benchSteps, type StepsBench } from "./decide-steps.ts";
import { aligned } from "./table.ts";

/** Everything about the speed of a governed decision, of one run. */
interface DecideReport {
  readonly core: readonly CoreBench[];
  readonly endToEnd: readonly DecideBench[];
  readonly growth: readonly GrowthBench[];
  readonly steps: readonly StepsBench[];
}

const alone = { name: "alone", clients: 1, together: 1 } as const;
const singly = { name: "singly", clients: 16, together: 1 } as const;
const inBatches = { name: "in batches", clients: 16, together: 12 } as const;

/** Measures it all: the decide step, the whole way, what history does to it, and where the time goes. */
export async function runDecideBench(isQuick: boolean, isJson: boolean, say: (text: string) => void): Promise<string> {
  say("the decide step beside Cedar asked plainly");
  const core = benchCore([29, 250, 2_500], isQuick ? 150 : 600);
  const report = await withApp(async (app) => {
    say("setting the stage");
    const stage = await setStage(app, isQuick ? 6_000 : 14_000);
    return { core, ...(await withSequencer(app, () => measure(stage, isQuick, say))) };
  });
  return isJson ? `${JSON.stringify(report, null, 2)}\n` : decideTables(report);
}

async function measure(
  stage: Stage,
  isQuick: boolean,
  say: (text: string) => void,
): Promise<Omit<DecideReport, "core">> {
  const options: DecideOptions = { rounds: isQuick ? 2 : 4, decideMs: isQuick ? 700 : 1_200, insertMs: 500 };
  // The first calls of a process compile code, and each connection of the pool prepares its statements by itself.
  for (let n = 0; n < 4 * limits.connectionsPerProcess; n += 1) await propose(stage, alone, 1, new Map());
  await propose(stage, inBatches, 1_000, new Map());
  const endToEnd: DecideBench[] = [];
  for (const manner of [alone, singly, inBatches]) {
    say(`governed decisions against bare inserts: ${manner.name}`);
    endToEnd.push(await benchDecide(stage, manner, options));
  }
  say("where the time goes");
  const steps = [
    await benchSteps(stage, 1, isQuick ? 10 : 40),
    await benchSteps(stage, limits.decisionBatchMax, isQuick ? 3 : 10),
    // More than are ever joined: what a large batch would cost in one transaction.
    await benchSteps(stage, 200, isQuick ? 2 : 5),
  ];
  say("longer and longer histories");
  const growth = await benchGrowth(stage, inBatches, [1_000, 10_000, 100_000], isQuick ? 500 : 1_000);
  return { endToEnd, steps, growth };
}

/** Tables of a report, for people. */
export function decideTables({ core, endToEnd, growth, steps }: DecideReport): string {
  return [
    aligned([
      ["the decide step", "policies", "for it", "per core", "p50", "p99", "Cedar asked plainly", "ratio"],
      ...core.map((one) => [
        one.action,
        count(one.policies),
        count(one.inSlice),
        `${count(one.perSecond)}/s`,
        ms(one.p50Ms),
        ms(one.p99Ms),
        ms(one.naiveP50Ms),
        `${one.ratio.toFixed(2)}x`,
      ]),
    ]),
    aligned([
      [
        "proposals through invoke",
        "clients",
        "decisions",
        "p50",
        "p99",
        "bare inserts",
        "ratio",
        "processor each",
        "database",
        "caller",
      ],
      ...endToEnd.map((one) => [
        one.name,
        one.together === 1 ? String(one.clients) : `${one.clients} x ${one.together}`,
        `${count(one.decisionsPerSecond)}/s`,
        ms(one.decisionMedianMs),
        ms(one.decisionP99Ms),
        `${count(one.insertsPerSecond)}/s (${ms(one.insertMedianMs)})`,
        `${one.ratio.toFixed(3)}x`,
        ms(one.cpu.processUs / 1_000),
        one.cpu.serverUs === null ? "?" : ms(one.cpu.serverUs / 1_000),
        ms(one.cpu.callerUs / 1_000),
      ]),
    ]),
    `outcomes  ${endToEnd.map((one) => `${one.name}: ${JSON.stringify(one.outcomes)}`).join("  ")}\n`,
    aligned([
      ["touches of the past", "decisions in batches", "p50"],
      ...growth.map((one) => [count(one.touches), `${count(one.decisionsPerSecond)}/s`, ms(one.decisionMedianMs)]),
    ]),
    ...steps.map(stepsTable),
  ].join("\n");
}

/** What takes at least a hundredth of a batch, the largest first. */
function stepsTable({ batch, wholeMs, statements, trips, steps }: StepsBench): string {
  const told = steps.filter((step) => step.ms >= wholeMs / 100);
  const rest = steps.filter((step) => step.ms < wholeMs / 100).reduce((sum, step) => sum + step.ms, 0);
  const share = (one: number): string => `${((100 * one) / wholeMs).toFixed(0)} %`;
  return aligned([
    [
      `a batch of ${batch}: ${ms(wholeMs)}, ${ms(wholeMs / batch)} each, ${statements.toFixed(0)} statements, ${trips.toFixed(0)} waits`,
      "time",
      "share",
    ],
    ...told.map((step) => [step.name, ms(step.ms), share(step.ms)]),
    ["everything below 1 %", ms(rest), share(rest)],
  ]);
}

const count = (value: number): string => value.toLocaleString("en");
const ms = (value: number): string => `${value.toFixed(value < 1 ? 3 : value < 10 ? 2 : 1)} ms`;
