import { describe, expect, test } from "vitest";
import { kindRow } from "../../../../test/helpers/kind-row.ts";

const at = "2024-05-01T10:00:00Z";
const read = (row: Readonly<Record<string, string>>) =>
  kindRow("activities", { Email: "ann@acme.com", Date: at, ...row });
const kind = (row: Readonly<Record<string, string>>) => read(row).fields["kind"] ?? read(row).fault?.code;

describe("a row of a file of past activities", () => {
  test.each([
    [{ event_type: "email_sent" }, "email_sent"],
    [{ event_type: "FIRST_EMAIL_SENT" }, "email_sent"],
    [{ "Activity type": "Email", "Email direction": "OUTGOING_EMAIL" }, "email_sent"],
    [{ "Activity type": "Email", Direction: "Incoming" }, "email_replied"],
    [{ "Activity type": "INCOMING_EMAIL" }, "email_replied"],
    [{ event_type: "EMAIL_REPLY" }, "email_replied"],
    [{ event: "EMAIL_REPLIED" }, "email_replied"],
    [{ event_type: "reply_received" }, "email_replied"],
    [{ event_type: "lead_interested" }, "email_replied"],
    [{ event_type: "auto_reply_received" }, "auto_reply"],
    [{ event_type: "lead_out_of_office" }, "auto_reply"],
    [{ event_type: "LEAD_CATEGORY_UPDATED", Category: "Out Of Office" }, "auto_reply"],
    [{ event_type: "LEAD_CATEGORY_UPDATED", Category: "Do Not Contact" }, "unsubscribed"],
    [{ event_type: "email_bounced" }, "email_bounced"],
    [{ type: "MessageBounced" }, "email_bounced"],
    [{ event_type: "lead_unsubscribed" }, "unsubscribed"],
    [{ event_type: "email.complained" }, "spam_complaint"],
    [{ event_type: "lead_meeting_booked" }, "meeting_booked"],
    [{ event_type: "lead_meeting_completed" }, "meeting_held"],
    [{ "Activity type": "Meeting", "Meeting outcome": "No Show" }, "meeting_no_show"],
    [{ "Activity type": "Meeting", "Meeting outcome": "Scheduled" }, "meeting_booked"],
    [{ "Activity type": "Call", "Call outcome": "Connected" }, "call_connected"],
    [{ "Activity type": "Call", "Call outcome": "No answer" }, "call_placed"],
    [{ TaskSubtype: "Call", CallDisposition: "Left Voicemail" }, "voicemail_left"],
    [{ Type: "Call" }, "call_placed"],
    [{ Type: "Task", Status: "Completed" }, "task_completed"],
    [{ Type: "Task", Status: "Not Started" }, "task_created"],
  ])("%j is %s", (row, expected) => expect(kind(row)).toBe(expected));

  test("says what a reply meant, where somebody wrote it down", () => {
    const reply = (row: Readonly<Record<string, string>>) => read(row).fields["reply"];
    expect(reply({ event_type: "lead_interested" })).toBe("interested");
    expect(reply({ event_type: "lead_not_interested" })).toBe("not_interested");
    expect(reply({ event_type: "lead_wrong_person" })).toBe("wrong_person");
    expect(reply({ event_type: "reply_received" })).toBeUndefined();
  });

  test("tells a dead mailbox from one that was full", () => {
    expect(read({ type: "email_bounced" }).fields["permanence"]).toBe("permanent");
    expect(read({ type: "Bounced", "Bounce type": "soft" }).fields["permanence"]).toBe("temporary");
  });

  test("keeps subject, outcome, direction and whom it is about", () => {
    const row = read({ type: "Call", Subject: "Intro", "Call outcome": "Busy", WhoId: "003x", Email: "" }).fields;
    expect(row).toMatchObject({ contactRef: "003x", subject: "Intro", outcome: "Busy", direction: "outbound" });
  });

  test.each([
    [{ type: "email_opened" }, "not_an_activity"],
    [{ type: "link_clicked" }, "not_an_activity"],
    [{ type: "note" }, "unknown_type"],
    [{ type: "" }, "unknown_type"],
    [{ type: "email_sent", Date: "yesterday" }, "bad_date"],
    [{ type: "email_sent", Date: "" }, "bad_date"],
    [{ type: "email_sent", Email: "broken" }, "bad_email"],
    [{ type: "email_sent", Email: "" }, "no_contact"],
  ])("%j is handed back as %s", (row, expected) => expect(read(row).fault?.code).toBe(expected));
});
