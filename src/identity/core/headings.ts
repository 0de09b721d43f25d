import type { ContactField } from "../import/contract.ts";
import { fold } from "./text.ts";

/** The system that a file's headings speak of. */
export interface SourceSystem {
  readonly name: string;
  readonly kind: "crm" | "enrichment" | "list";
}

/** Headings by field, folded, without spaces and signs: HubSpot, Salesforce, Apollo, and what people type. */
const headingsOf: Readonly<Record<ContactField, string>> = {
  externalId:
    "recordid id contactid apollocontactid hubspotid hsobjectid externalid salesforceid leadid personid vid crmid",
  firstName: "firstname givenname forename fname first vorname prenom nombre nome imie voornaam",
  lastName:
    "lastname surname familyname lname last nachname nom nomdefamille apellido apellidos cognome sobrenome nazwisko achternaam",
  fullName: "fullname name contactname contact person nomcomplet nombrecompleto nomecompleto",
  email:
    "email emailaddress workemail businessemail primaryemail personemail contactemail mail emailadresse correo correoelectronico adresseemail courriel adresmail secondaryemail emailwork email1",
  emailStatus:
    "emailstatus emailverificationstatus emailverification primaryemailcatchallstatus emailvalidation hsemailbadaddress",
  phone:
    "phone phonenumber telephone tel mobilephone mobilephonenumber mobile workphone workdirectphone directphone cell cellphone telefon telefono telefone businessphone firstphone",
  linkedin:
    "linkedinurl personlinkedinurl linkedin linkedinprofile linkedinprofileurl linkedinbio hslinkedinurl linkedincontact",
  title: "jobtitle title position positiontitle roletitle funktion fonction cargo puesto stanowisko functie",
  department: "department departments abteilung",
  seniority: "seniority senioritylevel",
  country:
    "country countryregion countrycode mailingcountry mailingcountrycode personcountry land pays pais paese kraj",
  state: "state stateregion province mailingstate mailingstatecode",
  city: "city mailingcity ort stadt ville ciudad citta",
  companyName:
    "companyname company associatedcompany account accountname organization organisation employer firma unternehmen societe entreprise empresa azienda bedrijf associatedcompanyname primaryassociatedcompany",
  website:
    "website websiteurl companywebsite companyurl companydomain companydomainname domain url webseite siteweb web homepage webaddress",
  industry: "industry branche industrie secteur sector settore branza",
  employees: "employees numberofemployees numemployees companysize employeecount mitarbeiter companyheadcount",
  lifecycle:
    "lifecyclestage leadstatus type accounttype customertype relationship stage accountstage contactstage accountstatus",
  segments: "segments segment lists list tags tag listname",
  observedAt:
    "observedat lastmodifieddate lastmodified systemmodstamp updatedat modifieddate lastupdated primaryemaillastverifiedat",
  optOut:
    "unsubscribedfromallemail hsemailoptout hasoptedoutofemail emailoptout optout optedout emailoptedout unsubscribed unsubscribe unsubscribedate optedoutofemail marketingoptout globalunsubscribe isunsubscribed unsubscribedat",
  doNotContact:
    "donotcontact dnc donotemail donotmail blacklisted blocklisted suppressed donotcontactreason donotsolicit isdonotcontact",
  doNotCall: "donotcall donotcallreason isdonotcall",
  bounced:
    "emailbounced isemailbounced emailbouncedreason emailbounceddate hsemailbounce hardbounced hardbounce bounced emailhardbouncereason hsemailhardbouncereason emailhardbouncereasonenum invalidemailaddress",
};

const fieldByHeading: ReadonlyMap<string, ContactField> = new Map(
  Object.entries(headingsOf).flatMap(([field, names]) =>
    names.split(" ").map((name) => [name, field as ContactField] as const),
  ),
);

/** A heading without case, spaces, underscores and signs. */
export function headingKey(heading: string): string {
  return fold(heading)
    .replace(/[^\p{L}\p{N}#]/gu, "")
    .replace(/__c$|#$/, "");
}

/** The field that a heading names, or null. */
export function fieldOfHeading(heading: string): ContactField | null {
  const key = headingKey(heading);
  return key === "#employees" ? "employees" : (fieldByHeading.get(key) ?? null);
}

/** Which system wrote these headings; the source is named after it, so that the next export updates the same records. */
export function systemOf(headings: readonly string[]): SourceSystem {
  const keys = new Set(headings.map(headingKey));
  const has = (...names: readonly string[]): boolean => names.some((name) => keys.has(name));
  if (has("apollocontactid", "personlinkedinurl", "apolloaccountid")) return { name: "Apollo", kind: "enrichment" };
  if (has("hasoptedoutofemail", "systemmodstamp", "masterrecordid", "isemailbounced"))
    return { name: "Salesforce", kind: "crm" };
  if (
    has("unsubscribedfromallemail", "hsemailoptout", "hsobjectid") ||
    (has("recordid") && has("lifecyclestage", "countryregion", "associatedcompany"))
  )
    return { name: "HubSpot", kind: "crm" };
  return { name: "CSV", kind: "list" };
}
