import { composeMail } from "../channel/compose.ts";
import { createDns } from "../channel/dns.ts";
import { createFormHttp } from "../channel/form-http.ts";
import type { DispatchDeps } from "../execution/deps.ts";
import { postalAddress, sendsOf } from "../execution/facts-for.ts";
import type { HealthDeps, MailboxDeps, PreflightDeps } from "../mailbox/deps.ts";
import { capFacts } from "../policy/caps.ts";
import type { Resources } from "./resources.ts";
import { selfMailer } from "./self-mail.ts";

type Senses = Omit<PreflightDeps & HealthDeps, keyof Omit<MailboxDeps, "sendsOf">>;

/** What the health of mailboxes is known by: the DNS, our own public address, what we sign, and blocks to the right. */
export function mailboxSenses(resources: Resources, accessToken: DispatchDeps["accessToken"]): Senses {
  const { env, config } = resources;
  const post = createFormHttp({ sleep: env.sleep, allowed: config.outboundAllow, who: "our public address" });
  return {
    sendsOf,
    sendToSelf: selfMailer(resources, accessToken),
    postalAddress,
    publicUrl: config.publicUrl,
    dns: createDns(),
    press: (url) => post(url, { "List-Unsubscribe": "One-Click" }),
    signProbe: (dkim) =>
      composeMail({
        from: { name: "Preflight", address: `preflight@${dkim.domain}` },
        to: `preflight@${dkim.domain}`,
        replyTo: `preflight@${dkim.domain}`,
        subject: "Preflight",
        text: "This message is signed and checked, and sent to nobody.",
        messageId: `<preflight@${dkim.domain}>`,
        date: env.wall(),
        unsubscribe: { url: config.publicUrl, mailto: `mailto:preflight@${dkim.domain}` },
        headers: {},
        dkim,
      }),
    usedToday: async (tx, mailboxIds) => {
      const book = await capFacts(
        tx,
        mailboxIds.map((key) => ({ kind: "mailbox" as const, key })),
        tx.now,
        [],
      );
      return new Map(mailboxIds.map((key) => [key, book.window({ kind: "mailbox", key }).d1]));
    },
  };
}
