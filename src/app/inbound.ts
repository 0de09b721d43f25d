import { decodeToken, tokensIn, workspaceTag } from "../activity/core/verp.ts";
import { mailTokenPurpose } from "../activity/deps.ts";
import { countReaction } from "../activity/reaction-time.ts";
import { type InboundMail, receiveMail } from "../activity/receive.ts";
import { takeLoop } from "../activity/take-loop.ts";
import type { App } from "../app.ts";
import type { Arrival, ArrivedMail } from "../channel/smtp-in.ts";
import type { Id } from "../kernel/ids.ts";
import { Transient } from "../kernel/problem.ts";
import { inboundRoutes, recordRead } from "../mailbox/heartbeat.ts";

/** Whether any workspace receives mail for an address. */
export async function acceptsAddress(app: App, address: string): Promise<boolean> {
  return (await workspacesFor(app, address)).length > 0;
}

/** Takes a mail in for each workspace that it is addressed to; 250 only after every one of them committed. */
export async function takeMail(app: App, mail: ArrivedMail): Promise<Arrival> {
  const { env, log } = app.resources;
  const arrivedAt = env.wall();
  try {
    const recipients = new Map<Id<"wsp">, string[]>();
    for (const address of mail.envelopeTo) {
      for (const workspaceId of await workspacesFor(app, address))
        recipients.set(workspaceId, [...(recipients.get(workspaceId) ?? []), address]);
    }
    for (const [workspaceId, envelopeTo] of recipients) {
      const inbound: InboundMail = {
        workspaceId,
        envelopeFrom: mail.envelopeFrom,
        envelopeTo,
        raw: mail.raw,
        ...(mail.isCut ? { wholeBytes: mail.sizeBytes } : {}),
      };
      if (await takeLoop(app.deps.activity, inbound)) continue;
      const { isNew } = await receiveMail(app.deps.activity, inbound);
      if (isNew) await countReaction(app.resources, workspaceId, "smtp", arrivedAt);
    }
    return { taken: true };
  } catch (error) {
    log(error instanceof Transient ? "warn" : "error", "inbound.not_recorded", {
      says: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    return { taken: false, code: 451, says: "4.3.0 cannot record the message now, try again later" };
  }
}

/**
 * The workspaces that an address belongs to. Whose mailbox it is comes before whose domain it is in, so that naming a domain
 * gives nobody the mail of another's mailbox (I13). Where two are left, a token names the one that sent.
 */
async function workspacesFor(app: App, address: string): Promise<readonly Id<"wsp">[]> {
  const { db, vault } = app.resources;
  const lower = address.toLowerCase();
  const [token] = tokensIn([lower]);
  const [mailboxes, domains]: [Id<"wsp">[], Id<"wsp">[]] = [[], []];
  for (const workspaceId of await db.workspaces()) {
    const routes = await db.read(workspaceId, inboundRoutes);
    if (routes.addresses.has(withoutTag(lower))) mailboxes.push(workspaceId);
    if (routes.domains.has(lower.slice(lower.lastIndexOf("@") + 1))) domains.push(workspaceId);
  }
  const own = mailboxes.length > 0 ? mailboxes : domains;
  if (own.length < 2 || token === undefined) return own;
  const named = own.filter((workspaceId) => {
    const keys = [{ workspaceId, key: vault.keyFor(workspaceId, mailTokenPurpose) }];
    return token.workspaceTag === workspaceTag(workspaceId) && decodeToken(token.token, token.purpose, keys) !== null;
  });
  return named.length > 0 ? named : own;
}

function withoutTag(address: string): string {
  return address.replace(/\+[^@]*@/, "@");
}

/** Says at intervals that mail is being taken in: a mailbox that cannot be read must not send. */
export async function tellReading(app: App, everyMs: number, signal: AbortSignal): Promise<void> {
  const { db, env, log } = app.resources;
  while (!signal.aborted) {
    try {
      for (const workspaceId of await db.workspaces()) await recordRead({ db, env }, workspaceId);
    } catch (error) {
      log("warn", "inbound.heartbeat", { says: error instanceof Error ? error.message : String(error) });
    }
    await env.sleep(everyMs, signal);
  }
}
