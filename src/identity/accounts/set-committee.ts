import { actorOf, appendAudit } from "../../audit/append.ts";
import { idFromUuid, newUuid, uuidFromId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityDeps } from "../deps.ts";
import { livingContacts } from "../facts-for.ts";
import { type BuyingRoleRow, clearBuyingRoles, insertBuyingRole, rolesAt } from "../store/committee.ts";
import { lockIdentity } from "../store/records.ts";
import type * as contract from "./contract.ts";
import { livingAccount } from "./tell.ts";

/** A person says which part a contact plays in buying; their word on the same part takes the place of an older one. */
export async function setCommittee(
  deps: IdentityDeps,
  input: InputOf<typeof contract.setCommittee>,
  caller: Caller,
): Promise<OutputOf<typeof contract.setCommittee>> {
  return await deps.db.write(caller.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const { contactId, accountId, known } = await about(tx, input);
    const { role, opportunityKey } = input;
    const older = known.filter((one) => one.role === role && one.opportunity_key === opportunityKey);
    await clearBuyingRoles(tx, idsOf(older), caller.principal.id);
    await insertBuyingRole(tx, {
      id: newUuid(deps.env),
      contactId: uuidFromId(contactId),
      accountId: uuidFromId(accountId),
      opportunityKey,
      role,
      confidence: input.confidence,
      reason: input.reason ?? null,
      saidBy: caller.principal.id,
    });
    const data = { role, confidence: input.confidence, account: accountId };
    await record(deps, tx, caller, { type: "contact.buying_role_set", contactId, data, reason: input.reason });
    return { contactId, accountId, role, opportunityKey };
  });
}

/** A person takes back which part a contact plays. */
export async function clearCommittee(
  deps: IdentityDeps,
  input: InputOf<typeof contract.clearCommittee>,
  caller: Caller,
): Promise<OutputOf<typeof contract.clearCommittee>> {
  return await deps.db.write(caller.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const { contactId, accountId, known } = await about(tx, input);
    const { role, opportunityKey } = input;
    const meant = known.filter(
      (one) =>
        (role === undefined || one.role === role) &&
        (opportunityKey === undefined || one.opportunity_key === opportunityKey),
    );
    if (meant.length === 0) return { cleared: 0 };
    await clearBuyingRoles(tx, idsOf(meant), caller.principal.id);
    const data = { account: accountId, count: meant.length };
    await record(deps, tx, caller, { type: "contact.buying_role_cleared", contactId, data, reason: input.reason });
    return { cleared: meant.length };
  });
}

const idsOf = (rows: readonly BuyingRoleRow[]): readonly string[] => rows.map((row) => row.id);

/** Whom and what account a word is about, and what was said of them before. */
async function about(tx: Tx, input: Pick<InputOf<typeof contract.setCommittee>, "contactId" | "accountId">) {
  const contactId = (await livingContacts(tx, [input.contactId])).get(input.contactId);
  if (contactId === undefined)
    throw problem("not_found", `there is no contact \`${input.contactId}\`: \`contacts.list\` finds them`);
  const account = await livingAccount(tx, input.accountId);
  const known = (await rolesAt(tx, account.id)).filter((one) => idFromUuid("con", one.contact_id) === contactId);
  return { contactId, accountId: idFromUuid("acc", account.id), known };
}

interface Told {
  readonly type: `contact.${string}`;
  readonly contactId: `con_${string}`;
  readonly data: Readonly<Record<string, string | number>>;
  readonly reason: string | undefined;
}

async function record(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  { type, contactId, data, reason }: Told,
): Promise<void> {
  const disclose = reason === undefined ? [] : [{ name: "reason", value: reason, contactId }];
  await appendAudit(deps, tx, [
    { type, actor: actorOf(caller), subject: { contact: contactId }, data: { ...data }, disclose },
  ]);
}
