import { addressesIn, fateOf, type ReportedRecipient } from "./bounce-fate.ts";
import { type Diagnosis, phaseIn } from "./bounce-reason.ts";
import { codesIn, type NamedFailure, namedFailures } from "./bounce-text.ts";
import { fieldsOf } from "./mail-structure.ts";

/** What the fields of a machine-readable report (RFC 3464) tell. */
export interface StatusReport {
  readonly recipients: readonly ReportedRecipient[];
  readonly envelopeId: string | null;
}

/** Reads the fields of a report: a group about the message, then one for each recipient. `notice` is what it says to people. */
export function statusReport(blocks: readonly string[], notice: string): StatusReport {
  const groups = blocks
    .flatMap((block) => block.trim().split(/\n[ \t]*\n+/))
    .flatMap(recipientsOf)
    .slice(0, groupsMax)
    .map(fieldsOf);
  const named = namedFailures(notice, new Set());
  const isOnly = groups.filter((fields) => addressFrom(fields) !== null).length === 1;
  const recipients = new Map<string, ReportedRecipient>();
  for (const fields of groups) {
    const one = recipientIn(fields, { notice, named, isOnly });
    if (one !== null && !recipients.has(one.address)) recipients.set(one.address, one);
  }
  const envelopeId = groups.map((fields) => fields.get("original-envelope-id") ?? "").find((id) => id !== "") ?? null;
  return { recipients: [...recipients.values()], envelopeId };
}

/** More recipients than any mail of ours has. */
const groupsMax = 200;

/** Some gateways leave out the empty line, and the next recipient follows at once. */
function recipientsOf(group: string): readonly string[] {
  const isMany = (group.match(/^final-recipient[ \t]*:/gim)?.length ?? 0) > 1;
  return isMany ? group.split(/\n(?=final-recipient[ \t]*:)/i) : [group];
}

/** The groups of fields that stand in running text: some gateways write no part of their own for them. */
export function statusBlocksIn(text: string): readonly string[] {
  const plain = text.replace(/^> ?/gm, "");
  const groups = plain.split(/\n[ \t]*\n+/).filter((group) => /^[ \t]*final-recipient[ \t]*:/im.test(group));
  return groups.filter((group) => /^[ \t]*(?:action|status)[ \t]*:/im.test(group)).map((group) => group.trim());
}

interface Around {
  readonly notice: string;
  readonly named: readonly NamedFailure[];
  readonly isOnly: boolean;
}

type Fields = ReadonlyMap<string, string>;

function recipientIn(fields: Fields, { notice, named, isOnly }: Around): ReportedRecipient | null {
  const address = addressFrom(fields);
  if (address === null) return null;
  const text = [...fields]
    .flatMap(([name, value]) => (saysWhy.test(name) ? [value] : []))
    .join(" ")
    .replace(/^[a-z0-9-]+ ?; ?/i, "");
  const near = named.find((one) => one.address === address)?.text ?? (isOnly ? notice : "");
  const given = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get("status") ?? "")?.[0] ?? "";
  const codes = codesIn(text);
  // The server's own code comes before what the reporting one makes of it; `5.0.0` says nothing.
  const status = [codes.status, given, codesIn(near).status].find(isTelling) ?? (codes.status || given);
  const action = actionOf(fields.get("action") ?? "", status);
  const reply = codes.reply || codesIn(near).reply;
  const phase = phaseIn(text) ?? phaseIn(near);
  const originalAddress = originalFrom(fields);
  const finding = { address, originalAddress, action, status, reply, text, phase, isFinal: true };
  return fateOf(finding, isOnly ? notice : near, isOnly);
}

function isTelling(status: string): boolean {
  return status !== "" && !/\.0\.0$/.test(status);
}

const saysWhy = /^(?:diagnostic-code|x-.*(?:error|diag|display-name|supplementary|bouncecategory))/;

function addressFrom(fields: Fields): string | null {
  const [final] = addressesIn(typed(fields.get("final-recipient")));
  // A final address without a domain of the net is a name inside the gateway.
  const isLocal = final !== undefined && !/@.*\./.test(final);
  return (isLocal ? originalFrom(fields) : null) ?? final ?? originalFrom(fields);
}

function originalFrom(fields: Fields): string | null {
  const field = typed(fields.get("original-recipient") ?? fields.get("x-actual-recipient"));
  return addressesIn(decoded(field))[0] ?? null;
}

/** An original address as it was before it travelled: xtext (RFC 3461 4) writes `+` as `+2B`, unitext (RFC 6533 3) letters as `\\x{E9}`. */
function decoded(field: string): string {
  return field
    .replace(/\\x\{([0-9a-f]{2,6})\}/gi, (_, hex: string) => letterOf(hex))
    .replace(/\+(2B|3D|2F|20|40)/g, (_, hex: string) => letterOf(hex));
}

function letterOf(hex: string): string {
  const code = Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

/** A field without its type: `rfc822;` and what gateways make of it. */
function typed(field: string | undefined): string {
  return (field ?? "").replace(/^[a-z0-9/-]+ ?; ?/i, "");
}

function actionOf(text: string, status: string): Diagnosis["action"] {
  const word = /^[a-z]+/i.exec(text.trim())?.[0]?.toLowerCase() ?? "";
  if (word === "delivered" || word === "relayed" || word === "expanded" || word === "delayed" || word === "failed")
    return word;
  return status.startsWith("2") ? "delivered" : "failed";
}
