import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { actorOf, appendAudit } from "../audit/append.ts";
import { type Id, newId } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { mailboxesCreate } from "./contract.ts";
import type { MailboxDeps } from "./deps.ts";
import { schedulePreflight } from "./health/preflight.ts";
import { imapColumns, mustSignIn, sealFor, smtpColumns, warmUpColumns } from "./settings.ts";
import { insertMailbox, type Mailbox } from "./store/mailbox.ts";
import { viewOfMailbox } from "./view.ts";

/** Connects a mailbox: makes its DKIM key, seals its secrets, and records who connected it. */
export async function createMailbox(
  deps: MailboxDeps,
  input: InputOf<typeof mailboxesCreate>,
  caller: Caller,
): Promise<OutputOf<typeof mailboxesCreate>> {
  mustSignIn(input.smtp.user, input.smtp.password, input.imap?.oauth !== undefined);
  // Before the transaction: making an RSA key takes a tenth of a second.
  const keys = input.dkimSelector === null ? null : await dkimKeys();
  return deps.db.write(caller.workspaceId, async (tx) => {
    const box = mailboxFrom(deps, input, keys, tx.workspaceId, tx.now);
    if (!(await insertMailbox(tx, box))) {
      throw problem("conflict", `the mailbox \`${box.address}\` is already connected: read it with \`mailboxes.list\``);
    }
    await appendAudit(deps, tx, [
      {
        type: "mailbox.created",
        actor: actorOf(caller),
        subject: { mailbox: box.id },
        data: { dailyCap: box.dailyCap, signs: keys !== null },
      },
    ]);
    await schedulePreflight(deps, tx, box);
    return viewOfMailbox(box, deps.env.wall());
  });
}

function mailboxFrom(
  deps: MailboxDeps,
  input: InputOf<typeof mailboxesCreate>,
  keys: DkimKeys | null,
  workspaceId: Id<"wsp">,
  now: number,
): Mailbox {
  const seal = sealFor(deps.vault, workspaceId);
  const readFrom = deps.env.wall() - limits.imapLookBackMs;
  const fromDomain = input.address.slice(input.address.lastIndexOf("@") + 1);
  return {
    id: newId(deps.env, "mbx"),
    address: input.address,
    displayName: input.displayName,
    fromDomain,
    inboundDomain: input.inboundDomain ?? fromDomain,
    ...smtpColumns(seal, input.smtp),
    ...imapColumns(seal, input.imap ?? null, readFrom),
    readFault: null,
    settingsVersion: 1,
    dkimSelector: input.dkimSelector,
    dkimPublicKey: keys?.publicKey ?? null,
    dkimPrivateKeySealed: seal(keys?.privateKey),
    dailyCap: input.dailyCap,
    state: "active",
    stateReason: null,
    stateChangedAt: now,
    breaker: "closed",
    ...warmUpColumns(input.warmUp),
    lastReadAt: null,
    createdAt: now,
  };
}

interface DkimKeys {
  /** SubjectPublicKeyInfo in base64, as the `p=` tag of RFC 6376 wants it. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/** RSA, because many receivers still cannot check Ed25519 signatures (RFC 8463). */
async function dkimKeys(): Promise<DkimKeys> {
  const pair = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2_048,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return { publicKey: pair.publicKey.toString("base64"), privateKey: pair.privateKey };
}
