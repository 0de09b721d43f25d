import { z } from "zod";
import { decisionOutcome, type Verdict } from "../contract.ts";
import type { Bundle, CompiledPolicy } from "./bundle.ts";
import { clearFacts } from "./canary.ts";
import { decide } from "./decide.ts";
import type { DecisionRequest } from "./facts.ts";
import type { PolicyEngine } from "./language.ts";
import { type ActionKind, actionKinds } from "./vocabulary.ts";

const change = z.record(z.string(), z.json());
const codes = z.array(z.string().max(80)).max(100);

/** One case: what differs from the baseline, and what must come of it. `codes` are those of every hit, not only of the winning ones. */
const policyCase = z.strictObject({
  name: z.string().min(1).max(200).optional(),
  action: z.enum(actionKinds).optional(),
  given: change.default({}),
  expect: decisionOutcome,
  codes: codes.default([]),
  shadow: codes.optional(),
  until: z.iso.datetime().optional(),
});

/** A table of cases. The baseline is what no shipped policy objects to, with the changes named here. */
export const caseTable = z.strictObject({
  action: z.enum(actionKinds).default("send_email"),
  baseline: change.default({}),
  cases: z.array(policyCase).min(1).max(2_000),
});
export type CaseTable = z.output<typeof caseTable>;
type PolicyCase = CaseTable["cases"][number];

/** A table with the name of the file that it stands in. */
export interface NamedTable {
  readonly name: string;
  readonly table: CaseTable;
}

/** A case that came out otherwise. */
export interface FailedCase {
  readonly table: string;
  readonly name: string;
  readonly says: string;
}

/** A policy that the tables do not try: without a case that hits it, one that it lets pass, or both. */
export interface UncoveredPolicy {
  readonly policy: string;
  readonly lacks: readonly ("hit" | "pass")[];
}

/** What the cases said of a bundle. */
export interface CaseReport {
  readonly cases: number;
  readonly failed: readonly FailedCase[];
  readonly uncovered: readonly UncoveredPolicy[];
}

/**
 * Decides every case with the bundle as it would be in force. A policy is covered by cases that came out as they say; one that
 * is off is not tried. Coverage catches what no validation does: a condition that contradicts itself never hits.
 */
export function reportCases(
  engine: PolicyEngine,
  bundle: Bundle,
  tables: readonly NamedTable[],
  mustBeCovered: (policy: CompiledPolicy) => boolean = () => true,
): CaseReport {
  const seen = { hit: new Set<string>(), pass: new Set<string>() };
  const failed: FailedCase[] = [];
  for (const { name: table, table: read } of tables) {
    for (const one of read.cases) {
      const verdict = decide(engine, { state: "ready", bundle }, requestOf(read, one));
      const faults = differences(one, verdict);
      if (faults.length > 0) failed.push({ table, name: nameOf(one), says: faults.join("; ") });
      else
        for (const { policy, result } of verdict.checks)
          if (result === "hit" || result === "pass") seen[result].add(policy);
    }
  }
  const uncovered = bundle.policies
    .filter((policy) => policy.mode !== "off" && mustBeCovered(policy))
    .map(({ id }) => ({ policy: id, lacks: (["hit", "pass"] as const).filter((result) => !seen[result].has(id)) }))
    .filter(({ lacks }) => lacks.length > 0);
  return { cases: tables.reduce((sum, { table }) => sum + table.cases.length, 0), failed, uncovered };
}

/** Facts like others but for what is named: records are merged, everything else is replaced. */
export function withChanges(facts: unknown, changes: unknown): unknown {
  if (!isRecord(facts) || !isRecord(changes)) return changes;
  const merged = Object.entries(changes).map(([name, value]) => [
    name,
    name in facts ? withChanges(facts[name], value) : value,
  ]);
  return { ...facts, ...Object.fromEntries(merged) };
}

function requestOf(table: CaseTable, one: PolicyCase): DecisionRequest {
  const action: ActionKind = one.action ?? table.action;
  const facts = withChanges(withChanges(clearFacts(action), table.baseline), one.given);
  return { action, facts } as DecisionRequest;
}

function nameOf(one: PolicyCase): string {
  return one.name ?? (JSON.stringify(one.given).slice(0, 160) || "the baseline");
}

function differences(one: PolicyCase, verdict: Verdict): readonly string[] {
  const found = listed(verdict.reasons.map(({ code }) => code));
  const expected = listed(one.codes);
  const inShadow = listed((verdict.shadow ?? []).map(({ code }) => code));
  // Facts that do not fit say where: that is what the author of the case has to mend.
  const misfit = verdict.reasons.find(({ code }) => code === "FACTS_INVALID");
  return [
    ...(verdict.outcome === one.expect ? [] : [`expected \`${one.expect}\`, and it is \`${verdict.outcome}\``]),
    ...(found === expected ? [] : [`expected the codes ${expected}, and they are ${found}`]),
    ...(one.shadow === undefined || listed(one.shadow) === inShadow
      ? []
      : [`expected ${listed(one.shadow)} in shadow, and it is ${inShadow}`]),
    ...(one.until === undefined || Date.parse(one.until) === Date.parse(verdict.until ?? "")
      ? []
      : [`expected to wait until ${one.until}, and it is ${verdict.until ?? "no time"}`]),
    ...(misfit === undefined || one.codes.includes("FACTS_INVALID") ? [] : [misfit.says]),
  ];
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "(none)" : [...names].sort().join(", ");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
