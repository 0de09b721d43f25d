import { isoFromInstant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import { gapsIn, suggestedRole } from "../core/buying-role.ts";
import type { IdentityDeps } from "../deps.ts";
import { type BuyingRoleRow, type MemberRow, membersOf, rolesAt } from "../store/committee.ts";
import type * as contract from "./contract.ts";
import { livingAccount } from "./tell.ts";

type Committee = OutputOf<typeof contract.accountCommittee>;
type Member = Committee["members"][number];

/** Who takes part in buying at an account: what people said first, then what titles suggest of the others. */
export async function accountCommittee(
  deps: IdentityDeps,
  input: InputOf<typeof contract.accountCommittee>,
  caller: Caller,
): Promise<Committee> {
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const account = await livingAccount(tx, input.accountId);
    const said = ofOpportunity(await rolesAt(tx, account.id), input.opportunityKey);
    const rows = await membersOf(tx, account.id, [...new Set(said.map((one) => one.contact_id))], limits.pageMax);
    const touched = await lastTouches(deps, tx, rows);
    const bySpeaker = Map.groupBy(said, (one) => one.contact_id);
    const members = rows.flatMap((row): Member[] => {
      const base = memberBase(row, account.id, touched.get(row.id));
      const named = bySpeaker.get(row.id) ?? [];
      return named.length > 0 ? named.map((one) => ({ ...base, ...statedPart(one) })) : suggestedPart(row, base);
    });
    return {
      accountId: idFromUuid("acc", account.id),
      members: members.sort(
        (left, right) => Number(left.suggested) - Number(right.suggested) || right.confidence - left.confidence,
      ),
      gaps: [...gapsIn(members.filter((one) => !one.suggested && one.present).map((one) => one.role))],
    };
  });
}

/** What was said for one opportunity counts before what was said in general; the newest word on each part, once. */
function ofOpportunity(roles: readonly BuyingRoleRow[], key: string | undefined): readonly BuyingRoleRow[] {
  const meant =
    key === undefined ? roles : roles.filter((one) => one.opportunity_key === key || one.opportunity_key === "");
  const specific = new Set(meant.filter((one) => one.opportunity_key !== "").map((one) => one.contact_id));
  const counted =
    key === undefined ? meant : meant.filter((one) => one.opportunity_key !== "" || !specific.has(one.contact_id));
  const seen = new Set<string>();
  return counted.filter((one) => {
    const part = `${one.contact_id} ${one.role} ${one.opportunity_key}`;
    return seen.has(part) ? false : seen.add(part);
  });
}

type Base = Omit<Member, "role" | "opportunityKey" | "confidence" | "suggested" | "saidBy" | "reason">;

function memberBase(row: MemberRow, accountId: string, touchedAt: number | undefined): Base {
  return {
    contactId: idFromUuid("con", row.id),
    name: row.name,
    title: row.title,
    seniority: row.seniority,
    jobFunction: row.job_function,
    present: row.account_id === accountId,
    lastTouchAt: touchedAt === undefined ? null : isoFromInstant(touchedAt),
  };
}

function statedPart(one: BuyingRoleRow) {
  return {
    role: one.role,
    opportunityKey: one.opportunity_key,
    confidence: one.confidence,
    suggested: false,
    saidBy: one.said_by,
    reason: one.reason,
  };
}

function suggestedPart(row: MemberRow, base: Base): Member[] {
  const part = suggestedRole(row.title, row.department);
  return part === null ? [] : [{ ...base, ...part, opportunityKey: "", suggested: true, saidBy: null, reason: null }];
}

async function lastTouches(
  deps: IdentityDeps,
  tx: Tx,
  rows: readonly MemberRow[],
): Promise<ReadonlyMap<string, number>> {
  if (deps.lastTouches === undefined || rows.length === 0) return new Map();
  const ids = new Map(rows.map((row): [Id<"con">, string] => [idFromUuid("con", row.id), row.id]));
  const found = await deps.lastTouches(tx, [...ids.keys()]);
  return new Map([...found].map(([id, at]) => [ids.get(id) ?? "", at]));
}
