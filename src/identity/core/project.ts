import type { AccountRelation, EmailClass } from "../contract.ts";
import type { Evidence } from "./confidence.ts";
import { emailMatchKey } from "./email.ts";
import { emailClassOf } from "./email-class.ts";
import { strictestRelation } from "./relation.ts";
import { relationClaim } from "./row-fields.ts";
import { type Claim, claimsByField, compareClaims, type Observation } from "./survive.ts";
import { fold } from "./text.ts";

/** Golden values and, for each, the observation that it comes from. */
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
  readonly domains: readonly string[];
  readonly relation: AccountRelation;
  readonly searchText: string;
}

/** A contact as its records add up now; a function of the claims, so that a merge can be undone. */
export function projectContact(observations: readonly Observation[]): ContactProjection {
  const claims = claimsByField(observations);
  const golden = goldenOf(claims);
  const values = withNames(golden.values);
  const email = values["email"] ?? null;
  const name = displayName(values);
  return {
    values,
    provenance: golden.provenance,
    name,
    email,
    emailKey: email === null ? null : emailMatchKey(email),
    emailClass: emailClassOf(email),
    evidence: evidenceOf(observations, claims),
    searchText: fold([name, ...everyValue(claims, ["email", "fullName", "companyName", "title"])].join(" ")),
  };
}

/** An account as its records add up now. */
export function projectAccount(observations: readonly Observation[]): AccountProjection {
  const claims = claimsByField(observations);
  const golden = goldenOf(claims);
  const domain = golden.values["domain"] ?? null;
  const domains = everyValue(claims, ["domain"]);
  const name = golden.values["name"] ?? domain ?? "";
  const relations = (claims.get("relation") ?? []).map((claim) => relationClaim(claim.value));
  return {
    ...golden,
    name,
    domain,
    domains,
    relation: strictestRelation(relations),
    searchText: fold([...everyValue(claims, ["name"]), ...domains].join(" ")),
  };
}

/** Observations from the one that counts most to the one that counts least, as a whole. */
export function rankedObservations(observations: readonly Observation[]): readonly Observation[] {
  const whole = (observation: Observation): Claim => ({
    field: "",
    value: "",
    rank: "normal",
    isVerified: false,
    observation,
  });
  return observations
    .map(whole)
    .sort(compareClaims)
    .map((claim) => claim.observation);
}

function goldenOf(claims: ReadonlyMap<string, readonly Claim[]>): Golden {
  const values: Record<string, string> = {};
  const provenance: Record<string, string> = {};
  for (const field of [...claims.keys()].sort()) {
    const winner = claims.get(field)?.[0];
    if (winner === undefined) continue;
    values[field] = winner.value;
    provenance[field] = winner.observation.id;
  }
  return { values, provenance };
}

/** First and last name where only a full name is known; what stays unknown stays absent. */
function withNames(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const whole = values["fullName"] ?? (values["firstName"] === undefined ? values["lastName"] : undefined);
  if (whole === undefined || (values["firstName"] !== undefined && values["lastName"] !== undefined)) return values;
  const comma = whole.split(",").map((part) => part.trim());
  const isReversed = comma.length === 2 && !/^(mba|ph\.?d|md|cpa|jr|sr|esq|m\.?sc)\b/i.test(comma[1] ?? "");
  const words = (isReversed ? `${comma[1]} ${comma[0]}` : (comma[0] ?? ""))
    .split(" ")
    .filter((word) => !/^(dr|mr|mrs|ms|prof|herr|frau)\.?$/i.test(word));
  if (words.length < 2) return values;
  const [first = "", ...rest] = words;
  return { ...values, firstName: values["firstName"] ?? first, lastName: rest.join(" ") };
}

function displayName(values: Readonly<Record<string, string>>): string {
  const parts = [values["firstName"] ?? values["firstInitial"], values["lastName"]].filter(
    (part) => part !== undefined,
  );
  if (parts.length > 0) return parts.map(presentable).join(" ");
  return values["fullName"] ?? values["email"] ?? values["linkedin"] ?? values["phone"] ?? "unnamed";
}

/** `EMMA` and `emma` as `Emma`; mixed case is somebody's choice. */
export function presentable(name: string): string {
  if (name.length < 2 || (name !== name.toUpperCase() && name !== name.toLowerCase())) return name;
  return name
    .toLowerCase()
    .replace(/(^|[\s'’-])(\p{L})/gu, (_all, mark: string, letter: string) => mark + letter.toUpperCase());
}

function everyValue(claims: ReadonlyMap<string, readonly Claim[]>, fields: readonly string[]): readonly string[] {
  return [...new Set(fields.flatMap((field) => (claims.get(field) ?? []).map((claim) => claim.value)))].sort();
}

function evidenceOf(observations: readonly Observation[], claims: ReadonlyMap<string, readonly Claim[]>): Evidence {
  const strong = observations.filter(({ fields }) => fields["email"] !== undefined || fields["linkedin"] !== undefined);
  const email = claims.get("email")?.[0];
  const disagreeing = ["lastName", "country"].some(
    (field) => new Set((claims.get(field) ?? []).map((claim) => fold(claim.value))).size > 1,
  );
  return {
    sources: new Set(strong.map(({ source }) => source.id)).size,
    emailStatus: email?.observation.fields["emailStatus"] ?? "unverified",
    isAgreed: !disagreeing,
    newestAt: Math.max(0, ...observations.map(({ observedAt }) => observedAt)),
  };
}
