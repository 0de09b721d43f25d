import { companyNameKey } from "../src/identity/core/company-name.ts";
import { countryCode } from "../src/identity/core/country.ts";
import { parseEmail } from "../src/identity/core/email.ts";
import { emailTraits } from "../src/identity/core/email-class.ts";
import { companyDomain, type HostCache } from "../src/identity/core/host.ts";
import { linkedinSlug } from "../src/identity/core/linkedin.ts";
import { parsePersonName } from "../src/identity/core/person-name.ts";
import { phoneE164 } from "../src/identity/core/phone.ts";
import { chance, crowdOf } from "./crowd.ts";

/** What one normaliser takes of the processor for a row of a list, empty cells included. */
export interface NormalizeBench {
  readonly normalizer: string;
  readonly microsecondsPerRow: number;
  /** The share of rows that have something to normalise. */
  readonly filled: number;
}

interface Row {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly website: string;
  readonly company: string;
  readonly phone: string;
  readonly linkedin: string;
  readonly country: string;
}

/** Cells as uneven as in bought lists: these shares of rows have one. */
const filledShares = { email: 0.8, website: 0.6, phone: 0.36, linkedin: 0.4 } as const;

/** Measures each normaliser over so many made-up rows, warm, with the caches that an import has. */
export function benchNormalize(rows: number): readonly NormalizeBench[] {
  const list = listOf(rows);
  const hosts: HostCache = new Map();
  const addresses = list.map(({ email }) => parseEmail(email));
  const measures: readonly (readonly [string, (row: Row) => string | null, (row: Row, at: number) => unknown])[] = [
    ["e-mail", (row) => row.email, (row) => parseEmail(row.email, hosts)],
    ["e-mail class", (row) => row.email, (_row, at) => traitsAt(addresses, at)],
    ["website", (row) => row.website, (row) => companyDomain(row.website, hosts)],
    ["company name", (row) => row.company, (row) => companyNameKey(row.company)],
    ["person name", (row) => row.lastName, (row) => parsePersonName({ first: row.firstName, last: row.lastName })],
    ["phone", (row) => row.phone, (row) => phoneE164(row.phone, row.country)],
    ["LinkedIn", (row) => row.linkedin, (row) => linkedinSlug(row.linkedin)],
    ["country", (row) => row.country, (row) => countryCode(row.country)],
  ];
  return measures.map(([normalizer, cell, run]) => {
    list.forEach(run);
    const from = process.cpuUsage();
    list.forEach(run);
    const { user, system } = process.cpuUsage(from);
    const filled = list.filter((row) => cell(row) !== "").length / rows;
    return { normalizer, microsecondsPerRow: (user + system) / rows, filled };
  });
}

/** One line per normaliser, and their sum. */
export function normalizeTable(measured: readonly NormalizeBench[]): string {
  const sum = measured.reduce((total, { microsecondsPerRow }) => total + microsecondsPerRow, 0);
  const lines = measured.map(
    ({ normalizer, microsecondsPerRow, filled }) =>
      `${normalizer.padEnd(14)} ${microsecondsPerRow.toFixed(2).padStart(6)} µs a row, ${(100 * filled).toFixed(0)} % filled`,
  );
  return `${[...lines, `${"all".padEnd(14)} ${sum.toFixed(2).padStart(6)} µs a row`].join("\n")}\n`;
}

function traitsAt(addresses: readonly ReturnType<typeof parseEmail>[], at: number): unknown {
  const address = addresses[at] ?? null;
  return address === null ? null : emailTraits(address);
}

function listOf(rows: number): readonly Row[] {
  const crowd = crowdOf(rows, 7);
  const next = chance(11);
  const numbers: readonly (readonly [country: string, start: string, digits: number])[] = [
    ["US", "(650) 253-", 4],
    ["DE", "+49 (0)151 1", 7],
    ["GB", "07400 ", 6],
    ["FR", "0033 6 ", 8],
  ];
  return Array.from({ length: rows }, (_none, at) => {
    const { account, email, firstName, lastName } = crowd.person(at);
    const { domain = "", name: company = "" } = crowd.accounts[account] ?? {};
    const [country, start, digits] = numbers[at % numbers.length] ?? ["US", "", 7];
    const isThere = (share: number): boolean => next() < share;
    return {
      firstName,
      lastName,
      company,
      country,
      email: isThere(filledShares.email) ? email : "",
      website: isThere(filledShares.website) ? `https://www.${domain}/about?utm_source=x` : "",
      phone: isThere(filledShares.phone)
        ? start +
          String(next())
            .slice(2, 2 + digits)
            .padEnd(digits, "7")
        : "",
      linkedin: isThere(filledShares.linkedin)
        ? `https://uk.linkedin.com/in/${email.split("@", 1)[0]}-${at}?trk=x`
        : "",
    };
  });
}
