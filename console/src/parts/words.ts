/** The five colours that a status may have; the word always stands beside it. */
export type Tone = "neutral" | "good" | "warn" | "bad" | "info";

/** A code in words for a person. */
export interface Word {
  readonly word: string;
  readonly tone: Tone;
}

const word = (text: string, tone: Tone = "neutral"): Word => ({ word: text, tone });

const known: Readonly<Record<string, Word>> = {
  allow: word("Allowed", "good"),
  deny: word("Denied", "bad"),
  needs_approval: word("Needs approval", "warn"),
  defer: word("Deferred", "info"),
  awaiting_approval: word("Awaiting approval", "warn"),
  waiting: word("Waiting", "warn"),
  refused: word("Refused by the server", "bad"),
  deferred: word("Deferred", "info"),
  queued: word("Queued", "info"),
  reserved: word("Reserved", "info"),
  attempting: word("Sending", "info"),
  sent: word("Sent", "good"),
  rejected: word("Rejected", "bad"),
  unknown: word("Unknown", "warn"),
  parked: word("Parked", "warn"),
  denied: word("Denied", "bad"),
  cancelled: word("Cancelled"),
  held: word("Held", "warn"),
  done: word("Done", "good"),
  pending: word("Pending", "warn"),
  granted: word("Granted", "good"),
  expired: word("Expired"),
  void: word("Void"),
  active: word("Active", "good"),
  paused: word("Paused", "bad"),
  revoked: word("Revoked"),
  hit: word("Hit", "bad"),
  pass: word("Pass", "good"),
  "n/a": word("Not applicable"),
  error: word("Error", "bad"),
  act: word("Act", "good"),
  nurture: word("Nurture", "info"),
  observe: word("Observe"),
  exclude: word("Exclude", "bad"),
  customer: word("Customer", "info"),
  open_opportunity: word("Open opportunity", "info"),
  partner: word("Partner", "info"),
  competitor: word("Competitor", "bad"),
  none: word("None"),
  running: word("Running", "info"),
  failed: word("Failed", "bad"),
  dry_run: word("Dry run"),
  undoing: word("Being undone", "info"),
  undone: word("Undone"),
  positive: word("Positive", "good"),
  negative: word("Negative", "bad"),
  neutral: word("Neutral"),
  ooo: word("Out of office", "info"),
  unsubscribe: word("Unsubscribe", "bad"),
  complaint: word("Complaint", "bad"),
  do_not_contact: word("Do not contact", "bad"),
  unsubscribed: word("Unsubscribed", "bad"),
  hard_bounce: word("Hard bounce", "bad"),
  left_company: word("Left company"),
  no_show: word("No-show", "warn"),
  booked: word("Booked", "good"),
  email_sent: word("Email sent"),
  email_delivered: word("Delivered"),
  email_bounced: word("Bounced", "bad"),
  email_replied: word("Replied", "good"),
  meeting_booked: word("Meeting booked", "good"),
  spam_complaint: word("Spam complaint", "bad"),
  call_placed: word("Call placed"),
  call_connected: word("Call connected", "good"),
  voicemail_left: word("Voicemail left"),
  task_created: word("Task created"),
  task_completed: word("Task completed"),
  email_attempted: word("Send attempted"),
  email_deferred: word("Deferred by the receiver", "warn"),
  email_rejected: word("Rejected by the receiver", "bad"),
  email_unknown: word("Send unknown", "warn"),
  email_reconciled: word("Send reconciled"),
  email_delayed: word("Delivery delayed", "warn"),
  auto_reply: word("Auto-reply", "info"),
  reply_reclassified: word("Reply reclassified"),
  reply_suggested: word("A model suggested"),
  inbound_ambiguous: word("Ambiguous mail", "warn"),
  inbound_unmatched: word("Unmatched mail", "warn"),
  inbound_disclaimed: word("Mail is somebody else's"),
  meeting_declined: word("Meeting declined", "bad"),
  meeting_rescheduled: word("Meeting rescheduled"),
  meeting_cancelled: word("Meeting cancelled", "warn"),
  meeting_held: word("Meeting held", "good"),
  meeting_no_show: word("No-show", "warn"),
  deal_created: word("Deal created", "good"),
  deal_won: word("Deal won", "good"),
  deal_lost: word("Deal lost", "bad"),
  case_opened: word("Support case opened", "warn"),
  case_closed: word("Support case closed"),
  warned: word("Close to its limit", "warn"),
  tripped: word("Tripped", "bad"),
  breaker_tripped: word("Breaker tripped", "bad"),
  breaker_rearmed: word("Breaker armed again"),
  reply_positive: word("Positive reply", "good"),
  reply_negative: word("Negative reply", "bad"),
  opportunity_created: word("Opportunity created", "good"),
  send_email: word("Email"),
  outreach: word("Outreach"),
  reply_in_thread: word("Reply in thread"),
};

/** The word and tone of a code; an unknown one is spelled out rather than hidden. */
export function wordFor(code: string): Word {
  return known[code] ?? word(spelled(code));
}

/** A code spelled as words: `not_now` is "Not now". */
export function spelled(code: string): string {
  const text = code.replaceAll(/[_.]/g, " ").trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A field name spelled as words: `companyName` is "Company name". */
export function spelledField(name: string): string {
  if (name === "linkedin") return "LinkedIn";
  return spelled(name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase());
}

/** A count with its noun: "1 row", "2 rows". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
