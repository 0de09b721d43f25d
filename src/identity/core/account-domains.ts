import { companyDomain } from "./host.ts";
import { type Claim, compareClaims } from "./survive.ts";
import { compareText } from "./text.ts";

/** What a domain is to an account: where it writes from, another of its names, or one that it has left. */
export type DomainRole = "primary" | "alias" | "former";

/** A domain of an account with what speaks for it. */
export interface AccountDomain {
  readonly domain: string;
  readonly role: DomainRole;
  /** The observation that says so. */
  readonly evidence: string;
}

/** The fields that speak of domains; a field may hold several, as exports write them. */
const roleOfField: Readonly<Record<string, DomainRole | "none">> = {
  domain: "primary",
  aliasDomains: "alias",
  formerDomains: "former",
  notDomains: "none",
};

/** The domains in a cell that may hold several; what is no registrable domain of a business is left out. */
export function domainsIn(text: string): readonly string[] {
  return [...new Set(text.split(/[\s;,|]+/).flatMap((part) => companyDomain(part) ?? []))];
}

/**
 * The domains of an account, from claims. Of what is said about one domain the claim that counts most decides its role; of
 * several that would be primary the best one is, and the others are its aliases. `former` is never primary: nobody writes there.
 */
export function accountDomainsOf(claims: ReadonlyMap<string, readonly Claim[]>): readonly AccountDomain[] {
  const said = Object.entries(roleOfField).flatMap(([field, role]) =>
    (claims.get(field) ?? []).flatMap((claim) => {
      if (claim.value === null || claim.rank === "deprecated") return [];
      const domains = field === "domain" ? [claim.value] : domainsIn(claim.value);
      return domains.map((domain) => ({ domain, role, claim }));
    }),
  );
  const best = [...Map.groupBy(said, (one) => one.domain).values()].flatMap((same) =>
    [...same].sort((left, right) => compareClaims(left.claim, right.claim)).slice(0, 1),
  );
  const primary = best
    .filter((one) => one.role === "primary")
    .sort((left, right) => compareClaims(left.claim, right.claim))[0];
  return best
    .flatMap(({ domain, role, claim }): AccountDomain[] => {
      if (role === "none") return [];
      const isPrimary = domain === primary?.domain;
      return [{ domain, role: role === "primary" && !isPrimary ? "alias" : role, evidence: claim.observation.id }];
    })
    .sort((left, right) => compareText(right.role, left.role) || compareText(left.domain, right.domain));
}
