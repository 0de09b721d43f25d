import { isoFromInstant } from "../../kernel/env.ts";
import { idFromUuid } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { keepWord } from "../claims/people-word.ts";
import { subjectOf } from "../claims/subject.ts";
import type { DomainRole } from "../core/account-domains.ts";
import { domainWord } from "../core/domain-word.ts";
import { companyDomain } from "../core/host.ts";
import type { IdentityDeps } from "../deps.ts";
import { domainsOf, ownersOf } from "../store/domains.ts";
import { lockIdentity } from "../store/records.ts";
import type * as contract from "./contract.ts";
import { livingAccount, tell } from "./tell.ts";

type Domains = OutputOf<typeof contract.setDomain>;

/** A person says what a domain is to an account. */
export async function setDomain(
  deps: IdentityDeps,
  input: InputOf<typeof contract.setDomain>,
  caller: Caller,
): Promise<Domains> {
  return await deps.db.write(caller.workspaceId, async (tx) => {
    await lockIdentity(tx);
    return await say(deps, tx, caller, { ...input, domain: registered(input.domain) });
  });
}

/** A person says that a domain is not an account's. */
export async function removeDomain(
  deps: IdentityDeps,
  input: InputOf<typeof contract.removeDomain>,
  caller: Caller,
): Promise<Domains> {
  return await deps.db.write(caller.workspaceId, async (tx) => {
    await lockIdentity(tx);
    return await say(deps, tx, caller, { ...input, domain: registered(input.domain), role: "none" });
  });
}

interface Said {
  readonly accountId: `acc_${string}`;
  readonly domain: string;
  readonly role: DomainRole | "none";
  readonly reason: string;
}

async function say(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  { accountId, domain, role, reason }: Said,
): Promise<Domains> {
  const subject = await subjectOf(tx, "account", accountId);
  if (role !== "none") await refuseForeign(tx, subject.id, domain);
  const before = subject.observed.filter((row) => row.source_kind === "user").map((row) => row.fields);
  const word = domainWord(Object.assign({}, ...before), domain, role);
  const edit = { fields: { ...word.fields, domainsReason: reason }, cleared: [] };
  const kept = await keepWord(deps, tx, caller, subject, { edit, takenBack: word.takenBack });
  await tell(deps, tx, caller, { type: "account.domain_set", accountId: subject.id, data: { role } }, kept, [
    { type: "account.edited", accountId: idFromUuid("acc", subject.id) },
  ]);
  const living = (await livingAccount(tx, accountId)).id;
  return { accountId: idFromUuid("acc", living), domains: await domainViews(tx, living) };
}

/** The domains of an account as they are shown. */
export async function domainViews(tx: Tx, accountId: string): Promise<Domains["domains"]> {
  return (await domainsOf(tx, accountId)).map(({ domain, role, source, observed_at }) => ({
    domain,
    role,
    source,
    observedAt: observed_at === null ? null : isoFromInstant(observed_at),
  }));
}

async function refuseForeign(tx: Tx, accountId: string, domain: string): Promise<void> {
  const other = (await ownersOf(tx, [domain])).find((owner) => owner.account_id !== accountId);
  if (other === undefined) return;
  const id = idFromUuid("acc", other.account_id);
  throw problem(
    "conflict",
    `\`${domain}\` is a domain of \`${other.name}\` (\`${id}\`, ${other.role}): remove it there first, or merge the two accounts`,
  );
}

function registered(text: string): string {
  const domain = companyDomain(text);
  if (domain !== null) return domain;
  throw problem("invalid_input", `\`${text}\` identifies no account`, {
    errors: [{ path: "/domain", message: "expected a domain of its own, neither a mail provider's nor a platform's" }],
  });
}
