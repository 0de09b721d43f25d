import { describe, expect, test } from "vitest";
import { asked, type Changes, clear, facts, full, later, shippedBundle } from "../../test/helpers/policy.ts";
import { type ActiveBundle, decide } from "./core/decide.ts";
import { type ActionKind, actionKinds } from "./core/vocabulary.ts";
import { createEngine } from "./engine.ts";

const engine = createEngine();
const bundle = shippedBundle(engine);
const active: ActiveBundle = { state: "ready", bundle };

const armed = clear.mailbox.breakers;
test("a meeting that is refused for want of a score names the number that it needs", () => {
  const unscored = { ...clear, scores: { ...clear.scores, known: false } };
  const [reason] = decide(engine, active, asked(unscored, "book_meeting")).reasons;
  expect(reason).toMatchObject({ rule: "meeting.bad-fit", values: { "scores.known": false } });
  expect(reason?.says).toBe("a meeting needs a fit of at least 50, and it is 80 or unknown");
  expect(reason).not.toHaveProperty("used");
});

const thread = { action: { purpose: "reply_in_thread" }, replies: { newest: "interested" } } as const;

type HitCase = readonly [policy: string, outcome: string, code: string, change: Changes, action?: ActionKind];

/** One case per policy that hits it and nothing else; the clear facts are the case that passes. */
const hits: readonly HitCase[] = [
  ["dnc.contact", "deny", "DNC", { suppression: { doNotContact: true } }],
  ["complaint.contact", "deny", "COMPLAINT", { suppression: { complained: true } }],
  ["bounce.hard", "deny", "HARD_BOUNCE", { suppression: { hardBounced: true } }],
  ["bounce.hard", "deny", "HARD_BOUNCE", { contact: { addressStatus: "invalid" } }],
  ["optout.unsubscribed", "deny", "UNSUBSCRIBED", { suppression: { unsubscribed: true } }],
  ["optout.negative", "deny", "NEGATIVE_REPLY", { suppression: { negative: true } }],
  ["suppressed.domain", "deny", "DOMAIN_SUPPRESSED", { suppression: { domainSuppressed: true } }],
  ["suppressed.left-company", "deny", "LEFT_COMPANY", { suppression: { leftCompany: true } }],
  ["reply.unclassified", "deny", "UNCLASSIFIED_REPLY", { replies: { unclassified: true } }],
  ["reply.unclassified", "deny", "UNCLASSIFIED_REPLY", { hold: { unclassifiedReply: true } }],
  ["reply.stop", "deny", "REPLIED", { replies: { inSequence: true } }],
  [
    "reply.answerable",
    "deny",
    "REPLY_NOT_ANSWERABLE",
    { ...thread, replies: { newest: "unknown" }, approvals: ["approve.reply-in-thread"] },
  ],
  ["hold.open", "deny", "HELD", { hold: { open: true } }],
  ["hold.dated", "defer", "HELD", { hold: { until: later } }],
  ["account.hold-open", "deny", "ACCOUNT_HELD", { hold: { accountOpen: "threat" } }],
  ["account.hold-dated", "defer", "ACCOUNT_HELD", { hold: { accountUntil: later } }],
  ["workspace.paused", "deny", "WORKSPACE_PAUSED", { workspace: { paused: true } }],
  ["agent.paused", "deny", "AGENT_PAUSED", { agent: { status: "paused" } }],
  ["agent.daily-budget", "defer", "AGENT_BUDGET", { agent: { dailyBudget: 10, used: full } }],
  ["notice.members-only", "deny", "NOTICE_TO_CONTACT", { action: { purpose: "notice" } }],
  ["message.unsubscribe-link", "deny", "NO_UNSUBSCRIBE_LINK", { message: { hasUnsubscribeLink: false } }],
  ["mailbox.not-ready", "defer", "MAILBOX_NOT_READY", { mailbox: { ready: false } }],
  ["mailbox.not-ready", "defer", "MAILBOX_NOT_READY", { mailbox: { inboxReadable: false } }],
  ["mailbox.daily-cap", "defer", "MAILBOX_CAP", { mailbox: { used: full } }],
  ["exclude.competitor", "deny", "COMPETITOR", { account: { relation: "competitor" } }],
  ["exclude.partner", "deny", "PARTNER", { account: { relation: "partner" } }],
  ["exclude.customer", "deny", "CUSTOMER", { account: { relation: "customer" } }],
  ["exclude.customer", "deny", "CUSTOMER", { account: { relation: "open_opportunity" } }],
  ["exclude.complaint-at-account", "deny", "COMPLAINT_AT_ACCOUNT", { account: { complaints: 1 } }],
  ["exclude.disqualified", "deny", "DISQUALIFIED", { scores: { disqualified: true } }],
  ["geo.restricted", "deny", "GEO_RESTRICTED", { contact: { countries: ["US", "RU"] } }],
  ["geo.optin-only", "deny", "GEO_CONSENT", { contact: { countries: ["DE"] } }],
  ["geo.optin-only", "deny", "GEO_CONSENT", { contact: { countries: ["unknown"] } }],
  ["consent.withdrawn", "deny", "CONSENT_REFUSED", { contact: { consent: "refused" } }],
  ["industry.restricted", "deny", "INDUSTRY_RESTRICTED", { account: { industry: "weapons" } }],
  ["cap.contact-week", "defer", "CAP_CONTACT", { caps: { contact: { ...full, d30: 4, d7: 2 } } }],
  ["cap.contact-month", "defer", "CAP_CONTACT", { caps: { contact: { ...full, d7: 0 } } }],
  ["cap.domain-day", "defer", "CAP_DOMAIN", { caps: { domain: { ...full, d1: 3, d7: 3 } } }],
  ["cap.domain-week", "defer", "CAP_DOMAIN", { caps: { domain: { ...full, d1: 0, d7: 10 } } }],
  ["cap.account-week", "defer", "CAP_ACCOUNT", { caps: { account: full } }],
  ["cap.persona-day", "defer", "CAP_PERSONA", { caps: { persona: full } }],
  [
    "cap.unknown-persona-day",
    "defer",
    "CAP_PERSONA",
    { caps: { persona: { ...full, d1: 100 } }, contact: { persona: "unknown" } },
  ],
  [
    "cap.thread-day",
    "defer",
    "CAP_THREAD",
    { ...thread, caps: { thread: full }, approvals: ["approve.reply-in-thread"] },
  ],
  ["spacing.min", "defer", "SPACING", { caps: { lastTouchAt: clear.now } }],
  ["hours.quiet", "defer", "QUIET_HOURS", { quiet: { earliestHour: 7, endsAt: later } }],
  ["hours.quiet", "defer", "QUIET_HOURS", { quiet: { latestHour: 18, endsAt: later } }],
  ["hours.quiet", "defer", "QUIET_HOURS", { quiet: { weekend: true, endsAt: later } }],
  ["reply.negative-cooloff", "defer", "NEGATIVE_COOLOFF", { replies: { negativeAt: clear.now } }],
  ["data.low-confidence", "deny", "LOW_CONFIDENCE", { contact: { confidence: 59 } }],
  ["data.risky-address", "deny", "RISKY_ADDRESS", { contact: { addressStatus: "risky" } }],
  ["data.missing-fields", "deny", "MISSING_FIELDS", { contact: { missingFields: ["firstName"] } }],
  ["meeting.bad-fit", "deny", "BAD_FIT", { scores: { fit: 49 } }, "book_meeting"],
  ["meeting.bad-fit", "deny", "BAD_FIT", { scores: { known: false } }, "book_meeting"],
  ["mailbox.breaker", "defer", "MAILBOX_RATES", { mailbox: { spamRateBp: 30 } }],
  [
    "mailbox.warm-up",
    "defer",
    "MAILBOX_WARM_UP",
    { mailbox: { warming: true, warmUpCap: 8, used: { ...full, d1: 8 } } },
  ],
  ["preflight.failed", "defer", "PREFLIGHT_FAILED", { mailbox: { preflight: "failed" } }],
  ["preflight.unknown", "defer", "PREFLIGHT_UNKNOWN", { mailbox: { preflight: "unknown" } }],
  ["preflight.unknown", "defer", "PREFLIGHT_UNKNOWN", { mailbox: { preflight: "expired" } }],
  ["breaker.mailbox", "defer", "MAILBOX_BREAKER", { mailbox: { breakers: { ...armed, mailbox: true } } }],
  ["breaker.domain", "defer", "DOMAIN_BREAKER", { mailbox: { breakers: { ...armed, domain: true } } }],
  ["breaker.sequence", "defer", "SEQUENCE_BREAKER", { mailbox: { breakers: { ...armed, sequence: true } } }],
  ["breaker.provider", "defer", "PROVIDER_BREAKER", { mailbox: { breakers: { ...armed, provider: true } } }],
  ["account.complaint-cooloff", "defer", "COLLEAGUE_COMPLAINED", { account: { complaintAt: clear.now } }],
  ["account.escalation-cooloff", "defer", "COLLEAGUE_ESCALATED", { account: { escalationAt: clear.now } }],
  ["account.case-open", "defer", "CASE_OPEN", { account: { openCases: 1 } }],
  ["account.deal-lost-cooloff", "defer", "DEAL_LOST", { account: { dealLostAt: clear.now } }],
  ["context.changed", "deny", "CONTEXT_STALE", { action: { context: "changed" } }],
  ["context.old", "deny", "CONTEXT_STALE", { action: { contextAge: 86_401 } }],
  [
    "context.unread",
    "needs_approval",
    "CONTEXT_UNREAD",
    { action: { context: "unknown", autonomy: 4 }, message: { modelWritten: true } },
  ],
  ["approve.sensitive-segment", "needs_approval", "SENSITIVE_SEGMENT", { contact: { sensitive: true } }],
  ["approve.sensitive-segment", "needs_approval", "SENSITIVE_SEGMENT", { account: { industry: "healthcare" } }],
  ["approve.new-messaging", "needs_approval", "NEW_MESSAGING", { message: { approved: false } }],
  ["approve.new-messaging", "needs_approval", "NEW_MESSAGING", { message: { modelWritten: true } }],
  ["approve.claims", "needs_approval", "CLAIMS", { message: { claimsFlagged: true } }],
  ["approve.new-agent", "needs_approval", "NEW_AGENT", { agent: { firstActionApproved: false } }],
  ["approve.reply-in-thread", "needs_approval", "REPLY_IN_THREAD", thread],
];

describe("the shipped policies", () => {
  test.each(actionKinds)("allow %s when nothing speaks against it", (action) => {
    const verdict = decide(engine, active, asked(clear, action));
    expect(verdict).toMatchObject({ outcome: "allow", reasons: [], bundleHash: bundle.hash });
    expect(verdict.checks.map(({ policy }) => policy)).toEqual(bundle.policies.map(({ id }) => id));
  });

  const cases = hits.map(([policy, outcome, code, change, action]) => ({ policy, outcome, code, change, action }));
  test.each(cases)("$policy: $outcome $code", ({ policy, outcome, code, change, action }) => {
    const verdict = decide(engine, active, asked(facts(change), action));
    expect(verdict.reasons.map(({ rule, code: found }) => [rule, found])).toEqual([[policy, code]]);
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.checks.find((check) => check.policy === policy)?.result).toBe("hit");
  });

  test("each has a case that hits it", () => {
    const objecting = bundle.policies.filter(({ effect }) => effect !== "permit").map(({ id }) => id);
    expect([...new Set(hits.map(([policy]) => policy))].sort()).toEqual(objecting);
  });

  test("an approval answers its own policy and nothing else; none answers a suppression", () => {
    const asks = facts({
      message: { approved: false },
      contact: { sensitive: true },
      approvals: ["approve.new-messaging"],
    });
    expect(decide(engine, active, asked(asks)).approvalsNeeded).toEqual([
      { policy: "approve.sensitive-segment", approvers: ["approver"], quorum: 1 },
    ]);
    const all = bundle.policies.map(({ id }) => id).slice(0, 50);
    expect(decide(engine, active, asked(facts({ suppression: { doNotContact: true }, approvals: all }))).outcome).toBe(
      "deny",
    );
  });

  test("an opt-out or a reply does not stop the confirmation of a meeting; do-not-contact does", () => {
    const booked = {
      action: { purpose: "transactional" },
      suppression: { unsubscribed: true },
      replies: { inSequence: true, unclassified: true },
    } as const;
    expect(decide(engine, active, asked(facts(booked))).outcome).toBe("allow");
    expect(decide(engine, active, asked(facts({ ...booked, suppression: { doNotContact: true } }))).outcome).toBe(
      "deny",
    );
  });

  test("the core that ships is this one: a change here is a change of what nobody can weaken", () => {
    expect(bundle.coreHash).toMatchInlineSnapshot(`"71ef0ccb4b21871ad9d4732038340127341a5f0f12bac71a5f06726205cb3e01"`);
  });
});
