import type { Id } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { Problem, problem } from "../../kernel/problem.ts";
import type { ExecutionDeps } from "../deps.ts";
import { actionsById } from "../store/actions.ts";
import { approvalsById } from "../store/approvals.ts";
import { templates } from "../store/sequences.ts";
import type { grantMany as operation } from "./contract.ts";
import { grantApproval } from "./grant.ts";

type Input = InputOf<typeof operation>;
type Item = OutputOf<typeof operation>["items"][number];

/**
 * Says yes to several messages of one template version: who has read one has read what the others share. Each is a question
 * of its own, bound to its own digest and answered in a transaction of its own; one that is refused holds up no other.
 */
export async function grantMany(
  deps: ExecutionDeps,
  input: Input,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  const wanted = [...new Map(input.approvals.map((one) => [one.approvalId, one])).values()];
  await ofOneTemplate(
    deps,
    caller,
    wanted.map(({ approvalId }) => approvalId),
  );
  const items: Item[] = [];
  for (const one of wanted) items.push(await grantOne(deps, { ...one, note: input.note }, caller));
  return { items };
}

async function grantOne(
  deps: ExecutionDeps,
  input: Input["approvals"][number] & { readonly note: string | undefined },
  caller: Caller,
): Promise<Item> {
  const { approvalId } = input;
  try {
    const { state, says, action } = await grantApproval(deps, input, caller);
    return state === "granted" || state === "void"
      ? { approvalId, state, says, outcome: action.outcome }
      : { approvalId, state: "pending", says, outcome: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { approvalId, state: "refused", says: error.message, outcome: null };
  }
}

/** Refuses a batch over several template versions, by their names, and one with words that are nobody's template. */
async function ofOneTemplate(deps: ExecutionDeps, caller: Caller, ids: readonly Id<"apr">[]): Promise<void> {
  await deps.db.read(caller.workspaceId, async (tx) => {
    const approvals = await approvalsById(tx, ids);
    const missing = ids.find((id) => !approvals.some((approval) => approval.id === id));
    if (missing !== undefined) throw problem("not_found", `there is no approval \`${missing}\``);
    const actions = await actionsById(
      tx,
      approvals.map((approval) => approval.actionId),
      "none",
    );
    const versions = new Set(actions.map(({ draft }) => ("templateId" in draft ? draft.templateId : null)));
    if (versions.size === 1 && !versions.has(null)) return;
    const named = await templates(
      tx,
      [...versions].filter((id) => id !== null),
    );
    const names = named.map(({ name, version }) => `\`${name}\` version ${version}`).sort();
    const own = versions.has(null) ? ["words of their own"] : [];
    throw problem(
      "conflict",
      `a batch is of one template version, and these are of ${[...names, ...own].join(" and ")}: approve them apart`,
    );
  });
}
