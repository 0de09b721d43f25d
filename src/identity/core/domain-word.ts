import { type DomainRole, domainsIn } from "./account-domains.ts";
import type { Fields } from "./match.ts";

/** What a person's word about a domain changes in what people said of the account before. */
export interface DomainWord {
  readonly fields: Readonly<Record<string, string>>;
  readonly takenBack: readonly string[];
}

const fieldOfRole = { alias: "aliasDomains", former: "formerDomains", none: "notDomains" } as const;

/** People say one thing of a domain: what they say now takes the place of what they said of it before. */
export function domainWord(said: Fields, domain: string, role: DomainRole | "none"): DomainWord {
  const fields: Record<string, string> = {};
  const takenBack: string[] = [];
  if (role === "primary") fields["domain"] = domain;
  else if (said["domain"] === domain) takenBack.push("domain");
  for (const [ofRole, field] of Object.entries(fieldOfRole)) {
    const before = domainsIn(said[field] ?? "");
    const others = before.filter((one) => one !== domain);
    const after = ofRole === role ? [...others, domain].sort() : others;
    if (after.join() === before.join()) continue;
    if (after.length === 0) takenBack.push(field);
    else fields[field] = after.join(" ");
  }
  return { fields, takenBack };
}
