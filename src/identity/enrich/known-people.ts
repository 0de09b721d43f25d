import type { Tx } from "../../kernel/sql.ts";
import { weighClaims } from "../claims/weigh-claims.ts";
import { companyDomain } from "../core/host.ts";
import { type Identity, type Standing, standings } from "../core/questions-to-ask.ts";
import { type ContactView, contactsByIds } from "../store/people.ts";
import { currentObservations, entitiesOf } from "../store/records.ts";

/** A contact as enrichment sees it. */
export interface KnownPerson {
  /** The living contact. */
  readonly id: string;
  readonly identity: Identity;
  readonly standing: ReadonlyMap<string, Standing>;
}

/** What is known of contacts now, by the ids that were asked for; one that was merged away is the contact it became. */
export async function knownPeople(tx: Tx, contactIds: readonly string[]): Promise<ReadonlyMap<string, KnownPerson>> {
  if (contactIds.length === 0) return new Map();
  const living = await entitiesOf(tx, contactIds);
  const ids = [...new Set(living.values())];
  const [rows, observed] = await Promise.all([contactsByIds(tx, ids), currentObservations(tx, ids)]);
  const { said, rules } = await weighClaims(
    tx,
    "contact",
    Map.groupBy(observed, (row) => row.entity_id),
  );
  const people = new Map(
    rows.map((row) => {
      const standing = standings(said.get(row.id) ?? [], rules.owners);
      return [row.id, { id: row.id, identity: identityOf(row), standing }] as const;
    }),
  );
  return new Map(
    [...living].flatMap(([asked, id]) => {
      const person = people.get(id);
      return person === undefined ? [] : [[asked, person] as const];
    }),
  );
}

function identityOf(row: ContactView): Identity {
  const { golden } = row;
  const host = row.email === null ? "" : row.email.slice(row.email.lastIndexOf("@") + 1);
  const hasName = golden["firstName"] !== undefined || golden["lastName"] !== undefined;
  return {
    name: hasName || golden["fullName"] !== undefined ? row.name : null,
    firstName: golden["firstName"] ?? null,
    lastName: golden["lastName"] ?? null,
    email: row.email,
    linkedin: golden["linkedin"] ?? null,
    domain: row.account_domain ?? companyDomain(golden["website"] ?? "") ?? companyDomain(host),
    company: row.account_name ?? golden["companyName"] ?? null,
    country: row.country ?? row.account_country,
    title: row.title,
  };
}
