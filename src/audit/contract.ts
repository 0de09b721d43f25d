import { z } from "zod";
import { idSchema } from "../kernel/ids.ts";
import { operation } from "../kernel/operation.ts";

/** What a record may be about; a family ends in `.*` in filters. */
export const recordFamilies = [
  "decision",
  "approval",
  "tool",
  "action",
  "message",
  "activity",
  "reply",
  "signal",
  "score",
  "icp",
  "policy",
  "contact",
  "account",
  "import",
  "suppression",
  "hold",
  "outcome",
  "auth",
  "agent",
  "mailbox",
  "sequence",
  "enrollment",
  "export",
  "disclosure",
  "log",
] as const;

/** The type of a record: its family and what happened, such as `decision.send_email` or `message.sent`. */
export type RecordType = `${(typeof recordFamilies)[number]}.${string}`;

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
export const auditSubject = z.object({
  contact: idSchema("con").optional(),
  account: idSchema("acc").optional(),
  action: idSchema("act").optional(),
  enrollment: idSchema("enr").optional(),
  mailbox: idSchema("mbx").optional(),
  thread: z.string().optional(),
  other: z.string().optional(),
});

/** One policy's result on the way to a decision. */
export const auditCheck = z.object({
  policy: z.string(),
  rev: z.string().optional(),
  result: z.enum(["hit", "pass", "n/a", "error"]),
  reason: z.string().optional(),
  used: whole.optional(),
  limit: whole.optional(),
  window: z.string().optional(),
  until: z.string().optional(),
});

/** What was decided, by which engine over which policy set and facts. */
export const auditDecision = z.object({
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
export const auditMessage = z.object({
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
export const auditApproval = z.object({
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

export type AuditRecord = z.output<typeof auditRecord>;
export type AuditActor = z.output<typeof auditActor>;

/** Personal text that goes with a record: sealed under the contact's key, with only a salted digest in the leaf. */
export interface NewDisclosure {
  readonly name: string;
  readonly value: unknown;
  readonly contactId: `con_${string}`;
}

/** A record as a block hands it in: `append` adds what every record has. An `id` made by the caller lets rows point at it. */
export type NewRecord = Omit<AuditRecord, "v" | "id" | "type" | "at" | "ws" | "occurredAt" | "_sd"> & {
  readonly type: RecordType;
  readonly id?: AuditRecord["id"];
  /** When a source says that it happened, in epoch milliseconds. */
  readonly occurredAt?: number;
  readonly disclose?: readonly NewDisclosure[];
};

/** The columns that records are searched by. */
export interface IndexRow {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly actorKind: string;
  readonly actor: string;
  readonly contactId: string | null;
  readonly accountId: string | null;
  readonly actionId: string | null;
  readonly messageId: string | null;
  readonly outcome: string | null;
  readonly causes: readonly string[];
}

const shownDisclosure = z.object({ name: z.string(), value: z.json(), contactId: idSchema("con") });
const entry = z.object({ index: whole, leaf: z.string(), record: auditRecord });
const checkpointState = z.object({
  origin: z.string(),
  size: whole,
  root: z.string(),
  note: z.string(),
  vkey: z.string(),
  pending: whole,
});

export type AuditEntry = z.output<typeof entry>;

/** Lists records that are under a released checkpoint, newest first. */
export const listAudit = operation({
  name: "audit.list",
  summary: "List what happened, newest first: decisions, approvals, sends, replies and changes",
  effect: "read",
  scope: "audit:read",
  method: "GET",
  path: "/v1/audit/records",
  status: 200,
  input: z.strictObject({
    actor: z.string().max(64).optional(),
    type: z.string().max(64).describe("a type, or a family such as `decision.*`").optional(),
    contactId: idSchema("con").optional(),
    accountId: idSchema("acc").optional(),
    actionId: idSchema("act").optional(),
    messageId: idSchema("msg").optional(),
    outcome: z.string().max(64).optional(),
    fromIndex: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
    after: z.coerce.number().int().min(0).describe("the cursor of the page before").optional(),
  }),
  output: z.object({
    items: z.array(entry),
    next: whole.nullable(),
    checkpoint: z.object({ origin: z.string(), size: whole }),
  }),
  problems: [],
});

/** Shows one record with what proves it. */
export const getAudit = operation({
  name: "audit.get",
  summary: "Show one record, its proof of inclusion, and its personal text where the caller may read it",
  effect: "read",
  scope: "audit:read",
  method: "GET",
  path: "/v1/audit/records/{recordId}",
  status: 200,
  input: z.strictObject({ recordId: idSchema("aud") }),
  output: entry.extend({
    disclosures: z.array(shownDisclosure),
    withheld: whole.describe("disclosures that this caller may not read, or that were erased"),
    proof: z.string().describe("a C2SP tlog-proof"),
  }),
  problems: ["not_found", "conflict"],
});

const caseItem = z.object({
  index: whole,
  recordId: idSchema("aud"),
  at: z.string(),
  type: z.string(),
  actor: z.string(),
  says: z.string(),
  details: z.record(z.string(), z.json()),
  disclosures: z.array(z.object({ name: z.string(), value: z.json() })),
});

/** Everything about one touch, as a story, from records alone. */
export const caseAudit = operation({
  name: "audit.case",
  summary:
    "Tell why a message, action or contact was touched: who, which facts, which checks, who approved, what was sent, what came back",
  effect: "read",
  scope: "audit:read",
  method: "GET",
  path: "/v1/audit/cases/{subjectId}",
  status: 200,
  input: z.strictObject({ subjectId: z.union([idSchema("msg"), idSchema("act"), idSchema("con"), idSchema("aud")]) }),
  output: z.object({
    subjectId: z.string(),
    sections: z.array(z.object({ heading: z.string(), items: z.array(caseItem) })),
    withheld: whole,
    proofs: z.array(z.object({ index: whole, leaf: z.string(), hashes: z.array(z.string()) })),
    checkpoint: z.string().describe("the signed note that the proofs lead to"),
    vkey: z.string(),
  }),
  problems: ["not_found", "conflict"],
});

export type CaseFile = z.output<typeof caseAudit.output>;

/** The newest released checkpoint, to be pinned outside. */
export const checkpointAudit = operation({
  name: "audit.checkpoint",
  summary: "Show the newest signed checkpoint of the log and the key that signs it; keep it to detect a later rewrite",
  effect: "read",
  scope: "audit:read",
  method: "GET",
  path: "/v1/audit/checkpoint",
  status: 200,
  input: z.strictObject({}),
  output: checkpointState,
  problems: ["conflict"],
});

/** The exact lines of the log, a page at a time; the CLI writes the whole bundle to a folder. */
export const exportAudit = operation({
  name: "audit.export",
  summary: "Read the exact lines of the log from an index on, with the checkpoint that covers them",
  effect: "read",
  scope: "audit:export",
  method: "GET",
  path: "/v1/audit/export",
  status: 200,
  input: z.strictObject({
    fromIndex: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(500),
  }),
  output: z.object({
    fromIndex: whole,
    lines: z.array(z.string()),
    next: whole.nullable(),
    checkpoint: checkpointState,
  }),
  problems: ["conflict"],
});

/** Whether the stored log still is what was signed. */
export const verifyAudit = operation({
  name: "audit.verify",
  summary: "Check the stored log against its signed checkpoint: every entry, tile, index row and the queue",
  effect: "read",
  scope: "audit:read",
  method: "GET",
  path: "/v1/audit/verify",
  status: 200,
  input: z.strictObject({}),
  output: z.object({
    ok: z.boolean(),
    size: whole,
    entriesChecked: whole,
    findings: z.array(z.object({ code: z.string(), says: z.string(), index: whole.optional() })),
    pins: whole.describe("checkpoints held outside the database that the log was checked against"),
  }),
  problems: ["conflict"],
});
