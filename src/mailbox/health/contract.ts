import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { breakerScope, breakerState, mailboxView } from "../contract.ts";

/** Why a breaker tripped. */
export const breakerCause = z.enum(["complaints", "bounces", "blocks", "authentication", "sender_refused"]);

/** What the preflight looks at, in the order in which a person would mend it. */
export const checkNames = [
  "spf",
  "dkim",
  "dmarc",
  "mx",
  "inbox",
  "unsubscribe",
  "postal_address",
  "clock",
  "loop",
] as const;
export type CheckName = (typeof checkNames)[number];

/** What one check found; `unknown` where nobody could say, `exempt` where it does not apply. */
export const checkResult = z.enum(["pass", "fail", "unknown", "exempt"]);
export type CheckResult = z.output<typeof checkResult>;

/** What the checks of a mailbox come to now; `expired` where it was right once and nobody looked again. */
export const preflightStates = ["passed", "failed", "expired", "unknown", "exempt"] as const;
export type PreflightState = (typeof preflightStates)[number];

const basisPoints = z.number().int().describe("in basis points: 100 are one per cent");
const reason = z.string().trim().min(3).max(500);

/** A breaker as callers see it; `key` is a mailbox id, a domain, a sequence id or a provider. */
export const breakerView = z.object({
  scope: breakerScope,
  key: z.string(),
  state: breakerState,
  cause: breakerCause,
  says: z.string(),
  failures: z.number().int(),
  sent: z.number().int(),
  rateBp: basisPoints,
  leastBp: basisPoints.describe("what the true rate is at least, with a confidence of 95 %, in basis points"),
  stopBp: basisPoints,
  trippedAt: z.string(),
  armedAt: z
    .string()
    .nullable()
    .describe("when a person last armed it again: failures of what was sent before do not count"),
  auditId: idSchema("aud"),
});

/** The breakers that stop something now. */
export const breakersList = operation({
  name: "breakers.list",
  summary: "List the breakers that stop sending now: of mailboxes, domains, sequences and providers",
  effect: "read",
  scope: "mailboxes:read",
  method: "GET",
  path: "/v1/breakers",
  status: 200,
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
  output: z.object({ items: z.array(breakerView) }),
  problems: ["invalid_input"],
});

/** Lets a scope send again: for people with the right to resume, who say why. */
export const breakersRearm = operation({
  name: "breakers.rearm",
  summary: "Arm a tripped breaker again, so that its scope sends and is counted from nothing; needs a reason",
  effect: "write",
  scope: "workspace:resume",
  method: "POST",
  path: "/v1/breakers/rearm",
  status: 200,
  input: z.strictObject({ scope: breakerScope, key: z.string().min(1).max(255), reason }),
  output: breakerView,
  problems: ["invalid_input", "not_found", "conflict"],
  agents: false,
});

const byId = z.strictObject({ mailboxId: idSchema("mbx") });

/** The preflight of a mailbox as callers see it. */
export const preflightView = z.object({
  state: z.enum(preflightStates).describe("policies defer outreach unless it is passed or exempt"),
  exemptBecause: z.string().nullable(),
  loop: z
    .enum(["waiting", "passed", "failed", "expired"])
    .nullable()
    .describe("whether a mail of the mailbox to itself came back; null when none was sent"),
  checks: z.array(
    z.object({
      name: z.enum(checkNames),
      result: checkResult,
      says: z.string(),
      mend: z.string().nullable().describe("what to do; null when nothing is to be done"),
      checkedAt: z.string(),
      expiresAt: z.string(),
    }),
  ),
});

/** Looks at everything that receivers look at before they believe a mailbox. */
export const mailboxesPreflight = operation({
  name: "mailboxes.preflight",
  summary:
    "Check SPF, DKIM, DMARC, MX, inbox, unsubscribe links, postal address and clock of a mailbox, and what to mend; with `loop` it also writes to itself",
  effect: "write",
  scope: "mailboxes:write",
  method: "POST",
  path: "/v1/mailboxes/{mailboxId}/preflight",
  status: 200,
  input: byId.extend({
    loop: z
      .boolean()
      .optional()
      .describe(
        "send a mail from the mailbox to itself, which has to come back where replies do; look again in a minute",
      ),
  }),
  output: preflightView,
  problems: ["not_found"],
  agents: false,
});

const window = z.object({
  scope: breakerScope,
  key: z.string(),
  state: z.enum(["closed", "warned", "tripped"]),
  says: z.string().nullable().describe("what warns or stopped; null when nothing does"),
  sent: z.number().int().describe("messages in seven days, or since the breaker was armed again"),
  rates: z.array(
    z.object({
      cause: breakerCause,
      failures: z.number().int(),
      rateBp: basisPoints,
      leastBp: basisPoints,
      stopBp: basisPoints,
    }),
  ),
  breaker: breakerView.nullable().describe("how it tripped last; null when it never did"),
});

/** Everything that is known about the health of a mailbox, in one document. */
export const mailboxesHealth = operation({
  name: "mailboxes.health",
  summary: "Read the health of a mailbox: authentication, caps used and left, warm-up, rates, read gap and breakers",
  effect: "read",
  scope: "mailboxes:read",
  method: "GET",
  path: "/v1/mailboxes/{mailboxId}/health",
  status: 200,
  input: byId,
  output: z.object({
    mailbox: mailboxView,
    preflight: preflightView,
    caps: z.object({
      dailyCap: z.number().int(),
      usedToday: z.number().int().describe("touches in the last 24 hours, reserved ones too"),
      leftToday: z.number().int(),
      warmUp: z
        .object({ day: z.number().int(), cap: z.number().int(), ceiling: z.number().int(), isWarming: z.boolean() })
        .nullable()
        .describe("where the mailbox stands in its warm-up today; null when it has none"),
    }),
    reading: z.object({
      isReadable: z.boolean(),
      readGapMs: z.number().nullable().describe("null when the mailbox was never read"),
      readGapMaxMs: z.number(),
      fault: z.string().nullable(),
    }),
    windows: z.array(window).describe("of the mailbox and of its domain"),
  }),
  problems: ["not_found"],
});
