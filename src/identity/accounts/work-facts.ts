import type { Tx } from "../../kernel/sql.ts";
import { registrableDomain } from "../core/host.ts";
import { rolesOfContacts } from "../store/committee.ts";
import { formerAmong } from "../store/domains.ts";
import type { ContactView } from "../store/people.ts";
import { presentJobs } from "../store/relationships.ts";
import type { BuyingRole } from "./contract.ts";

/** What is known of a contact's work, as decisions, scores and messages read it. */
export interface WorkFacts {
  readonly seniority: string | null;
  readonly jobFunction: string | null;
  readonly buyingRole: BuyingRole | null;
  readonly jobChangedAt: number | null;
  /** The address is at a domain that its account has left: it says who somebody was, and nobody is written to there. */
  readonly isAddressLeft: boolean;
}

/** Reads it for many contacts with three statements. */
export async function workFactsFor(tx: Tx, rows: readonly ContactView[]): Promise<(contactId: string) => WorkFacts> {
  if (rows.length === 0) return () => nothing;
  const ids = rows.map((row) => row.id);
  const domainOf = new Map(rows.flatMap((row) => (row.email === null ? [] : [[row.id, registrableDomain(row.email)]])));
  const domains = [...new Set([...domainOf.values()].flatMap((domain) => domain ?? []))];
  const [present, played, left] = await Promise.all([
    presentJobs(tx, ids),
    rolesOfContacts(tx, ids),
    domains.length === 0 ? new Set<string>() : formerAmong(tx, domains),
  ]);
  const jobs = new Map(present.map((job) => [job.contact_id, job]));
  const roles = Map.groupBy(played, (role) => role.contact_id);
  const accountOf = new Map(rows.map((row) => [row.id, row.account_id]));
  return (contactId) => {
    const job = jobs.get(contactId);
    // A part that was played at an account that the contact has left says nothing about this one.
    const role = roles.get(contactId)?.find((one) => one.account_id === accountOf.get(contactId));
    return {
      seniority: job?.seniority ?? null,
      jobFunction: job?.job_function ?? null,
      buyingRole: role?.role ?? null,
      jobChangedAt: job?.changed_at ?? null,
      isAddressLeft: left.has(domainOf.get(contactId) ?? ""),
    };
  };
}

const nothing: WorkFacts = {
  seniority: null,
  jobFunction: null,
  buyingRole: null,
  jobChangedAt: null,
  isAddressLeft: false,
};
