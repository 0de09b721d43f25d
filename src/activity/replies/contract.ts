import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { inboundView, replyClasses, replyKind } from "../contract.ts";
import { severities } from "../words/contract.ts";

/** A person's verdict on a reply; it is a new event, the first classification stays on record. */
export const repliesClassify = operation({
  name: "replies.classify",
  summary:
    "Say what a reply means: protection is added at once; what the earlier class added wrongly ends where you may lift it",
  effect: "write",
  scope: "replies:classify",
  method: "POST",
  path: "/v1/inbound/{inboundId}/classify",
  status: 200,
  input: z.strictObject({
    inboundId: idSchema("inb"),
    kind: replyKind,
    contactId: idSchema("con")
      .optional()
      .describe("whose the mail is, where several may have written it: the others need not wait for it any longer"),
    resumeAt: z.iso.datetime({ offset: true }).optional(),
    severity: z
      .enum(severities)
      .nullable()
      .optional()
      .describe(
        "`threat` (law, police, press) or `escalation` (a superior): suppresses, holds the whole account, alerts; null says it is neither",
      ),
    evidence: z.string().min(1).max(300).optional().describe("the words of the reply that say so"),
    note: z.string().max(500).optional(),
  }),
  output: inboundView,
  problems: ["invalid_input", "not_found", "conflict"],
  agents: false,
});

/** The replies that a person judged, as data to learn from. */
export const repliesLabels = operation({
  name: "replies.labels",
  summary: "Export the replies that a person judged, as lines that `replies classify` reads, with addresses taken out",
  effect: "read",
  scope: "replies:classify",
  method: "GET",
  path: "/v1/reply-labels",
  status: 200,
  input: z.strictObject({
    limit: z.coerce.number().int().min(1).max(500).default(200),
    after: z.string().max(200).optional(),
  }),
  output: z.object({
    items: z.array(
      z.object({
        id: idSchema("inb"),
        subject: z.string(),
        headers: z.record(z.string(), z.string()),
        body: z.string(),
        receivedAt: z.string(),
        /** What the person said, and what the rules had said: null where they abstained. */
        expect: z.object({ kind: replyKind, class: z.enum(replyClasses) }),
        was: replyKind.nullable(),
        /** The words that the person pointed at. */
        evidence: z.string().nullable(),
        judgedBy: z.string(),
        judgedAt: z.string(),
      }),
    ),
    next: z.string().nullable(),
  }),
  problems: ["invalid_input"],
  agents: false,
});
