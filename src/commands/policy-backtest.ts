import type { OutputOf } from "../kernel/operation.ts";
import { backtestPolicy } from "../policy/backtest/contract.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { openDoor } from "./open-door.ts";
import { policiesAt } from "./policies-at.ts";

const options = {
  mode: { type: "string" },
  since: { type: "string" },
  until: { type: "string" },
  url: { type: "string" },
  token: { type: "string" },
} as const;

type Backtest = OutputOf<typeof backtestPolicy>;

/** Tries policies in a file or folder on past decisions; without one it tries those in force. */
export const policyBacktest: RunCommand = async (host, context) => {
  const { values, positionals } = readFlags(context.args, options, 1);
  const [path] = positionals;
  const { mode, since, until } = values;
  const input = {
    ...(path === undefined ? {} : { organisation: await policiesAt(path) }),
    ...(mode === undefined ? {} : { mode }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  const door = await openDoor(host, context, values);
  try {
    const told = (await door.call(backtestPolicy.name, input)) as Backtest;
    host.out(context.json ? `${JSON.stringify(told, null, 2)}\n` : `${backtestLines(told).join("\n")}\n`);
    return exitCodes.done;
  } finally {
    await door.close();
  }
};

/** A back-test for a person: the sentence first, then what it rests on. */
export function backtestLines({ says, mode, since, until, decisions, cameOf, policies, examples }: Backtest): string[] {
  return [
    says,
    `${mode}, ${since} to ${until}: ${count(decisions.looked)} decisions, ${count(decisions.changed)} come out otherwise`,
    ...asides(decisions),
    ...cameOf.map(({ what, sends }) => `  of the sends that it stops, ${count(sends)} led to ${what}`),
    ...policies.map(
      ({ policy, code, stops, lets }) =>
        `${policy} ${code}: stops ${count(stops)}${lets === 0 ? "" : `, no longer stops ${count(lets)}`}`,
    ),
    ...examples.map(
      ({ actionId, turn, was, now, codes, cameOf: known }) =>
        `${actionId}  ${turn}  ${was} → ${now}  ${codes.join(", ")}${known.length === 0 ? "" : `  (${known.join(", ")})`}`,
    ),
  ];
}

function asides({ notAsked, withheld, unreadable, afterRemoved }: Backtest["decisions"]): string[] {
  return [
    ...(notAsked === 0 ? [] : [`  ${count(notAsked)} would not have been asked`]),
    ...(withheld === 0 ? [] : [`  ${count(withheld)} withheld: their facts were erased`]),
    ...(unreadable === 0 ? [] : [`  ${count(unreadable)} unreadable: their facts are of another version`]),
    ...(afterRemoved === 0
      ? []
      : [`  ${count(afterRemoved)} about people whose earlier touch would not have happened: replies are as recorded`]),
  ];
}

function count(value: number): string {
  return value.toLocaleString("en");
}
