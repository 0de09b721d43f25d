import { describe, expect, test } from "vitest";
import { mailOf } from "../../../test/helpers/mail.ts";
import { mailKindOf } from "./mail-kind.ts";

type Parts = Parameters<typeof mailOf>[0];

const reply = { "In-Reply-To": "<m1@sales.example>", References: "<m1@sales.example>", To: "us@sales.example" };
const list = { "List-Unsubscribe": "<https://news.example/u>", "List-Id": "<news.news.example>" };

/** Mail that speaks of failed deliveries and is none. */
const ordinary: Readonly<Record<string, readonly [Parts, string]>> = {
  "a person who answers a notice in the thread": [
    {
      subject: "Re: Undelivered Mail Returned to Sender",
      headers: reply,
      text: "Hi, your mail came back to me with 550 5.1.1 User unknown for kim@old.example. Please use this address.\n\n> <kim@old.example>: host mx.old.example said: 550 5.1.1 User unknown",
    },
    "reply",
  ],
  "a discussion of an error": [
    {
      subject: "Fwd: mail rejected with 550 errors",
      text: "Team, since Monday many messages are rejected:\n\n550 5.7.1 Message rejected as spam by mx.buyer.example\n554 relay access denied\n\nCan somebody look at our SPF record? The user unknown ones are fine.",
    },
    "other",
  ],
  "a question about a bounce, forwarded in words": [
    {
      subject: "Fwd: Delivery failed",
      headers: { To: "help@it.example" },
      text: "Hello, I could not send mail to gone@buyer.example, it said the recipient does not exist. What can I do?\n\nKim",
    },
    "other",
  ],
  "a parcel that was not delivered": [
    {
      from: "no-reply@parcels.example",
      name: "Parcel Delivery Service",
      subject: "Delivery failed: we could not deliver your parcel",
      text: "Dear customer, we were unable to deliver your parcel to the following address:\n\nKim Roe, 5 Mill Lane\n\nThe delivery attempt has failed. Choose a new date at https://parcels.example/550 or write to help@parcels.example.",
    },
    "other",
  ],
  "a parcel of a shop that writes as a role": [
    {
      from: "delivery@shop.example",
      subject: "Your order could not be delivered",
      text: "Your order 550 123 has been returned to sender because the address does not exist. Contact support@shop.example.",
    },
    "other",
  ],
  "a newsletter about deliverability": [
    {
      from: "bounces@news.example",
      subject: "Undelivered mail? Five deliverability tips",
      headers: list,
      text: "Why messages are rejected: 550 5.1.1 user unknown means the mailbox does not exist. The following addresses should go: old@buyer.example: user unknown",
    },
    "other",
  ],
  "a ticket system": [
    {
      from: "support@helpdesk.example",
      subject: "[#5511] Mail delivery problem - ticket created",
      headers: { "Auto-Submitted": "auto-generated" },
      text: "Your request has been received. You wrote:\n\n> We could not deliver mail to kim@buyer.example, error 550 mailbox unavailable.\n\nWe will answer within a day.",
    },
    "auto-reply",
  ],
  "a challenge before delivery": [
    {
      from: "kim@buyer.example",
      subject: "Re: Hello [confirm your message]",
      headers: { "Return-Path": "<>", "Auto-Submitted": "auto-replied" },
      text: "Your message was not delivered yet. Please click the link to confirm that you are a human sender, so that your message is delivered to kim@buyer.example.",
    },
    "auto-reply",
  ],
  "a postmaster who is a person": [
    {
      from: "postmaster@buyer.example",
      subject: "Re: problems with delivery",
      headers: reply,
      text: "Hello, we had a problem with our server and could not receive mail last night. It works again.\n\nAnna",
    },
    "reply",
  ],
  "an absence from an empty path": [
    {
      subject: "Out of office: Hello",
      headers: { "Return-Path": "<>", "Auto-Submitted": "auto-replied" },
      text: "I am away until Monday and cannot receive mail. Write to anna@buyer.example.",
    },
    "auto-reply",
  ],
  "a closed mailbox that says so": [
    {
      from: "no-reply@buyer.example",
      subject: "Automatic reply: Hello",
      headers: { "Return-Path": "<>", "Auto-Submitted": "auto-replied" },
      text: "This mailbox is no longer in use and your message was not delivered. Write to info@buyer.example.",
    },
    "auto-reply",
  ],
  "an invoice that was rejected": [
    {
      from: "system@billing.example",
      subject: "Payment returned: message from your bank",
      text: "The payment was rejected: account unknown. The following errors were found: 5.1.1 of the form.",
    },
    "other",
  ],
  "an administrator's notice": [
    {
      from: "administrator@intra.example",
      subject: "Mail system maintenance: messages delayed",
      text: "On Friday the mail system is down. Messages may be delayed. We will keep trying to deliver them. Questions: help@intra.example",
    },
    "other",
  ],
  "an alert with an error of its own": [
    {
      from: "root@web.example",
      subject: "Cron: backup failed",
      text: "rsync: connection refused\nerror 550 while sending report: could not send file\nuser unknown: backup",
    },
    "other",
  ],
  "a meeting tool that could not reach somebody": [
    {
      from: "noreply@meet.example",
      subject: "Invitation not sent",
      text: "We could not send your invitation to the following people because the link expired. Open the app to try again.",
    },
    "other",
  ],
  "a person who sends on an ordinary mail about a parcel": [
    {
      subject: "Fwd: parcel delivery failed",
      text: "See below, could not be delivered. Can you call them?",
      attachments: [
        {
          type: "message/rfc822",
          content:
            "Message-ID: <p1@parcels.example>\nFrom: no-reply@parcels.example\nTo: kim@buyer.example\nSubject: Delivery failed\n\nWe could not deliver.",
        },
      ],
    },
    "other",
  ],
  "a receipt that says a mail was read": [
    {
      subject: "Read: Hello",
      headers: { ...reply, "Content-Type": "multipart/report; report-type=disposition-notification" },
      text: "Your message was read on Monday. This is no guarantee that it was understood.",
      attachments: [
        {
          type: "message/disposition-notification",
          content:
            "Final-Recipient: rfc822; kim@buyer.example\nDisposition: automatic-action/MDN-sent-automatically; displayed",
        },
        { type: "text/rfc822-headers", content: "Message-ID: <m1@sales.example>" },
      ],
    },
    "other",
  ],
  "a program that calls itself bulk": [
    {
      from: "no-reply@buyer.example",
      subject: "Auto reply: Hello",
      headers: { "Auto-Submitted": "auto-replied", Precedence: "bulk" },
      text: "This inbox is no longer in use. Write to somebody else.",
    },
    "auto-reply",
  ],
  "a shop without list headers": [
    {
      from: "news@shop.example",
      subject: "Autumn sale",
      text: "Everything must go: 20 % off all lamps and chairs until Sunday.\n\nYou get this mail because you bought from us. To unsubscribe, click https://shop.example/u or reply with STOP.\nShop Ltd, 5 Mill Lane",
    },
    "other",
  ],
  "a human answer": [{ headers: reply, text: "Sounds good, call me on Monday." }, "reply"],
};

describe("mail that is no bounce", () => {
  test.each(Object.entries(ordinary))("%s", (_name, [parts, kind]) => {
    expect(mailKindOf(mailOf(parts)).kind).toBe(kind);
  });
});

const status = [
  "Reporting-MTA: dns; mx.buyer.example",
  "",
  "Final-Recipient : rfc822; gone@buyer.example",
  "Action : failed",
  "Status : 5.1.1",
  "Diagnostic-Code : smtp; 550 5.1.1 user unknown",
].join("\n");

const gone = {
  recipient: "gone@buyer.example",
  action: "failed",
  status: "5.1.1",
  reply: "550",
  reason: "userunknown",
  permanent: true,
};

describe("reports", () => {
  test("a bounce names its message, and each recipient under the published names", () => {
    const mail = mailOf({
      from: "mailer-daemon@mx.buyer.example",
      subject: "Undelivered Mail",
      attachments: [
        { type: "message/delivery-status", content: status },
        { type: "message/rfc822", content: "Message-ID: <m1@sales.example>\nTo: gone@buyer.example\n\nHello" },
      ],
    });
    expect(mailKindOf(mail)).toEqual({ kind: "bounce", originalMessageId: "m1@sales.example", recipients: [gone] });
  });

  test("a report that a person quotes whole is one", () => {
    const mail = mailOf({
      subject: "Fwd: Undelivered Mail Returned to Sender",
      text: `This came back.\n\nFrom: Mail Delivery System <mailer-daemon@mx.buyer.example>\n\nYour message could not be delivered.\n\n${status}\n\nMessage-ID: <m1@sales.example>\nTo: gone@buyer.example\n`,
    });
    expect(mailKindOf(mail)).toMatchObject({
      kind: "bounce",
      originalMessageId: "m1@sales.example",
      recipients: [gone],
    });
  });

  test("a report in words that a person quotes with its own header is one, a person's words about it are not", () => {
    const notice =
      "Delivery has failed to these recipients:\n\ngone@buyer.example\nThe address was not found.\n\ngone@buyer.example\nRemote server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'\nOriginal message headers:\nReceived: by a\nMessage-ID: <m1@sales.example>\n";
    const head =
      "-----Original Message-----\nFrom: Microsoft Outlook <postmaster@sales.example>\nSubject: Undeliverable: Hello\n\n";
    const passedOn = mailOf({ subject: "FW: Undeliverable: Hello", text: `fyi\n\n${head}${notice}` });
    expect(mailKindOf(passedOn)).toMatchObject({
      kind: "bounce",
      originalMessageId: "m1@sales.example",
      recipients: [gone],
    });
    const talk = mailOf({ subject: "RE: Undeliverable: Hello", text: `I saw this too.\n\n${head}${notice}` });
    expect(mailKindOf(talk).kind).toBe("reply");
  });

  test.each([
    ["relayed", "2.0.0", "delivered"],
    ["delivered", "2.1.5", "delivered"],
    ["delayed", "4.4.1", "delayed"],
  ])("a recipient that is %s", (action, code, kind) => {
    const content = `Final-Recipient: rfc822; kim@buyer.example\nAction: ${action}\nStatus: ${code}`;
    const mail = mailOf({
      from: "mailer-daemon@mx.buyer.example",
      attachments: [{ type: "message/delivery-status", content }],
    });
    expect(mailKindOf(mail)).toMatchObject({ kind, recipients: [{ action, status: code, permanent: false }] });
  });

  test.each([
    ["abuse", "complaint"],
    ["auth-failure", "auth-report"],
    ["not-spam", "other"],
  ])("feedback of type %s", (type, kind) => {
    const mail = mailOf({
      attachments: [
        { type: "message/feedback-report", content: `Feedback-Type: ${type}\nOriginal-Rcpt-To: <kim@buyer.example>` },
        { type: "message/rfc822", content: "Message-ID: <m1@sales.example>\n\nHello" },
      ],
    });
    expect(mailKindOf(mail)).toMatchObject({
      kind,
      originalMessageId: "m1@sales.example",
      recipients: [{ recipient: "kim@buyer.example", reason: "feedback", permanent: false }],
    });
  });
});

describe("wishes to be left alone", () => {
  test.each<[string, Parts]>([
    [
      "a client's own",
      {
        subject: "Unsubscribe",
        headers: { "Auto-Submitted": "auto-replied", "X-Apple-Unsubscribe": "true" },
        text: "Apple Mail sent this email to unsubscribe from the message.",
      },
    ],
    ["the word as subject", { subject: "unsubscribe", text: "" }],
    ["the word as text", { subject: "", text: "Unsubscribe\n" }],
    ["a person's", { headers: reply, text: "Please remove me from your list." }],
  ])("%s", (_name, parts) => {
    expect(mailKindOf(mailOf(parts)).kind).toBe("unsubscribe");
  });
});
