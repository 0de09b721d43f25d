import { handsOfCaller } from "../../access/standing.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { DecideDeps } from "../deps.ts";
import { actionsById } from "../store/actions.ts";
import { approvalById } from "../store/approvals.ts";
import { type Question, refusalOfHands, refusalOfYes, type Standing, standingsOf } from "./standing.ts";

/** A question that is still open, locked: whoever answers it at the same moment waits for this answer. */
export async function openQuestion(tx: Tx, approvalId: Id<"apr">): Promise<Question> {
  const approval = await approvalById(tx, approvalId, "update");
  if (approval === null) throw problem("not_found", `there is no approval \`${approvalId}\``);
  if (approval.state !== "pending")
    throw problem("conflict", `the approval \`${approvalId}\` is ${approval.state}: nothing is left to decide`);
  if (approval.expiresAt <= tx.now)
    throw problem("conflict", `the approval \`${approvalId}\` has expired: the action has to be proposed again`);
  const [action] = await actionsById(tx, [approval.actionId], "none");
  if (action === undefined) throw new Error("an approval without its action");
  return { approval, action };
}

/** Holds an answer to what was on the screen when it was given. */
export function sameAsShown({ approval }: Question, shownDigest: string): void {
  if (approval.contentHash.toString("hex") !== shownDigest)
    throw problem("conflict", "what you were shown is not what would be sent now: load the approval again and read it");
}

/** Whether other policies are in force than those that asked; a question from before that was kept counts as such. */
export async function isOutdated(deps: DecideDeps, tx: Tx, { approval }: Question): Promise<boolean> {
  const active = await deps.activeBundle(tx);
  return active.state !== "ready" || active.bundle.hash !== approval.bundleHash;
}

/** How a question stands, for somebody who may answer it; `change` is for those who may say yes more than once. */
export async function standingFor(
  tx: Tx,
  question: Question,
  caller: Caller,
  wants: "yes" | "change",
): Promise<Standing> {
  const standing = (await standingsOf(tx, [question]))(question.approval.id);
  const hands = await handsOfCaller(tx, caller);
  const refusal = wants === "yes" ? refusalOfYes(standing, hands) : refusalOfHands(standing, hands);
  if (refusal !== null) throw problem(refusal.code, refusal.says);
  return standing;
}
