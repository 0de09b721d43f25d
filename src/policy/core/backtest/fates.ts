import { type Instant, instantFromIso } from "../../../kernel/env.ts";
import type { DecisionReason, Verdict } from "../../contract.ts";
import { type CompiledForm, foreseen } from "../compiled.ts";
import type { DecisionRequest } from "../facts.ts";
import type { CapSubject } from "../subjects.ts";
import { requestAlong } from "./along.ts";
import { isReadable } from "./readable.ts";
import { createTouchDifference, type TouchDifference } from "./touches.ts";

/** With the facts as they were recorded, or with caps, spacing and later touches worked out again along the other history. */
export const backtestModes = ["as-recorded", "timeline"] as const;
export type BacktestMode = (typeof backtestModes)[number];

type Outcome = Verdict["outcome"];

/** A policy that objected, by id and code. */
export interface Objection {
  readonly policy: string;
  readonly code: string;
}

/** One recorded decision, as a back-test reads it. */
export interface PastStep {
  readonly actionId: string;
  readonly contactId: string;
  readonly decidedAt: Instant;
  readonly was: Outcome;
  readonly objections: readonly Objection[];
  /** What it read; null where that was erased. */
  readonly request: DecisionRequest | null;
  /** Whether the action was attempted in the end. */
  readonly isSent: boolean;
  /** What its touch is counted over, and the company's domain among it. */
  readonly subjects: readonly CapSubject[];
  readonly domain: string | null;
}

/** What became of one action in both histories. */
export interface ActionFate {
  readonly actionId: string;
  /** Of the newest decision that was looked at. */
  at: Instant;
  was: Outcome;
  now: Outcome;
  /** The recorded history sent it. */
  isSent: boolean;
  /** It would have gone out where the recorded history did not let it, or not yet. */
  isNew: boolean;
  /** Nothing more would have been asked about it. */
  isOver: boolean;
  /** The other history would have waited until then. */
  waitsUntil: Instant | null;
  /** What objects in the other history, or for a new touch what objected in the recorded one. */
  objections: readonly Objection[];
}

/** What came of one step. */
export type StepResult =
  | { readonly kind: "decided"; readonly was: Outcome; readonly now: Outcome }
  /** The facts were erased; nothing can be said of it. */
  | { readonly kind: "withheld" }
  /** The facts are of another version of the schema. */
  | { readonly kind: "unreadable" }
  /** The other history would not have come to this question. */
  | { readonly kind: "not_asked" };

/** A back-test as it goes along the recorded decisions, oldest first. */
export interface Backtest {
  take(step: PastStep): StepResult;
  readonly fates: ReadonlyMap<string, ActionFate>;
  /** Decisions about people whose earlier touch would not have happened: what they say of replies is of the recorded history. */
  readonly afterRemoved: () => number;
}

/** Begins a back-test of policies in their compiled form. */
export function createBacktest(form: CompiledForm, mode: BacktestMode): Backtest {
  const fates = new Map<string, ActionFate>();
  const removed = new Set<string>();
  const touches = createTouchDifference();
  let afterRemoved = 0;
  return {
    fates,
    afterRemoved: () => afterRemoved,
    take: (step) => {
      const fate = fates.get(step.actionId) ?? begun(step);
      fates.set(step.actionId, fate);
      const wasNew = fate.isNew;
      const isAsked = !fate.isOver && (fate.waitsUntil === null || step.decidedAt >= fate.waitsUntil);
      const result: StepResult = isAsked ? decided(form, mode, touches, step, fate) : { kind: "not_asked" };
      if (result.kind === "withheld" || result.kind === "unreadable") follow(fate, step);
      if (isAsked && removed.has(step.contactId)) afterRemoved += 1;
      const isLetOut = step.isSent && step.was === "allow";
      if (fate.isNew && !wasNew) touches.note(step.actionId, "added", step.decidedAt, step.subjects);
      if (isLetOut) noteRecorded(touches, step, fate);
      if (isLetOut && fate.now !== "allow") removed.add(step.contactId);
      fate.at = step.decidedAt;
      fate.was = step.was;
      fate.isSent ||= isLetOut;
      return result;
    },
  };
}

/** Counts the touch of the recorded history from the decision that let it out. One that went out earlier instead counts twice: once less, once more. */
function noteRecorded(touches: TouchDifference, { actionId, decidedAt, subjects }: PastStep, fate: ActionFate): void {
  if (fate.isNew) touches.note(`${actionId} as recorded`, "removed", decidedAt, subjects);
  else touches.note(actionId, fate.now === "allow" ? "kept" : "removed", decidedAt, subjects);
}

function begun({ actionId, decidedAt, was }: PastStep): ActionFate {
  const open = { isSent: false, isNew: false, isOver: false, waitsUntil: null, objections: [] };
  return { actionId, at: decidedAt, was, now: was, ...open };
}

function decided(
  form: CompiledForm,
  mode: BacktestMode,
  touches: TouchDifference,
  step: PastStep,
  fate: ActionFate,
): StepResult {
  if (step.request === null) return { kind: "withheld" };
  if (!isReadable(form.bundle.slices[step.request.action].shape, step.request.facts)) return { kind: "unreadable" };
  touches.forget(step.actionId);
  const request = mode === "timeline" ? requestAlong(touches, step.request, step.domain, step.decidedAt) : step.request;
  const verdict = foreseen(form, request);
  const { outcome } = verdict;
  fate.now = outcome;
  fate.waitsUntil = null;
  fate.objections = verdict.reasons.map(objectionOf);
  if (outcome === "deny") fate.isOver = true;
  // Where history put it off too, its own later decisions say what came of it.
  if (outcome === "defer" && step.was !== "defer") fate.waitsUntil = instantFromIso(verdict.until ?? "");
  if (outcome === "allow" && step.was !== "allow") {
    fate.isNew = true;
    fate.isOver = true;
    fate.objections = step.objections;
  }
  return { kind: "decided", was: step.was, now: outcome };
}

function objectionOf({ rule, code }: DecisionReason): Objection {
  return { policy: rule, code };
}

/** Where nothing can be said the recorded history goes on. */
function follow(fate: ActionFate, { was, objections }: PastStep): void {
  fate.now = was;
  fate.waitsUntil = null;
  fate.objections = was === "allow" ? [] : objections;
}
