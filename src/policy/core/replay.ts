import type { AuditRecord } from "../../audit/contract.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import type { DecisionReason, Verdict } from "../contract.ts";
import { type Bundle, digest } from "./bundle.ts";
import { decide } from "./decide.ts";
import type { DecisionRequest } from "./facts.ts";
import type { PolicyEngine } from "./language.ts";
import { type ActionKind, actionKinds } from "./vocabulary.ts";

/** What came of deciding again by what was kept; `withheld` and `unavailable` say nothing for or against. */
export const replayResults = ["same", "different", "withheld", "unavailable"] as const;
export type ReplayResult = (typeof replayResults)[number];

/** One thing that is not as it was recorded; values are codes and digests, never what was said of a person. */
export interface Difference {
  readonly what: string;
  readonly recorded: string;
  readonly replayed: string;
}

export interface Replay {
  readonly result: ReplayResult;
  readonly says: string | null;
  readonly differences: readonly Difference[];
}

/** A bundle of the past, or why there is none to decide by. */
export type ReplayBundle =
  | { readonly state: "ready"; readonly bundle: Bundle }
  | { readonly state: "gone" | "other_version" | "changed"; readonly says: string };

/** A decision as it is remembered: what it read, and what it came to. */
export interface Remembered {
  readonly type: string;
  /** Null where they were erased, or left out of an export. */
  readonly facts: unknown;
  /** The digest that was kept with them; null where the log alone vouches for them. */
  readonly factsDigest: string | null;
  readonly outcome: string;
  readonly until: string | null;
  readonly checks: Verdict["checks"];
  /** Null where they are not disclosed. */
  readonly reasons: readonly unknown[] | null;
  /** A reason as this memory keeps it. */
  readonly told: (reason: DecisionReason) => unknown;
  readonly codes: readonly string[];
}

/** Decides again from what was kept and compares outcome, reasons and the whole vector of checks. */
export function replay(
  engine: PolicyEngine,
  past: ReplayBundle | null,
  remembered: Remembered,
  found: readonly Difference[] = [],
): Replay {
  if (past?.state === "changed") return differs([...found, one("policy", "the bundle of this hash", past.says)]);
  if (found.length > 0) return differs(found);
  if (remembered.facts === null)
    return { result: "withheld", says: "its facts were erased or are not disclosed", differences: [] };
  if (past === null) return unavailable("no policy bundle was in force");
  if (past.state !== "ready") return unavailable(past.says);
  if (remembered.codes.includes("ENGINE_CRASH")) return unavailable("the engine broke when it was decided");
  const action = actionOf(remembered.type);
  if (action === undefined) return differs([one("action", remembered.type, "there is no such action")]);
  const request = { action, facts: remembered.facts } as DecisionRequest;
  const verdict = decide(engine, { state: "ready", bundle: past.bundle }, request);
  if (verdict.reasons.some(({ code }) => code === "ENGINE_CRASH")) return unavailable("the engine broke now");
  const differences = [...factsDifference(remembered), ...compared(remembered, verdict)];
  return differences.length > 0 ? differs(differences) : { result: "same", says: null, differences: [] };
}

/** How the kept row of a decision differs from its record in the log. */
export function againstRecord(
  row: { readonly id: string; readonly actionId: string; readonly facts: unknown; readonly verdict: Verdict },
  record: AuditRecord | undefined,
  disclosedFacts: unknown,
): readonly Difference[] {
  if (record === undefined) return [one("record", "the decision names one", "the log has none")];
  const { verdict } = row;
  const logged = record.decision;
  return [
    ...unlike("decision", logged?.id ?? "", row.id),
    ...unlike("action", record.subject?.action ?? "", row.actionId),
    ...unlike("outcome", logged?.outcome ?? "", verdict.outcome),
    ...unlike("until", logged?.until ?? "none", verdict.until ?? "none"),
    ...unlike("bundle", logged?.policySet ?? "none", verdict.bundleHash ?? "none"),
    ...unlike("reasons", listed(logged?.reasons ?? []), listed(unique(verdict.reasons.map(({ code }) => code)))),
    ...unlike("rules", listed(logged?.determining ?? []), listed(unique(verdict.reasons.map(({ rule }) => rule)))),
    ...checksDifference(record.checks as Verdict["checks"], verdict.checks),
    ...(disclosedFacts === undefined ? [] : unlike("facts", digest(disclosedFacts), digest(row.facts))),
  ];
}

function compared(remembered: Remembered, verdict: Verdict): readonly Difference[] {
  const codes = unique(verdict.reasons.map(({ code }) => code));
  const told = verdict.reasons.map(remembered.told);
  return [
    ...unlike("outcome", remembered.outcome, verdict.outcome),
    ...unlike("until", remembered.until ?? "none", verdict.until ?? "none"),
    ...unlike("reasons", listed(unique(remembered.codes)), listed(codes)),
    ...(remembered.reasons === null ? [] : unlike("reason values", digest(remembered.reasons), digest(told))),
    ...checksDifference(remembered.checks, verdict.checks),
  ];
}

function factsDifference({ facts, factsDigest }: Remembered): readonly Difference[] {
  return factsDigest === null ? [] : unlike("facts", factsDigest, digest(facts));
}

function checksDifference(recorded: Verdict["checks"] | undefined, now: Verdict["checks"]): readonly Difference[] {
  const then = new Map((recorded ?? []).map((check) => [check.policy, check.result]));
  const here = new Map(now.map((check) => [check.policy, check.result]));
  return unique([...then.keys(), ...here.keys()]).flatMap((policy) =>
    unlike(`check ${policy}`, then.get(policy) ?? "missing", here.get(policy) ?? "missing"),
  );
}

function unlike(what: string, recorded: string, replayed: string): readonly Difference[] {
  return recorded === replayed ? [] : [one(what, recorded, replayed)];
}

function one(what: string, recorded: string, replayed: string): Difference {
  return { what, recorded, replayed };
}

const differs = (differences: readonly Difference[]): Replay => ({ result: "different", says: null, differences });
const unavailable = (says: string): Replay => ({ result: "unavailable", says, differences: [] });
const unique = (words: readonly string[]): readonly string[] => [...new Set(words)];
const listed = (words: readonly string[]): string => canonicalJson([...words].sort());

function actionOf(type: string): ActionKind | undefined {
  return actionKinds.find((kind) => type === `decision.${kind}`);
}
