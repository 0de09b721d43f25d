import { expect, test } from "vitest";
import { asked, type Changes, clear, facts, full, later, shippedBundle } from "../../../test/helpers/policy.ts";
import { createEngine } from "../engine.ts";
import { compiledForm, foreseen } from "./compiled.ts";
import { explained } from "./explain.ts";
import type { ActionKind } from "./vocabulary.ts";

const engine = createEngine();
const bundle = shippedBundle(engine);

function clauses(changes: Changes, action: ActionKind = "send_email"): Readonly<Record<string, readonly string[]>> {
  const form = compiledForm(bundle);
  if ("faults" in form) throw new Error(form.faults.join());
  const request = asked(facts(changes), action);
  const found = explained(bundle, request, foreseen(form, request).checks);
  return Object.fromEntries(
    found
      .filter(({ policy }) => policy !== "base.outbound-agents")
      .map(({ policy, because }) => [policy, because.map(({ says }) => says)]),
  );
}

test.each<[string, Changes, readonly string[], ActionKind?]>([
  [
    "cap.contact-week",
    { caps: { contact: { ...full, d7: 2, d30: 2 } } },
    ["caps.contact.d7 = 2, and 2 is the most", "action.purpose = outreach"],
  ],
  ["data.low-confidence", { contact: { confidence: 59 } }, ["contact.confidence = 59, and 60 is the least"]],
  [
    "agent.daily-budget",
    { agent: { dailyBudget: 10, used: full } },
    ["agent.kind = ai", "agent.used.d1 = 500, and agent.dailyBudget = 10 is the most"],
  ],
  [
    "hours.quiet",
    { quiet: { earliestHour: 9, latestHour: 18, endsAt: later } },
    ["quiet.latestHour = 18, and 18 is the most", "action.purpose = outreach"],
  ],
  [
    "reply.unclassified",
    { hold: { unclassifiedReply: true } },
    ["hold.unclassifiedReply = true", "action.purpose = outreach"],
  ],
  ["meeting.bad-fit", { scores: { known: false, fit: 10 } }, ["scores.known = false"], "book_meeting"],
  ["meeting.bad-fit", { scores: { fit: 49 } }, ["scores.fit = 49, and 50 is the least"], "book_meeting"],
  [
    "approve.new-messaging",
    { message: { modelWritten: true } },
    ["message.modelWritten = true", "action.autonomy = 3, and 4 is the least", "approvals = none"],
  ],
  ["data.missing-fields", { contact: { missingFields: ["firstName"] } }, ["contact.missingFields = firstName"]],
  [
    "spacing.min",
    { caps: { lastTouchAt: clear.now } },
    [`caps.lastTouchAt = ${clear.now}, now = ${clear.now}`, "action.purpose = outreach"],
  ],
])("%s says which of its conditions made it hit, with what they read", (policy, changes, says, action) => {
  expect(clauses(changes, action)).toEqual({ [policy]: says });
});
