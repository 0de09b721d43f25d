import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";

const timeText = z.iso.datetime();
const reasonText = z.string().trim().min(3, "say why, in at least 3 characters").max(500);
const page = { limit: z.coerce.number().int().min(1).max(500).default(50) };

/** Why contact waits. */
export const holdKinds = [
  "auto_reply",
  "bounce",
  "colleague",
  "complaint",
  "escalation",
  "manual",
  "negative",
  "not_now",
  "threat",
  "unclassified_reply",
  "wrong_person",
] as const;
export type HoldKind = (typeof holdKinds)[number];

const holdView = z.object({
  id: idSchema("hld"),
  /** Whom it holds: one contact or, where this is null, everybody of `accountId`. */
  contactId: idSchema("con").nullable(),
  accountId: idSchema("acc").nullable(),
  kind: z.enum(holdKinds),
  until: timeText.nullable(),
  reason: z.string().nullable(),
  /** The mail or event that it came of. */
  source: z.string().nullable(),
  placedBy: z.object({ kind: z.string(), id: z.string() }).nullable(),
  createdAt: timeText,
  auditId: idSchema("aud"),
});

/** Lists holds in force, newest first. */
export const listHolds = operation({
  name: "holds.list",
  summary: "List contacts and accounts that wait, until a date or for a person: since when, why, and who said so",
  effect: "read",
  scope: "suppressions:read",
  method: "GET",
  path: "/v1/holds",
  status: 200,
  input: z.strictObject({
    contactId: idSchema("con").optional(),
    accountId: idSchema("acc").optional(),
    after: idSchema("hld").optional(),
    ...page,
  }),
  output: z.object({ items: z.array(holdView), next: z.string().nullable() }),
  problems: [],
});

/** Puts a contact or a whole account on hold by hand. */
export const createHold = operation({
  name: "holds.create",
  summary:
    "Wait with a contact, or with everybody of an account, until a date or until a person releases it. Queued sends stop",
  effect: "stop",
  scope: "holds:write",
  method: "POST",
  path: "/v1/holds",
  status: 201,
  input: z
    .strictObject({
      contactId: idSchema("con").optional(),
      accountId: idSchema("acc")
        .optional()
        .describe("holds whoever is there now, joins it later, or has an address under its domains"),
      until: timeText.optional(),
      reason: reasonText.optional(),
    })
    .refine(
      ({ contactId, accountId }) => (contactId === undefined) !== (accountId === undefined),
      "name either a contactId or an accountId",
    ),
  output: z.object({ items: z.array(holdView) }),
  problems: ["not_found", "invalid_input"],
});

/** Ends a hold. */
export const releaseHold = operation({
  name: "holds.release",
  summary: "End a hold of a contact or account; what waited is decided again, never just sent",
  effect: "write",
  scope: "suppressions:lift",
  method: "POST",
  path: "/v1/holds/{holdId}/release",
  status: 200,
  input: z.strictObject({ holdId: idSchema("hld"), reason: reasonText }),
  output: holdView,
  problems: ["not_found"],
  agents: false,
});

const reactionSettings = z.object({
  negativeDays: z.int().describe("how long a contact who said no is left alone"),
  colleagueDays: z.int().describe("how long agents leave a contact alone that a colleague wrote to by hand"),
  alertsTo: idSchema("usr")
    .nullable()
    .describe(
      "who hears of alerts; null means whose address the mailbox is, else who asked for the touch, else the first admin",
    ),
});

/** How long what comes back protects for, and who hears of the worst of it. */
export const getReactions = operation({
  name: "reactions.get",
  summary: "How long a no and a colleague's own mail hold a contact, and who is alerted to threats and escalations",
  effect: "read",
  scope: "policy:read",
  method: "GET",
  path: "/v1/reactions",
  status: 200,
  input: z.strictObject({}),
  output: reactionSettings,
  problems: [],
});

/** Changes it; holds that are in force keep their date. */
export const setReactions = operation({
  name: "reactions.set",
  summary:
    "Set how long a no and a colleague's own mail hold a contact, and who is alerted; what is held keeps its date",
  effect: "write",
  scope: "policy:write",
  method: "POST",
  path: "/v1/reactions",
  status: 200,
  input: z.strictObject({
    negativeDays: z.int().min(1).max(3_650).optional(),
    colleagueDays: z.int().min(1).max(365).optional(),
    alertsTo: idSchema("usr").nullable().optional(),
  }),
  output: reactionSettings,
  problems: ["not_found"],
  agents: false,
});
