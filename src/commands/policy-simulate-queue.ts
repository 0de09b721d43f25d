import { readFile } from "node:fs/promises";
import type { simulateQueue } from "../execution/simulate/contract.ts";
import type { OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { openDoor } from "./open-door.ts";

const options = { policies: { type: "string" }, url: { type: "string" }, token: { type: "string" } } as const;

type Page = OutputOf<typeof simulateQueue>;

/** Decides everything that waits, page after page, and says what would come out otherwise; nothing is written. */
export const policySimulateQueue: RunCommand = async (host, context) => {
  const { values } = readFlags(context.args, options);
  const organisation = values.policies === undefined ? undefined : await textOf(values.policies);
  const door = await openDoor(host, context, values);
  try {
    const pages: Page[] = [];
    for (let after: string | null | undefined; after !== null; after = pages.at(-1)?.next ?? null) {
      const input = {
        ...(organisation === undefined ? {} : { organisation }),
        ...(after === undefined ? {} : { after }),
      };
      pages.push((await door.call("policy.simulateQueue", input)) as Page);
    }
    const total = summed(pages);
    host.out(context.json ? `${JSON.stringify(total, null, 2)}\n` : inWords(total));
    return exitCodes.done;
  } finally {
    await door.close();
  }
};

type Total = Pick<Page, "bundleHash" | "looked" | "stopped" | "counts" | "changed">;

function summed(pages: readonly Page[]): Total {
  const pairs = Map.groupBy(
    pages.flatMap(({ counts }) => counts),
    ({ was, now }) => `${was} ${now}`,
  );
  return {
    bundleHash: pages[0]?.bundleHash ?? null,
    looked: pages.reduce((sum, { looked }) => sum + looked, 0),
    stopped: pages.reduce((sum, { stopped }) => sum + stopped, 0),
    counts: [...pairs.values()].flatMap((list) => {
      const [first] = list;
      return first === undefined ? [] : [{ ...first, actions: list.reduce((sum, { actions }) => sum + actions, 0) }];
    }),
    changed: pages.flatMap(({ changed }) => changed),
  };
}

function inWords({ looked, stopped, counts, changed }: Total): string {
  return [
    `${looked} waiting, ${changed.length} would come out otherwise, ${stopped} of a sequence that was stopped`,
    ...counts.map(({ was, now, actions }) => `  ${was === now ? `${was} as before` : `${was} → ${now}`}: ${actions}`),
    ...changed.map(
      ({ id, contact, was, now, nowCodes }) => `${id}  ${was} → ${now}  ${nowCodes.join(", ")}  ${contact.name}`,
    ),
    "",
  ].join("\n");
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw problem("invalid_input", `\`${path}\` cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
