import { createHash } from "node:crypto";
import { canonicalJson } from "../../kernel/canonical.ts";
import type { Instant } from "../../kernel/env.ts";
import type { Route, ScoreReasons } from "../contract.ts";
import type { IcpDefinition } from "../icp/contract.ts";
import { fitOf } from "./fit.ts";
import { intentOf, type ObservedSignal } from "./intent.ts";
import { routeOf } from "./route.ts";
import type { Subject } from "./subject.ts";

/** The score of one contact at one time. */
export interface Scored {
  readonly fit: number;
  readonly intent: number;
  readonly disqualified: boolean;
  readonly route: Route;
  readonly priority: number;
  readonly reasons: ScoreReasons;
  /** SHA-256 over everything that the score followed from. */
  readonly inputsDigest: string;
}

/** Scores a contact: pure, so that stored facts, signals and version give the same score again. */
export function scoreOf(
  icp: { readonly hash: string; readonly definition: IcpDefinition },
  subject: Subject,
  signals: readonly ObservedSignal[],
  now: Instant,
): Scored {
  const { fit, reasons, disqualifiedBy } = fitOf(icp.definition, subject);
  const { intent, reasons: intentReasons } = intentOf(icp.definition, signals, now);
  const disqualified = disqualifiedBy.length > 0;
  const { route, priority } = routeOf({ fit, intent, isDisqualified: disqualified }, icp.definition.routes);
  return {
    fit,
    intent,
    disqualified,
    route,
    priority,
    reasons: { fit: [...reasons], disqualifiedBy, intent: [...intentReasons] },
    inputsDigest: inputsDigest(icp.hash, subject, signals, now),
  };
}

/** The hash that names an ICP definition: equal definitions have equal hashes. */
export function icpHash(definition: IcpDefinition): string {
  // A JSON round trip drops fields that are present but undefined.
  return sha256(canonicalJson(JSON.parse(JSON.stringify(definition))));
}

function inputsDigest(icp: string, subject: Subject, signals: readonly ObservedSignal[], at: Instant): string {
  const seen = signals.map((signal) => canonicalJson(signal)).sort();
  const facts = {
    ...subject,
    segments: [...subject.segments].sort(),
    formerIds: [...subject.formerIds].sort(),
  };
  return sha256(canonicalJson({ icp, subject: facts, signals: seen, at }));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
