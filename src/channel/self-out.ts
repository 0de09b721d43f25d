import type { Env } from "../kernel/env.ts";
import type { MailRoute, SendResult } from "./port.ts";
import { converse } from "./smtp-out.ts";

/** Sends a mail to the address that it comes from. */
export type SelfChannel = (route: MailRoute, address: string, raw: Buffer) => Promise<SendResult>;

/**
 * A way by which a mailbox writes to itself and to nobody else: there is one address, and it is both ends. So it needs no permit,
 * which is the right to reach somebody.
 */
export function createSelfChannel(deps: { readonly sleep: Env["sleep"]; readonly deadlineMs?: number }): SelfChannel {
  return (route, address, raw) =>
    converse(deps, route, { envelopeFrom: address, to: address, raw, envelopeId: "self" });
}
