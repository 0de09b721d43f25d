import type { z } from "zod";
import { type Instant, isoFromInstant, isoOrNull } from "../kernel/env.ts";
import type { mailboxView } from "./contract.ts";
import { readability } from "./core/readable.ts";
import type { WarmUp } from "./core/warm-up.ts";
import type { Mailbox } from "./store/mailbox.ts";

/** A mailbox as the contract shows it; `at` is real time, for the read gap. */
export function viewOfMailbox(box: Mailbox, at: Instant): z.input<typeof mailboxView> {
  return {
    id: box.id,
    address: box.address,
    displayName: box.displayName,
    fromDomain: box.fromDomain,
    inboundDomain: box.inboundDomain,
    smtp: { host: box.smtpHost, port: box.smtpPort, secure: box.smtpSecure, user: box.smtpUser },
    imap:
      box.imapHost === null || box.imapPort === null || box.imapSecure === null || box.imapUser === null
        ? null
        : {
            host: box.imapHost,
            port: box.imapPort,
            secure: box.imapSecure,
            user: box.imapUser,
            signsIn: box.oauthTokenUrl === null ? "password" : "oauth",
          },
    readFault: box.readFault,
    state: box.state,
    stateReason: box.stateReason,
    stateChangedAt: isoFromInstant(box.stateChangedAt),
    dailyCap: box.dailyCap,
    warmUp: warmUpOf(box),
    breaker: box.breaker,
    dkim:
      box.dkimSelector === null || box.dkimPublicKey === null
        ? null
        : {
            selector: box.dkimSelector,
            recordName: `${box.dkimSelector}._domainkey.${box.fromDomain}`,
            recordValue: `v=DKIM1; k=rsa; p=${box.dkimPublicKey}`,
          },
    isReadable: readability(box.lastReadAt, at).isReadable,
    lastReadAt: isoOrNull(box.lastReadAt),
    createdAt: isoFromInstant(box.createdAt),
  };
}

/** How a mailbox warms up; null where it does not. */
export function warmUpOf(box: Pick<Mailbox, "warmUpStart" | "warmUpGrowthPercent" | "warmUpCeiling">): WarmUp | null {
  const { warmUpStart: startPerDay, warmUpGrowthPercent: growthPercent, warmUpCeiling: ceiling } = box;
  return startPerDay === null || growthPercent === null || ceiling === null
    ? null
    : { startPerDay, growthPercent, ceiling };
}
