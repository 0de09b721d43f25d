import type { AppendDeps } from "../audit/append.ts";
import type { AuditActor } from "../audit/contract.ts";
import { companyDomain } from "../identity/core/host.ts";
import { domainsOfAccounts } from "../identity/facts-for.ts";
import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { bumpGates, type GateKey } from "./gates.ts";
import { type HoldWish, longestWishes, recordPlaced } from "./holding/record.ts";
import {
  type AccountHoldKind,
  type AccountHoldOver,
  accountHoldsOf,
  domainsOfHolds,
  insertHoldDomains,
  newestProtests,
  upsertAccountHolds,
} from "./store/account-holds.ts";
import type { HoldRow } from "./store/holds.ts";

/** A reason to leave a whole account alone; without a date it waits for a person. */
export interface AccountHoldEntry extends HoldWish {
  readonly accountId: Id<"acc">;
  readonly kind: AccountHoldKind;
  readonly reason: string | null;
  /** An address that the account is known by in the case at hand, besides its own domains. */
  readonly address?: string | null;
}

/**
 * Holds accounts with everybody there, set-based: who is at the account now or joins it later, and who has an address under one
 * of its domains. The gates of the account and of those domains are bumped, so that queued sends stop with this transaction.
 */
export async function holdAccounts(
  deps: AppendDeps,
  tx: Tx,
  entries: readonly AccountHoldEntry[],
): Promise<readonly Id<"hld">[]> {
  const wanted = longestWishes(entries, ({ accountId }) => accountId);
  if (wanted.length === 0) return [];
  const known = await domainsOfAccounts(
    tx,
    wanted.map(({ accountId }) => accountId),
  );
  const domainsOf = (entry: AccountHoldEntry): readonly string[] => {
    const named = [...(known.get(entry.accountId) ?? []), entry.address ?? ""];
    return [...new Set(named.flatMap((name) => (name === "" ? [] : (companyDomain(name) ?? []))))];
  };
  await bumpGates(
    tx,
    wanted.flatMap((entry) => gatesOf(entry.accountId, domainsOf(entry))),
  );
  const recorded = await recordPlaced(deps, tx, wanted, ({ accountId }) => ({ account: accountId }));
  const opened = await upsertAccountHolds(tx, recorded);
  const reached = wanted.flatMap((entry) => {
    const holdIds = opened.filter(({ accountId }) => accountId === entry.accountId).map(({ id }) => id);
    return domainsOf(entry).flatMap((domain) => holdIds.map((holdId) => ({ holdId, domain })));
  });
  if (reached.length > 0) await insertHoldDomains(tx, reached);
  return opened.map(({ id }) => id);
}

/** Whoever may be covered by the hold of an account. */
export interface OfAccount {
  readonly accountId: Id<"acc"> | null;
  readonly addresses: readonly string[];
  readonly address: string | null;
}

/** The holds of accounts in force over recipients, in the order of `recipients`; one statement. */
export async function accountHoldsOver(
  tx: Tx,
  recipients: readonly OfAccount[],
): Promise<readonly (readonly AccountHoldOver[])[]> {
  const rows = await accountHoldsOf(
    tx,
    recipients.map(({ accountId, addresses, address }) => ({
      accountId,
      domains: [
        ...new Set([...addresses, address ?? ""].flatMap((one) => (one === "" ? [] : (companyDomain(one) ?? [])))),
      ],
    })),
  );
  return recipients.map((_, n) => rows.filter((row) => row.n === n));
}

/** When somebody at an account last complained, and when they last escalated or threatened; null where nobody did. */
export interface Protests {
  readonly complaintAt: Instant | null;
  readonly escalationAt: Instant | null;
}

/**
 * The protests at accounts, also those whose holds a person has released, and none that was misread; one statement. `merged`
 * maps ids of before a merge to those of now.
 */
export async function protestsAt(
  tx: Tx,
  accountIds: readonly Id<"acc">[],
  merged: ReadonlyMap<Id<"acc">, Id<"acc">>,
): Promise<ReadonlyMap<Id<"acc">, Protests>> {
  if (accountIds.length === 0) return new Map();
  const rows = await newestProtests(tx, [...accountIds, ...merged.keys()], [...accountIds, ...merged.values()]);
  return new Map(rows.map((row) => [row.accountId, row]));
}

/** Bumps what a hold of an account covers: it ends, and what it stopped may be decided again. */
export async function bumpHeldAccounts(tx: Tx, holds: readonly HoldRow[]): Promise<void> {
  const accounts = holds.flatMap(({ accountId }) => accountId ?? []);
  if (accounts.length === 0) return;
  const domains = await domainsOfHolds(
    tx,
    holds.map(({ id }) => id),
  );
  await bumpGates(tx, [
    ...accounts.map((key) => ({ kind: "account" as const, key })),
    ...domains.map((key) => ({ kind: "domain" as const, key })),
  ]);
}

/** After accounts became one, or one became several: what held any of them holds each of `to`. */
export async function copyAccountHolds(
  deps: AppendDeps,
  tx: Tx,
  from: readonly Id<"acc">[],
  to: readonly Id<"acc">[],
  actor: AuditActor,
): Promise<void> {
  const held = await accountHoldsOf(
    tx,
    from.map((accountId) => ({ accountId, domains: [] })),
  );
  await holdAccounts(
    deps,
    tx,
    to.flatMap((accountId) =>
      held
        .filter((one) => one.accountId !== accountId)
        .map(({ kind, until, reason, source, recordId }) => ({
          ...{ accountId, kind, until, reason, source, actor },
          causes: [recordId],
        })),
    ),
  );
}

function gatesOf(accountId: Id<"acc">, domains: readonly string[]): readonly GateKey[] {
  return [{ kind: "account", key: accountId }, ...domains.map((key) => ({ kind: "domain" as const, key }))];
}
