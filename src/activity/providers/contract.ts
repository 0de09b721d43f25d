import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";

const reason = z.string().trim().min(3, "say why, in at least 3 characters").max(500);
const byProvider = z.strictObject({ providerId: idSchema("esp") });
const secret = z.string().min(8).max(4_000);

/** Whose webhooks are understood. */
export const providerKinds = [
  "ses-sns",
  "postmark",
  "sendgrid",
  "mailgun",
  "resend",
  "gmail-pubsub",
  "ms-graph",
] as const;

/** Whether a provider's calls are taken: a paused one is told to try again later. */
export const providerStates = ["active", "paused"] as const;

/** A sending provider as callers see it; neither its secret nor its address is shown again. */
export const providerView = z.object({
  id: idSchema("esp"),
  kind: z.enum(providerKinds),
  name: z.string(),
  state: z.enum(providerStates),
  stateReason: z.string().nullable(),
  topicArn: z.string().nullable(),
  confirmedAt: z.string().nullable().describe("when the subscription of an SNS topic was confirmed"),
  mailboxId: idSchema("mbx").nullable(),
  formerSecretUntil: z.string().nullable().describe("until when calls by the former secret are believed too"),
  notice: z
    .string()
    .nullable()
    .describe("what the provider last said of the subscription itself, such as that it ends"),
  heardAt: z.string().nullable().describe("when a call was last believed"),
  events: z.number().int().describe("events of the last 90 days that fit a message of ours"),
  unmatched: z.number().int().describe("events that fit none; but for an opt-out by address they changed nothing"),
  createdAt: z.string(),
});

const withAddress = providerView.extend({
  url: z.string().describe("where the provider is to call; whoever knows it may try, so treat it as a secret"),
});

/** Connects a sending provider, so that its webhooks are believed. */
export const createProvider = operation({
  name: "providers.create",
  summary: "Connect a sending provider: the answer names the address for its webhooks, once",
  effect: "write",
  scope: "providers:write",
  method: "POST",
  path: "/v1/providers",
  status: 201,
  input: z.strictObject({
    kind: z.enum(providerKinds),
    name: z.string().trim().min(1).max(100).optional().describe("what people call it; its kind without it"),
    secret: secret
      .optional()
      .describe(
        "what calls are checked with: SendGrid's verification key, Mailgun's signing key, Resend's `whsec_…`, the `clientState` of Graph, `user:password` of Postmark",
      ),
    topicArn: z
      .string()
      .max(400)
      .regex(/^arn:aws(-cn)?:sns:[a-z0-9-]+:\d{12}:[\w.-]+$/, { error: "expected the ARN of an SNS topic" })
      .optional()
      .describe("the one topic that counts (SES)"),
    mailboxId: idSchema("mbx").optional().describe("whose mailbox is read at a notice (Gmail, Graph)"),
    audience: z.string().min(1).max(500).optional().describe("the audience of the push subscription (Gmail)"),
    serviceAccount: z.email().max(320).optional().describe("the account that the push subscription calls as (Gmail)"),
  }),
  output: withAddress,
  problems: ["invalid_input", "not_found", "conflict"],
  agents: false,
});

/** Every sending provider of the workspace. */
export const listProviders = operation({
  name: "providers.list",
  summary: "The connected sending providers, when each was last heard, and how many of its events fit our messages",
  effect: "read",
  scope: "providers:write",
  method: "GET",
  path: "/v1/providers",
  status: 200,
  input: z.strictObject({}),
  output: z.object({ items: z.array(providerView) }),
  problems: [],
  agents: false,
});

/** Takes a new secret, a new address, or both. */
export const rotateProvider = operation({
  name: "providers.rotate",
  summary: "Give a sending provider a new secret; the former one holds for 24 hours. Can make a new address, at once",
  effect: "write",
  scope: "providers:write",
  method: "POST",
  path: "/v1/providers/{providerId}/rotate",
  status: 200,
  input: byProvider.extend({
    secret: secret.optional().describe("the new secret, as with `providers.create`"),
    newAddress: z.boolean().default(false).describe("makes a new address; calls to the one before reach nobody"),
  }),
  output: withAddress,
  problems: ["invalid_input", "not_found", "conflict"],
  agents: false,
});

/** Takes no calls; the provider tries again for as long as it does. */
export const pauseProvider = operation({
  name: "providers.pause",
  summary: "Take no calls of a sending provider for now; it is told to try again later",
  effect: "stop",
  scope: "providers:write",
  method: "POST",
  path: "/v1/providers/{providerId}/pause",
  status: 200,
  input: byProvider.extend({ reason }),
  output: providerView,
  problems: ["not_found"],
  agents: false,
});

/** Takes calls again. */
export const resumeProvider = operation({
  name: "providers.resume",
  summary: "Take the calls of a sending provider again",
  effect: "write",
  scope: "providers:write",
  method: "POST",
  path: "/v1/providers/{providerId}/resume",
  status: 200,
  input: byProvider,
  output: providerView,
  problems: ["not_found"],
  agents: false,
});
