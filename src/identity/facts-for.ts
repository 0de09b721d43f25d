import { type Id, idFromUuid, idOrNull, uuidFromId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { BuyingRole } from "./accounts/contract.ts";
import { type WorkFacts, workFactsFor } from "./accounts/work-facts.ts";
import { withRanks } from "./claims/weigh-claims.ts";
import { contactSummary, emailClass } from "./contact-view.ts";
import type { AccountRelation, EmailClass } from "./contract.ts";
import { confidenceOf, isReady, missingFor, type Standing, storedEvidence } from "./core/confidence.ts";
import { emailMatchKey } from "./core/email.ts";
import { presentable } from "./core/golden-name.ts";
import { registrableDomain } from "./core/host.ts";
import { jobFunctionOf } from "./core/job-function.ts";
import { type Persona, personaOf } from "./core/persona.ts";
import { seniorityOf } from "./core/seniority.ts";
import { timeZoneCandidates, timeZonesOf } from "./core/time-zones.ts";
import { type CustomValues, customValuesReader } from "./fields/custom-values.ts";
import { domainsOfMany } from "./store/domains.ts";
import { recordsUnder } from "./store/keys.ts";
import { accountIdsAmong, type ContactView, contactIdsAfter, contactsByIds, formerIdsOf } from "./store/people.ts";
import { currentObservations, entitiesOf } from "./store/records.ts";

/** What identity knows about a contact, as decisions, scores and messages read it. */
export interface ContactFacts {
  /** The living contact, also when the id that was asked for was merged into it. */
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  readonly accountName: string | null;
  readonly name: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly title: string | null;
  /** What a column states, else what the title says. */
  readonly seniority: string | null;
  readonly jobFunction: string | null;
  readonly persona: Persona;
  /** The part in buying that somebody said the contact plays at its account, the surest one; null where nobody has. */
  readonly buyingRole: BuyingRole | null;
  /** When the contact left another account for this one; null where nothing tells of that. */
  readonly jobChangedAt: number | null;
  /** Where mail goes. */
  readonly email: string | null;
  readonly emailClass: EmailClass;
  readonly emailStatus: "verified" | "risky" | "invalid" | "unverified";
  readonly phone: string | null;
  /** The account's domain, else the mailbox's. */
  readonly domain: string | null;
  readonly country: string | null;
  readonly accountCountry: string | null;
  /** Every country that a record of the contact or the account names. */
  readonly countries: readonly string[];
  readonly industry: string | null;
  readonly employees: string | null;
  /** The lower end of what the records say, for rules that compare sizes. */
  readonly employeeCount: number | null;
  readonly segments: readonly string[];
  readonly relation: AccountRelation;
  /** 0 to 100 with its parts: those of the records as they are stored, freshness and conflict as of now. */
  readonly confidence: number;
  readonly confidenceParts: Readonly<Record<string, number>>;
  /** What outreach needs and is not there, each by name; empty and confident enough is ready. */
  readonly missingFields: readonly string[];
  readonly isReady: boolean;
  /** Values of declared fields by their name. */
  readonly custom: CustomValues;
  readonly accountCustom: CustomValues;
  /** Every time zone the contact may be in; empty when the country is unknown. */
  readonly timeZones: readonly string[];
}

/** Every address, number and domain of a person, over all records; addresses are match keys. */
export interface ContactAddresses {
  readonly addresses: readonly string[];
  readonly phones: readonly string[];
  readonly domains: readonly string[];
  readonly accountId: Id<"acc"> | null;
}

type ConId = Id<"con">;

/** Facts about contacts, by the ids that were asked for; an id that never was a contact has no entry. */
export async function contactFactsFor(tx: Tx, contactIds: readonly ConId[]): Promise<ReadonlyMap<ConId, ContactFacts>> {
  const [{ living, rows }, customOf] = await Promise.all([
    ofLiving(tx, contactIds, (ids) => contactsByIds(tx, ids)),
    customValuesReader(tx),
  ]);
  const workOf = await workFactsFor(tx, rows);
  const facts = new Map(rows.map((row) => [idFromUuid("con", row.id), factsOf(row, workOf(row.id), customOf, tx.now)]));
  return new Map(
    [...living].flatMap(([asked, id]) => {
      const found = facts.get(id);
      return found === undefined ? [] : [[asked, found] as const];
    }),
  );
}

/** The account that each of these living contacts is at, and nothing else of it. */
export async function accountsOfContacts(
  tx: Tx,
  contactIds: readonly ConId[],
): Promise<ReadonlyMap<ConId, Id<"acc"> | null>> {
  if (contactIds.length === 0) return new Map();
  const rows = await contactsByIds(tx, uuids(contactIds));
  return new Map(rows.map((row) => [idFromUuid("con", row.id), idOrNull("acc", row.account_id)]));
}

/** The domains that these accounts have now; one that has none has no entry. */
export async function domainsOfAccounts(
  tx: Tx,
  accountIds: readonly Id<"acc">[],
): Promise<ReadonlyMap<Id<"acc">, readonly string[]>> {
  const rows = accountIds.length === 0 ? [] : await domainsOfMany(tx, uuids(accountIds));
  const byAccount = Map.groupBy(rows, (row) => idFromUuid("acc", row.account_id));
  return new Map([...byAccount].map(([id, own]) => [id, own.map(({ domain }) => domain)]));
}

/** What each of these ids is now: itself, or the contact that it was merged into; an unknown id has no entry. */
export async function livingContacts(tx: Tx, contactIds: readonly ConId[]): Promise<ReadonlyMap<ConId, ConId>> {
  if (contactIds.length === 0) return new Map();
  const entities = await entitiesOf(tx, uuids(contactIds));
  return new Map(
    contactIds.flatMap((id) => {
      const entity = entities.get(uuidFromId(id));
      return entity === undefined ? [] : [[id, idFromUuid("con", entity)] as const];
    }),
  );
}

/** Reads rows of contacts while it is found out what became of their ids; again only for what they were merged into. */
async function ofLiving<R>(
  tx: Tx,
  contactIds: readonly ConId[],
  read: (ids: readonly string[]) => Promise<readonly R[]>,
) {
  if (contactIds.length === 0) return { living: new Map<ConId, ConId>(), rows: [] };
  const [living, rows] = await Promise.all([livingContacts(tx, contactIds), read(uuids(contactIds))]);
  const asked = new Set(contactIds);
  const others = [...new Set(living.values())].filter((id) => !asked.has(id));
  return { living, rows: others.length === 0 ? rows : [...rows, ...(await read(uuids(others)))] };
}

/** Everything that a person can be reached by: suppression follows all of it. */
export async function addressesOf(tx: Tx, contactIds: readonly ConId[]): Promise<ReadonlyMap<ConId, ContactAddresses>> {
  const { living, rows } = await ofLiving(tx, contactIds, (ids) => currentObservations(tx, ids));
  if (living.size === 0) return new Map();
  // A pinned address of a version that its record has left behind is the person's as well.
  const [said, contacts] = await Promise.all([withRanks(tx, rows), contactsByIds(tx, uuids([...living.values()]))]);
  const observed = Map.groupBy(said, (row) => row.entity_id);
  const accounts = new Map(contacts.map((row) => [row.id, row.account_id]));
  return new Map(
    [...living].map(([asked, id]) => {
      const uuid = uuidFromId(id);
      const fields = (observed.get(uuid) ?? []).map((row) => row.fields);
      const addresses = distinct(fields.map((one) => emailMatchKey(one["email"] ?? "")));
      const phones = distinct(fields.map((one) => one["phone"]));
      const domains = distinct(addresses.map((address) => registrableDomain(address)));
      return [asked, { addresses, phones, domains, accountId: idOrNull("acc", accounts.get(uuid)) }] as const;
    }),
  );
}

/** The contacts behind addresses, by the address that was given; one mailbox may be several people's. */
export async function contactIdsByAddress(
  tx: Tx,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, readonly ConId[]>> {
  const found = new Map<string, readonly ConId[]>();
  const keyed = addresses.flatMap((address) => {
    const key = emailMatchKey(address);
    return key === null ? [] : [{ address, key }];
  });
  if (keyed.length === 0) return found;
  const records = await recordsUnder(
    tx,
    distinct(keyed.map(({ key }) => key)).map((key) => ({ kind: "em", key })),
  );
  const entities = distinct([
    ...(
      await entitiesOf(
        tx,
        records.map((row) => row.record_id),
      )
    ).values(),
  ]);
  const observed = await currentObservations(tx, entities);
  const byKey = Map.groupBy(observed, (row) => emailMatchKey(row.fields["email"] ?? "") ?? "");
  for (const { address, key } of keyed) {
    const ids = distinct((byKey.get(key) ?? []).map((row) => row.entity_id)).map((id) => idFromUuid("con", id));
    if (ids.length > 0) found.set(address, ids.sort());
  }
  return found;
}

/** For each living contact, the ids that were merged into it. */
export async function absorbedIds(tx: Tx, contactIds: readonly ConId[]): Promise<ReadonlyMap<ConId, readonly ConId[]>> {
  const former = await formerIdsOf(tx, uuids(contactIds));
  return new Map([...former].map(([id, ids]) => [idFromUuid("con", id), ids.map((one) => idFromUuid("con", one))]));
}

/** Those of these accounts that exist, by the id that was given. */
export async function knownAccounts(tx: Tx, accountIds: readonly Id<"acc">[]): Promise<ReadonlySet<Id<"acc">>> {
  return new Set((await accountIdsAmong(tx, uuids(accountIds))).map((id) => idFromUuid("acc", id)));
}

/** Living contacts of these accounts, or of all accounts and none when `accountIds` is null, after an id. */
export async function contactsAfter(
  tx: Tx,
  accountIds: readonly Id<"acc">[] | null,
  after: ConId | null,
  count: number,
): Promise<readonly ConId[]> {
  const rows = await contactIdsAfter(
    tx,
    accountIds === null ? null : uuids(accountIds),
    after === null ? null : uuidFromId(after),
    count,
  );
  return rows.map((id) => idFromUuid("con", id));
}

/** Everywhere that the contact may be: the place on record, the phone's, and the account's where that is another country. */
function zonesFor(row: ContactView): readonly string[] {
  const { state = null, phone = null } = row.golden;
  const own = timeZoneCandidates({ country: row.country, state, phone });
  return row.account_country === row.country ? own : distinct([...own, ...timeZonesOf(row.account_country)]);
}

function factsOf(
  row: ContactView,
  work: WorkFacts,
  customOf: Awaited<ReturnType<typeof customValuesReader>>,
  now: number,
): ContactFacts {
  const summary = contactSummary(row);
  const { golden } = row;
  const firstName = named(golden["firstName"]);
  const lastName = named(golden["lastName"]);
  const [evidence, standing] = [storedEvidence(row.evidence), standingOf(row)];
  const [confidence, missing] = [confidenceOf(evidence, standing, now), missingFor(evidence, standing)];
  const status = work.isAddressLeft ? "invalid" : golden["emailStatus"];
  return {
    contactId: summary.id,
    accountId: summary.accountId ?? null,
    accountName: row.account_name,
    name: row.name,
    firstName,
    lastName,
    title: row.title,
    seniority: work.seniority ?? golden["seniority"] ?? seniorityOf(row.title),
    jobFunction: work.jobFunction ?? jobFunctionOf(row.title, golden["department"]),
    persona: personaOf(row.title),
    buyingRole: work.buyingRole,
    jobChangedAt: work.jobChangedAt,
    email: row.email,
    emailClass: emailClass(row.email_class),
    emailStatus: status === "verified" || status === "risky" || status === "invalid" ? status : "unverified",
    phone: golden["phone"] ?? null,
    domain: summary.domain,
    country: summary.country,
    accountCountry: row.account_country,
    countries: distinct([row.country, row.account_country]),
    industry: row.industry ?? golden["industry"] ?? null,
    employees: golden["employees"] ?? null,
    employeeCount: employeeCount(golden["employees"]),
    segments: distinct((golden["segments"] ?? "").split(/\s*[;|,]\s*/))
      .filter((segment) => segment !== "")
      .slice(0, 100),
    relation: summary.relation,
    confidence: confidence.total,
    confidenceParts: confidence.parts,
    missingFields: missing,
    isReady: isReady(missing, confidence),
    custom: customOf("contact", golden),
    accountCustom: customOf("account", row.account_golden),
    timeZones: zonesFor(row),
  };
}

/** `1,001-5,000` and `200+` count as their lower end; what is no number is unknown. */
function employeeCount(text: string | undefined): number | null {
  const digits = /\d[\d.,' ]*/.exec(text ?? "")?.[0].replace(/[.,' ](?=\d{3})/g, "") ?? "";
  const count = Number.parseInt(digits, 10);
  return Number.isSafeInteger(count) ? count : null;
}

/** What counts about a contact besides its own records. */
export function standingOf(row: ContactView): Standing {
  return { hasAccount: row.account_id !== null, accountCountry: row.account_country, openReviews: row.open_reviews };
}

function named(name: string | undefined): string | null {
  return name === undefined ? null : presentable(name);
}

function uuids(ids: readonly string[]): string[] {
  return ids.map(uuidFromId);
}

function distinct<T>(values: readonly (T | null | undefined)[]): T[] {
  return [...new Set(values.filter((value) => value !== null && value !== undefined))];
}
