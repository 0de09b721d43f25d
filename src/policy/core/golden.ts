import { z } from "zod";
import type { DecisionOutcome } from "../contract.ts";
import type { Bundle, BundleFault } from "./bundle.ts";
import { clearFacts } from "./canary.ts";
import { withChanges } from "./case-table.ts";
import { decide } from "./decide.ts";
import type { DecisionRequest } from "./facts.ts";
import type { PolicyEngine } from "./language.ts";
import { actionKinds } from "./vocabulary.ts";

/** SHA-256 of the golden corpus that this version ships. INVARIANT: a corpus with another digest lets no bundle through the gate. */
export const goldenDigest = "ea4b8d2b3df65126e62dd1ff66d7718e81b253a760fe7d9e46fc6b80d5382648";

/** Facts under which a policy of the core stops an action; the outcome may be stricter than the one named, never looser. */
const goldenDocument = z.strictObject({
  name: z.string().min(1).max(200).optional(),
  action: z.enum(actionKinds).default("send_email"),
  stop: z.string(),
  outcome: z.enum(["deny", "needs_approval", "defer"]),
  given: z.record(z.string(), z.json()),
});
export type GoldenDocument = z.output<typeof goldenDocument>;

/** The golden corpus as its file holds it. */
export const goldenCorpus = z.strictObject({ documents: z.array(goldenDocument).min(1).max(1_000) });

/** From what lets through to what stops for good. */
const byStrictness: readonly DecisionOutcome[] = ["allow", "defer", "needs_approval", "deny"];

/** Whether an outcome lets more through than another. */
export function isLooser(outcome: DecisionOutcome, than: DecisionOutcome): boolean {
  return byStrictness.indexOf(outcome) < byStrictness.indexOf(than);
}

/**
 * The golden documents that a bundle decides more loosely than they say, or in which the policy that has to stop does not hit. The core
 * is compared with the shipped one before; this asks what comes of it, which also catches an engine that answers wrongly.
 */
export function goldenFaults(
  engine: PolicyEngine,
  bundle: Bundle,
  documents: readonly GoldenDocument[],
): readonly BundleFault[] {
  return documents.flatMap((document): readonly BundleFault[] => {
    const { action, stop, outcome, given } = document;
    const facts = withChanges(clearFacts(action), given);
    const verdict = decide(engine, { state: "ready", bundle }, { action, facts } as DecisionRequest);
    const hasHit = verdict.checks.some(
      ({ policy, result, mode }) => policy === stop && result === "hit" && mode === undefined,
    );
    if (hasHit && !isLooser(verdict.outcome, outcome)) return [];
    const came = hasHit ? `it came out \`${verdict.outcome}\`` : `\`${stop}\` did not hit`;
    return [
      {
        policy: stop,
        says: `golden document \`${nameOf(document)}\` must be stopped with \`${outcome}\` or more strictly, and ${came}: what the core stops stays stopped`,
      },
    ];
  });
}

function nameOf({ name, action, given }: GoldenDocument): string {
  return name ?? `${action} ${JSON.stringify(given)}`.slice(0, 200);
}
