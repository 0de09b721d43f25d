import type { Env } from "../../kernel/env.ts";
import type { Caller, OutputOf } from "../../kernel/operation.ts";
import type { Database } from "../../kernel/sql.ts";
import type { mailboxesGet } from "../../mailbox/contract.ts";
import type { breakersList } from "../../mailbox/health/contract.ts";
import { preflightOf } from "../../mailbox/health/preflight.ts";
import { type Check, warn } from "./check.ts";

type Box = OutputOf<typeof mailboxesGet>;

/** Whether a mailbox may send and its replies are read. */
export function mailboxCheck(box: Box): readonly Check[] {
  if (box.state === "paused")
    return [
      warn(
        "mailboxes",
        `${box.address} is paused: ${box.stateReason ?? "no reason given"}`,
        `\`fairlead mailboxes resume ${box.id}\` when that is settled`,
      ),
    ];
  if (box.isReadable) return [];
  const since = box.lastReadAt === null ? "were never read" : `were last read at ${box.lastReadAt}`;
  return [
    warn(
      "mailboxes",
      `replies to ${box.address} ${since}, so nothing is sent from it`,
      "start Fairlead: `start` and `serve` take in mail",
    ),
  ];
}

/** Breakers that tripped: each stops sending until a person arms it. */
export function breakerChecks(breakers: OutputOf<typeof breakersList>["items"]): readonly Check[] {
  return breakers.map(({ scope, key, says }) =>
    warn(
      "breakers",
      `the breaker of ${scope} \`${key}\` tripped: ${says}`,
      `when that is settled: \`fairlead breakers rearm --scope ${scope} --key ${key} --reason …\``,
    ),
  );
}

/** Mailboxes whose preflight found something, or of which nothing is known any more. */
export async function preflightChecks(
  deps: { readonly db: Database; readonly env: Env },
  boxes: readonly Box[],
  caller: Caller,
): Promise<readonly Check[]> {
  const found: Check[] = [];
  for (const box of boxes) {
    const { state, checks } = await preflightOf(deps, { mailboxId: box.id }, caller);
    if (state === "passed" || state === "exempt") continue;
    const failed = checks.filter(({ result }) => result === "fail");
    found.push(
      warn(
        "preflight",
        failed.length > 0
          ? `${box.address}: ${failed.map(({ says }) => says).join("; ")}`
          : `${box.address}: nobody has looked yet, or what was found has expired`,
        failed.length > 0
          ? failed.map(({ mend }) => mend ?? "").join("; ")
          : `\`fairlead mailboxes preflight ${box.id}\``,
      ),
    );
  }
  return found;
}
