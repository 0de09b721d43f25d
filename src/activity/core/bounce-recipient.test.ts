import { expect, test } from "vitest";
import { mailOf } from "../../../test/helpers/mail.ts";
import { recognizeBounce } from "./bounce.ts";

const from = "mailer-daemon@mx.buyer.example";
const stated = (...fields: readonly string[]) =>
  recognizeBounce(
    mailOf({
      from,
      subject: "Undelivered Mail Returned to Sender",
      attachments: [
        {
          type: "message/delivery-status",
          content: `Reporting-MTA: dns; mx\n\n${fields.join("\n")}\nAction: failed\n`,
        },
      ],
    }),
  )?.recipients[0];

test("an original address comes back as it was before it travelled", () => {
  expect(
    stated("Original-Recipient: rfc822;kim+2Bnews@buyer.example", "Final-Recipient: rfc822; box@host.example"),
  ).toMatchObject({ address: "box@host.example", originalAddress: "kim+news@buyer.example" });
  expect(stated("Original-Recipient: utf-8; ren\\x{E9}@buyer.example", "Final-Recipient: local; ren")).toMatchObject({
    address: "rené@buyer.example",
  });
});

test("a domain may have letters beyond ASCII", () => {
  expect(stated("Final-Recipient: utf-8; kim@bücher.example")).toMatchObject({ address: "kim@bücher.example" });
  const text = "Delivery failed.\n\n<kim@bücher.example>: 550 5.1.1 user unknown\n";
  expect(recognizeBounce(mailOf({ from, subject: "failure notice", text }))?.recipients).toMatchObject([
    { address: "kim@bücher.example", permanence: "permanent" },
  ]);
});

test("where nothing names anybody, whom the returned mail was received for counts", () => {
  const content = "Received: from a by b for <kim@buyer.example>; Mon, 5 Oct 2026\nMessage-ID: <m1@sales.example>\n";
  const mail = mailOf({
    from,
    subject: "Delivery failure",
    text: "Your message could not be delivered.",
    attachments: [{ type: "message/rfc822", content }],
  });
  expect(recognizeBounce(mail)?.recipients).toMatchObject([{ address: "kim@buyer.example" }]);
});

test("a report that somebody passes on about mail to ourselves is none of ours", () => {
  const passedOn = (failed: string) =>
    mailOf({
      from: "lee@partner.example",
      subject: "Fwd: Undelivered Mail Returned to Sender",
      headers: { To: "us@sales.example" },
      text: `See below.\n\nFrom: Mail Delivery System <mailer-daemon@partner.example>\n\n<${failed}>: host mx said: 550 5.1.1 User unknown\n`,
    });
  expect(recognizeBounce(passedOn("books@sales.example"))).toBeNull();
  expect(recognizeBounce(passedOn("kim@buyer.example"))?.recipients).toMatchObject([{ address: "kim@buyer.example" }]);
});

test("what is said of one recipient is said of no other", () => {
  const text = [
    "The following address(es) failed:",
    "",
    "  gone@buyer.example",
    "    after RCPT TO:<gone@buyer.example>:",
    "    550 5.1.1 there is nobody called gone here",
    "  spam@other.example",
    "    after end of data:",
    "    554 5.7.1 rejected as unsolicited",
    "  full@third.example",
    "    552 5.2.2 no room left in that mailbox",
    "",
  ].join("\n");
  const headers = { "X-Failed-Recipients": "gone@buyer.example, spam@other.example, full@third.example" };
  expect(recognizeBounce(mailOf({ from, subject: "Mail delivery failed", text, headers }))?.recipients).toMatchObject([
    { address: "gone@buyer.example", status: "5.1.1", reason: "unknown_user", permanence: "permanent" },
    { address: "spam@other.example", status: "5.7.1", reason: "filtered", permanence: "uncertain" },
    { address: "full@third.example", status: "5.2.2", reason: "mailbox_full", permanence: "temporary" },
  ]);
});

test("a name is no reason", () => {
  const text = "<quota@maildrop-spam.example>: 550 5.1.1 User <quota@maildrop-spam.example> unknown\n";
  expect(recognizeBounce(mailOf({ from, subject: "failure notice", text }))?.recipients).toMatchObject([
    { reason: "unknown_user", permanence: "permanent" },
  ]);
});
