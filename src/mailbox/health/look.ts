import { encodeToken } from "../../activity/core/verp.ts";
import { mailTokenPurpose } from "../../activity/deps.ts";
import { invalidLinkTitle } from "../../activity/unsubscribe-page.ts";
import { registrableDomain } from "../../identity/core/host.ts";
import { type Id, newId } from "../../kernel/ids.ts";
import { judgeDkim } from "../core/dkim.ts";
import type { DnsAnswer } from "../core/dns-answer.ts";
import { judgeDmarc, judgeMx } from "../core/domain-checks.ts";
import { judgeClock, judgeInbox, judgePostalAddress, judgeUnsubscribe } from "../core/own-checks.ts";
import type { Found } from "../core/preflight.ts";
import { readability } from "../core/readable.ts";
import { judgeSpf, spfIn, spfLookupsMax, spfTargets } from "../core/spf.ts";
import type { MailboxCredentials } from "../credentials.ts";
import type { Dns, PreflightDeps } from "../deps.ts";
import type { Mailbox } from "../store/mailbox.ts";

/** What a preflight starts from, as read in one transaction. */
export interface Subject {
  readonly workspaceId: Id<"wsp">;
  readonly box: Mailbox;
  readonly dkim: MailboxCredentials["dkim"];
  readonly postalAddress: string;
}

/** Asks the world everything that the preflight wants to know; takes seconds, so never inside a transaction. */
export async function lookAt(deps: PreflightDeps, subject: Subject): Promise<readonly Found[]> {
  const { box, postalAddress } = subject;
  const at = deps.env.wall();
  const [spf, dkim, dmarc, mx, pressed] = await Promise.all([
    lookAtSpf(deps.dns, box),
    lookAtDkim(deps, subject),
    lookAtDmarc(deps.dns, box, subject.dkim !== undefined),
    deps.dns.mx(box.inboundDomain),
    deps.press(linkToNothing(deps, subject.workspaceId)),
  ]);
  return [
    spf,
    dkim,
    dmarc,
    judgeMx(box.inboundDomain, mx),
    judgeInbox(readability(box.lastReadAt, at), box.readFault),
    judgeUnsubscribe(deps.publicUrl, pressed, invalidLinkTitle),
    judgePostalAddress(postalAddress),
    judgeClock(deps.env.wall(), pressed),
  ];
}

/** The domain of the return path: a mailbox that is fetched has only its own address. */
function returnDomainOf(box: Mailbox): string {
  return box.imapHost === null ? box.inboundDomain : box.fromDomain;
}

function organisationOf(domain: string): string {
  return registrableDomain(domain) ?? domain;
}

/** Reads the SPF record of the return path and what it includes, up to the look-ups that receivers bear. */
async function lookAtSpf(dns: Dns, box: Mailbox): Promise<Found> {
  const domain = returnDomainOf(box);
  const records = new Map<string, DnsAnswer<string>>();
  let wanted = [domain];
  while (wanted.length > 0 && records.size <= spfLookupsMax) {
    const answers = await Promise.all(wanted.map(async (name) => [name, spfIn(await dns.txt(name))] as const));
    for (const [name, answer] of answers) records.set(name, answer);
    const found = answers.flatMap(([, answer]) =>
      answer.kind === "records" ? answer.records.flatMap(spfTargets) : [],
    );
    wanted = [...new Set(found)].filter((name) => !records.has(name)).slice(0, spfLookupsMax + 1 - records.size);
  }
  const relayAddresses = await dns.addresses(box.smtpHost);
  const relay = box.smtpHost.toLowerCase();
  const [organisation, relayOrganisation] = [organisationOf(domain), organisationOf(relay)];
  return judgeSpf({ domain, organisation, relay, relayOrganisation, relayAddresses }, records);
}

async function lookAtDkim(deps: PreflightDeps, { box, dkim }: Subject): Promise<Found> {
  if (dkim === undefined)
    return {
      name: "dkim",
      result: "exempt",
      says: "the relay signs, and what it signs is seen at a receiver alone",
      mend: "send a message to a mailbox of yours and look for `dkim=pass` in its Authentication-Results",
    };
  const recordName = `${dkim.selector}._domainkey.${dkim.domain}`;
  const [signed, answer] = await Promise.all([deps.signProbe(dkim), deps.dns.txt(recordName)]);
  return judgeDkim(signed, recordName, answer, `v=DKIM1; k=rsa; p=${box.dkimPublicKey ?? ""}`);
}

async function lookAtDmarc(dns: Dns, box: Mailbox, isSigned: boolean): Promise<Found> {
  const returnDomain = returnDomainOf(box);
  const fromOrganisation = organisationOf(box.fromDomain);
  const [own, organisation] = await Promise.all([
    dns.txt(`_dmarc.${box.fromDomain}`),
    dns.txt(`_dmarc.${fromOrganisation}`),
  ]);
  const returnOrganisation = organisationOf(returnDomain);
  const path = { fromDomain: box.fromDomain, fromOrganisation, returnDomain, returnOrganisation, isSigned };
  return judgeDmarc(path, own, organisation);
}

/** An unsubscribe link with a good signature that stands for no message: pressing it unsubscribes nobody. */
function linkToNothing(deps: PreflightDeps, workspaceId: Id<"wsp">): string {
  const subject = { workspaceId, messageId: newId(deps.env, "msg") };
  const token = encodeToken(subject, "unsubscribe", deps.vault.keyFor(workspaceId, mailTokenPurpose));
  return `${deps.publicUrl.replace(/\/$/, "")}/u/${token}`;
}
