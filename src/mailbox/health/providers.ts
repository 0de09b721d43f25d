import { dayMs } from "../../kernel/env.ts";
import { enqueue, type Job } from "../../kernel/jobs.ts";
import type { Tx } from "../../kernel/sql.ts";
import { exemption } from "../core/exempt.ts";
import { domainOf, providerOf, wellKnownProvider } from "../core/provider.ts";
import { type MailboxDeps, type PreflightDeps, providerQueue, type Send } from "../deps.ts";
import { mailboxesById } from "../store/mailbox.ts";
import { keepProvider, providersByDomain } from "../store/providers.ts";

/** MX records are asked for again when mail is sent there after this time. */
const holdsMs = 30 * dayMs;

/** Says who takes in mail for an address. */
export type ProviderBook = (address: string) => string;

/** Who takes in mail for these addresses: as the MX records said, else by well-known domains, else the domain itself. */
export async function providersFor(tx: Tx, addresses: readonly string[]): Promise<ProviderBook> {
  const asked = [...new Set(addresses.map(domainOf))].filter((domain) => wellKnownProvider(domain) === undefined);
  const rows = asked.length === 0 ? [] : await providersByDomain(tx, asked);
  const known = new Map(rows.map(({ domain, provider }) => [domain, provider]));
  return (address) => known.get(domainOf(address)) ?? providerOf(domainOf(address));
}

/** Has the MX records of domains looked up that were written to and are not known; never for mailboxes that reach no stranger. */
export async function scheduleProviders(deps: Pick<MailboxDeps, "env">, tx: Tx, sends: readonly Send[]): Promise<void> {
  const boxes = await mailboxesById(tx, [...new Set(sends.map((send) => send.mailboxId))]);
  const live = new Set(boxes.filter((box) => exemption(box) === null).map((box) => box.id));
  const wanted = sends.filter((send) => live.has(send.mailboxId)).map((send) => domainOf(send.toAddress));
  const domains = [...new Set(wanted)].filter((domain) => wellKnownProvider(domain) === undefined);
  if (domains.length === 0) return;
  const fresh = (await providersByDomain(tx, domains)).filter(({ lookedAt }) => lookedAt + holdsMs > tx.now);
  const stale = domains.filter((domain) => !fresh.some((one) => one.domain === domain));
  await enqueue(
    deps.env,
    tx,
    stale.map((domain) => ({ queue: providerQueue, key: domain, payload: { domain } })),
  );
}

/** Looks up who takes in mail for a domain; what the DNS does not tell now is asked at the next message. */
export async function lookUpProvider(deps: PreflightDeps, job: Job): Promise<void> {
  const domain = String(job.payload["domain"]);
  const answer = await deps.dns.mx(domain);
  if (answer.kind === "unknown") return;
  const hosts = answer.kind === "records" ? answer.records.map(({ host }) => host) : [];
  await deps.db.write(job.workspaceId, (tx) => keepProvider(tx, domain, providerOf(domain, hosts)));
}
