import { actorOf } from "../../audit/append.ts";
import type { Batcher } from "../../kernel/batcher.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ExecutionDeps } from "../deps.ts";
import type { Proposed, Proposing } from "../propose.ts";
import { proposeAction } from "../propose-action.ts";
import { settleUnknown } from "../reconcile.ts";
import { type ActionRow, actionsById } from "../store/actions.ts";
import { endTaskOf } from "../store/unknown.ts";
import type { Proposal } from "../words/contract.ts";
import type { settleSend as operation } from "./contract.ts";

type Input = InputOf<typeof operation>;

/**
 * Takes a person's word on a send whose result nobody knows. What was not sent stays unsent: to send it again is a new
 * proposal in that person's name, under the same caps and rules, which count the first attempt as a touch (I5).
 */
export async function settleSend(
  deps: ExecutionDeps & { readonly batcher: Batcher<Proposing, Proposed> },
  input: Input,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  const action = await deps.db.write(caller.workspaceId, (tx) => settled(deps, tx, input, caller));
  const again = input.again ? await proposeAction(deps, proposalOf(action), caller) : null;
  return { id: action.id, state: input.was === "sent" ? "sent" : "rejected", again };
}

async function settled(deps: ExecutionDeps, tx: Tx, input: Input, caller: Caller): Promise<ActionRow> {
  const [action] = await actionsById(tx, [input.actionId], "update");
  if (action === undefined) throw problem("not_found", `there is no action \`${input.actionId}\``);
  if (input.again && isErased(action))
    throw problem("conflict", `what \`${action.id}\` said was erased with its contact: there is nothing to propose`);
  const isOpen = await settleUnknown(deps, tx, action, {
    was: input.was,
    actor: actorOf(caller),
    causes: [],
    words: input.reason,
  });
  if (!isOpen)
    throw problem("conflict", `the action \`${action.id}\` is ${action.state}: nobody has to say what became of it`);
  await endTaskOf(tx, `unknown_send ${action.id}`, input.was, caller.principal.id);
  return action;
}

/** An erasure takes the content of an action with it. */
function isErased(action: ActionRow): boolean {
  return action.content === null;
}

/** The same message to the same contact, outside of its sequence: there a step reaches a person once. */
function proposalOf(action: ActionRow): Proposal {
  if (action.purpose !== "outreach" && action.purpose !== "reply_in_thread")
    throw problem("conflict", `a ${action.purpose} message is not proposed by hand`);
  return {
    contactId: action.contactId,
    kind: "send_email",
    purpose: action.purpose,
    draft: action.draft,
    ...(action.answersId === null ? {} : { answersId: action.answersId }),
  };
}
