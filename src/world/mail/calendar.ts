import type { CalendarPart } from "../market.ts";
import { crlf, type Part } from "./mime.ts";

/** The iCalendar part of a mail that invites to a meeting or answers an invitation (RFC 5546). */
export function calendarPart(calendar: CalendarPart, prospect: string, seller: string, sentAt: number): Part {
  const isRequest = calendar.method === "REQUEST";
  const attendee = isRequest
    ? `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${seller}`
    : `ATTENDEE;PARTSTAT=${calendar.partstat ?? "TENTATIVE"}:mailto:${prospect}`;
  const lines = [
    "BEGIN:VCALENDAR",
    "PRODID:-//Prospect mail//Calendar//EN",
    "VERSION:2.0",
    `METHOD:${calendar.method}`,
    "BEGIN:VEVENT",
    `UID:${calendar.uid}`,
    `DTSTAMP:${icsTime(sentAt)}`,
    `DTSTART:${icsTime(calendar.startsAt)}`,
    `DTEND:${icsTime(calendar.endsAt)}`,
    `ORGANIZER:mailto:${isRequest ? prospect : seller}`,
    attendee,
    `SUMMARY:${calendar.summary.replace(/([\\;,])/g, "\\$1")}`,
    "SEQUENCE:0",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return {
    type: `text/calendar; method=${calendar.method}; charset=utf-8`,
    content: `${lines.flatMap(fold).join(crlf)}${crlf}`,
  };
}

// RFC 5545 section 3.1: lines of at most 75 octets.
function fold(line: string): readonly string[] {
  const pieces = line.match(/.{1,60}/gu) ?? [line];
  return pieces.map((piece, index) => (index === 0 ? piece : ` ${piece}`));
}

function icsTime(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, "");
}
