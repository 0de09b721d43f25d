import { type Instant, instantFromIso } from "../../kernel/env.ts";

/** What the row of a file says about an opportunity; a field that it leaves out says nothing. */
export type OpportunityRow = Readonly<Record<string, string>>;

/** An opportunity as far as files can change it. */
export interface OpportunityState {
  readonly name: string;
  readonly state: "open" | "won" | "lost";
  readonly stage: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly lossReason: string | null;
}

/** The opportunity after a row: what the row says, else what was known, else what can be said at `now`. */
export function afterRow(row: OpportunityRow, before: OpportunityState | undefined, now: Instant): OpportunityState {
  const state = row["state"] === "won" || row["state"] === "lost" ? row["state"] : "open";
  const isClosed = state !== "open";
  const hasAmount = row["amountMinor"] !== undefined && row["currency"] !== undefined;
  const openedAt = instantOf(row["createdAt"]) ?? before?.openedAt;
  const closedAt = isClosed ? (instantOf(row["closedAt"]) ?? before?.closedAt ?? now) : null;
  return {
    name: row["name"] ?? before?.name ?? "Opportunity",
    state,
    stage: row["stage"] ?? before?.stage ?? null,
    amountMinor: hasAmount ? Number(row["amountMinor"]) : (before?.amountMinor ?? null),
    currency: hasAmount ? (row["currency"] ?? null) : (before?.currency ?? null),
    // A deal that was closed before we heard of it was open before that.
    openedAt: openedAt ?? Math.min(now, closedAt ?? now),
    closedAt,
    lossReason: state === "lost" ? (row["lossReason"] ?? before?.lossReason ?? null) : null,
  };
}

/** Whether two states of an opportunity say the same. */
export function isSameOpportunity(left: OpportunityState, right: OpportunityState): boolean {
  const names = ["name", "state", "stage", "amountMinor", "currency", "openedAt", "closedAt", "lossReason"] as const;
  return names.every((name) => left[name] === right[name]);
}

function instantOf(text: string | undefined): Instant | undefined {
  return text === undefined ? undefined : instantFromIso(text);
}
