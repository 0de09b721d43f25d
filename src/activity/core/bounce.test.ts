import { describe, expect, test } from "vitest";
import { mailOf } from "../../../test/helpers/mail.ts";
import { recognizeBounce } from "./bounce.ts";
import { verdictOf } from "./bounce-reason.ts";

const daemon = {
  from: "mailer-daemon@mx.buyer.example",
  name: "Mail Delivery System",
  subject: "Undelivered Mail Returned to Sender",
};

function report(...recipients: readonly (readonly string[])[]) {
  const content = [["Reporting-MTA: dns; mx.buyer.example", "Original-Envelope-Id: msg_1"], ...recipients]
    .map((group) => group.join("\n"))
    .join("\n\n");
  return mailOf({
    ...daemon,
    // Exim and others say this on bounces; it must not make them auto-replies.
    headers: { "Auto-Submitted": "auto-replied" },
    text: "Your message could not be delivered.",
    attachments: [
      { type: "message/delivery-status", content },
      {
        type: "text/rfc822-headers",
        content: "Message-ID: <original@sales.example>\nTo: kim@buyer.example\nX-Fairlead-Message: msg_2",
      },
    ],
  });
}

describe("delivery reports", () => {
  test("each recipient has a fate of its own", () => {
    const found = recognizeBounce(
      report(
        [
          "Final-Recipient: rfc822; gone@buyer.example",
          "Action: failed",
          "Status: 5.1.1",
          "Diagnostic-Code: smtp; 550 5.1.1 No such",
          "  user here",
        ],
        [
          "Final-Recipient: rfc822; full@buyer.example",
          "Original-Recipient: rfc822; Box@buyer.example",
          "Action: delayed",
          "Status: 4.2.2",
          "Diagnostic-Code: smtp; 452 4.2.2 over quota",
        ],
        ["Final-Recipient: rfc822; fine@buyer.example", "Action: delivered", "Status: 2.0.0"],
      ),
    );
    expect(found).toMatchObject({
      what: "bounce",
      envelopeId: "msg_1",
      isStandard: true,
      returned: { messageId: "original@sales.example", ours: "msg_2" },
    });
    expect(found?.recipients).toMatchObject([
      { address: "gone@buyer.example", status: "5.1.1", reason: "unknown_user", permanence: "permanent" },
      {
        address: "full@buyer.example",
        originalAddress: "box@buyer.example",
        reason: "mailbox_full",
        permanence: "temporary",
      },
      { address: "fine@buyer.example", action: "delivered" },
    ]);
  });

  test("a report of success alone is a delivery, of delay alone a delay", () => {
    expect(
      recognizeBounce(report(["Final-Recipient: rfc822; a@b.example", "Action: delivered", "Status: 2.0.0"]))?.what,
    ).toBe("delivery");
    expect(
      recognizeBounce(report(["Final-Recipient: rfc822; a@b.example", "Action: delayed", "Status: 4.4.1"]))?.what,
    ).toBe("delay");
  });

  test("a notice in plain words names its recipient, and our own pitch below it is not judged", () => {
    const text = [
      "I could not deliver your message to the address below.",
      "",
      "<gone@buyer.example>:",
      "550 5.1.1 this user does not exist",
      "",
      "--- Below this line is a copy of the message.",
      "",
      "Message-ID: <m1@sales.example>",
      "To: gone@buyer.example",
      "",
      "Are your invoices blocked by spam filters? Is the mailbox full?",
    ].join("\n");
    expect(recognizeBounce(mailOf({ ...daemon, text }))).toMatchObject({
      isStandard: false,
      returned: { messageId: "m1@sales.example" },
      recipients: [
        {
          address: "gone@buyer.example",
          status: "5.1.1",
          reply: "550",
          reason: "unknown_user",
          permanence: "permanent",
        },
      ],
    });
  });

  test("recipients that follow each other without an empty line are told apart", () => {
    const found = recognizeBounce(
      report([
        "Final-Recipient: rfc822; full@buyer.example",
        "Action: failed",
        "Diagnostic-Code: smtp; 552 5.2.2 mailbox full",
        "Final-Recipient: rfc822; gone@buyer.example",
        "Action: failed",
        "Diagnostic-Code: smtp; 550 5.1.1 user unknown",
      ]),
    );
    expect(found?.recipients).toMatchObject([
      { address: "full@buyer.example", reason: "mailbox_full" },
      { address: "gone@buyer.example", reason: "unknown_user", permanence: "permanent" },
    ]);
  });

  test("a name inside a gateway is no address: the one that we wrote to is", () => {
    const group = [
      "Original-Recipient: rfc822;kim@buyer.example",
      "Final-Recipient: rfc822;@mx.buyer.example:kim@server",
      "Action: failed",
      "X-PowerMTA-BounceCategory: quota-issues",
    ];
    expect(recognizeBounce(report(group))?.recipients).toMatchObject([
      { address: "kim@buyer.example", reason: "mailbox_full" },
    ]);
  });

  test("the words around a refusal take a permanence back where they say that the address is there", () => {
    const group = [
      "Final-Recipient: rfc822; kim@buyer.example",
      "Action: failed",
      "Diagnostic-Code: smtp; 550 user unknown",
    ];
    const words = {
      ...report(group),
      text: "The user(s) account is disabled.\n\n<kim@buyer.example>: 550 user unknown",
    };
    expect(recognizeBounce(words)?.recipients).toMatchObject([{ reason: "unknown_user", permanence: "uncertain" }]);
  });

  test("a report that a gateway returns instead of the mail is read", () => {
    const group = ["Final-Recipient: rfc822; gone@buyer.example", "Action: failed", "Status: 5.1.1"];
    const outer = mailOf({
      ...daemon,
      text: "The original message was received on Monday.\n\n----- The following addresses had permanent delivery errors -----\n",
      attachments: [{ type: "message/rfc822", content: "Message-ID: <r1@mx.buyer.example>\nTo: us@sales.example\n\n" }],
    });
    expect(recognizeBounce({ ...outer, attached: report(group) })).toMatchObject({
      returned: { messageId: "original@sales.example" },
      recipients: [{ address: "gone@buyer.example", status: "5.1.1" }],
    });
  });

  test("a list server that refuses a mail names its list", () => {
    const mail = mailOf({
      from: "cats-admin@lists.example",
      subject: "You us@sales.example are not member (cats ML)",
      headers: { "X-MLServer": "fml [fml 4.0.3]" },
      text: "You are not a member of this mailing list <cats@lists.example>.\n\nSend mail to the address\n\n\tcats-ctl@lists.example\n",
    });
    expect(recognizeBounce(mail)?.recipients).toMatchObject([
      { address: "cats@lists.example", permanence: "uncertain" },
    ]);
  });

  test.each([
    [
      "a reply that speaks of a failed delivery",
      mailOf({ subject: "Re: failed delivery", text: "Our last parcel could not be delivered, can your tool help?" }),
    ],
    [
      "an out-of-office",
      mailOf({
        subject: "Out of office",
        headers: { "Auto-Submitted": "auto-replied" },
        text: "I am away until Monday.",
      }),
    ],
    [
      "a newsletter from a role address",
      mailOf({ from: "postmaster@news.example", subject: "Our news", text: "Deliver more with less." }),
    ],
  ])("%s is no bounce", (_name, mail) => {
    expect(recognizeBounce(mail)).toBeNull();
  });
});

describe("permanence", () => {
  test.each([
    ["code and words agree", "5.1.1", "550", "user unknown", "permanent"],
    ["plain words without a code", "", "", "user unknown", "permanent"],
    ["words without a code that can mean less", "", "", "the recipient cannot be verified", "uncertain"],
    ["a code without words", "5.1.1", "550", "", "uncertain"],
    ["the plainest words with a code for anything", "5.7.1", "550", "no such user", "permanent"],
    ["a code of policy that says more", "5.7.133", "550", "unknown user for this group", "uncertain"],
    ["a domain that is not there, to Microsoft", "5.4.310", "550", "DNS domain b.example does not exist", "permanent"],
    [
      "a list of the sender's own provider",
      "5.1.1",
      "550",
      "suppressed: it bounced as an invalid address",
      "uncertain",
    ],
    [
      "an error that Microsoft passes on",
      "5.0.350",
      "550",
      "Remote server returned an error -> 550 User unknown",
      "permanent",
    ],
    ["a temporary code with permanent words", "4.1.1", "450", "user unknown", "uncertain"],
    ["a block on us", "5.7.1", "554", "your IP 192.0.2.1 is on our blacklist", "uncertain"],
    ["a full mailbox with a permanent code", "5.2.2", "552", "mailbox is full", "temporary"],
    ["Microsoft's unknown user", "5.4.1", "550", "Recipient address rejected: Access denied", "permanent"],
    [
      "our own authentication",
      "5.7.26",
      "550",
      "Unauthenticated email from sales.example is not accepted due to DMARC policy",
      "uncertain",
    ],
    ["a refusal of the sender", "5.1.8", "550", "error after MAIL FROM:<us@sales.example>: user unknown", "uncertain"],
    [
      "a name that is unknown only after the message",
      "5.0.0",
      "550",
      "Unknown user kim (in reply to end of DATA command)",
      "uncertain",
    ],
    ["a code for it after the message", "5.1.1", "550", "user unknown (in reply to end of DATA command)", "permanent"],
    [
      "a bare refusal with a code for it",
      "5.1.1",
      "550",
      "Requested action not taken: mailbox unavailable",
      "permanent",
    ],
    ["a bare refusal", "", "550", "Requested action not taken: mailbox unavailable", "permanent"],
    ["a bare refusal of the message", "", "550", "mailbox unavailable (in reply to end of DATA command)", "uncertain"],
    ["a sender's domain", "", "550", "From: Domain is invalid", "uncertain"],
    ["a database that is away", "", "550", "unknown user: database is down", "uncertain"],
    ["a domain that takes no mail", "5.1.10", "556", "the domain does not accept mail (nullMX)", "permanent"],
    ["a name that may come back", "", "550", "Host not found, try again", "uncertain"],
  ] as const)("%s", (_name, status, reply, text, permanence) => {
    expect(verdictOf({ action: "failed", status, reply, text }).permanence).toBe(permanence);
  });

  test("what blames us is never taken for the recipient", () => {
    const verdict = verdictOf({
      action: "failed",
      status: "5.7.26",
      reply: "550",
      text: "SPF check failed for sales.example; mailbox unknown to you",
    });
    expect(verdict.reason).toBe("authentication");
  });
});
