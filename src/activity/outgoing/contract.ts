import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { activityKind } from "../contract.ts";

const byWebhook = z.strictObject({ webhookId: idSchema("whk") });
const reason = z.string().trim().min(3, "say why, in at least 3 characters").max(500);
const cursor = z.string().regex(/^\d{1,15}$/, { error: "expected the cursor of an event of the feed" });

/** Whether events are sent: `off` is what Fairlead itself switched off, after days of failures or at the receiver's word. */
export const webhookStates = ["active", "paused", "off"] as const;

/** What became of one delivery: `failed` is given up until it is replayed. */
export const deliveryStates = ["waiting", "delivered", "failed"] as const;

/** A webhook as callers see it; its secret is shown once, when it is made. */
export const webhookView = z.object({
  id: idSchema("whk"),
  url: z.string(),
  kinds: z.array(activityKind).nullable(),
  state: z.enum(webhookStates),
  stateReason: z.string().nullable(),
  /** Up to where in the feed deliveries were made. */
  cursor: z.string(),
  failingSince: z.string().nullable(),
  /** Until when calls are signed with the former secret too. */
  formerSecretUntil: z.string().nullable(),
  createdAt: z.string(),
});

const withSecret = webhookView.extend({ secret: z.string() });

/** Names an address to which every event is sent, signed by the scheme of Standard Webhooks. */
export const createWebhook = operation({
  name: "webhooks.create",
  summary: "Send every event to an address of yours, signed (Standard Webhooks); the secret is shown once",
  effect: "write",
  scope: "webhooks:write",
  method: "POST",
  path: "/v1/webhooks",
  status: 201,
  input: z.strictObject({
    url: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .describe("`https://`, at a public address"),
    kinds: z.array(activityKind).min(1).max(40).optional().describe("only these kinds; all without it"),
    after: cursor.optional().describe("where in the feed to begin; now without it"),
  }),
  output: withSecret,
  problems: ["invalid_input", "conflict"],
  agents: false,
});

/** Every webhook of the workspace. */
export const listWebhooks = operation({
  name: "webhooks.list",
  summary: "The addresses that events are sent to, and how each is doing",
  effect: "read",
  scope: "webhooks:read",
  method: "GET",
  path: "/v1/webhooks",
  status: 200,
  input: z.strictObject({}),
  output: z.object({ items: z.array(webhookView) }),
  problems: [],
});

/** Sends nothing more; what happens meanwhile is sent after it is resumed. */
export const pauseWebhook = operation({
  name: "webhooks.pause",
  summary: "Stop sending to a webhook; what happens meanwhile is kept for it",
  effect: "stop",
  scope: "webhooks:write",
  method: "POST",
  path: "/v1/webhooks/{webhookId}/pause",
  status: 200,
  input: byWebhook.extend({ reason }),
  output: webhookView,
  problems: ["not_found"],
  agents: false,
});

/** Sends again, from where it stopped. */
export const resumeWebhook = operation({
  name: "webhooks.resume",
  summary: "Send to a webhook again, from where it stopped",
  effect: "write",
  scope: "webhooks:write",
  method: "POST",
  path: "/v1/webhooks/{webhookId}/resume",
  status: 200,
  input: byWebhook,
  output: webhookView,
  problems: ["not_found"],
  agents: false,
});

/** Makes a new secret; calls are signed with both for a day. */
export const rotateWebhook = operation({
  name: "webhooks.rotate",
  summary: "Make a new secret for a webhook, shown once; calls are signed with the former one too for 24 hours",
  effect: "write",
  scope: "webhooks:write",
  method: "POST",
  path: "/v1/webhooks/{webhookId}/rotate",
  status: 200,
  input: byWebhook,
  output: withSecret,
  problems: ["not_found"],
  agents: false,
});

/** What was sent to a webhook and what came of it, newest first. */
export const listDeliveries = operation({
  name: "webhooks.deliveries",
  summary: "What was sent to a webhook and what it answered, newest events first",
  effect: "read",
  scope: "webhooks:read",
  method: "GET",
  path: "/v1/webhooks/{webhookId}/deliveries",
  status: 200,
  input: byWebhook.extend({
    state: z.enum(deliveryStates).optional(),
    before: cursor.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({
    items: z.array(
      z.object({
        id: idSchema("dlv"),
        eventId: idSchema("evt"),
        cursor: z.string(),
        state: z.enum(deliveryStates),
        tries: z.number().int(),
        dueAt: z.string().nullable(),
        attemptedAt: z.string().nullable(),
        status: z.number().int().nullable(),
        says: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  problems: ["not_found", "invalid_input"],
});

/** Sends again: one delivery, or everything behind a cursor. Each call keeps its `webhook-id`. */
export const replayWebhook = operation({
  name: "webhooks.replay",
  summary: "Send one delivery again, or every event behind a cursor; the receiver knows them by their `webhook-id`",
  effect: "write",
  scope: "webhooks:write",
  method: "POST",
  path: "/v1/webhooks/{webhookId}/replay",
  status: 200,
  input: byWebhook.extend({ deliveryId: idSchema("dlv").optional(), after: cursor.optional() }),
  output: webhookView,
  problems: ["not_found", "invalid_input"],
  agents: false,
});
