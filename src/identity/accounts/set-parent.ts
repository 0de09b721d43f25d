import { instantFromIso, isoFromInstant } from "../../kernel/env.ts";
import { idFromUuid, newUuid } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { isAbove, type ParentKind, type Period } from "../core/hierarchy.ts";
import type { IdentityDeps } from "../deps.ts";
import { claimsAround, insertParentClaims } from "../store/parents.ts";
import { lockIdentity } from "../store/records.ts";
import { type NodeRow, type ParentView, parentOf } from "../store/tree.ts";
import type * as contract from "./contract.ts";
import { familyOf, rebuildFamilies } from "./families.ts";
import { livingAccount, tell } from "./tell.ts";

/** What a person says counts before any source. */
const personTrust = 100;

/**
 * A person puts an account under another. Whoever changes who is who holds the workspace's one lock row, so that two people
 * cannot each close half of a circle.
 */
export async function setParent(
  deps: IdentityDeps,
  input: InputOf<typeof contract.setParent>,
  caller: Caller,
): Promise<OutputOf<typeof contract.setParent>> {
  return await deps.db.write(caller.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const child = await livingAccount(tx, input.accountId);
    const parent = await livingAccount(tx, input.parentId);
    const period = periodOf(input.from, input.to);
    if (parent.id === child.id) throw ownParent(input.accountId, input.parentId);
    const { edges } = familyOf(await claimsAround(tx, [child.id, parent.id]));
    if (isAbove(edges, child.id, parent.id, period)) throw circle(child, parent);
    await said(deps, tx, caller, { child, parent, kind: input.kind, period, reason: input.reason });
    const now = await parentOf(tx, child.id);
    return { accountId: idFromUuid("acc", child.id), parent: now === undefined ? null : parentView(now) };
  });
}

/** A person says that an account is part of no other. */
export async function clearParent(
  deps: IdentityDeps,
  input: InputOf<typeof contract.clearParent>,
  caller: Caller,
): Promise<OutputOf<typeof contract.clearParent>> {
  return await deps.db.write(caller.workspaceId, async (tx) => {
    await lockIdentity(tx);
    const child = await livingAccount(tx, input.accountId);
    const period = periodOf(input.from, undefined);
    await said(deps, tx, caller, { child, parent: null, kind: "legal", period, reason: input.reason });
    return { accountId: idFromUuid("acc", child.id), parent: null };
  });
}

/** The parent of an account as it is shown. */
export function parentView(row: ParentView) {
  return {
    id: idFromUuid("acc", row.id),
    name: row.name,
    domain: row.domain,
    kind: row.kind,
    from: row.valid_from === null ? null : isoFromInstant(row.valid_from),
    to: row.valid_to === null ? null : isoFromInstant(row.valid_to),
    saidBy: row.said_by,
    reason: row.reason,
  };
}

interface Said {
  readonly child: NodeRow;
  readonly parent: NodeRow | null;
  readonly kind: ParentKind;
  readonly period: Period;
  readonly reason: string;
}

async function said(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  { child, parent, kind, period, reason }: Said,
): Promise<void> {
  await insertParentClaims(tx, [
    {
      id: newUuid(deps.env),
      recordId: child.id,
      origin: "person",
      parentRecordId: parent?.id ?? null,
      sourceId: null,
      externalId: null,
      domain: null,
      nameKey: null,
      kind,
      validFrom: period.from,
      validTo: period.to,
      trust: personTrust,
      saidAt: tx.now,
      saidBy: caller.principal.id,
      reason,
    },
  ]);
  const reviews = await rebuildFamilies(tx, [child.id, ...(parent === null ? [] : [parent.id])]);
  const type = parent === null ? "account.parent_cleared" : "account.parent_set";
  const data = { kind, parent: parent === null ? null : idFromUuid("acc", parent.id) };
  await tell(deps, tx, caller, { type, accountId: child.id, data }, { people: null, accounts: stirred(reviews) });
}

/** A region in which nobody moved, with the questions that a word left. */
const stirred = (reviews: Awaited<ReturnType<typeof rebuildFamilies>>) => ({
  settlement: { moves: [], affected: [], merged: [], split: [] },
  reviews,
  conflicted: new Set<string>(),
  observed: new Map<string, never>(),
});

function periodOf(from: string | undefined, to: string | undefined): Period {
  const period = {
    from: from === undefined ? null : instantFromIso(from),
    to: to === undefined ? null : instantFromIso(to),
  };
  if (period.from !== null && period.to !== null && period.from >= period.to)
    throw problem("invalid_input", "the time ends before it begins", {
      errors: [{ path: "/to", message: "expected a time after `from`" }],
    });
  return period;
}

function ownParent(accountId: string, parentId: string) {
  const same = accountId === parentId ? "" : `: \`${parentId}\` is \`${accountId}\` since they were merged`;
  return problem("invalid_input", `an account cannot be its own parent${same}`, {
    errors: [{ path: "/parentId", message: "expected another account" }],
  });
}

function circle(child: NodeRow, parent: NodeRow) {
  return problem(
    "conflict",
    `\`${parent.name}\` is below \`${child.name}\` at that time: clear the parent of \`${idFromUuid("acc", parent.id)}\` first, \`accounts.tree\` shows the way`,
  );
}
