import { isoFromInstant } from "../../../kernel/env.ts";
import { isId } from "../../../kernel/ids.ts";
import { parseEmail } from "../email.ts";
import { companyDomain } from "../host.ts";
import type { Fields } from "../match.ts";
import type { RowNote } from "../row-fields.ts";
import { fold, squish } from "../text.ts";
import { readDate } from "./dates.ts";
import type { KindRow, KindTable } from "./kind-table.ts";
import { readMoney } from "./money.ts";

/** Deals as CRMs export them, each with the account that it is with. */
export const opportunityTable: KindTable = {
  headings: {
    externalId: "recordid id opportunityid dealid externalid hsobjectid oppid apolloopportunityid crmid",
    name: "dealname opportunityname name opportunity deal title dealtitle",
    stage: "dealstage stagename stage opportunitystage pipelinestage phase dealstagename",
    state: "status state dealstatus opportunitystatus",
    won: "iswon isclosedwon won hsisclosedwon",
    closed: "isclosed isdealclosed closed hsisclosed isdealclosedwonorlost",
    amount: "amount value dealamount dealvalue opportunityamount amountincompanycurrency total betrag montant importe",
    currency:
      "currency currencycode currencyisocode dealcurrencycode dealcurrency amountcurrency wahrung devise moneda",
    createdAt: "createdate createddate createdat created opendate opened openedat datecreated startdate",
    closedAt: "closedate closeddate closedat wonat lostat wontime losttime dateclosed actualclosedate",
    lossReason:
      "closedlostreason lostreason lossreason reasonlost closedreason reason reasonforloss lostcause closedlostreasondetail",
    accountId: "fairleadaccountid",
    accountRef:
      "accountid associatedcompanyids associatedcompanyid companyid primaryassociatedcompanyid organizationid apolloaccountid accountexternalid",
    domain: "accountdomain companydomain companydomainname domain website companywebsite accountwebsite",
    accountName:
      "accountname account company companyname associatedcompany primaryassociatedcompany organization organisation customer client firma",
    email: "contactemail email primarycontactemail associatedcontactemail emailaddress contact",
  },
  required: [
    ["stage", "state", "won"],
    ["accountId", "accountRef", "domain", "accountName", "email"],
  ],
  idField: "externalId",
  keyFields: ["name", "accountId", "accountRef", "domain", "accountName", "email"],
  listFields: [],
  bareField: null,
  read: readOpportunity,
};

function readOpportunity(cells: Fields): KindRow {
  const said = stateOf(cells);
  if (typeof said !== "string") return handedBack(said);
  const fields: Record<string, string> = { state: said };
  const notes: RowNote[] = [];
  const fault = readAccount(cells, fields) ?? readAmount(cells, fields, notes) ?? readDates(cells, fields);
  if (fault !== null) return handedBack(fault);
  for (const name of ["name", "stage", "lossReason"] as const) {
    const text = squish(cells[name] ?? "");
    if (text !== "") fields[name] = text.slice(0, 200);
  }
  if (said !== "lost") delete fields["lossReason"];
  return { fields, fault: null, notes };
}

type State = "open" | "won" | "lost";

/** What the stage, the status and the two yes-or-no columns say together; they may not contradict each other. */
function stateOf(cells: Fields): State | RowNote {
  const flags: (State | null)[] = [];
  if (isYes(cells["won"])) flags.push("won");
  else if (cells["won"] !== undefined && isYes(cells["closed"])) flags.push("lost");
  else if (cells["closed"] !== undefined && isNo(cells["closed"])) flags.push("open");
  const words = [cells["state"], cells["stage"]].map((cell) => stateOfWords(cell ?? ""));
  const found = [...new Set([...flags, ...words].filter((one) => one !== null))];
  const [only] = found;
  const shown = short([cells["stage"], cells["state"]].filter((cell) => cell !== undefined).join(" / "));
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1)
    return { code: "contradiction", message: `the row says both \`${found.join("` and `")}\`: \`${shown}\`` };
  // A stage that ends nothing is a stage on the way.
  if (squish(cells["stage"] ?? "") !== "") return "open";
  return { code: "unknown_state", message: `\`${shown}\` does not say whether the opportunity is open, won or lost` };
}

function stateOfWords(cell: string): State | null {
  const words = fold(squish(cell)).replace(/[^a-z0-9]+/g, " ");
  if (words === "") return null;
  if (/lost|\bdead\b|verloren|perdu|perdid|persa|abandon|disqualif|cancel|no decision|declined|rejected/.test(words))
    return "lost";
  if (/\bwon\b|closedwon|gewonnen|gagne|ganad|vinto|\bsigned\b|\bcustomer\b/.test(words)) return "won";
  return /^(open|offen|ouvert|abierto|active|in progress|new|pending)\b/.test(words) ? "open" : null;
}

function readAccount(cells: Fields, fields: Record<string, string>): RowNote | null {
  const accountId = (cells["accountId"] ?? "").trim();
  if (isId("acc", accountId)) fields["accountId"] = accountId;
  const reference = squish(cells["accountRef"] ?? "");
  if (isId("acc", reference)) fields["accountId"] = reference;
  else if (reference !== "") fields["accountRef"] = reference.slice(0, 200);
  const domain = companyDomain(cells["domain"] ?? "");
  if (domain !== null) fields["domain"] = domain;
  const name = squish(cells["accountName"] ?? "");
  if (name !== "") fields["accountName"] = name.slice(0, 200);
  const address = parseEmail(cells["email"] ?? "");
  if (address !== null) fields["email"] = address.send;
  const names = ["accountId", "accountRef", "domain", "accountName", "email"];
  if (names.some((one) => fields[one] !== undefined)) return null;
  return { code: "no_account", message: "no id, domain or name says which account the opportunity is with" };
}

/** An amount that cannot be read is handed back: half a sum is worse than none. One without a currency is left out. */
function readAmount(cells: Fields, fields: Record<string, string>, notes: RowNote[]): RowNote | null {
  const amount = squish(cells["amount"] ?? "");
  if (amount === "") return null;
  const money = readMoney(amount, squish(cells["currency"] ?? ""));
  if ("amountMinor" in money) {
    fields["amountMinor"] = String(money.amountMinor);
    fields["currency"] = money.currency;
    return null;
  }
  const note = { code: money.code, message: money.says };
  if (money.code !== "no_currency") return note;
  notes.push(note);
  return null;
}

function readDates(cells: Fields, fields: Record<string, string>): RowNote | null {
  for (const name of ["createdAt", "closedAt"] as const) {
    const text = squish(cells[name] ?? "");
    // The close date of an open opportunity is a hope.
    if (text === "" || (name === "closedAt" && fields["state"] === "open")) continue;
    const read = readDate(text);
    if ("says" in read) return { code: "bad_date", message: read.says };
    fields[name] = isoFromInstant(read.at);
  }
  const { createdAt, closedAt } = fields;
  // Exports give the close date as a day: one that closed on the day it was made is none the worse for it.
  if (createdAt === undefined || closedAt === undefined || createdAt.slice(0, 10) <= closedAt.slice(0, 10)) return null;
  return { code: "bad_date", message: "the opportunity was closed before it was created" };
}

const isYes = (cell: string | undefined): boolean => /^(yes|y|true|1|1\.0|ja|oui|si)$/.test(fold(squish(cell ?? "")));
const isNo = (cell: string | undefined): boolean => /^(no|n|false|0|0\.0|nein|non)$/.test(fold(squish(cell ?? "")));
const handedBack = (fault: RowNote): KindRow => ({ fields: {}, fault, notes: [] });
const short = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value);
