import { emptyRow, type Row } from "./csv-columns.ts";
import type { Company, Prospect } from "./market.ts";
import { asciiLocal, nicknames } from "./markets/names.ts";
import type { Dice } from "./random.ts";

/** What people do to a row without changing who it is about. */
export function untidied(dice: Dice, row: Row): Row {
  return dice.weighted<(row: Row) => Row>([
    [(same) => same, 62],
    [(same) => ({ ...same, "Country/Region": countryHabit(dice, same["Country/Region"]) }), 8],
    [(same) => ({ ...same, "Phone Number": phoneHabit(dice, same["Phone Number"]) }), 8],
    [(same) => ({ ...same, "First Name": ` ${same["First Name"]}`, "Last Name": `${same["Last Name"]}\u00a0` }), 3],
    [(same) => ({ ...same, Email: `  ${same.Email}` }), 2],
    [(same) => ({ ...same, "Website URL": "" }), 4],
    [(same) => ({ ...same, "Company Name": same["Company Name"].toUpperCase() }), 3],
    [(same) => ({ ...same, "Number of Employees": sizeBand(same["Number of Employees"]) }), 4],
    [(same) => ({ ...same, "Unsubscribed from all email": optOutHabit(dice, same["Unsubscribed from all email"]) }), 3],
    [(same) => ({ ...same, Notes: 'Met at the fair, "very keen"\nasked for a call back' }), 2],
    [(same) => ({ ...same, Notes: dice.pick(formulas) }), 1],
  ])(row);
}

/** A row that leads to nobody by mail: the address is missing or cannot be one. */
export function withoutAddress(dice: Dice, row: Row): Row {
  const [local = "", domain = ""] = row.Email.split("@");
  const email = dice.weighted([
    ["", 50],
    [`${local}${domain}`, 8],
    [`${local}@`, 6],
    [`${local}@@${domain}`, 4],
    [`${local}@${domain.split(".")[0]}`, 8],
    [`${local} at ${domain}`, 5],
    ["n/a", 8],
    ["unknown", 6],
    ["-", 5],
  ]);
  return { ...row, Email: email };
}

/** The same person a second time, from another source or another day. */
export function duplicateOf(dice: Dice, row: Row, prospect: Prospect, recordId: number): Row {
  const again: Row = { ...row, "Record ID": String(recordId), "Lead Status": "", "Contact owner": "" };
  const variants: readonly (readonly [Partial<Row>, number])[] = [
    [{ Email: row.Email.toUpperCase() }, 18],
    [{ Email: capitalised(row.Email), "First Name": row["First Name"].toUpperCase() }, 10],
    [{ Email: row.Email.replace("@", "+events@") }, 12],
    [prospect.aliases[0] === undefined ? {} : { Email: prospect.aliases[0] }, 18],
    [{ "First Name": nicknames[prospect.firstName] ?? `${prospect.firstName.slice(0, 1)}.` }, 16],
    [{ "First Name": asciiName(prospect.firstName), "Last Name": asciiName(prospect.lastName) }, 8],
    [{ Email: "", "LinkedIn URL": row["LinkedIn URL"].replace("https://www.", "").concat("/") }, 6],
    [{ "Phone Number": row["Phone Number"].replace(/[^+\d]/g, ""), "Job Title": "" }, 6],
    [{ "First Name": "", "Last Name": `${prospect.lastName}, ${prospect.firstName}` }, 6],
    [{ "Record ID": row["Record ID"] }, 4],
  ];
  return { ...again, ...dice.weighted(variants) };
}

/** Rows that are about no person of the market. */
export function noiseRow(dice: Dice, company: Company, recordId: number): Row {
  const base: Row = {
    ...emptyRow,
    "Record ID": String(recordId),
    "Company Name": company.name,
    "Website URL": company.domain,
    Industry: company.industry,
    "Lifecycle Stage": "Lead",
    "Unsubscribed from all email": "false",
  };
  const role = dice.pick(["info", "sales", "office", "hello", "contact", "support"]);
  const shown = role.slice(0, 1).toUpperCase() + role.slice(1);
  return dice.weighted<Row>([
    [{ ...base, Email: `${role}@${company.domain}` }, 30],
    [{ ...base, "First Name": shown, "Last Name": "Team", Email: `${role}@${company.domain}` }, 14],
    [{ ...base, "First Name": "Test", "Last Name": "Test", Email: "test@test.com" }, 8],
    [{ ...base, "First Name": "asdf", "Last Name": "asdf", Email: "asdf@asdf.asdf" }, 6],
    [{ ...base, "First Name": "N/A", "Last Name": "N/A", Email: `noreply@${company.domain}` }, 6],
    [{ ...base, "First Name": "Unknown", Email: "" }, 8],
    [{ ...base, "First Name": "=cmd|' /C calc'!A0", "Last Name": "+SUM(1+1)", Email: `billing@${company.domain}` }, 5],
    [{ ...base, "First Name": "@SUM(A1:A9)", "Last Name": "-2+3", Email: "" }, 3],
    [{ ...base, "First Name": "Mickey", "Last Name": "Mouse", Email: "mickey@mouse.invalid" }, 4],
    [{ ...base, "First Name": "Former", "Last Name": "Employee", Email: `former.employee@${company.domain}` }, 12],
  ]);
}

const formulas = ['=HYPERLINK("http://127.0.0.1/","open")', "=1+1", "+49", "@todo", "-"] as const;

function countryHabit(dice: Dice, name: string): string {
  const habits: Readonly<Record<string, readonly string[]>> = {
    "United States": ["USA", "US", "United States of America", "us"],
    "United Kingdom": ["UK", "GB", "England", "united kingdom"],
    Germany: ["DE", "Deutschland", "germany"],
    France: ["FR", "france"],
    Spain: ["ES", "España"],
    Italy: ["IT", "Italia"],
    Netherlands: ["NL", "Holland", "The Netherlands"],
    Poland: ["PL", "Polska"],
    Austria: ["AT", "Österreich"],
    Switzerland: ["CH", "Schweiz"],
  };
  return dice.pick(habits[name] ?? [name.toUpperCase(), ""]);
}

function phoneHabit(dice: Dice, phone: string): string {
  return dice.pick([
    "call reception",
    "n/a",
    "0000000000",
    "4.42079E+11",
    phone.replace("+", "00"),
    `${phone} ext. 12`,
    "123",
  ]);
}

function optOutHabit(dice: Dice, value: string): string {
  return value === "true" ? dice.pick(["TRUE", "Yes", "1"]) : dice.pick(["FALSE", "No", "", "0"]);
}

function sizeBand(employees: string): string {
  return Number(employees) > 1000 ? "1,001-5,000" : Number(employees) > 200 ? "201-500" : "11-50";
}

function capitalised(email: string): string {
  return email.replace(/(^|[.@])([a-z])/g, (_whole, mark: string, letter: string) => mark + letter.toUpperCase());
}

function asciiName(name: string): string {
  const ascii = asciiLocal(name);
  return ascii.slice(0, 1).toUpperCase() + ascii.slice(1);
}
