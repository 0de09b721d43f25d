import { type Bundle, compileBundle } from "../../src/policy/core/bundle.ts";
import { clearFacts } from "../../src/policy/core/canary.ts";
import type { DecisionRequest, Facts } from "../../src/policy/core/facts.ts";
import type { ActionKind } from "../../src/policy/core/vocabulary.ts";
import type { CedarEngine } from "../../src/policy/engine.ts";
import { shippedPolicies } from "../../src/policy/shipped.ts";

export type Email = Facts<"send_email">;
export type Changes = { readonly [R in keyof Email]?: Partial<Email[R]> };

/** Facts that no shipped policy objects to, and times around them. */
export const clear: Email = clearFacts("send_email");
export const later = new Date(Date.parse(clear.now) + 5 * 86_400_000).toISOString();
export const full = { d1: 500, d7: 500, d30: 500, d1DropsAt: later, d7DropsAt: later, d30DropsAt: later };

/** The shipped policies, compiled. */
export function shippedBundle(engine: CedarEngine): Bundle {
  const bundle = compileBundle(engine.language, shippedPolicies());
  if ("faults" in bundle) throw new Error(JSON.stringify(bundle.faults));
  return bundle;
}

/** Facts like the clear ones but for some fields of some records. */
export function facts(changes: Changes): Email {
  const merged = Object.entries(changes).map(([name, change]) => {
    const base = clear[name as keyof Email];
    return [name, typeof base === "object" && !Array.isArray(base) ? { ...base, ...(change as object) } : change];
  });
  return { ...clear, ...Object.fromEntries(merged) };
}

/** The question about one kind of action. */
export function asked(request: Email, action: ActionKind = "send_email"): DecisionRequest {
  const { message: _message, mailbox: _mailbox, ...common } = request;
  return { action, facts: action === "send_email" ? request : common } as DecisionRequest;
}
