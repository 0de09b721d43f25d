import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";

const timeText = z.iso.datetime();
const channel = z.enum(["email", "phone", "sms", "post", "all"]);
const basis = z.enum(["consent", "soft_opt_in", "contract", "legitimate_interest"]);
const words = z.string().trim().min(1).max(2_000);

/** The consent in force, as decisions read it. */
const inForce = z.enum(["opt_in", "soft_opt_in", "contract", "legitimate_interest", "refused", "expired", "unknown"]);

const consentView = z.object({
  id: idSchema("cns"),
  channel,
  state: z.enum(["granted", "withdrawn"]),
  basis: basis.nullable(),
  jurisdiction: z.string().nullable(),
  obtainedAt: timeText,
  expiresAt: timeText.nullable(),
  /** Tells which address or number it is about without naming it. */
  hint: z.string(),
  source: z.string(),
  /** What was agreed to and how that is shown; people only. */
  words: z.record(z.string(), z.string()).nullable(),
  wordsDigest: z.string().nullable(),
  recordedBy: z.object({ kind: z.string(), id: z.string() }),
  recordedAt: timeText,
  auditId: idSchema("aud"),
});

/** Records that a contact agreed to be contacted, or took it back. */
export const recordConsent = operation({
  name: "consents.record",
  summary: "Record that consent was given or taken back, with what was agreed to and the evidence; it is never changed",
  effect: "write",
  scope: "consents:write",
  method: "POST",
  path: "/v1/consents",
  status: 201,
  input: z
    .strictObject({
      contactId: idSchema("con"),
      channel,
      state: z.enum(["granted", "withdrawn"]),
      basis: basis.optional().describe("needed when it was given"),
      address: z
        .string()
        .max(320)
        .optional()
        .describe("left out: the address that mail goes to; must be the contact's"),
      phone: z.string().max(40).optional().describe("left out: the contact's number"),
      jurisdiction: z
        .string()
        .regex(/^[A-Z]{2}$/, { error: "expected a country code such as `DE`" })
        .optional()
        .describe("the country whose law it was given under; left out, any"),
      obtainedAt: timeText.optional().describe("needed when it was given; a withdrawal counts from now"),
      expiresAt: timeText.optional(),
      wording: words.optional().describe("the sentence that was agreed to"),
      evidence: words.optional().describe("what shows it: a form, a page, a recording"),
    })
    .refine((input) => input.state === "withdrawn" || (input.basis !== undefined && input.obtainedAt !== undefined), {
      error: "expected `basis` and `obtainedAt`: a consent whose ground or date nobody knows is none",
      path: ["basis"],
    })
    .refine(
      ({ obtainedAt, expiresAt }) => obtainedAt === undefined || expiresAt === undefined || obtainedAt < expiresAt,
      {
        error: "expected an end after the beginning",
        path: ["expiresAt"],
      },
    ),
  output: z.object({ ids: z.array(idSchema("cns")), isNew: z.boolean(), inForce }),
  problems: ["invalid_input", "not_found"],
  agents: false,
});

/** What is recorded about a contact's consent. */
export const listConsents = operation({
  name: "consents.list",
  summary: "What is recorded about a contact's consent, newest first, and what is in force for mail now",
  effect: "read",
  scope: "consents:read",
  method: "GET",
  path: "/v1/contacts/{contactId}/consents",
  status: 200,
  input: z.strictObject({ contactId: idSchema("con") }),
  output: z.object({ inForce, items: z.array(consentView) }),
  problems: ["not_found"],
});
