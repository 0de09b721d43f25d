import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { breakerScope, breakerState } from "../contract.ts";

/** Why a breaker tripped. */
export const breakerCause = z.enum(["complaints", "bounces", "blocks", "authentication", "sender_refused"]);

const basisPoints = z.number().int().describe("in basis points: 100 are one per cent");
const reason = z.string().trim().min(3).max(500);

/** A breaker as callers see it; `key` is a mailbox id, a domain, a sequence id or a provider. */
export const breakerView = z.object({
  scope: breakerScope,
  key: z.string(),
  state: breakerState,
  cause: breakerCause,
  says: z.string(),
  failures: z.number().int(),
  sent: z.number().int(),
  rateBp: basisPoints,
  leastBp: basisPoints.describe("what the true rate is at least, with a confidence of 95 %, in basis points"),
  stopBp: basisPoints,
  trippedAt: z.string(),
  armedAt: z
    .string()
    .nullable()
    .describe("when a person last armed it again: failures of what was sent before do not count"),
  auditId: idSchema("aud"),
});

/** The breakers that stop something now. */
export const breakersList = operation({
  name: "breakers.list",
  summary: "List the breakers that stop sending now: of mailboxes, domains, sequences and providers",
  effect: "read",
  scope: "mailboxes:read",
  method: "GET",
  path: "/v1/breakers",
  status: 200,
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
  output: z.object({ items: z.array(breakerView) }),
  problems: ["invalid_input"],
});

/** Lets a scope send again: for people with the right to resume, who say why. */
export const breakersRearm = operation({
  name: "breakers.rearm",
  summary: "Arm a tripped breaker again, so that its scope sends and is counted from nothing; needs a reason",
  effect: "write",
  scope: "workspace:resume",
  method: "POST",
  path: "/v1/breakers/rearm",
  status: 200,
  input: z.strictObject({ scope: breakerScope, key: z.string().min(1).max(255), reason }),
  output: breakerView,
  problems: ["invalid_input", "not_found", "conflict"],
  agents: false,
});
