import { describe, expect, test } from "vitest";
import { mailOf } from "../../../test/helpers/mail.ts";
import { recognizeComplaint, recognizeOtherFeedback } from "./complaint.ts";

function feedback(type: string, more: readonly string[] = []) {
  return mailOf({
    from: "fbl@provider.example",
    attachments: [
      {
        type: "message/feedback-report",
        content: [`Feedback-Type: ${type}`, "User-Agent: FBL/1.0", "Version: 1", ...more].join("\n"),
      },
      { type: "message/rfc822", content: "Message-ID: <m1@sales.example>\nTo: Kim <kim@buyer.example>\n\nHello" },
    ],
  });
}

describe("complaints", () => {
  test("an abuse report names the address and the message", () => {
    expect(recognizeComplaint(feedback("abuse", ["Original-Rcpt-To: <kim@buyer.example>"]))).toMatchObject({
      source: "arf",
      addresses: ["kim@buyer.example"],
      returned: { messageId: "m1@sales.example" },
    });
  });

  test("a redacted address is left out: suppressing it would suppress nobody or a stranger", () => {
    expect(recognizeComplaint(feedback("abuse", ["Original-Rcpt-To: redacted@provider.example"]))?.addresses).toEqual(
      [],
    );
  });

  test.each(["auth-failure", "not-spam", "dmarc"])("a `%s` report is no complaint and no reply", (type) => {
    expect(recognizeComplaint(feedback(type))).toBeNull();
    expect(recognizeOtherFeedback(feedback(type))).toMatchObject({ isAuthentication: type !== "not-spam" });
  });

  test("Hotmail says it in a header of the returned mail", () => {
    const content = "X-HmXmrOriginalRecipient: <kim@hotmail.example>\nMessage-ID: <m2@sales.example>\n\nHello";
    const mail = mailOf({
      from: "staff@hotmail.com",
      subject: "complaint about message",
      attachments: [{ type: "message/rfc822", content }],
    });
    expect(recognizeComplaint(mail)).toMatchObject({
      source: "hotmail",
      addresses: ["kim@hotmail.example"],
      returned: { messageId: "m2@sales.example" },
    });
  });
});
