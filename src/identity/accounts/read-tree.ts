import { idFromUuid } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { relation } from "../contact-view.ts";
import type { IdentityDeps } from "../deps.ts";
import { type NodeRow, nodesOf, stepsAbove, stepsBelow } from "../store/tree.ts";
import type * as contract from "./contract.ts";
import type { AccountNode } from "./contract.ts";
import { livingAccount } from "./tell.ts";

const nodesMax = 1_000;
/** No group of companies is deeper; what is deeper is a fault in the data. */
const ancestorsMax = 50;

/** The accounts above and below one. */
export async function accountTree(
  deps: IdentityDeps,
  input: InputOf<typeof contract.accountTree>,
  caller: Caller,
): Promise<OutputOf<typeof contract.accountTree>> {
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const account = await livingAccount(tx, input.accountId);
    const above = await stepsAbove(tx, account.id, ancestorsMax);
    const found = await stepsBelow(tx, account.id, input.depth, nodesMax + 1);
    const below = found.slice(0, nodesMax);
    const ids = [...above.map((step) => step.parent_id), ...below.map((step) => step.child_id)];
    const nodes = new Map((await nodesOf(tx, ids)).map((node) => [node.id, node]));
    const at = (id: string): AccountNode => {
      const node = nodes.get(id);
      if (node === undefined) throw new Error("a parent that is no account");
      return nodeView(node);
    };
    const descendants = below.map(({ child_id, parent_id, kind, depth }) => ({
      ...at(child_id),
      parentId: idFromUuid("acc", parent_id),
      parentKind: kind,
      depth,
    }));
    const shown = [nodeView(account), ...descendants];
    const isCutOff = descendants.some((node) => node.depth === input.depth && node.children > 0);
    return {
      account: nodeView(account),
      ancestors: above.map((step) => ({ ...at(step.parent_id), parentKind: step.kind })),
      descendants,
      totals: { accounts: shown.length, contacts: shown.reduce((sum, node) => sum + node.contacts, 0) },
      truncated: found.length > nodesMax || isCutOff,
    };
  });
}

function nodeView(row: NodeRow): AccountNode {
  return { ...row, id: idFromUuid("acc", row.id), relation: relation(row.relation) };
}
