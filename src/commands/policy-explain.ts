import type { explainAction } from "../execution/stops/contract.ts";
import type { OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { openDoor } from "./open-door.ts";

const options = { url: { type: "string" }, token: { type: "string" } } as const;

type Explanation = OutputOf<typeof explainAction>;

/** Says why an action was not sent, in words: what stops it, what would have to change, and every check. */
export const policyExplain: RunCommand = async (host, context) => {
  const { values, positionals } = readFlags(context.args, options, 1);
  const [actionId] = positionals;
  if (actionId === undefined) throw problem("invalid_input", "name the action: `fairlead policy explain act_…`");
  const door = await openDoor(host, context, values);
  try {
    const told = (await door.call("actions.explain", { actionId })) as Explanation;
    host.out(context.json ? `${JSON.stringify(told, null, 2)}\n` : inWords(told));
    return exitCodes.done;
  } finally {
    await door.close();
  }
};

function inWords({ contact, state, says, stop, checks }: Explanation): string {
  const objecting = checks.filter(({ objects }) => objects);
  const others = checks.filter(({ objects }) => !objects);
  return [
    `${state}: ${says}`,
    `to ${contact.name}${contact.accountName == null ? "" : ` of ${contact.accountName}`}`,
    ...(stop?.until == null ? [] : [`decided again at ${stop.until}`]),
    ...(stop?.changes ?? []).map(
      ({ says: change, operation, roles }) =>
        `to change it: ${change}${operation === null ? "" : ` (${operation}; ${roles.join(", ")})`}`,
    ),
    "",
    ...objecting.flatMap((check) => [
      `objects  ${check.policy} ${check.code ?? ""}: ${check.says ?? ""}${check.until == null ? "" : `, until ${check.until}`}`,
      ...Object.entries(check.values ?? { facts: "erased" }).map(
        ([name, value]) => `           ${name} = ${JSON.stringify(value)}`,
      ),
    ]),
    ...others.map(({ policy, result }) => `${result.padEnd(7)}  ${policy}`),
    "",
  ].join("\n");
}
