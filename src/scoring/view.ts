import type { z } from "zod";
import { isoFromInstant } from "../kernel/env.ts";
import type { OutputOf } from "../kernel/operation.ts";
import type { icpView, scoresGet } from "./contract.ts";
import { suggestedAction } from "./core/route.ts";
import type { IcpVersion } from "./store/icp.ts";
import type { Score } from "./store/scores.ts";

/** A version of the profile as the contract shows it. */
export function viewOfIcp(icp: IcpVersion): z.input<typeof icpView> {
  return {
    id: icp.id,
    version: icp.version,
    hash: icp.hash,
    isActive: icp.isActive,
    definition: icp.definition,
    publishedAt: isoFromInstant(icp.publishedAt),
    publishedBy: icp.publishedBy,
    auditId: icp.auditId,
  };
}

/** A score as the contract shows it. */
export function viewOfScore(score: Score): OutputOf<typeof scoresGet> {
  return {
    contactId: score.contactId,
    accountId: score.accountId,
    fit: score.fit,
    intent: score.intent,
    disqualified: score.disqualified,
    route: score.route,
    suggestedAction: suggestedAction(score.route),
    reasons: score.reasons,
    icpVersion: score.icpVersionId,
    scoredAt: isoFromInstant(score.computedAt),
  };
}
