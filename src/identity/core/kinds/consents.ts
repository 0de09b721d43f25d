import { isoFromInstant } from "../../../kernel/env.ts";
import { isId } from "../../../kernel/ids.ts";
import { countryCode } from "../country.ts";
import { parseEmail } from "../email.ts";
import type { Fields } from "../match.ts";
import { phoneE164 } from "../phone.ts";
import type { RowNote } from "../row-fields.ts";
import { fold, squish } from "../text.ts";
import { readDate } from "./dates.ts";
import type { KindRow, KindTable } from "./kind-table.ts";

/** Records of consent as forms and CRMs export them. Whatever is not plainly a consent is handed back: unknown is none. */
export const consentTable: KindTable = {
  headings: {
    address:
      "email emailaddress mail workemail contactemail subscriberemail contactpointemail primaryemail emailadresse correo courriel recipient",
    phone: "phone phonenumber mobile mobilephone contactpointphone telephone tel telefon telefono",
    contactId: "contactid fairleadid",
    channel:
      "channel consentchannel contactpointtype capturecontactpointtype medium communicationchannel subscriptiontype channeltype kanal canal",
    state:
      "state status consentstatus privacyconsentstatus consent consented consentgiven optin optedin optinstatus consentstate subscriptionstatus marketingconsent doubleoptin einwilligung",
    emailState: "emailconsent emailoptin emailoptinstatus emailmarketingconsent newsletteroptin emailconsentstatus",
    phoneState: "phoneconsent calloptin phoneoptin callconsent",
    smsState: "smsconsent smsoptin smsmarketingconsent",
    basis:
      "basis legalbasis lawfulbasis legalbasisforprocessingcontactsdata hslegalbasis consenttype rechtsgrundlage baselegal",
    jurisdiction: "jurisdiction country countrycode region countryregion law land pays",
    obtainedAt:
      "obtainedat date consentdate consentedat capturedate optindate optintime optinat doubleconsentcapturedate effectivefrom timestamp time grantedat givenat createdat createdate createddate withdrawnat optoutdate signupdate datum",
    expiresAt: "expiresat expiry expires expirydate expirationdate effectiveto validuntil enddate",
    origin: "source capturesource consentsource origin form formname landingpage optinsource quelle",
    wording: "wording text consenttext statement consentwording consentstatement message disclosure",
    evidence:
      "evidence proof ip ipaddress optinip url referrer pageurl reference evidenceurl captureurl confirmation nachweis",
  },
  required: [["address", "phone", "contactId"]],
  idField: null,
  keyFields: ["address", "phone", "contactId", "channel", "state", "basis", "jurisdiction", "obtainedAt", "expiresAt"],
  listFields: ["evidence"],
  bareField: null,
  read: readConsent,
};

type Read = { readonly value: string | undefined } | { readonly fault: RowNote };

function readConsent(cells: Fields): KindRow {
  const who = whoOf(cells);
  if ("fault" in who) return handedBack(who.fault);
  const said = saidOf(cells);
  const state = stateOf(said.word, cells["basis"] ?? "");
  if (state === null) {
    const shown = short(said.word === "" ? (cells["basis"] ?? "") : said.word);
    return handedBack({
      code: "unknown_state",
      message: `\`${shown}\` says neither that consent was given nor that it was withdrawn: nothing was recorded, and unknown is no consent`,
    });
  }
  const isGrant = state === "granted";
  const parts: Readonly<Record<string, Read>> = {
    channel: channelOf(said.channel ?? cells["channel"] ?? "", isGrant),
    basis: isGrant ? basisOf(cells["basis"] ?? "") : { value: undefined },
    jurisdiction: jurisdictionOf(cells["jurisdiction"] ?? "", isGrant),
    obtainedAt: timeOf(cells["obtainedAt"] ?? "", isGrant, "when consent was given"),
    expiresAt: timeOf(cells["expiresAt"] ?? "", isGrant && cells["expiresAt"] !== undefined, "when consent ends"),
  };
  const fault = Object.values(parts).find((part) => "fault" in part);
  if (fault !== undefined && "fault" in fault) return handedBack(fault.fault);
  const fields: Record<string, string> = { ...who.fields, state };
  for (const [name, part] of Object.entries(parts))
    if ("value" in part && part.value !== undefined) fields[name] = part.value;
  const order = orderFault(fields) ?? keyFault(fields);
  if (order !== null) return handedBack(order);
  for (const name of ["origin", "wording", "evidence"] as const) {
    const text = squish(cells[name] ?? "");
    if (text !== "") fields[name] = text.slice(0, 2_000);
  }
  return { fields, fault: null, notes: [] };
}

/** The column that says yes or no may name its channel: `Email opt-in`. */
function saidOf(cells: Fields): { readonly word: string; readonly channel: string | null } {
  const named = (["email", "phone", "sms"] as const).flatMap((channel) => {
    const word = squish(cells[`${channel}State`] ?? "");
    return word === "" ? [] : [{ word, channel }];
  });
  const plain = squish(cells["state"] ?? "");
  const [only] = named;
  return plain === "" && only !== undefined && named.length === 1 ? only : { word: plain, channel: null };
}

function whoOf(cells: Fields): { readonly fields: Fields } | { readonly fault: RowNote } {
  const fields: Record<string, string> = {};
  const notes: RowNote[] = [];
  const [address, phone, contactId] = [cells["address"] ?? "", cells["phone"] ?? "", cells["contactId"] ?? ""];
  const parsed = parseEmail(address);
  if (parsed !== null) fields["address"] = parsed.send;
  else if (address !== "") notes.push({ code: "bad_email", message: `\`${short(address)}\` is no e-mail address` });
  const number = phone === "" ? null : phoneE164(phone, countryCode(cells["jurisdiction"] ?? ""));
  if (number !== null) fields["phone"] = number;
  else if (phone !== "")
    notes.push({
      code: "bad_phone",
      message: `\`${short(phone)}\` is no phone number: write it as \`+44 20 7946 0000\``,
    });
  if (isId("con", contactId)) fields["contactId"] = contactId;
  if (Object.keys(fields).length > 0) return { fields };
  return {
    fault: notes[0] ?? { code: "no_key", message: "no address, phone number or contact id says whose consent this is" },
  };
}

function stateOf(word: string, basis: string): "granted" | "withdrawn" | null {
  const said = fold(word);
  if (
    /withdr|revok|opt(ed)?[ _-]?out|unsub|denied|declin|refus|object|widerruf|abgelehnt|retir|^(no|n|false|0|nein|non)$/.test(
      said,
    )
  )
    return "withdrawn";
  if (
    /opt(ed)?[ _-]?in|consent(ed)?\b|grant|given|agreed|accepted|confirmed|^(yes|y|true|1|ja|oui|si|subscribed)$/.test(
      said,
    )
  )
    return /not|un|pending|no /.test(said.replace(/unambiguous/g, "")) ? null : "granted";
  // A legal basis alone is a statement that there is one.
  return said === "" && "value" in basisOf(basis) && squish(basis) !== "" ? "granted" : null;
}

/** Left out, a grant is by consent: that is what a column of yes and no says. */
function basisOf(basis: string): Read {
  const said = fold(squish(basis));
  if (said === "" || /^(consent|explicit consent|express(ed)? consent|opt[ _-]?in|double[ _-]?opt[ _-]?in)$/.test(said))
    return { value: "consent" };
  if (/soft|existing customer|bestandskunde/.test(said)) return { value: "soft_opt_in" };
  if (/contract|vertrag|contrat/.test(said)) return { value: "contract" };
  if (/legitimate|berechtigt|legitime/.test(said)) return { value: "legitimate_interest" };
  if (/consent|einwilligung|consentement|freely given/.test(said) && !/\b(no|not|without|un)/.test(said))
    return { value: "consent" };
  const message = `\`${short(basis)}\` is no basis for contact: expected consent, soft opt-in, contract or legitimate interest`;
  return { fault: { code: "unknown_basis", message } };
}

function channelOf(channel: string, isGrant: boolean): Read {
  const said = fold(squish(channel));
  if (/sms|text|whatsapp/.test(said)) return { value: "sms" };
  if (/postal|\bpost\b|\bletters?\b|\bbrief|direct mail/.test(said)) return { value: "post" };
  if (/e-?mail|newsletter|^mail$/.test(said)) return { value: "email" };
  if (/phone|call|voice|tel/.test(said)) return { value: "phone" };
  if (/^(all|any|every|alle|tous)\b/.test(said)) return { value: "all" };
  if (!isGrant) return { value: "all" };
  const message = `\`${short(channel)}\` is no channel: consent counts for email, phone, sms, post or all`;
  return { fault: { code: "unknown_channel", message } };
}

function jurisdictionOf(country: string, isGrant: boolean): Read {
  if (squish(country) === "") return { value: undefined };
  const code = countryCode(country);
  if (code !== null || !isGrant) return { value: code ?? undefined };
  return { fault: { code: "bad_country", message: `\`${short(country)}\` is no country: write it as \`DE\`` } };
}

function timeOf(text: string, isRequired: boolean, what: string): Read {
  if (squish(text) === "" && !isRequired) return { value: undefined };
  if (squish(text) === "") return { fault: { code: "no_date", message: `the row does not say ${what}` } };
  const read = readDate(text);
  if ("at" in read) return { value: isoFromInstant(read.at) };
  return isRequired ? { fault: { code: "bad_date", message: read.says } } : { value: undefined };
}

function orderFault(fields: Fields): RowNote | null {
  const { obtainedAt, expiresAt } = fields;
  if (obtainedAt === undefined || expiresAt === undefined || obtainedAt < expiresAt) return null;
  return { code: "bad_date", message: "the consent ends before it was given" };
}

/** Consent to mail is given for an address, consent to calls for a number; a contact's own are looked up. */
function keyFault(fields: Fields): RowNote | null {
  const { channel, state } = fields;
  if (state === "withdrawn" || fields["contactId"] !== undefined || channel === "all" || channel === "post")
    return null;
  const needed = channel === "email" ? "address" : "phone";
  if (fields[needed] !== undefined) return null;
  const message = `consent to ${channel} needs the ${needed === "address" ? "e-mail address" : "phone number"} that it was given for`;
  return { code: "no_key", message };
}

const handedBack = (fault: RowNote): KindRow => ({ fields: {}, fault, notes: [] });
const short = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value);
