import { describe, expect, test } from "vitest";
import { mailOf } from "../../../test/helpers/mail.ts";
import { mailKindOf } from "./mail-kind.ts";

const mail = {
  messageId: "0100-ses",
  destination: ["kim@buyer.example"],
  headers: [{ name: "Message-ID", value: "<m1@sales.example>" }],
};
const notices = {
  bounce: {
    notificationType: "Bounce",
    bounce: {
      bounceType: "Permanent",
      bounceSubType: "General",
      bouncedRecipients: [
        {
          emailAddress: "kim@buyer.example",
          action: "failed",
          status: "5.1.1",
          diagnosticCode: "smtp; 550 5.1.1 user unknown",
        },
      ],
    },
    mail,
  },
  complaint: {
    notificationType: "Complaint",
    complaint: { complainedRecipients: [{ emailAddress: "kim@buyer.example" }] },
    mail,
  },
  delivered: { eventType: "Delivery", delivery: { recipients: ["kim@buyer.example"] }, mail },
  delayed: {
    eventType: "DeliveryDelay",
    deliveryDelay: { delayedRecipients: [{ emailAddress: "kim@buyer.example", status: "4.4.1" }] },
    mail,
  },
};

const footer = "\n\n--\nIf you wish to stop receiving notifications, open https://sns.example/unsubscribe";

function sent(text: string) {
  return mailOf({ from: "no-reply@sns.amazonaws.com", subject: "AWS Notification Message", text });
}

describe("notifications of Amazon SES inside a mail", () => {
  test.each(Object.entries(notices))("%s", (kind, notice) => {
    expect(mailKindOf(sent(`${JSON.stringify(notice)}${footer}`))).toMatchObject({
      kind,
      originalMessageId: "m1@sales.example",
      recipients: [{ recipient: "kim@buyer.example", permanent: kind === "bounce" }],
    });
  });

  test("in the envelope of SNS, with the lines broken by a gateway", () => {
    const whole = JSON.stringify({ Type: "Notification", Message: JSON.stringify(notices.bounce) });
    const broken = whole.replace(/.{200}/g, "$&!\n ");
    expect(mailKindOf(sent(broken))).toMatchObject({
      kind: "bounce",
      recipients: [{ status: "5.1.1", reply: "550", reason: "userunknown", permanent: true }],
    });
  });

  test("text that only looks like one is none", () => {
    expect(mailKindOf(sent('The field "notificationType" holds {"Bounce": tru')).kind).toBe("other");
  });
});
