import type { z } from "zod";
import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { InputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Vault } from "../kernel/vault.ts";
import type { ImapSettings, mailboxesCreate, WarmUpSettings } from "./contract.ts";
import { vaultPurpose } from "./deps.ts";
import type { Mailbox } from "./store/mailbox.ts";

type SmtpSettings = InputOf<typeof mailboxesCreate>["smtp"];

/** Seals a secret of a mailbox; one that was not given stays absent. */
export type Seal = (text: string | undefined) => Buffer | null;

/** How secrets of mailboxes of a workspace are sealed. */
export function sealFor(vault: Vault, workspaceId: Id<"wsp">): Seal {
  return (text) => (text === undefined ? null : vault.sealFor(workspaceId, vaultPurpose, Buffer.from(text)));
}

/** The settings of the way out as they are stored. */
export function smtpColumns(seal: Seal, smtp: SmtpSettings) {
  return {
    smtpHost: smtp.host,
    smtpPort: smtp.port,
    smtpSecure: smtp.secure,
    smtpUser: smtp.user ?? null,
    smtpPasswordSealed: seal(smtp.password),
  } satisfies Partial<Mailbox>;
}

/** The settings of reading as they are stored; all null where mail comes by SMTP. */
export function imapColumns(seal: Seal, imap: z.output<z.ZodType<ImapSettings>> | null, readFrom: Instant) {
  return {
    imapHost: imap?.host ?? null,
    imapPort: imap?.port ?? null,
    imapSecure: imap?.secure ?? null,
    imapUser: imap?.user ?? null,
    imapPasswordSealed: seal(imap?.password),
    oauthTokenUrl: imap?.oauth?.tokenUrl ?? null,
    oauthClientId: imap?.oauth?.clientId ?? null,
    oauthScope: imap?.oauth?.scope ?? null,
    oauthClientSecretSealed: seal(imap?.oauth?.clientSecret),
    oauthRefreshTokenSealed: seal(imap?.oauth?.refreshToken),
    readFrom: imap === null ? null : readFrom,
  } satisfies Partial<Mailbox>;
}

/** The settings of a warm-up as they are stored: it begins on its first day. */
export function warmUpColumns(warmUp: WarmUpSettings | null) {
  return {
    warmUpStart: warmUp?.startPerDay ?? null,
    warmUpGrowthPercent: warmUp?.growthPercent ?? null,
    warmUpCeiling: warmUp?.ceiling ?? null,
    warmDays: 0,
    warmLastDay: null,
  } satisfies Partial<Mailbox>;
}

/** Refuses a user of the relay who has nothing to sign in with. */
export function mustSignIn(user: string | null | undefined, password: unknown, hasOauth: boolean): void {
  if (user === undefined || user === null || (password !== undefined && password !== null) || hasOauth) return;
  const says = "expected a password with the user, or `imap.oauth` that gives an access token";
  throw problem("invalid_input", `\`smtp.password\`: ${says}`, { errors: [{ path: "/smtp/password", message: says }] });
}
