import type { Bundle } from "./bundle.ts";
import { decide } from "./decide.ts";
import { type DecisionRequest, emptyWindow, type Facts, never } from "./facts.ts";
import type { PolicyEngine } from "./language.ts";
import { type ActionKind, actionKinds } from "./vocabulary.ts";

const noSuppression: Facts["suppression"] = {
  doNotContact: false,
  unsubscribed: false,
  complained: false,
  hardBounced: false,
  leftCompany: false,
  negative: false,
  domainSuppressed: false,
};

const noCaps: Facts["caps"] = {
  contact: emptyWindow,
  account: emptyWindow,
  domain: emptyWindow,
  persona: emptyWindow,
  thread: emptyWindow,
  lastTouchAt: never,
};

const somebody: Facts<"send_email">["contact"] = {
  id: "con_canary",
  countries: ["US"],
  persona: "champion",
  buyingRole: "champion",
  jobChangedAt: never,
  consent: "unknown",
  addressStatus: "valid",
  confidence: 95,
  missingFields: [],
  segments: [],
  custom: [],
  sensitive: false,
};

const somewhere: Facts<"send_email">["account"] = {
  id: "acc_canary",
  known: true,
  relation: "none",
  industry: "other",
  complaints: 0,
  complaintAt: never,
  escalationAt: never,
  caseOpenedAt: never,
  openCases: 0,
  dealLostAt: never,
  custom: [],
};

/** Facts that no shipped policy objects to: the baseline of policy tests and of the canary. */
export function clearFacts<K extends ActionKind>(action: K): Facts<K> {
  const facts: Facts<"send_email"> = {
    now: "2026-03-04T10:00:00.000Z",
    action: {
      id: "act_canary",
      purpose: "outreach",
      channel: "email",
      step: 1,
      autonomy: 3,
      context: "current",
      contextAge: 60,
    },
    agent: {
      id: "agt_canary",
      kind: "ai",
      status: "active",
      outbound: true,
      firstActionApproved: true,
      dailyBudget: 200,
      used: emptyWindow,
    },
    workspace: { paused: false },
    contact: somebody,
    account: somewhere,
    suppression: noSuppression,
    hold: { open: false, until: never, unclassifiedReply: false, accountOpen: "none", accountUntil: never },
    replies: { inSequence: false, unclassified: false, newest: "none", negativeAt: never },
    caps: noCaps,
    quiet: { earliestHour: 10, latestHour: 10, weekend: false, endsAt: never },
    scores: { known: true, fit: 80, intent: 40, disqualified: false, icpVersion: "icp-1" },
    approvals: [],
    message: {
      templateId: "tpl_canary",
      approved: true,
      modelWritten: false,
      hasUnsubscribeLink: true,
      claimsFlagged: false,
    },
    mailbox: {
      id: "mbx_canary",
      ready: true,
      inboxReadable: true,
      dailyCap: 100,
      warming: false,
      warmUpCap: 100,
      used: emptyWindow,
      provider: "canary",
      breakers: { mailbox: false, domain: false, sequence: false, provider: false },
      preflight: "passed",
      spamRateBp: 0,
      bounceRateBp: 0,
    },
  };
  const { message: _message, mailbox: _mailbox, ...common } = facts;
  return (action === "send_email" ? facts : common) as Facts<K>;
}

/**
 * What is wrong with an engine and a bundle that claim to work: for every action a do-not-contact person must be denied by
 * the policy itself, every policy must come to an answer, and facts with a hole must be refused. Run before a bundle serves;
 * any fault means it may not.
 */
export function canaryFaults(engine: PolicyEngine, bundle: Bundle): readonly string[] {
  return actionKinds.flatMap((action) => {
    const facts = clearFacts(action);
    const marked = { ...facts, suppression: { ...facts.suppression, doNotContact: true } };
    const verdict = decide(engine, { state: "ready", bundle }, { action, facts: marked } as DecisionRequest);
    const isDenied = verdict.outcome === "deny" && verdict.reasons.some(({ code }) => code === "DNC");
    // Strict validation lets some policies through that fail whenever they are evaluated: each would deny everything.
    const broken = verdict.checks.filter(({ result }) => result === "error").map(({ policy }) => policy);
    const { suppression: _suppression, ...holed } = facts;
    const answer = engine.evaluate(bundle.slices[action], {
      principal: "canary",
      resource: "canary",
      context: { ...holed },
    });
    return [
      ...(isDenied ? [] : [`a do-not-contact person was not denied \`${action}\``]),
      ...broken.map((policy) => `policy \`${policy}\` cannot be evaluated for \`${action}\``),
      ...(answer.kind === "refused" ? [] : [`facts without suppressions were not refused for \`${action}\``]),
    ];
  });
}
