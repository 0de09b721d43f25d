import type { Id } from "../kernel/ids.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { Vault } from "../kernel/vault.ts";
import { vaultPurpose } from "./deps.ts";
import { mailboxesById } from "./store/mailbox.ts";

/** All that is needed to send as a mailbox, with the secrets opened; never logged, stored or shown. */
export interface MailboxCredentials {
  readonly mailboxId: Id<"mbx">;
  readonly address: string;
  readonly displayName: string;
  readonly fromDomain: string;
  readonly inboundDomain: string;
  readonly smtp: {
    readonly host: string;
    readonly port: number;
    readonly secure: boolean;
    readonly user?: string;
    readonly password?: string;
    /** Set where the user signs in with the mailbox's access token. */
    readonly usesToken?: true;
  };
  /** Whether the mailbox is read over IMAP: then mail to it can only come to its own address. */
  readonly isFetched: boolean;
  /** Absent when the relay signs. */
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly privateKey: string };
}

/** Opens the sealed settings of a mailbox, for rendering (DKIM) and for the channel (SMTP). */
export async function credentials(
  deps: { readonly vault: Vault },
  tx: Tx,
  mailboxId: Id<"mbx">,
): Promise<MailboxCredentials> {
  const [box] = await mailboxesById(tx, [mailboxId]);
  if (box === undefined) throw problem("not_found", `there is no mailbox \`${mailboxId}\`: connect it first`);
  const open = (sealed: Buffer): string => deps.vault.openFor(tx.workspaceId, vaultPurpose, sealed).toString("utf8");
  return {
    mailboxId: box.id,
    address: box.address,
    displayName: box.displayName,
    fromDomain: box.fromDomain,
    inboundDomain: box.inboundDomain,
    smtp: {
      host: box.smtpHost,
      port: box.smtpPort,
      secure: box.smtpSecure,
      ...(box.smtpUser === null ? {} : { user: box.smtpUser }),
      ...(box.smtpPasswordSealed === null ? {} : { password: open(box.smtpPasswordSealed) }),
      ...(box.smtpUser !== null && box.smtpPasswordSealed === null ? { usesToken: true as const } : {}),
    },
    isFetched: box.imapHost !== null,
    ...(box.dkimSelector === null || box.dkimPrivateKeySealed === null
      ? {}
      : { dkim: { domain: box.fromDomain, selector: box.dkimSelector, privateKey: open(box.dkimPrivateKeySealed) } }),
  };
}
