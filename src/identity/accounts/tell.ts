import { actorOf, appendAudit } from "../../audit/append.ts";
import type { NewRecord } from "../../audit/contract.ts";
import { type Id, idFromUuid, newId, uuidFromId } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityReaction } from "../contract.ts";
import type { IdentityDeps } from "../deps.ts";
import { recordSettled, type SettledRegions } from "../record-settled.ts";
import { entitiesOf } from "../store/records.ts";
import { type NodeRow, nodesOf } from "../store/tree.ts";

/** What a person said of an account, in ids, enums and counts. */
export interface AccountWord {
  readonly type: `account.${string}`;
  readonly accountId: string;
  readonly data: Readonly<Record<string, string | number | null>>;
}

/** Records a person's word about an account with what came of it, and tells the blocks on the right. */
export async function tell(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  word: AccountWord,
  settled: SettledRegions,
  reactions: readonly IdentityReaction[] = [],
): Promise<void> {
  const actor = actorOf(caller);
  const record: NewRecord & { readonly id: Id<"aud"> } = {
    id: newId(deps.env, "aud"),
    type: word.type,
    actor,
    subject: { account: idFromUuid("acc", word.accountId) },
    data: { ...word.data },
  };
  const cause = { actor, batchId: null, names: {}, causes: [record.id] };
  const said = await recordSettled(deps, tx, cause, settled);
  await appendAudit(deps, tx, [record, ...said.records]);
  await deps.react(tx, [...said.reactions, ...reactions]);
}

/** The account that an id means now. */
export async function livingAccount(tx: Tx, accountId: Id<"acc">): Promise<NodeRow> {
  const asked = uuidFromId(accountId);
  const id = (await entitiesOf(tx, [asked])).get(asked);
  const [node] = id === undefined ? [] : await nodesOf(tx, [id]);
  if (node === undefined)
    throw problem("not_found", `there is no account \`${accountId}\`: \`accounts.list\` finds them`);
  return node;
}
