import { z } from "zod";
import { idSchema } from "../kernel/ids.ts";
import { operation } from "../kernel/operation.ts";
import { type auditActor, auditRecord, type RecordType } from "./record/contract.ts";

/** One record of the log, as its line holds it. */
export type AuditRecord = z.output<typeof auditRecord>;

/** Who acted, by id. */
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
  readonly id?: AuditRecord["id"] | undefined;
  /** When a source says that it happened, in epoch milliseconds. */
  readonly occurredAt?: number | undefined;
  readonly disclose?: readonly NewDisclosure[] | undefined;
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

const whole = z.number().int();
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
