import type { Chance } from "./chance.ts";
import type { Company, Human } from "./market.ts";
import { type Country, jobTitles, legalForms, roleLocals, sourceNames } from "./words.ts";

/** The headings of such a file, in order. */
export const crmHeadings = [
  "id",
  "source",
  "external_id",
  "observed_at",
  "first_name",
  "last_name",
  "full_name",
  "email",
  "phone",
  "linkedin",
  "company",
  "website",
  "title",
  "country",
] as const;

export type CrmHeading = (typeof crmHeadings)[number];

/** A row as a system would export it, with who and which company it really is. */
export interface CrmRow {
  readonly cells: Readonly<Record<CrmHeading, string>>;
  readonly personTruth: string;
  readonly accountTruth: string;
  readonly tags: readonly string[];
}

interface Name {
  readonly first: string;
  readonly last: string;
}

/** One system's record of a human: some of what is true, in its own spelling, with mistakes. */
export function rowOf(chance: Chance, id: number, human: Human): CrmRow {
  const tags: string[] = [...human.tags];
  const hit = (probability: number, tag: string): boolean => {
    const is = chance.is(probability);
    if (is) tags.push(tag);
    return is;
  };
  const isFormer = human.former !== null && hit(0.35, "job_change");
  const company = isFormer && human.former !== null ? human.former.company : human.company;
  const mailbox = isFormer && human.former !== null ? human.former.mailbox : human.mailbox;
  const source = chance.of(sourceNames);
  const isPlaceholder = hit(0.003, "placeholder");
  const email = emailOf(chance, hit, human, mailbox, company);
  const name = nameOf(chance, hit, human);
  return {
    personTruth: human.id,
    accountTruth: company.id,
    tags,
    cells: {
      id: String(id),
      source,
      external_id: `${source}-${id}`,
      observed_at: new Date(1_704_067_200_000 + chance.below(730 * 86_400) * 1_000).toISOString(),
      ...nameCells(chance, name),
      email: isPlaceholder ? chance.of(["test@test.com", "none@none.com", "UNKNOWN@UNKNOWN.COM"]) : email,
      phone: isPlaceholder
        ? chance.of(["N/A", "0", "123456789", "+1 555 555 5555"])
        : phoneCell(chance, hit, human, company),
      linkedin: isPlaceholder
        ? chance.of(["https://www.linkedin.com/in/", "https://linkedin.com/", "n/a"])
        : profileCell(chance, human, isFormer),
      company: companyCell(chance, company),
      website: websiteCell(chance, hit, company),
      title: chance.of(jobTitles),
      country: human.company.country,
    },
  };
}

type Hit = (probability: number, tag: string) => boolean;

function emailOf(chance: Chance, hit: Hit, human: Human, mailbox: string, company: Company): string {
  if (human.tags.includes("namesake") && chance.is(0.8)) return "";
  // A colleague of the same name is known by the numbered mailbox, and by little else.
  if (human.tags.includes("same_name_colleague") && chance.is(0.9)) return cased(chance, mailbox);
  if (hit(0.009, "role_email")) return cased(chance, `${chance.of(roleLocals)}@${company.domain}`);
  if (chance.is(0.22)) return "";
  const isShared = human.tags.includes("shared_private_email");
  const address = isShared || chance.is(0.21) ? human.privateMailbox : mailbox;
  const misspelt = hit(0.006, "typo_domain") ? address.replace("@gmail.", "@gmial.") : address;
  const tagged = chance.is(0.07) ? misspelt.replace("@", `+${chance.of(["crm", "news", "x", "sales"])}@`) : misspelt;
  const spelt = chance.is(0.2) ? tagged.replace("@gmail.com", "@googlemail.com") : tagged;
  return cased(chance, spelt);
}

function cased(chance: Chance, address: string): string {
  const shown = chance.is(0.15) ? address.toUpperCase() : address;
  return chance.is(0.05) ? ` ${shown} ` : shown;
}

function nameOf(chance: Chance, hit: Hit, human: Human): Name {
  const isMarried = human.marriedFamily !== null && hit(0.4, "name_change");
  let last = isMarried && human.marriedFamily !== null ? human.marriedFamily : human.family;
  let first = human.given;
  if (human.nicknames.length > 0 && hit(0.13, "nickname")) first = chance.of(human.nicknames);
  if (hit(0.049, "initial")) first = `${first.charAt(0)}.`;
  if (hit(0.02, "typo_name")) last = misspelt(chance, last);
  if (chance.is(0.1)) [first, last] = [unaccented(first), unaccented(last)];
  return hit(0.018, "swapped") ? { first: last, last: first } : { first, last };
}

function misspelt(chance: Chance, word: string): string {
  const at = 1 + chance.below(Math.max(1, word.length - 2));
  switch (chance.below(3)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1);
    case 1:
      return word.slice(0, at) + (word[at] ?? "") + word.slice(at);
    default:
      return word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
  }
}

function unaccented(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "");
}

function nameCells(
  chance: Chance,
  { first, last }: Name,
): Pick<CrmRow["cells"], "first_name" | "last_name" | "full_name"> {
  const in2 = (full: string) => ({ first_name: "", last_name: "", full_name: full });
  if (chance.is(0.8)) return { first_name: first, last_name: last, full_name: "" };
  return chance.of([
    () => in2(`${first} ${last}`),
    () => in2(`${last}, ${first}`),
    () => in2(`Dr. ${first} ${last}`),
    () => in2(`${first} ${last}, MBA`),
    () => in2(`${first} ${String.fromCharCode(65 + chance.below(26))}. ${last}`),
  ])();
}

function phoneCell(chance: Chance, hit: Hit, human: Human, company: Company): string {
  if (hit(0.036, "shared_phone")) return written(chance, chance.of(company.deskPhones));
  return chance.is(0.33) ? written(chance, human.phone) : "";
}

function written(chance: Chance, number: string): string {
  const code = /^\+(49|33|44|1)/.exec(number)?.[1] ?? "";
  const rest = number.slice(code.length + 1);
  const national = code === "1" ? rest : `0${rest}`;
  const shown = chance.of([
    number,
    `+${code} ${rest}`,
    national,
    code === "1" ? `1${rest}` : `00${code}${rest}`,
    code === "1" ? `(${rest.slice(0, 3)}) ${rest.slice(3, 6)}-${rest.slice(6)}` : `+${code} (0)${rest}`,
    `${national.slice(0, 5)} ${national.slice(5)}`,
  ]);
  return chance.is(0.06) ? `${shown} ext 12` : shown;
}

function profileCell(chance: Chance, human: Human, isFormer: boolean): string {
  if (!chance.is(isFormer ? 0.8 : human.tags.includes("namesake") ? 0.1 : 0.36)) return "";
  return chance.of([
    `linkedin.com/in/${human.profile}`,
    `https://www.linkedin.com/in/${human.profile}/`,
    `https://linkedin.com/in/${human.profile}#about`,
    `https://www.linkedin.com/in/${human.profile}/en`,
    `http://uk.linkedin.com/in/${human.profile.toUpperCase()}?trk=x`,
  ]);
}

function companyCell(chance: Chance, company: Company): string {
  const form = chance.is(0.42) ? chance.of(legalForms[company.country as Country] ?? [""]) : "";
  const glue = chance.is(0.05) ? "" : " ";
  const full = form === "" ? company.name : `${company.name}${glue}${form}`;
  return chance.of([full, full, full, full, full.toUpperCase(), full.toLowerCase()]);
}

function websiteCell(chance: Chance, hit: Hit, company: Company): string {
  if (hit(0.005, "freemail_website"))
    return chance.of(["gmail.com", "www.yahoo.com", "https://facebook.com/x", "https://linktr.ee/x"]);
  if (!chance.is(0.6)) return "";
  const isAlias = company.aliasDomain !== null && hit(0.5, "alt_domain");
  const domain = isAlias && company.aliasDomain !== null ? company.aliasDomain : company.domain;
  return chance.of([
    domain,
    domain.toUpperCase(),
    `www.${domain}`,
    `${domain}.`,
    `http://${domain}`,
    `https://www.${domain}/`,
    `https://de.${domain}`,
    `https://${domain}/about?utm_source=x`,
  ]);
}
