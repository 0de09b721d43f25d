import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import type { BounceReaction, MailClient, ReplyReaction } from "../market.ts";
import { readInvitation, readMail } from "./read.ts";
import { autoReplyBytes, humanReplyBytes, type Original, unsubscribeMailBytes } from "./reply.ts";
import { deliveryReportBytes, feedbackReportBytes } from "./report.ts";

const at = Date.UTC(2026, 9, 5, 8);
const original: Original = {
  messageId: "<touch-1@seller.test>",
  references: [],
  subject: "Ihre Vertriebszahlen",
  from: "dana@seller.test",
  fromName: "Dana Whitlock",
  replyTo: "dana+r.abc@seller.test",
  text: "Guten Tag,\n\nwie halten Sie das?",
  at,
};
const who = { name: "Jürgen Groß", address: "juergen.gross@company.test", messageId: "<answer@company.test>", at };
const reply: ReplyReaction = {
  kind: "reply",
  truth: "reply.meeting",
  language: "de",
  text: "gern, Einladung anbei. Viele Grüße",
  client: "attribution",
  threading: "full",
  from: null,
  calendar: {
    method: "REQUEST",
    partstat: null,
    uid: "meeting-1@company.test",
    startsAt: at,
    endsAt: at + 1_800_000,
    summary: "Groß & Söhne; mit einem Namen, der zu lang ist für eine einzige Zeile im Kalender",
  },
};
const reporter = { host: "mx.company.test", messageId: "<report@company.test>", at };
const delivery = {
  envelopeFrom: "b.1@seller.test",
  envelopeTo: who.address,
  envid: "env-1",
  orcpt: null,
  rawHeader: `To: ${who.address}\r\nMessage-ID: <touch-1@seller.test>`,
  at,
};
const attachment = (mail: Awaited<ReturnType<typeof PostalMime.parse>>, type: string) =>
  new TextDecoder().decode(mail.attachments.find(({ mimeType }) => mimeType === type)?.content as ArrayBuffer);

describe("what prospects write", () => {
  test.each<[MailClient, RegExp]>([
    ["attribution", /^gern[\s\S]*Am .* schrieb Dana Whitlock[\s\S]*> wie halten Sie das\?/],
    [
      "outlook",
      /^gern[\s\S]*____\nVon: Dana Whitlock <dana@seller\.test>\nGesendet: [\s\S]*Betreff: Ihre Vertriebszahlen/,
    ],
    ["bottom", /^Am [\s\S]*> wie halten Sie das\?\n\ngern/],
    ["unmarked", /^gern[\s\S]*\n\nGuten Tag,\n\nwie halten Sie das\?/],
    ["none", /^gern, Einladung anbei\. Viele Grüße\n$/],
  ])("client %s quotes in its own way", async (client, shape) => {
    const mail = await PostalMime.parse(humanReplyBytes(who, original, { ...reply, client }));
    expect(mail.text?.replace(/\r\n/g, "\n").trimEnd().concat("\n")).toMatch(shape);
    expect(mail.from).toMatchObject({ name: "Jürgen Groß", address: who.address });
    expect(mail.subject).toBe("AW: Ihre Vertriebszahlen");
  });

  test("keeps as much of the thread as the client does", async () => {
    const threads = (["full", "in_reply_to", "none"] as const).map(async (threading) => {
      const mail = await PostalMime.parse(humanReplyBytes(who, original, { ...reply, threading }));
      return [mail.inReplyTo, mail.references];
    });
    expect(await Promise.all(threads)).toEqual([
      [original.messageId, original.messageId],
      [original.messageId, undefined],
      [undefined, undefined],
    ]);
  });

  test("invites with a calendar part that says when", async () => {
    const bytes = humanReplyBytes(who, original, reply);
    expect((await readMail(bytes)).invitation).toMatchObject({ uid: "meeting-1@company.test", startsAt: at });
    expect(bytes).toEqual(humanReplyBytes(who, original, reply));
    const answer = {
      ...reply,
      calendar: { ...reply.calendar, method: "REPLY", partstat: "ACCEPTED" },
    } as ReplyReaction;
    const calendar = attachment(await PostalMime.parse(humanReplyBytes(who, original, answer)), "text/calendar");
    expect(calendar).toContain("PARTSTAT=ACCEPTED:mailto:juergen.gross@");
    expect(readInvitation(calendar)).toBeNull();
  });

  test("marks what a machine wrote", async () => {
    const absence = {
      kind: "auto_reply",
      truth: "ooo",
      language: "de",
      subject: "Abwesend",
      text: "Bin weg.",
      backAt: at,
    } as const;
    const mail = await PostalMime.parse(autoReplyBytes(who, original, absence));
    expect(mail.headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-replied");
  });

  test("unsubscribes at the address of the header with the subject that it asks for", async () => {
    const { to, bytes } = unsubscribeMailBytes(who, "leave+1@seller.test?subject=stop%20it");
    expect(to).toBe("leave+1@seller.test");
    expect((await PostalMime.parse(bytes)).subject).toBe("stop it");
  });
});

describe("what mail servers write", () => {
  test.each(["postfix", "exchange", "exim", "terse"] as const)(
    "a bounce in the manner of %s can be read",
    async (dialect) => {
      const bounce: BounceReaction = {
        kind: "bounce",
        truth: "hard_bounce",
        action: "failed",
        status: "5.1.1",
        diagnostic: "550 5.1.1 user unknown",
        dialect,
      };
      const mail = await PostalMime.parse(deliveryReportBytes(reporter, delivery, bounce));
      const status = attachment(mail, "message/delivery-status");
      expect(status).toMatch(
        /Original-Envelope-Id: env-1[\s\S]*Final-Recipient: rfc822; juergen[\s\S]*Action: failed\r?\nStatus: 5\.1\.1/,
      );
      expect(mail.attachments.some(({ mimeType }) => mimeType === "text/rfc822-headers")).toBe(dialect !== "terse");
    },
  );

  test("a complaint names the message, and hides the recipient if the provider does", async () => {
    const mail = await PostalMime.parse(feedbackReportBytes(reporter, delivery, "fbl@seller.test", true));
    expect(attachment(mail, "message/feedback-report")).toContain("Feedback-Type: abuse");
    expect(attachment(mail, "text/rfc822-headers")).toContain("touch-1@seller.test");
    expect(feedbackReportBytes(reporter, delivery, "fbl@seller.test", true).toString()).not.toContain(who.address);
  });
});
