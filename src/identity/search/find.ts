import { idFromUuid } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import { contactSummary } from "../contact-view.ts";
import { searchQuery } from "../core/search-query.ts";
import { type Hit, rankHits } from "../core/search-rank.ts";
import type { IdentityDeps } from "../deps.ts";
import { accountsByIds } from "../store/lists.ts";
import { contactsByIds } from "../store/people.ts";
import type { Found, findAll } from "./contract.ts";
import { hitsFor, similarHitsFor } from "./hits.ts";

/** Below this many hits somebody may have mistyped. */
const fewHits = 5;
const namesAsked = 400;

/** Contacts and accounts together, the likeliest first, each with why it was found. */
export async function find(
  deps: Pick<IdentityDeps, "db">,
  input: InputOf<typeof findAll>,
  caller: Pick<Caller, "workspaceId">,
): Promise<OutputOf<typeof findAll>> {
  const query = searchQuery(input.q);
  const kinds = input.kind === undefined ? (["contact", "account"] as const) : [input.kind];
  const reach = { hits: Math.max(input.limit * 2, 50), enough: input.limit, names: namesAsked, isQuick: true };
  return deps.db.read(caller.workspaceId, async (tx) => {
    const hits = await hitsFor(tx, query, kinds, reach);
    const similar = hits.length < fewHits ? await similarHitsFor(tx, query, kinds, reach) : [];
    return { items: await shown(tx, rankHits([...hits, ...similar]).slice(0, input.limit)) };
  });
}

async function shown(tx: Tx, hits: readonly Hit[]): Promise<Found[]> {
  const idsOf = (kind: Hit["kind"]): string[] => hits.filter((hit) => hit.kind === kind).map((hit) => hit.id);
  const [contacts, accounts] = await Promise.all([
    contactsByIds(tx, idsOf("contact")),
    accountsByIds(tx, idsOf("account")),
  ]);
  const people = new Map(contacts.map((row) => [row.id, contactSummary(row)]));
  const places = new Map(accounts.map((row) => [row.id, row]));
  return hits.flatMap(({ kind, id, field, fit, matched }): Found[] => {
    const why = { field, fit, matched };
    if (kind === "contact") {
      const one = people.get(id);
      if (one === undefined) return [];
      const { name, title, email, company, domain, country, accountId } = one;
      return [{ kind, contactId: one.id, accountId, name, title, email, company, domain, country, why }];
    }
    const one = places.get(id);
    if (one === undefined) return [];
    const { name, domain, country } = one;
    const accountId = idFromUuid("acc", id);
    return [{ kind, contactId: null, accountId, name, title: null, email: null, company: name, domain, country, why }];
  });
}
