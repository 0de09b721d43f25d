import { dayMs } from "../env.ts";
import type { Company, CrmFacts, Prospect } from "../market.ts";
import { type Dice, diceFor, nameFor } from "../random.ts";
import { languageOf } from "./companies.ts";
import { asciiLocal, names } from "./names.ts";
import { rates } from "./rates.ts";
import { titles } from "./titles.ts";

const owners = ["Dana Whitlock", "Miguel Sarabia", "Petra Holm", "Unassigned", ""] as const;
const freeMailHosts = ["gmail.com", "outlook.com", "yahoo.com", "gmx.net", "icloud.com"] as const;
/** The export was made on this day; everything the old CRM remembers is older. */
const exportedAt = Date.UTC(2026, 8, 28);

export interface Seat {
  readonly number: number;
  readonly company: Company;
  /** Addresses that are taken at this company already. */
  readonly taken: ReadonlySet<string>;
  /** A name that the market insists on. */
  readonly named?: { readonly firstName: string; readonly lastName: string };
}

/** The person with this number: a pure function of the seed, the number and the company. */
export function personAt(seed: string, seat: Seat): Prospect {
  const dice = diceFor(seed, "person", seat.number);
  const { company } = seat;
  const language = company.country === "CH" && dice.chance(0.3) ? "fr" : languageOf(company.country);
  const pool = names[dice.chance(0.06) ? "en" : language] ?? names["en"];
  const firstName = seat.named?.firstName ?? dice.pick(pool?.first ?? []);
  const lastName = seat.named?.lastName ?? dice.pick(pool?.last ?? []);
  const jobs = titles[language] ?? titles["en"] ?? [];
  const [title, , suits] = dice.weighted(
    (dice.chance(0.3) ? (titles["en"] ?? jobs) : jobs).map((job) => [job, job[1]]),
  );
  const local = freeLocal(dice, firstName, lastName, seat);
  const isPrivate = seat.named === undefined && dice.chance(rates.freeMail);
  const email = isPrivate
    ? `${local}.${nameFor(seed, "mail", seat.number).slice(0, 8)}@${dice.pick(freeMailHosts)}`
    : `${local}@${company.domain}`;
  const short = `${asciiLocal(firstName).slice(0, 1)}${asciiLocal(lastName)}@${company.domain}`;
  const fit = clamp(0.55 * suits + 0.45 * companyFit(company) + 0.15 * (dice.unit() - 0.5));
  // The people that scenarios are told about must be reachable: they have not opted out and their mailbox works.
  return {
    id: `p${String(seat.number).padStart(5, "0")}`,
    companyId: company.id,
    firstName,
    lastName,
    title,
    email,
    aliases: isPrivate || short === email || seat.taken.has(short) ? [] : [short],
    phone: dice.chance(0.6) ? phone(dice, company.country) : null,
    linkedin: dice.chance(0.55)
      ? `https://www.linkedin.com/in/${asciiLocal(firstName)}-${asciiLocal(lastName)}-${nameFor(seed, "li", seat.number).slice(0, 7)}`
      : null,
    country: company.country,
    language,
    crm: seat.named === undefined ? crmFacts(dice, company) : { ...crmFacts(dice, company), optedOut: false },
    hidden: {
      fit,
      interest: clamp(0.5 * companyInterest(seed, company) + 0.5 * dice.unit()),
      temper: dice.unit(),
      mailbox: seat.named === undefined ? dice.weighted(rates.mailboxes) : "ok",
    },
  };
}

/** How interested a company is as a whole; its signals come from the same number. */
export function companyInterest(seed: string, company: Company): number {
  return diceFor(seed, "interest", company.id).unit();
}

function companyFit(company: Company): number {
  const size = company.employees < 15 ? 0.1 : company.employees < 50 ? 0.5 : company.employees <= 2000 ? 1 : 0.5;
  const suited = ["Computer Software", "Information Technology and Services", "Logistics and Supply Chain"];
  const possible = ["Financial Services", "Industrial Automation", "Marketing and Advertising"];
  const industry = suited.includes(company.industry) ? 1 : possible.includes(company.industry) ? 0.7 : 0.2;
  return 0.5 * size + 0.5 * industry;
}

function freeLocal(dice: Dice, firstName: string, lastName: string, seat: Seat): string {
  const given = asciiLocal(firstName);
  const family = asciiLocal(lastName);
  const shapes = [`${given}.${family}`, `${given.slice(0, 1)}.${family}`, `${given}${family.slice(0, 1)}`];
  const wanted =
    seat.named === undefined ? dice.weighted(shapes.map((shape, i) => [shape, [75, 17, 8][i] ?? 0])) : shapes[0];
  const candidates = [wanted ?? given, ...shapes, `${given}.${family}${seat.number}`];
  return candidates.find((local) => !seat.taken.has(`${local}@${seat.company.domain}`)) ?? `person${seat.number}`;
}

function crmFacts(dice: Dice, company: Company): CrmFacts {
  const stages = {
    none: ["Lead", "Marketing Qualified Lead", "Subscriber", "Sales Qualified Lead", "Opportunity", ""],
    customer: ["Customer"],
    partner: ["Partner"],
    competitor: ["Competitor"],
  }[company.relation];
  const createdAt = exportedAt - dice.int(20, 900) * dayMs - dice.int(0, 86_399) * 1000;
  const strict = ["DE", "AT", "NL", "BE", "PL"].includes(company.country);
  return {
    lifecycleStage: dice.weighted(stages.map((stage, i) => [stage, [50, 18, 10, 8, 3, 11][i] ?? 1])),
    leadStatus:
      company.relation === "none" ? dice.pick(["New", "Open", "Attempted to contact", "Unqualified", ""]) : "",
    owner: dice.pick(owners),
    optedOut: dice.chance(rates.optedOut),
    legalBasis: dice.chance(strict ? rates.consent : 0.04)
      ? "Freely given consent from contact"
      : dice.pick(["Legitimate interest – prospect/lead", "Legitimate interest – prospect/lead", "Not applicable", ""]),
    createdAt,
    lastActivityAt: dice.chance(0.5) ? Math.min(exportedAt, createdAt + dice.int(1, 400) * dayMs) : null,
  };
}

/** Shapes of telephone numbers; each # is a digit. */
const phoneShapes: readonly (readonly [country: string, shape: string])[] = [
  ["US", "+1 415 2## ####"],
  ["CA", "+1 604 2## ####"],
  ["GB", "+44 20 7### ####"],
  ["DE", "+49 30 2######"],
  ["FR", "+33 1 42 ## ## ##"],
  ["ES", "+34 91 2## ####"],
  ["IT", "+39 02 3#######"],
  ["PL", "+48 22 3## ## ##"],
  ["IE", "+353 1 4## ####"],
  ["AU", "+61 2 9### ####"],
  ["NL", "+31 20 5## ####"],
  ["BE", "+32 2 5## ## ##"],
  ["PT", "+351 21 4## ####"],
  ["BR", "+55 11 3### ####"],
  ["MX", "+52 55 5### ####"],
  ["CH", "+41 44 2## ## ##"],
  ["AT", "+43 1 5######"],
  ["SE", "+46 8 5## ### ##"],
  ["RU", "+7 495 2## ## ##"],
];

function phone(dice: Dice, country: string): string {
  const shape = phoneShapes.find(([code]) => code === country)?.[1] ?? "+44 161 4## ####";
  return shape.replace(/#/g, () => String(dice.int(0, 9)));
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
