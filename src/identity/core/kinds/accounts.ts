import { domainsIn } from "../account-domains.ts";
import { countryCode } from "../country.ts";
import { companyDomain } from "../host.ts";
import type { Fields } from "../match.ts";
import { parentFieldsOf } from "../parent-fields.ts";
import { relationOf } from "../relation.ts";
import { squish } from "../text.ts";
import type { KindRow, KindTable } from "./kind-table.ts";

/** Lists of accounts: a CRM's export of its companies, or names with websites. */
export const accountTable: KindTable = {
  headings: {
    externalId:
      "recordid id accountid apolloaccountid hubspotid hsobjectid externalid salesforceid companyid crmid vid",
    name: "name companyname company accountname account organization organisation firma unternehmen societe entreprise empresa azienda bedrijf legalname companynameforemails",
    domain:
      "domain companydomain companydomainname website websiteurl companywebsite companyurl url webseite siteweb web homepage webaddress",
    country:
      "country countryregion countrycode billingcountry billingcountrycode companycountry land pays pais paese kraj",
    industry: "industry branche industrie secteur sector settore branza",
    employees: "employees numberofemployees numemployees companysize employeecount mitarbeiter companyheadcount",
    lifecycle:
      "lifecyclestage type accounttype customertype relationship stage accountstage accountstatus status relation",
    parentId: "parentid parentaccountid parentrecordid parentcompanyid hsparentcompanyid parenthubspotid",
    parentName:
      "parent parentaccount parentaccountname parentcompany parentcompanyname parentname parentdomain parentwebsite ultimateparent holding konzern konzernmutter muttergesellschaft societemere maisonmere empresamatriz matriz capogruppo moedermaatschappij",
    parentKind: "parenttype parentrelationship hierarchytype",
    aliasDomains: "additionaldomains hsadditionaldomains otherdomains alternatedomains aliasdomains domainaliases",
    formerDomains: "formerdomain formerdomains olddomain olddomains previousdomain previousdomains",
  },
  required: [["name", "domain"]],
  idField: "externalId",
  keyFields: ["domain", "name", "country"],
  listFields: ["lifecycle", "aliasDomains", "formerDomains"],
  bareField: null,
  read: readAccount,
};

function readAccount(cells: Fields): KindRow {
  const fields: Record<string, string> = {};
  const cell = (name: string): string => squish(cells[name] ?? "");
  for (const name of ["name", "industry", "employees"]) if (cell(name) !== "") fields[name] = cell(name);
  const domain = companyDomain(cell("domain"));
  if (domain !== null) fields["domain"] = domain;
  else if (cell("domain") !== "") fields["domainText"] = cell("domain");
  const country = countryCode(cell("country"));
  if (country !== null) fields["country"] = country;
  else if (cell("country") !== "") fields["countryText"] = cell("country");
  if (cell("lifecycle") !== "") {
    fields["lifecycle"] = cell("lifecycle");
    const relation = relationOf(cell("lifecycle"));
    if (relation !== "unknown") fields["relation"] = relation;
  }
  Object.assign(
    fields,
    otherDomains(cell),
    parentFieldsOf({ id: cell("parentId"), named: cell("parentName"), kind: cell("parentKind") }),
  );
  const isKnown = fields["name"] !== undefined || fields["domain"] !== undefined;
  const fault = {
    code: "no_account",
    message: "no name and no website of its own says which account this row is about",
  };
  return { fields, fault: isKnown ? null : fault, notes: [] };
}

function otherDomains(cell: (name: string) => string): Fields {
  const found = ["aliasDomains", "formerDomains"].map((name) => [name, domainsIn(cell(name)).join(" ")] as const);
  return Object.fromEntries(found.filter(([, domains]) => domains !== ""));
}
