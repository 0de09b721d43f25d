import type { Instant } from "../../kernel/env.ts";
import type { ReplyKind } from "../contract.ts";
import { header, type Mail } from "./mail-structure.ts";

/** What a calendar part says (RFC 5546): its method and PARTSTAT decide, not the words around it. */
export interface CalendarAnswer {
  readonly kind: ReplyKind;
  readonly evidence: string;
  readonly startsAt: Instant | null;
}

/** The calendar answer or invitation in a mail, or null. An invitation of theirs is a meeting that they want. */
export function calendarAnswer(mail: Mail): CalendarAnswer | null {
  const isBody = /text\/calendar/i.test(header(mail, "content-type"));
  const part = mail.parts.find(({ type }) => type === "text/calendar" || type === "application/ics");
  const lines = (part?.text ?? (isBody ? mail.text : "")).replace(/\n[ \t]/g, "");
  const method = /^METHOD:([A-Z]+)/im.exec(lines)?.[1]?.toUpperCase();
  if (method === undefined) return null;
  const startsAt = startOf(lines);
  if (method === "REQUEST" || method === "PUBLISH") return { kind: "meeting", evidence: `METHOD:${method}`, startsAt };
  if (method === "CANCEL") return { kind: "meeting_declined", evidence: "METHOD:CANCEL", startsAt };
  const status = /PARTSTAT=([A-Z-]+)/i.exec(lines)?.[1]?.toUpperCase();
  if (status === "DECLINED") return { kind: "meeting_declined", evidence: "PARTSTAT=DECLINED", startsAt };
  if (status === "ACCEPTED") return { kind: "meeting", evidence: "PARTSTAT=ACCEPTED", startsAt };
  return null;
}

/** DTSTART of the event in UTC; a local time without a zone is left to a person (null). */
function startOf(lines: string): Instant | null {
  const event = /BEGIN:VEVENT[\s\S]*?END:VEVENT/i.exec(lines)?.[0] ?? "";
  const match = /^DTSTART[^:\n]*:(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/im.exec(event);
  if (match === null) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
