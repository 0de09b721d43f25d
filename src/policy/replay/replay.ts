import type { AuditRecord } from "../../audit/contract.ts";
import { openDisclosures } from "../../audit/disclosures.ts";
import { recordsOf } from "../../audit/recorded.ts";
import { isoFromInstant } from "../../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import {
  againstRecord,
  type Remembered,
  type Replay,
  type ReplayResult,
  replay,
  replayResults,
} from "../core/replay.ts";
import type { PolicyDeps } from "../deps.ts";
import { type PastBundle, type PastBundleDeps, pastBundle } from "../past-bundle.ts";
import { type PastDecision, pastDecisions } from "../store/past-decisions.ts";
import type { replayDecisions as operation } from "./contract.ts";

export type ReplayDeps = Pick<PolicyDeps, "db" | "vault" | "engine"> & PastBundleDeps;

/** Decides past decisions again from their stored facts and bundles, and holds each to its record in the log. */
export async function replayDecisions(
  deps: ReplayDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const { decisionId, limit, after } = input;
    const found = await pastDecisions(
      tx,
      decisionId === undefined ? { before: after ?? null, limit: limit + 1 } : { id: decisionId },
    );
    if (decisionId !== undefined && found.length === 0)
      throw problem("not_found", `there is no decision \`${decisionId}\``);
    const page = found.slice(0, limit);
    const replays = await replaysOf(deps, tx, page);
    return {
      items: page.map(({ id, actionId, recordId, decidedAt }, at) => {
        const { result, says, differences } = replays[at] ?? nothing;
        return {
          decisionId: id,
          actionId,
          auditId: recordId,
          decidedAt: isoFromInstant(decidedAt),
          result,
          says,
          differences: [...differences],
        };
      }),
      counts: countsOf(replays.map(({ result }) => result)),
      next: found.length > page.length ? (page.at(-1)?.id ?? null) : null,
    };
  });
}

const nothing: Replay = { result: "unavailable", says: null, differences: [] };

/** How many came to what. */
export function countsOf(results: readonly ReplayResult[]): Readonly<Record<ReplayResult, number>> {
  const counts = replayResults.map((name) => [name, results.filter((result) => result === name).length] as const);
  return Object.fromEntries(counts) as Record<ReplayResult, number>;
}

async function replaysOf(deps: ReplayDeps, tx: Tx, decisions: readonly PastDecision[]): Promise<readonly Replay[]> {
  const recordIds = decisions.map(({ recordId }) => recordId);
  const [records, opened] = await Promise.all([recordsOf(tx, recordIds), openDisclosures(deps.vault, tx, recordIds)]);
  const bundles = await bundlesOf(deps, tx, decisions);
  return decisions.map((decision) => {
    const record = records.get(decision.recordId);
    const disclosed = opened.get(decision.recordId)?.find(({ name }) => name === "facts")?.value;
    const hash = decision.verdict.bundleHash;
    const past = hash === null ? null : (bundles.get(hash) ?? null);
    return replay(deps.engine, past, rememberedOf(decision, record), againstRecord(decision, record, disclosed));
  });
}

async function bundlesOf(
  deps: ReplayDeps,
  tx: Tx,
  decisions: readonly PastDecision[],
): Promise<ReadonlyMap<string, PastBundle>> {
  const bundles = new Map<string, PastBundle>();
  for (const hash of new Set(decisions.flatMap(({ verdict }) => verdict.bundleHash ?? [])))
    bundles.set(hash, await pastBundle(deps, tx, hash));
  return bundles;
}

function rememberedOf({ facts, verdict }: PastDecision, record: AuditRecord | undefined): Remembered {
  return {
    type: record?.type ?? "",
    facts: isErased(facts) ? null : facts,
    factsDigest: verdict.factsDigest,
    outcome: verdict.outcome,
    until: verdict.until ?? null,
    checks: verdict.checks,
    reasons: verdict.reasons,
    told: (reason) => reason,
    codes: verdict.reasons.map(({ code }) => code),
  };
}

/** An erasure leaves nothing of the facts; a decision without any was never made. */
function isErased(facts: unknown): boolean {
  return typeof facts === "object" && facts !== null && Object.keys(facts).length === 0;
}
