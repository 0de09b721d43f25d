import { z } from "zod";
import { type Id, idSchema } from "../kernel/ids.ts";
import { operation } from "../kernel/operation.ts";

/** Whether a mailbox may send: a person pauses and resumes it. */
export const mailboxState = z.enum(["active", "paused"]);
export type MailboxState = z.output<typeof mailboxState>;

/** The circuit breaker of a mailbox: trips on complaints and bounces, and only a person closes it again. */
export const breakerState = z.enum(["closed", "tripped"]);
export type BreakerState = z.output<typeof breakerState>;

/** What a breaker stops: a mailbox, a sending domain, a sequence, or all mail to one provider of recipients. */
export const breakerScope = z.enum(["mailbox", "domain", "sequence", "provider"]);
export type BreakerScope = z.output<typeof breakerScope>;

/** What this block tells the blocks to its right in its own transaction. */
export type MailboxEvent =
  | { readonly type: "mailbox.paused"; readonly mailboxId: Id<"mbx">; readonly cause: Id<"aud"> }
  | { readonly type: "mailbox.resumed"; readonly mailboxId: Id<"mbx">; readonly cause: Id<"aud"> }
  | (OfBreaker & { readonly type: "breaker.rearmed" })
  | (OfBreaker & {
      /** `breaker.warned` stops nothing: a person looks before it has to stop. */
      readonly type: "breaker.tripped" | "breaker.warned";
      /** What is counted, such as `bounces`, and what a person is told of it. */
      readonly counts: string;
      readonly says: string;
    });

interface OfBreaker {
  readonly scope: BreakerScope;
  readonly key: string;
  /** The mailboxes of the scope; none for a sequence or a provider. */
  readonly mailboxIds: readonly Id<"mbx">[];
  readonly cause: Id<"aud">;
}

const domain = z
  .string()
  .max(253)
  .toLowerCase()
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/, {
    error: "expected a domain name such as `mail.example.com`",
  });

const smtp = z
  .strictObject({
    host: z.string().min(1).max(253),
    port: z.number().int().min(1).max(65_535).default(587),
    secure: z
      .boolean()
      .default(false)
      .describe("TLS from the first byte (port 465); otherwise STARTTLS is used where the server offers it"),
    user: z.string().min(1).max(320).optional(),
    password: z.string().min(1).max(1_000).optional().describe("left out where `imap.oauth` gives the access token"),
  })
  .refine((settings) => settings.user !== undefined || settings.password === undefined, {
    error: "expected a `user` with the `password`",
  });

/** How access tokens are had from the provider's token endpoint (RFC 6749 §6); the first sign-in happens elsewhere. */
const oauth = z.strictObject({
  tokenUrl: z.url({ protocol: /^https?$/ }).max(2_000),
  clientId: z.string().min(1).max(1_000),
  clientSecret: z.string().min(1).max(4_000).optional(),
  refreshToken: z.string().min(1).max(8_000),
  scope: z.string().min(1).max(2_000).optional(),
});

/** How a mailbox is read over IMAP. */
const imap = z
  .strictObject({
    host: z.string().min(1).max(253),
    port: z.number().int().min(1).max(65_535).default(993),
    secure: z
      .boolean()
      .default(true)
      .describe("TLS from the first byte (port 993); otherwise STARTTLS, which only loopback may do without"),
    user: z.string().min(1).max(320),
    password: z.string().min(1).max(1_000).optional(),
    oauth: oauth.optional(),
  })
  .refine((settings) => (settings.password === undefined) !== (settings.oauth === undefined), {
    error: "expected either a `password` or `oauth`",
  });

/** The settings of IMAP as callers give them. */
export type ImapSettings = z.output<typeof imap>;

/** How a new mailbox grows to its full use. */
const warmUp = z.strictObject({
  startPerDay: z.number().int().min(1).max(1_000).default(8),
  growthPercent: z.number().int().min(1).max(100).default(20),
  ceiling: z.number().int().min(1).max(10_000).default(40),
});

/** The settings of a warm-up as callers give them. */
export type WarmUpSettings = z.output<typeof warmUp>;

const displayName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}+$/u, { error: "expected no control characters" });

/** A mailbox as callers see it; secrets never leave the server. */
export const mailboxView = z.object({
  id: idSchema("mbx"),
  address: z.string(),
  displayName: z.string(),
  fromDomain: z.string(),
  inboundDomain: z.string(),
  smtp: z.object({ host: z.string(), port: z.number(), secure: z.boolean(), user: z.string().nullable() }),
  imap: z
    .object({
      host: z.string(),
      port: z.number(),
      secure: z.boolean(),
      user: z.string(),
      signsIn: z.enum(["password", "oauth"]),
    })
    .nullable()
    .describe("how the mailbox is read; null when its mail comes to our own server by SMTP"),
  readFault: z.string().nullable().describe("why the mailbox cannot be read now and what to do; null when it can"),
  state: mailboxState,
  stateReason: z.string().nullable(),
  stateChangedAt: z.string(),
  dailyCap: z.number().int(),
  warmUp: warmUp.nullable().describe("how the mailbox grows to its daily cap; null when it does not warm up"),
  breaker: breakerState,
  dkim: z
    .object({ selector: z.string(), recordName: z.string(), recordValue: z.string() })
    .nullable()
    .describe("the DNS TXT record to publish; null when the relay signs"),
  isReadable: z.boolean().describe("false while replies may be waiting unread: nothing is sent then"),
  lastReadAt: z.string().nullable(),
  createdAt: z.string(),
});

const byId = z.strictObject({ mailboxId: idSchema("mbx") });
const reason = z.string().trim().min(3).max(500);

/** Connects a mailbox that may send. */
export const mailboxesCreate = operation({
  name: "mailboxes.create",
  summary: "Connect a mailbox to send from; the answer names the DKIM record to publish",
  effect: "write",
  scope: "mailboxes:write",
  method: "POST",
  path: "/v1/mailboxes",
  status: 201,
  input: z.strictObject({
    address: z.email().max(254).toLowerCase(),
    displayName,
    inboundDomain: domain
      .optional()
      .describe("where replies and bounces come back; the address's own domain if left out"),
    smtp,
    imap: imap.optional().describe("left out when mail to the mailbox comes to our own server by SMTP"),
    dailyCap: z.number().int().min(1).max(10_000).default(40),
    warmUp: warmUp
      .nullable()
      .default(null)
      .describe(
        "for a mailbox that has not sent before: `{}` starts with 8 a day, grows by 20 % a day of sending, up to 40",
      ),
    dkimSelector: z
      .string()
      .toLowerCase()
      .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, { error: "expected one DNS label" })
      .nullable()
      .default("fairlead")
      .describe("null when the relay signs"),
  }),
  output: mailboxView,
  problems: ["invalid_input", "conflict"],
  agents: false,
});

/** Changes how a mailbox is reached; what is left out stays, secrets too. */
export const mailboxesUpdate = operation({
  name: "mailboxes.update",
  summary: "Change how a mailbox sends and is read, with new secrets; what is left out stays",
  effect: "write",
  scope: "mailboxes:write",
  method: "POST",
  path: "/v1/mailboxes/{mailboxId}",
  status: 200,
  input: byId.extend({
    displayName: displayName.optional(),
    smtp: smtp.optional(),
    imap: imap.nullable().optional().describe("null when its mail comes to our own server by SMTP from now on"),
    dailyCap: z.number().int().min(1).max(10_000).optional(),
    warmUp: warmUp.nullable().optional().describe("begins on its first day again; null ends it"),
  }),
  output: mailboxView,
  problems: ["invalid_input", "not_found"],
  agents: false,
});

/** Every mailbox of the workspace. */
export const mailboxesList = operation({
  name: "mailboxes.list",
  summary: "List the mailboxes, oldest first",
  effect: "read",
  scope: "mailboxes:read",
  method: "GET",
  path: "/v1/mailboxes",
  status: 200,
  input: z.strictObject({
    limit: z.coerce.number().int().min(1).max(500).default(50),
    after: idSchema("mbx").optional(),
  }),
  output: z.object({ items: z.array(mailboxView), next: idSchema("mbx").nullable() }),
  problems: ["invalid_input"],
});

/** One mailbox. */
export const mailboxesGet = operation({
  name: "mailboxes.get",
  summary: "Read one mailbox: its state, its cap and whether its replies can be read",
  effect: "read",
  scope: "mailboxes:read",
  method: "GET",
  path: "/v1/mailboxes/{mailboxId}",
  status: 200,
  input: byId,
  output: mailboxView,
  problems: ["not_found"],
});

/** Stops all sending from a mailbox at once; whoever may pause the workspace may pause a mailbox. */
export const mailboxesPause = operation({
  name: "mailboxes.pause",
  summary: "Stop sending from a mailbox at once",
  effect: "stop",
  scope: "workspace:pause",
  method: "POST",
  path: "/v1/mailboxes/{mailboxId}/pause",
  status: 200,
  input: byId.extend({ reason }),
  output: mailboxView,
  problems: ["not_found"],
  agents: false,
});

/** Lets a mailbox send again: needs the right to resume, and a reason of its own. */
export const mailboxesResume = operation({
  name: "mailboxes.resume",
  summary: "Let a paused mailbox send again and close its breaker",
  effect: "write",
  scope: "workspace:resume",
  method: "POST",
  path: "/v1/mailboxes/{mailboxId}/resume",
  status: 200,
  input: byId.extend({ reason }),
  output: mailboxView,
  problems: ["not_found"],
  agents: false,
});

/** The operations of this block. */
export const mailboxOperations = [
  mailboxesCreate,
  mailboxesUpdate,
  mailboxesList,
  mailboxesGet,
  mailboxesPause,
  mailboxesResume,
] as const;
