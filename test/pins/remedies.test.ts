import { expect, test } from "vitest";
import { operations } from "../../src/contract.ts";
import { stopWords } from "../../src/execution/core/stop-words.ts";
import type { Operation } from "../../src/kernel/operation.ts";
import { compileBundle } from "../../src/policy/core/bundle.ts";
import { remediesFor } from "../../src/policy/core/remedy.ts";
import { createEngine } from "../../src/policy/engine.ts";
import { shippedPolicies } from "../../src/policy/shipped.ts";

const scopeOf = new Map((operations as readonly Operation[]).map(({ name, scope }) => [name, scope]));

const compiled = compileBundle(createEngine().language, shippedPolicies());
const policies = "faults" in compiled ? [] : compiled.policies;

test("every policy that objects says what would change that, by operations that there are, under their own scopes", () => {
  const objecting = policies.filter(({ effect }) => effect !== "permit");
  expect(objecting.length).toBeGreaterThan(40);
  for (const policy of objecting) {
    const remedies = remediesFor(policy);
    for (const { operation, scope } of remedies)
      if (operation !== null) expect(scopeOf.get(operation), `${policy.id} ${operation}`).toBe(scope);
    if (!changedByTheProposalAlone.has(policy.id)) expect(remedies.length, policy.id).toBeGreaterThan(0);
  }
});

/** What reads only the purpose, the hour or the fit of a proposal: another proposal is another question. */
const changedByTheProposalAlone = new Set(["notice.members-only"]);

test("what stops an action is told in words, with operations that there are", () => {
  const codes = ["reply", "auto_reply", "unsubscribed", "complaint", "bounce", "approval_expired", "unknown_send"];
  for (const code of codes) {
    const { says, change } = stopWords(code);
    expect(says, code).not.toContain("it was stopped");
    if (change?.operation != null) expect(scopeOf.get(change.operation), code).toBe(change.scope);
  }
  expect(stopWords("made_up").says).toBe("it was stopped: made up");
});
