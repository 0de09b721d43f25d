import { isoFromInstant } from "../../../kernel/env.ts";
import { isId } from "../../../kernel/ids.ts";
import { parseEmail } from "../email.ts";
import type { Fields } from "../match.ts";
import type { RowNote } from "../row-fields.ts";
import { fold, squish } from "../text.ts";
import { isInbound, type PastKind, pastKindOf, pastReplyOf } from "./activity-words.ts";
import { readDate } from "./dates.ts";
import type { KindRow, KindTable } from "./kind-table.ts";

/** What happened before Fairlead was there: mails, answers, bounces, calls, meetings and tasks, each with its contact. */
export const activityTable: KindTable = {
  headings: {
    externalId:
      "activityid recordid id engagementid eventid taskid messageid externalid hsobjectid uuid emailid callid meetingid",
    type: "activitytype type eventtype event kind engagementtype tasksubtype subtype activity eventname action",
    occurredAt:
      "activitydate occurredat date timestamp time eventtimestamp eventtime datetime createdate createddate createdat completeddatetime completedat sentat emailsentat startdatetime starttime meetingstarttime hstimestamp timereplied timesent activitydatetime datum",
    email:
      "email emailaddress contactemail leademail toemail to recipient associatedcontactemail prospectemail contact attendeeemail slleademail emailto",
    contactId: "contactid fairleadcontactid",
    contactRef:
      "whoid associatedcontactids associatedcontactid associatedcontact personid apollocontactid leadid vid contactexternalid",
    direction: "direction emaildirection calldirection calltype hsemaildirection",
    subject:
      "subject emailsubject title name activitysubject tasksubject emailname meetingname callstitle activityname description",
    outcome:
      "outcome calloutcome meetingoutcome calldisposition disposition result category leadcategory replycategory sentiment bouncetype bouncereason callresult leadstatus",
    status: "status taskstatus emailsendstatus activitystatus emailstatus",
  },
  required: [["type"], ["occurredAt"], ["email", "contactId", "contactRef"]],
  idField: "externalId",
  keyFields: ["kind", "occurredAt", "email", "contactId", "contactRef", "direction", "subject"],
  listFields: [],
  bareField: null,
  read: readActivity,
};

function readActivity(cells: Fields): KindRow {
  const cell = (name: string): string => squish(cells[name] ?? "");
  const words = { direction: fold(cell("direction")), outcome: fold(cell("outcome")), status: fold(cell("status")) };
  const kind = pastKindOf(cell("type"), words);
  if (kind === null) return handedBack(kindFault(cell("type")));
  const read = readDate(cell("occurredAt"));
  if ("says" in read) return handedBack({ code: "bad_date", message: read.says });
  const fields: Record<string, string> = { occurredAt: isoFromInstant(read.at) };
  const fault = readContact(cells, fields);
  if (fault !== null) return handedBack(fault);
  const reply = kind === "email_replied" ? pastReplyOf(cell("type"), words.outcome) : null;
  fields["kind"] = kindAfter(kind, reply);
  if (reply !== null) fields["reply"] = reply;
  if (kind === "email_bounced")
    fields["permanence"] = isSoft(`${fold(cell("type"))} ${words.outcome}`) ? "temporary" : "permanent";
  fields["direction"] = directionOf(kind, words.direction);
  for (const name of ["subject", "outcome"] as const) {
    const text = cell(name);
    if (text !== "") fields[name] = text.slice(0, 500);
  }
  return { fields, fault: null, notes: [] };
}

/** An answer that asks to be left alone is that, whatever the tool filed it under. */
function kindAfter(kind: PastKind, reply: string | null): PastKind {
  if (reply === "unsubscribe") return "unsubscribed";
  if (reply === "complaint") return "spam_complaint";
  return reply === "ooo" ? "auto_reply" : kind;
}

function readContact(cells: Fields, fields: Record<string, string>): RowNote | null {
  const [email, id, reference] = [
    cells["email"] ?? "",
    (cells["contactId"] ?? "").trim(),
    squish(cells["contactRef"] ?? ""),
  ];
  const address = parseEmail(email);
  if (address !== null) fields["email"] = address.send;
  if (isId("con", id)) fields["contactId"] = id;
  else if (id !== "") fields["contactRef"] = id.slice(0, 200);
  if (reference !== "") fields["contactRef"] ??= reference.slice(0, 200);
  if (address !== null || fields["contactId"] !== undefined || fields["contactRef"] !== undefined) return null;
  if (email !== "") return { code: "bad_email", message: `\`${short(email)}\` is no e-mail address` };
  return { code: "no_contact", message: "no address and no id says which contact this happened with" };
}

function directionOf(kind: PastKind, direction: string): string {
  const fromContact: readonly PastKind[] = [
    "email_replied",
    "auto_reply",
    "email_bounced",
    "unsubscribed",
    "spam_complaint",
  ];
  return fromContact.includes(kind) || isInbound(direction) ? "inbound" : "outbound";
}

const isSoft = (words: string): boolean =>
  /soft|transient|temporar|mailbox full|quota|delayed|deferred|block/.test(words);

function kindFault(type: string): RowNote {
  const isSign = /open|click|visit|view|loaded/i.test(type);
  const message = isSign
    ? `\`${short(type)}\` is a sign of interest and no activity: record it with signals.record`
    : `\`${short(type)}\` is no kind of activity that is known: expected words such as \`email_sent\`, \`reply_received\`, \`call\`, \`meeting\``;
  return { code: isSign ? "not_an_activity" : "unknown_type", message };
}

const handedBack = (fault: RowNote): KindRow => ({ fields: {}, fault, notes: [] });
const short = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value);
