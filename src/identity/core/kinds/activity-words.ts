import { fold } from "../text.ts";

/** What kind of past event a row speaks of; the words of the twelve kinds and of what befalls meetings. */
export type PastKind =
  | "email_sent"
  | "email_delivered"
  | "email_bounced"
  | "email_replied"
  | "auto_reply"
  | "meeting_booked"
  | "meeting_held"
  | "meeting_no_show"
  | "meeting_cancelled"
  | "unsubscribed"
  | "spam_complaint"
  | "call_placed"
  | "call_connected"
  | "voicemail_left"
  | "task_created"
  | "task_completed";

/** What the row says beside its type, folded. */
export interface PastWords {
  readonly direction: string;
  readonly outcome: string;
  readonly status: string;
}

/** Names of events by kind, folded, letters only: HubSpot, Salesforce, Apollo, Instantly, Smartlead, Postal and our own. */
const namesOf: Readonly<Partial<Record<PastKind, string>>> = {
  email_sent:
    "emailsent sent firstemailsent outgoingemail emailoutgoing outboundemail emailoutbound messagesent outreachemail automaticemailsent sequenceemailsent sentemail campaignemailsent manualemail automaticemail",
  email_delivered: "emaildelivered delivered messagedelivered",
  email_bounced:
    "emailbounced bounced bounce emailbounce hardbounce hardbounced softbounce softbounced messagebounced messagedeliveryfailed emailfailed bouncedemail",
  email_replied:
    "emailreplied replied reply emailreply replyreceived incomingemail emailincoming inboundemail emailinbound emailreceived receivedemail leadinterested leadnotinterested leadwrongperson leadneutral leadcategoryupdated repliedtoemail responded response",
  auto_reply: "autoreply autoreplyreceived leadoutofoffice outofoffice ooo automaticreply autoresponse",
  meeting_booked: "meetingbooked leadmeetingbooked meetingscheduled demobooked demoscheduled meetingcreated",
  meeting_held: "meetingheld meetingcompleted leadmeetingcompleted demoed demoheld",
  meeting_no_show: "meetingnoshow noshow",
  meeting_cancelled: "meetingcancelled meetingcanceled",
  unsubscribed:
    "unsubscribed unsubscribe leadunsubscribed emailunsubscribed emailunsubscribe optout optedout listunsubscribe groupunsubscribe subscriptionoptout unsub globalunsubscribe",
  spam_complaint:
    "spamcomplaint complaint complained spamreport emailcomplained markedasspam reportedspam spam abusereport emailmarkedasspam spamreported",
  call_placed: "callplaced outboundcall phonecall callattempted dialed dial calllogged",
  call_connected: "callconnected connected callanswered callcompleted",
  voicemail_left: "voicemailleft leftvoicemail voicemail voicemessage",
  task_created: "taskcreated",
  task_completed: "taskcompleted",
};

const kindByName: ReadonlyMap<string, PastKind> = new Map(
  Object.entries(namesOf).flatMap(([kind, names]) => names.split(" ").map((name) => [name, kind as PastKind] as const)),
);

/** The kind of a past event, or null for what is none, such as an open or a note. */
export function pastKindOf(type: string, words: PastWords): PastKind | null {
  const name = fold(type).replace(/[^\p{L}]/gu, "");
  const found = kindByName.get(name);
  if (found === "email_replied" || found === "meeting_booked" || found === "call_placed") return finer(found, words);
  if (found !== undefined) return found;
  switch (name) {
    case "email":
    case "emails":
    case "emailactivity":
    case "engagementemail":
    case "linkedemail":
    case "listemail":
      return emailOf(words);
    case "call":
    case "calls":
    case "engagementcall":
      return callOf(words);
    case "meeting":
    case "meetings":
    case "event":
    case "demo":
    case "engagementmeeting":
      return meetingOf(words);
    case "task":
    case "tasks":
    case "todo":
    case "engagementtask":
    case "other":
      return /complet|done|closed|erledigt|finish/.test(words.status) || /complet|done/.test(words.outcome)
        ? "task_completed"
        : "task_created";
    default:
      return null;
  }
}

/** What a reply said, by the words of our own classifier, or null when nobody wrote it down. */
export function pastReplyOf(type: string, outcome: string): string | null {
  const words = `${fold(type).replace(/[_-]+/g, " ")} ${outcome}`;
  return replyWords.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

const replyWords: readonly (readonly [string, RegExp])[] = [
  ["complaint", /\bspam\b|complain|report(ed)? (us|as)/],
  ["unsubscribe", /unsub|do[ _-]?not[ _-]?contact|\bdnc\b|opt(ed)?[ _-]?out|remove|stop (contact|mail|email)/],
  ["ooo", /out of office|\booo\b|\bauto[ _-]?(reply|response)|vacation|abwesen/],
  ["left_company", /left (the )?company|no longer (at|with|there)|changed jobs?/],
  ["wrong_person", /wrong[ _-]?(person|contact)|not the right/],
  ["not_interested", /not[ _-]?interested|uninterested|negative|no interest|rejected|declined|bad fit|disqualif/],
  ["not_now", /not[ _-]?now|later|bad timing|not yet|follow[ _-]?up|nurture/],
  ["meeting", /meeting|demo|call (request|booked)|book(ed)?\b/],
  ["question", /question|information request|more info|asks?\b/],
  ["referral", /referr|forwarded/],
  ["interested", /interested|positive|hot|warm|good fit|qualified/],
  ["neutral", /neutral/],
];

function finer(kind: "email_replied" | "meeting_booked" | "call_placed", words: PastWords): PastKind {
  if (kind === "meeting_booked") return meetingOf(words) === "meeting_booked" ? kind : meetingOf(words);
  return kind === "call_placed" ? callOf(words) : kind;
}

function emailOf({ direction, outcome, status }: PastWords): PastKind {
  const result = `${outcome} ${status}`;
  if (/bounc|undeliver/.test(result)) return "email_bounced";
  if (isInbound(direction) || /replied|received/.test(result)) return "email_replied";
  return /unsub|opt(ed)?[ _-]?out/.test(result) ? "unsubscribed" : "email_sent";
}

function callOf({ outcome, status }: PastWords): PastKind {
  const result = `${outcome} ${status}`;
  if (/voice ?mail|voice message|mailbox/.test(result)) return "voicemail_left";
  if (/not connected|no answer|no connect|unanswer|did not|busy|wrong number|missed|failed/.test(result))
    return "call_placed";
  return /connect|answer|spoke|reached|conversation|interested/.test(result) ? "call_connected" : "call_placed";
}

function meetingOf({ outcome, status }: PastWords): PastKind {
  const result = `${outcome} ${status}`;
  if (/no[ _-]?show|did not (show|attend)|absent/.test(result)) return "meeting_no_show";
  if (/cancel|declin/.test(result)) return "meeting_cancelled";
  return /complet|held|attended|done|happened/.test(result) ? "meeting_held" : "meeting_booked";
}

/** Whether it came from the contact. */
export function isInbound(direction: string): boolean {
  return /^(in|incoming|inbound|received|from (contact|customer|lead)|eingehend|entrant)/.test(
    direction.replace(/^email_?/, ""),
  );
}
