import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";

/** What a record may be about; a family ends in `.*` in filters. */
export type RecordFamily =
  | "decision"
  | "approval"
  | "tool"
  | "action"
  | "message"
  | "activity"
  | "reply"
  | "signal"
  | "score"
  | "icp"
  | "policy"
  | "contact"
  | "account"
  | "import"
  | "ruleset"
  | "suppression"
  | "consent"
  | "hold"
  | "outcome"
  | "auth"
  | "agent"
  | "mailbox"
  | "breaker"
  | "sequence"
  | "enrollment"
  | "export"
  | "disclosure"
  | "log";

/** The type of a record: its family and what happened, such as `decision.send_email` or `message.sent`. */
export type RecordType = `${RecordFamily}.${string}`;

const digest = z.string();
const whole = z.number().int();

/** Who acted. A person or agent is named by id only. */
export const auditActor = z.object({
  kind: z.enum(["agent", "user", "system", "provider", "policy"]),
  id: z.string(),
  version: z.string().optional(),
  onBehalfOf: z.string().optional(),
  credential: z.string().optional(),
  session: z.string().optional(),
  trace: z.object({ traceId: z.string(), spanId: z.string() }).optional(),
});

/** What the record is about, by id. */
const auditSubject = z.object({
  contact: idSchema("con").optional(),
  account: idSchema("acc").optional(),
  action: idSchema("act").optional(),
  enrollment: idSchema("enr").optional(),
  mailbox: idSchema("mbx").optional(),
  thread: z.string().optional(),
  other: z.string().optional(),
});

/** One policy's result on the way to a decision. */
const auditCheck = z.object({
  policy: z.string(),
  rev: z.string().optional(),
  result: z.enum(["hit", "pass", "n/a", "error"]),
  /** Only on policies that did not decide: counted beside the decision, or left out. */
  mode: z.enum(["shadow", "off"]).optional(),
  reason: z.string().optional(),
  used: whole.optional(),
  limit: whole.optional(),
  window: z.string().optional(),
  until: z.string().optional(),
});

/** What was decided, by which engine over which policy set and facts. */
const auditDecision = z.object({
  id: z.string().optional(),
  outcome: z.enum(["allow", "deny", "needs_approval", "defer"]),
  stage: z.string().optional(),
  until: z.string().optional(),
  engine: z.string().optional(),
  policySet: digest.optional(),
  schema: digest.optional(),
  entities: digest.optional(),
  facts: digest.optional(),
  determining: z.array(z.string()).optional(),
  reasons: z.array(z.string()),
});

/** The message that an action is, by digests: its text is in disclosures. */
const auditMessage = z.object({
  channel: z.string(),
  id: z.string(),
  template: z.string().optional(),
  body: digest.optional(),
  rendered: digest.optional(),
  rfc822Id: z.string().optional(),
  state: z.string().optional(),
  aiDisclosure: z.boolean().optional(),
});

/** What an approver was asked, and the digest of exactly what they saw. */
const auditApproval = z.object({
  id: z.string().optional(),
  required: z.boolean(),
  state: z.string(),
  by: z.string().optional(),
  decidedAt: z.string().optional(),
  shown: digest.optional(),
});

const auditInput = z.object({
  ref: z.string(),
  source: z.string(),
  observedAt: z.string().optional(),
  confidenceBp: whole.optional(),
  digest: digest.optional(),
});

const auditTool = z.object({
  call: z.string(),
  name: z.string(),
  server: z.string().optional(),
  model: z.string().optional(),
  in: digest.optional(),
  out: digest.optional(),
  ms: whole.optional(),
  status: z.string().optional(),
});

/** One record of the log, as its leaf holds it (RFC 8785 bytes). Clear fields hold ids, codes, counts and digests only. */
export const auditRecord = z.object({
  v: z.literal(1),
  id: idSchema("aud"),
  type: z.string(),
  at: z.string(),
  occurredAt: z.string().optional(),
  ws: idSchema("wsp"),
  actor: auditActor,
  subject: auditSubject.optional(),
  run: z
    .object({ id: z.string(), step: z.string().optional(), sequence: z.string().optional(), attempt: whole.optional() })
    .optional(),
  causes: z.array(idSchema("aud")).optional(),
  inputs: z.array(auditInput).optional(),
  checks: z.array(auditCheck).optional(),
  decision: auditDecision.optional(),
  tools: z.array(auditTool).optional(),
  message: auditMessage.optional(),
  approval: auditApproval.optional(),
  changes: z
    .array(
      z.object({
        obj: z.string(),
        fromRev: z.string().optional(),
        toRev: z.string().optional(),
        fields: z.array(z.string()),
      }),
    )
    .optional(),
  outcome: z
    .object({
      kind: z.string(),
      class: z.string().optional(),
      confidenceBp: whole.optional(),
      evidence: digest.optional(),
    })
    .optional(),
  data: z.record(z.string(), z.json()).optional(),
  _sd: z.array(digest).optional(),
});
