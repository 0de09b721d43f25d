import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { ActionState, ContactRef, ProposeAnswer, page, when } from "../words/contract.ts";

/** Sends whose result nobody knows, and a person's word on them. */

const unknownSend = z.object({
  actionId: idSchema("act"),
  state: ActionState,
  contact: ContactRef,
  purpose: z.string(),
  sequenceId: idSchema("seq").nullable(),
  step: z.number().int(),
  messageId: idSchema("msg").nullable(),
  mailboxId: idSchema("mbx").nullable(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  rfc822Id: z.string().nullable().describe("what to look for in the mailbox's Sent folder or the server's log"),
  /** When the attempt began, and how far the conversation with the server got. */
  attemptedAt: when,
  phase: z.string().nullable(),
  replyCode: z.number().int().nullable(),
  replyText: z.string().nullable(),
  transcript: z.array(z.string()),
});

/** Sends that wait for evidence or a person. */
export const listSends = operation({
  name: "sends.list",
  summary:
    "Sends whose result nobody knows, oldest first, with what the mail server said until the connection was lost",
  effect: "read",
  scope: "actions:read",
  method: "GET",
  path: "/v1/sends",
  status: 200,
  input: z.strictObject({ ...page, limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({ items: z.array(unknownSend), next: z.string().nullable() }),
  problems: ["invalid_input"],
});

/** A person's word on a send. */
export const settleSend = operation({
  name: "sends.settle",
  summary:
    "Say whether a message whose result nobody knows was sent; one that was not is never sent again by itself, only proposed anew",
  effect: "send",
  scope: "approvals:decide",
  method: "POST",
  path: "/v1/sends/{actionId}/settle",
  status: 200,
  input: z
    .strictObject({
      actionId: idSchema("act"),
      was: z.enum(["sent", "not_sent"]),
      reason: z.string().trim().min(3).max(500).describe("how you know, such as `not in the Sent folder`"),
      again: z
        .boolean()
        .default(false)
        .describe("for `not_sent`: propose the same message anew, in your name; it is decided like any other"),
    })
    .refine((input) => input.was === "not_sent" || !input.again, "only what was not sent can be proposed again"),
  output: z.object({ id: idSchema("act"), state: ActionState, again: ProposeAnswer.nullable() }),
  problems: ["not_found", "conflict", "invalid_input"],
  agents: false,
});
