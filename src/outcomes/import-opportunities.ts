import { createHash } from "node:crypto";
import { type AppendDeps, actorOf, appendAudit } from "../audit/append.ts";
import { contactFactsFor, contactIdsByAddress } from "../identity/facts-for.ts";
import type { ImportSink, SinkContext, SinkResult, SinkRow } from "../identity/import/sink.ts";
import { accountsAt, accountsCalled, accountsNamed, livingAccounts } from "../identity/named.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { dayMs } from "../kernel/env.ts";
import { type Id, isId, newId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { afterRow, isSameOpportunity } from "./core/imported-opportunity.ts";
import {
  type ImportedOpportunity,
  lockedOpportunitiesOf,
  upsertOpportunities,
} from "./store/imported-opportunities.ts";

export interface OpportunitySinkDeps extends AppendDeps {
  /** Hears of accounts that became something else by a deal: what was decided about them is decided again. */
  readonly onDeals?: (tx: Tx, accountIds: readonly Id<"acc">[]) => Promise<void>;
}

/**
 * Takes the rows of a file of opportunities: each is the same one in every export of its source, so that a deal which was won
 * since is updated. What deals make of an account is a fact for policy; no outcome is learned from what happened before us.
 */
export function opportunitySink(deps: OpportunitySinkDeps): ImportSink {
  return async (tx, rows, context) => {
    const accounts = await accountsOf(tx, rows, context);
    const known = await knownOf(tx, rows, context);
    const changed = new Map<string, ImportedOpportunity>();
    const drafts = rows.map((row) => {
      const before = changed.get(row.externalId) ?? known.get(row.externalId);
      const draft = draftOf(deps, tx, row, accounts, before);
      if ("opportunity" in draft && draft.outcome !== "unchanged") changed.set(row.externalId, draft.opportunity);
      return draft;
    });
    if (changed.size > 0) {
      const opportunities = [...changed.values()];
      const auditId = await recordChunk(deps, tx, opportunities, context);
      await upsertOpportunities(tx, context.source.id, opportunities, auditId);
      await deps.onDeals?.(tx, [...new Set(opportunities.flatMap(({ accountId }) => accountId ?? []))].sort());
    }
    return drafts.map((draft): SinkResult => ("opportunity" in draft ? { outcome: draft.outcome } : draft));
  };
}

type Rejected = Extract<SinkResult, { outcome: "rejected" }>;
type Draft = {
  readonly outcome: "created" | "updated" | "unchanged";
  readonly opportunity: ImportedOpportunity;
};

/** Whom a deal is with, by everything that a row may name. */
interface Accounts {
  readonly of: (row: SinkRow) => Id<"acc"> | null;
  readonly contactOf: (row: SinkRow) => Id<"con"> | null;
}

async function accountsOf(tx: Tx, rows: readonly SinkRow[], context: SinkContext): Promise<Accounts> {
  const all = (field: string): readonly string[] => [...new Set(rows.flatMap(({ fields }) => fields[field] ?? []))];
  const byId = await livingAccounts(
    tx,
    all("accountId").filter((id) => isId("acc", id)),
  );
  const byReference = await accountsNamed(tx, context.source.id, all("accountRef"));
  const byDomain = await accountsAt(tx, all("domain"));
  const byName = await accountsCalled(tx, all("accountName"));
  const byAddress = await contactIdsByAddress(tx, all("email"));
  const contactOf = ({ fields }: SinkRow): Id<"con"> | null => {
    const [only, second] = byAddress.get(fields["email"] ?? "") ?? [];
    return second === undefined ? (only ?? null) : null;
  };
  const facts = await contactFactsFor(tx, [...new Set(rows.flatMap((row) => contactOf(row) ?? []))]);
  return {
    contactOf,
    of: (row) => {
      const { accountId = "", accountRef = "", domain = "", accountName = "" } = row.fields;
      const contactId = contactOf(row);
      const found = byId.get(accountId as Id<"acc">) ?? byReference.get(accountRef) ?? byDomain.get(domain);
      const atContact = contactId === null ? null : facts.get(contactId)?.accountId;
      return found ?? atContact ?? byName.get(accountName) ?? null;
    },
  };
}

async function knownOf(tx: Tx, rows: readonly SinkRow[], context: SinkContext) {
  const known = await lockedOpportunitiesOf(
    tx,
    context.source.id,
    rows.map(({ externalId }) => externalId),
  );
  return new Map(known.map((one) => [one.externalId, one]));
}

function draftOf(
  deps: OpportunitySinkDeps,
  tx: Tx,
  row: SinkRow,
  accounts: Accounts,
  before: ImportedOpportunity | undefined,
): Draft | Rejected {
  const accountId = accounts.of(row);
  if (accountId === null) return unknownAccount(row);
  const state = afterRow(row.fields, before, tx.now);
  if (state.openedAt > tx.now + dayMs || (state.closedAt ?? 0) > tx.now + dayMs)
    return rejected("future_date", "the opportunity was opened or closed in the future: correct the date");
  if (before === undefined) {
    const contactId = accounts.contactOf(row);
    const id = newId(deps.env, "opp");
    return { outcome: "created", opportunity: { ...state, id, accountId, contactId, externalId: row.externalId } };
  }
  const contactId = accounts.contactOf(row) ?? before.contactId;
  const isSame = before.accountId === accountId && before.contactId === contactId && isSameOpportunity(before, state);
  return { outcome: isSame ? "unchanged" : "updated", opportunity: { ...before, ...state, accountId, contactId } };
}

function unknownAccount({ fields }: SinkRow): Rejected {
  const { accountId, accountRef, domain, email, accountName } = fields;
  const shown = [accountId, accountRef, domain, email, accountName].find((name) => name !== undefined) ?? "";
  return rejected(
    "unknown_account",
    `\`${shown.slice(0, 60)}\` names no account, or more than one: import the accounts or their people first, then this file again`,
  );
}

/** One leaf for the chunk, with the digest of what it said: names and reasons stay out of the log. */
async function recordChunk(
  deps: OpportunitySinkDeps,
  tx: Tx,
  opportunities: readonly ImportedOpportunity[],
  context: SinkContext,
): Promise<Id<"aud">> {
  const count = (state: string): number => opportunities.filter((one) => one.state === state).length;
  const digest = createHash("sha256").update(canonicalJson(opportunities)).digest("hex");
  const [auditId] = await appendAudit(deps, tx, [
    {
      type: "outcome.opportunities",
      actor: actorOf(context.caller),
      subject: { other: context.importId },
      data: {
        import: context.importId,
        source: context.source.id,
        opportunities: opportunities.length,
        open: count("open"),
        won: count("won"),
        lost: count("lost"),
        digest: `sha256:${digest}`,
      },
    },
  ]);
  if (auditId === undefined) throw new Error("the opportunities have no audit record");
  return auditId;
}

const rejected = (code: string, message: string): Rejected => ({ outcome: "rejected", code, message });
