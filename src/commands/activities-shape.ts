import { shapeSources } from "../activity/core/shapes/shape.ts";
import { shapes } from "../activity/core/shapes/sources.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { answerLines, type Line } from "./json-lines.ts";
import { textIn } from "./webhook-keys.ts";

const options = { jsonl: { type: "boolean" } } as const;

/**
 * Says what events of other systems are in our words: each line of the standard input is `{"source", "body"}` and comes back
 * with `events`. Nothing is recorded; needs no data folder.
 */
export const activitiesShape: RunCommand = async (host, context) => {
  readFlags(context.args, options);
  return answerLines(host, process.stdin, ["events"], shaped);
};

function shaped(line: Line): Line {
  const name = textIn(line, "source");
  const source = shapeSources.find((known) => known === name);
  if (source === undefined)
    throw new RangeError(`\`${name}\` is no source that is understood: name one of ${shapeSources.join(", ")}`);
  return { events: shapes[source](line["body"]) };
}
