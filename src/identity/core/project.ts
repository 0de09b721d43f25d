import type { AccountRelation, EmailClass } from "../contract.ts";
import { type AccountDomain, accountDomainsOf } from "./account-domains.ts";
import { type Evidence, evidenceOf } from "./confidence.ts";
import { emailMatchKey } from "./email.ts";
import { emailClassOf } from "./email-class.ts";
import { displayName, withNames } from "./golden-name.ts";
import { strictestRelation } from "./relation.ts";
import { relationClaim } from "./row-fields.ts";
import { type Claim, claimsByField, isHuman, type Observation, type Owners, sayTheSame, winnerOf } from "./survive.ts";
import { fold } from "./text.ts";

/** Golden values and, for each, the observation that it comes from; a cleared field has a provenance and no value. */
export interface Golden {
  readonly values: Readonly<Record<string, string>>;
  readonly provenance: Readonly<Record<string, string>>;
}

export interface ContactProjection extends Golden {
  readonly name: string;
  readonly email: string | null;
  readonly emailKey: string | null;
  readonly emailClass: EmailClass;
  readonly evidence: Evidence;
  readonly searchText: string;
}

export interface AccountProjection extends Golden {
  readonly name: string;
  readonly domain: string | null;
  readonly domains: readonly AccountDomain[];
  readonly relation: AccountRelation;
  readonly searchText: string;
}

/** What decides besides the observations: who owns which field, and which keys are too shared to prove anything. */
export interface ProjectionRules {
  readonly owners: Owners;
  readonly blocked: ReadonlySet<string>;
}

type ClaimsByField = ReadonlyMap<string, readonly Claim[]>;

/** Nobody owns a field and no key is shared. */
export const plainRules: ProjectionRules = { owners: new Map(), blocked: new Set() };

const sendableClasses: ReadonlySet<EmailClass> = new Set<EmailClass>(["business", "free_mail", "role"]);

/** A contact as its records add up now; a function of the claims, so that a merge, a pin or an edit can be undone. */
export function projectContact(
  observations: readonly Observation[],
  rules: ProjectionRules = plainRules,
): ContactProjection {
  const claims = claimsByField(observations, rules.owners);
  const golden = withAddressStatus(goldenOf(claims), claims);
  const values = withNames(golden.values, new Set(Object.keys(golden.provenance)));
  const email = values["email"] ?? null;
  const name = displayName(values);
  const emailClass = emailClassOf(email);
  const isNamed = values["firstName"] !== undefined || values["lastName"] !== undefined;
  const isSendable = sendableClasses.has(emailClass) && values["emailStatus"] !== "invalid";
  const emailStatus = values["emailStatus"] ?? null;
  return {
    values,
    provenance: golden.provenance,
    name,
    email,
    emailKey: email === null ? null : emailMatchKey(email),
    emailClass,
    evidence: evidenceOf(observations, claims, { isSendable, isNamed, emailStatus }, rules.blocked),
    searchText: fold([name, ...everyValue(claims, ["email", "fullName", "companyName", "title"])].join(" ")),
  };
}

/** An account as its records add up now. */
export function projectAccount(
  observations: readonly Observation[],
  rules: ProjectionRules = plainRules,
): AccountProjection {
  const claims = claimsByField(observations, rules.owners);
  const domains = accountDomainsOf(claims);
  const primary = domains.find((one) => one.role === "primary");
  const golden = withPrimary(goldenOf(claims), primary);
  const domain = primary?.domain ?? null;
  const name = golden.values["name"] ?? domain ?? "";
  return {
    ...golden,
    name,
    domain,
    domains,
    relation: strictestRelation(relationsOf(claims)),
    searchText: fold([...everyValue(claims, ["name"]), ...domains.map((one) => one.domain)].join(" ")),
  };
}

/** The domain that is written to, which may be another than the best record names: that one may have been left. */
function withPrimary(golden: Golden, primary: AccountDomain | undefined): Golden {
  const { domain: _domain, ...values } = golden.values;
  const { domain: _from, ...provenance } = golden.provenance;
  if (primary === undefined) return { values, provenance };
  return {
    values: { ...values, domain: primary.domain },
    provenance: { ...provenance, domain: primary.evidence },
  };
}

function goldenOf(claims: ClaimsByField): Golden {
  const values: Record<string, string> = {};
  const provenance: Record<string, string> = {};
  for (const field of [...claims.keys()].sort()) {
    const winner = winnerOf(claims.get(field));
    if (winner === undefined) continue;
    if (winner.value !== null) values[field] = winner.value;
    provenance[field] = winner.observation.id;
  }
  return { values, provenance };
}

/** The state of the address that counts, as the best record that gives this very address knows it. */
function withAddressStatus(golden: Golden, claims: ClaimsByField): Golden {
  const { emailStatus: _status, ...values } = golden.values;
  const { emailStatus: _from, ...provenance } = golden.provenance;
  const address = values["email"];
  const known = (claims.get("emailStatus") ?? []).find(
    ({ rank, value, observation }) =>
      rank !== "deprecated" &&
      value !== null &&
      address !== undefined &&
      sayTheSame(observation.fields["email"] ?? null, address),
  );
  if (known?.value == null) return { values, provenance };
  return {
    values: { ...values, emailStatus: known.value },
    provenance: { ...provenance, emailStatus: known.observation.id },
  };
}

/** Every relation that is claimed; what a person said about it counts alone, since who looked knows better than a list. */
function relationsOf(claims: ClaimsByField): readonly AccountRelation[] {
  const all = (claims.get("relation") ?? []).filter((claim) => claim.rank !== "deprecated");
  const settled = all.find((claim) => claim.rank === "pinned" || isHuman(claim));
  return (settled === undefined ? all : [settled]).map((claim) => relationClaim(claim.value ?? undefined));
}

function everyValue(claims: ClaimsByField, fields: readonly string[]): readonly string[] {
  const said = fields.flatMap((field) => claims.get(field) ?? []).filter((claim) => claim.rank !== "deprecated");
  return [...new Set(said.flatMap((claim) => claim.value ?? []))].sort();
}
