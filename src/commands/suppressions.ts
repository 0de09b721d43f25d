import type { OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import { createSuppression } from "../policy/contract.ts";
import type { exportSuppressions } from "../policy/lists/contract.ts";
import { readArguments } from "../surface/cli/arguments.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { printed } from "../surface/cli/print.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { importFile } from "./import-file.ts";
import { openDoor } from "./open-door.ts";
import { opened } from "./open-file.ts";

/** Forbids contact: `suppressions.create` by the name that lists have for it. */
export const suppressionsAdd: RunCommand = async (host, context) => {
  const { fields, common } = readArguments(createSuppression, context.args);
  const door = await openDoor(host, context, common);
  try {
    const answer = await door.call(createSuppression.name, fields, common["idempotency-key"]);
    host.out(context.json ? `${JSON.stringify(answer, null, 2)}\n` : printed(answer));
    return exitCodes.done;
  } finally {
    await door.close();
  }
};

/** Forbids contact with everybody on a list: an import of that kind. */
export const suppressionsImport: RunCommand = (host, context) => {
  const [first, ...rest] = context.args;
  const isPath = first !== undefined && !first.startsWith("--");
  const args = isPath ? ["--file", first, ...rest] : context.args;
  return importFile(host, { ...context, args: ["--kind", "suppressions", ...args] });
};

const options = {
  out: { type: "string" },
  format: { type: "string" },
  "with-addresses": { type: "boolean", default: false },
  url: { type: "string" },
  token: { type: "string" },
} as const;

type Page = OutputOf<typeof exportSuppressions>;

/** Writes every suppression in force to a file, a page at a time. */
export const suppressionsExport: RunCommand = async (host, context) => {
  const { values } = readFlags(context.args, options);
  if (values.out === undefined) throw problem("invalid_input", "an export needs a file: give `--out FILE`");
  const input = {
    ...(values.format === undefined ? {} : { format: values.format }),
    withAddresses: values["with-addresses"],
  };
  const door = await openDoor(host, context, values);
  try {
    let [rows, hashed] = [0, 0];
    // Asked before the file is opened: what is refused leaves no empty file behind.
    let page = (await door.call("suppressions.export", input)) as Page;
    const file = await opened(values.out, "w");
    try {
      for (;;) {
        await file.write(page.content);
        rows += page.rows;
        hashed += page.hashed;
        if (page.next === null) break;
        page = (await door.call("suppressions.export", { ...input, after: page.next })) as Page;
      }
    } finally {
      await file.close();
    }
    const said = `${rows} suppressions, ${hashed} of them by keys that only this workspace reads\n`;
    host.out(context.json ? `${JSON.stringify({ out: values.out, rows, hashed })}\n` : said);
    return exitCodes.done;
  } finally {
    await door.close();
  }
};
