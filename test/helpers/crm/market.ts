import type { Chance } from "./chance.ts";
import {
  type Country,
  companyFirsts,
  companySeconds,
  countries,
  familyNames,
  freeMail,
  givenNames,
  topDomains,
} from "./words.ts";

/** A company that exists. */
export interface Company {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly aliasDomain: string | null;
  readonly parentId: string | null;
  readonly country: Country;
  readonly deskPhones: readonly string[];
}

/** A human who exists, with everything that is true of them. */
export interface Human {
  readonly id: string;
  readonly given: string;
  readonly nicknames: readonly string[];
  readonly family: string;
  /** Another family name, by marriage; their addresses keep the old one. */
  readonly marriedFamily: string | null;
  readonly company: Company;
  readonly mailbox: string;
  readonly privateMailbox: string;
  readonly phone: string;
  readonly profile: string;
  /** An employer before this one, with the mailbox there. */
  readonly former: { readonly company: Company; readonly mailbox: string } | null;
  readonly tags: readonly string[];
}

/** How often each hazard happens to a human; rates of the rows' own mess are in `rows.ts`. */
const rates = {
  formerEmployer: 0.04,
  marriage: 0.012,
  sameNameColleague: 0.007,
  namesake: 0.004,
  recycledMailbox: 0.006,
  sharedPrivateMailbox: 0.004,
  assistant: 0.007,
  aliasDomain: 0.06,
  subsidiary: 0.045,
};

/** Plain ASCII in lower case, as addresses are written. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[øłđı]/g, (letter) => ({ ø: "o", ł: "l", đ: "d", ı: "i" })[letter] ?? "")
    .replace(/ß/g, "ss")
    .replace(/[^a-z0-9]/g, "");
}

/** As many companies as asked for; names repeat, domains never do. */
export function companiesOf(chance: Chance, count: number): readonly Company[] {
  const made: Company[] = [];
  const taken = new Set<string>();
  for (let at = 0; at < count; at += 1) {
    const country = chance.of(countries);
    const parent = at > 10 && chance.is(rates.subsidiary) ? chance.of(made) : null;
    const [first, second] = [chance.of(companyFirsts), chance.of(companySeconds)];
    const own = chance.is(0.5) ? `${first} ${second}` : `${first}${second}`;
    const name =
      parent === null || parent.parentId !== null
        ? own
        : `${parent.name} ${chance.of(["Germany", "France", "UK", "Ventures", "Services"])}`;
    const top = chance.is(0.5) ? topDomains[country] : chance.of(["com", "io"]);
    let domain = `${plain(first + second)}${chance.is(0.7) ? chance.digits(1 + chance.below(4)) : ""}.${top}`;
    while (taken.has(domain)) domain = `${plain(first + second)}${chance.digits(5)}.${top}`;
    taken.add(domain);
    made.push({
      id: `A${at}`,
      name,
      domain,
      aliasDomain: chance.is(rates.aliasDomain) ? `${plain(first + second)}hq${at}.com` : null,
      parentId: parent?.parentId === null ? parent.id : null,
      country,
      deskPhones: [phoneOf(chance, country), phoneOf(chance, country)],
    });
  }
  return made;
}

/** As many people as asked for, with those who are hard to tell apart among them. */
export function humansOf(chance: Chance, companies: readonly Company[], count: number): readonly Human[] {
  const made: Human[] = [];
  const taken = new Set<string>();
  // A company gives a mailbox to one person at a time.
  const add = (human: Human): void => {
    const isFree = human.tags.length > 0 || !taken.has(human.mailbox);
    const mailbox = isFree ? human.mailbox : human.mailbox.replace("@", `${human.id.slice(1)}@`);
    taken.add(mailbox);
    made.push({ ...human, mailbox });
  };
  for (let at = 0; at < count; at += 1) {
    const before = made.at(-1);
    const like = before !== undefined && before.former === null ? before : undefined;
    if (like !== undefined && chance.is(rates.sameNameColleague))
      add(humanOf(chance, at, like.company, like, { mailbox: numbered(like.mailbox), tag: "same_name_colleague" }));
    else if (like !== undefined && chance.is(rates.namesake))
      add(humanOf(chance, at, chance.of(companies), like, { tag: "namesake" }));
    else if (like !== undefined && chance.is(rates.recycledMailbox))
      add(humanOf(chance, at, like.company, null, { mailbox: like.mailbox, tag: "recycled_email" }));
    else if (like !== undefined && chance.is(rates.sharedPrivateMailbox)) {
      const kin = { family: like.family, privateMailbox: like.privateMailbox, tag: "shared_private_email" };
      add(humanOf(chance, at, chance.of(companies), null, kin));
    } else if (like !== undefined && chance.is(rates.assistant))
      add(humanOf(chance, at, like.company, null, { mailbox: like.mailbox, tag: "assistant" }));
    else add(employedElsewhere(chance, at, companies, humanOf(chance, at, chance.of(companies), null, {})));
  }
  return made;
}

interface Shares {
  readonly mailbox?: string;
  readonly privateMailbox?: string;
  readonly family?: string;
  readonly tag?: string;
}

function humanOf(chance: Chance, at: number, company: Company, like: Human | null, shares: Shares): Human {
  const [drawn = "", ...short] = chance.of(givenNames);
  const given = like?.given ?? drawn;
  const family = shares.family ?? like?.family ?? chance.of(familyNames);
  const [g, f] = [plain(given), plain(family)];
  const local = chance.of([`${g}.${f}`, `${g}.${f}`, `${g.charAt(0)}${f}`, `${g}${f.charAt(0)}`, `${g}_${f}`, g]);
  const privateLocal = chance.is(0.5) ? `${g}.${f}${at}` : `${g}${f}${at}`;
  return {
    id: `P${at}`,
    given,
    nicknames: like?.nicknames ?? short,
    family,
    marriedFamily: shares.tag === undefined && chance.is(rates.marriage) ? chance.of(familyNames) : null,
    company,
    mailbox: shares.mailbox ?? `${local}@${company.domain}`,
    privateMailbox: shares.privateMailbox ?? `${privateLocal}@${chance.of(freeMail)}`,
    phone: phoneOf(chance, company.country),
    profile: `${g}-${f}-${chance.hex(8)}`,
    former: null,
    tags: shares.tag === undefined ? [] : [shares.tag],
  };
}

function employedElsewhere(chance: Chance, at: number, companies: readonly Company[], human: Human): Human {
  if (!chance.is(rates.formerEmployer)) return human;
  const company = chance.of(companies);
  const local = human.mailbox.slice(0, human.mailbox.indexOf("@"));
  return { ...human, former: { company, mailbox: `${local}${at}@${company.domain}` } };
}

const numbered = (mailbox: string): string => mailbox.replace("@", "2@");

/** A valid national number in international form. */
function phoneOf(chance: Chance, country: Country): string {
  switch (country) {
    case "DE":
      return `+49${chance.of(["1511", "1515", "1520"])}${chance.digits(7)}`;
    case "FR":
      return `+336${chance.of(["1", "2", "6", "9"])}${chance.digits(7)}`;
    case "GB":
      return `+447${chance.of(["400", "700", "816", "911"])}${chance.digits(6)}`;
    case "US":
      return `+1${chance.of(["206", "212", "312", "415", "617", "650"])}${chance.of(["2", "5", "6", "7", "9"])}${chance.digits(6)}`;
  }
}
