import { idFromUuid } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { keepWord } from "../claims/people-word.ts";
import { subjectOf } from "../claims/subject.ts";
import { relation } from "../contact-view.ts";
import type { IdentityDeps } from "../deps.ts";
import { lockIdentity } from "../store/records.ts";
import type * as contract from "./contract.ts";
import { livingAccount, tell } from "./tell.ts";

/** A person says what an account is to us: their word counts before every record, and can be taken back. */
export async function setRelation(
  deps: IdentityDeps,
  input: InputOf<typeof contract.setRelation>,
  caller: Caller,
): Promise<OutputOf<typeof contract.setRelation>> {
  return await deps.db.write(caller.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const subject = await subjectOf(tx, "account", input.accountId);
    const before = relation((await livingAccount(tx, input.accountId)).relation);
    const fields = { relation: input.relation, relationReason: input.reason };
    const kept = await keepWord(deps, tx, caller, subject, { edit: { fields, cleared: [] }, takenBack: [] });
    const now = await livingAccount(tx, input.accountId);
    const accountId = idFromUuid("acc", now.id);
    const data = { before, after: relation(now.relation) };
    await tell(deps, tx, caller, { type: "account.relation_set", accountId: now.id, data }, kept, [
      { type: "account.edited", accountId },
    ]);
    return { accountId, relation: relation(now.relation), before };
  });
}
