import type { Company, Prospect } from "./market.ts";

/** The headings of the export, as HubSpot writes them. */
export const headings = [
  "Record ID",
  "First Name",
  "Last Name",
  "Email",
  "Phone Number",
  "Job Title",
  "Company Name",
  "Associated Company",
  "Website URL",
  "LinkedIn URL",
  "Country/Region",
  "Industry",
  "Number of Employees",
  "Lifecycle Stage",
  "Lead Status",
  "Contact owner",
  "Create Date",
  "Last activity date",
  "Unsubscribed from all email",
  "Legal basis for processing contact's data",
  "Notes",
] as const;

export type Heading = (typeof headings)[number];
export type Row = Readonly<Record<Heading, string>>;

export const emptyRow = Object.fromEntries(headings.map((heading) => [heading, ""])) as Row;

const countryNames = new Intl.DisplayNames("en", { type: "region" });

/** The tidy row of a person, before anybody has mistyped anything. */
export function tidyRow(prospect: Prospect, company: Company, recordId: number): Row {
  const { crm } = prospect;
  return {
    "Record ID": String(recordId),
    "First Name": prospect.firstName,
    "Last Name": prospect.lastName,
    Email: prospect.email,
    "Phone Number": prospect.phone ?? "",
    "Job Title": prospect.title,
    "Company Name": company.name,
    "Associated Company": company.name,
    "Website URL": `https://www.${company.domain}`,
    "LinkedIn URL": prospect.linkedin ?? "",
    "Country/Region": countryNames.of(prospect.country) ?? prospect.country,
    Industry: company.industry,
    "Number of Employees": String(company.employees),
    "Lifecycle Stage": crm.lifecycleStage,
    "Lead Status": crm.leadStatus,
    "Contact owner": crm.owner,
    "Create Date": minuteText(crm.createdAt),
    "Last activity date": crm.lastActivityAt === null ? "" : minuteText(crm.lastActivityAt),
    "Unsubscribed from all email": crm.optedOut ? "true" : "false",
    "Legal basis for processing contact's data": crm.legalBasis,
    Notes: "",
  };
}

export function cellsOf(row: Row): readonly string[] {
  return headings.map((heading) => row[heading]);
}

/** One line of RFC 4180. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",");
}

function minuteText(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace("T", " ");
}
