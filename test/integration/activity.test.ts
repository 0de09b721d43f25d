import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { classifyReplyByPerson } from "../../src/activity/classify-reply.ts";
import type { ActivityReaction } from "../../src/activity/contract.ts";
import type { KnownMessage } from "../../src/activity/core/correlate.ts";
import { bounceAddress, encodeToken, replyAddress } from "../../src/activity/core/verp.ts";
import { type ActivityDeps, mailTokenPurpose } from "../../src/activity/deps.ts";
import { activityFactsFor } from "../../src/activity/facts-for.ts";
import { listActivities } from "../../src/activity/list-activities.ts";
import { listInbound } from "../../src/activity/read-inbound.ts";
import { receiveMail } from "../../src/activity/receive.ts";
import { recordEvents } from "../../src/activity/record.ts";
import { recordActivity } from "../../src/activity/record-activity.ts";
import { unsubscribe } from "../../src/activity/unsubscribe.ts";
import { type Arrival, startInbound } from "../../src/channel/smtp-in.ts";
import { type Id, newId } from "../../src/kernel/ids.ts";
import type { Caller } from "../../src/kernel/operation.ts";
import { createVault } from "../../src/kernel/vault.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";

let database: TestDatabase;
let workspaceId: Id<"wsp">;
let seen: ActivityReaction[] = [];
let messages: KnownMessage[] = [];
let deps: ActivityDeps;

beforeAll(async () => {
  database = await testDatabase();
  workspaceId = await database.workspace();
  deps = {
    db: database.database,
    env: database.env,
    vault: createVault(Buffer.alloc(32, 3), (count) => database.env.randomBytes(count)),
    react: async (_tx, events) => {
      seen.push(...events);
    },
    messagesFor: async (_tx, query) =>
      messages.filter(
        (message) =>
          query.ids.includes(message.messageId) ||
          query.rfc822Ids.includes(message.rfc822Id) ||
          query.addresses.includes(message.address),
      ),
    contactsFor: async () => [],
    idsOfContact: async (_tx, contactId) => [contactId],
  };
});

afterAll(() => database.close());

function sent(address: string): KnownMessage {
  const message = {
    messageId: newId(database.env, "msg"),
    rfc822Id: `${newId(database.env, "msg")}@sales.example`,
    actionId: newId(database.env, "act"),
    contactId: newId(database.env, "con"),
    accountId: newId(database.env, "acc"),
    address,
    sentText: "Hello,\nwould a shorter month-end close help your team?\nReply STOP or unsubscribe here.",
  };
  messages = [...messages, message];
  return message;
}

function tokenKey(): Buffer {
  return deps.vault.keyFor(workspaceId, mailTokenPurpose);
}

function subjectOf(message: KnownMessage) {
  return { workspaceId, messageId: message.messageId };
}

function raw(lines: readonly string[]): Buffer {
  return Buffer.from(lines.join("\r\n"));
}

function reply(message: KnownMessage, text: readonly string[], headers: readonly string[] = []): Buffer {
  return raw([
    `From: Kim <${message.address}>`,
    "To: dana@sales.example",
    "Subject: Re: Month-end close",
    `Message-ID: <${newId(database.env, "inb")}@buyer.example>`,
    ...headers,
    "",
    ...text,
    "",
  ]);
}

function dsn(address: string, code: string, words: string, returnedId = "none@sales.example"): Buffer {
  return raw([
    "From: Mail Delivery System <mailer-daemon@mx.buyer.example>",
    "Subject: Undelivered Mail Returned to Sender",
    "Auto-Submitted: auto-replied",
    `Message-ID: <${newId(database.env, "inb")}@mx.buyer.example>`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "MIME-Version: 1.0",
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Your message could not be delivered.",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.buyer.example",
    "",
    `Final-Recipient: rfc822; ${address}`,
    "Action: failed",
    `Status: ${code}`,
    `Diagnostic-Code: smtp; 550 ${code} ${words}`,
    "--b",
    "Content-Type: text/rfc822-headers",
    "",
    `Message-ID: <${returnedId}>`,
    "--b--",
    "",
  ]);
}

async function receive(mail: Buffer, envelope: { readonly from?: string; readonly to?: string } = {}) {
  seen = [];
  const envelopeTo = [envelope.to ?? "dana@sales.example"];
  return receiveMail(deps, { workspaceId, envelopeFrom: envelope.from ?? "", envelopeTo, raw: mail });
}

function reaction<T extends ActivityReaction["type"]>(type: T): Extract<ActivityReaction, { type: T }> | undefined {
  return seen.find((event) => event.type === type) as Extract<ActivityReaction, { type: T }> | undefined;
}

function caller(): Caller {
  return {
    workspaceId,
    principal: { kind: "person", id: newId(database.env, "usr"), name: "Ana" },
    scopes: new Set(),
    requestId: "r1",
  };
}

describe("inbound mail", () => {
  test("a reply stops first and is classified after, with our quoted footer left out", async () => {
    const message = sent("kim@buyer.example");
    const quoted = message.sentText.split("\n").map((line) => `> ${line}`);
    const mail = reply(
      message,
      [
        "Sounds good, please send me more details.",
        "",
        "On Mon, 5 Oct 2026 at 10:00, Dana <dana@sales.example> wrote:",
        ...quoted,
      ],
      [`In-Reply-To: <${message.rfc822Id}>`],
    );
    await receive(mail);
    expect(seen.map((event) => event.type)).toEqual(["inbound.recorded", "reply.classified"]);
    expect(reaction("inbound.recorded")).toMatchObject({
      contactIds: [message.contactId],
      auto: false,
      messageId: message.messageId,
    });
    expect(reaction("reply.classified")).toMatchObject({ class: "positive", kind: "interested" });
  });

  test("the same mail twice is one mail", async () => {
    const message = sent("twice@buyer.example");
    const mail = reply(message, ["Thanks, noted."]);
    const first = await receive(mail);
    const second = await receive(Buffer.concat([Buffer.from("Received: from elsewhere by here\r\n"), mail]));
    expect(second).toEqual({ inboundId: first.inboundId, isNew: false });
    expect(seen).toEqual([]);
  });

  test("a wish to stop suppresses whoever wrote it, even a stranger", async () => {
    const stranger = { ...sent("known@buyer.example"), address: "stranger@other.example" };
    await receive(reply(stranger, ["Please stop e-mailing me."]));
    expect(reaction("optout.seen")).toMatchObject({
      contactId: null,
      address: "stranger@other.example",
      basis: "reply",
    });
    expect(reaction("inbound.recorded")).toBeUndefined();
  });

  test("a hard bounce is permanent with our token and only a pause without it", async () => {
    const message = sent("gone@buyer.example");
    const report = dsn(message.address, "5.1.1", "User unknown");
    await receive(report, { to: bounceAddress(subjectOf(message), tokenKey(), "sales.example") });
    expect(reaction("bounce.seen")).toMatchObject({
      permanence: "permanent",
      reason: "unknown_user",
      trusted: true,
      contactId: message.contactId,
    });
    await receive(dsn(message.address, "5.1.1", "User unknown", message.rfc822Id));
    expect(reaction("bounce.seen")).toMatchObject({
      permanence: "uncertain",
      trusted: false,
      contactId: message.contactId,
    });
  });

  test("an auto-reply is a dated hold, not a stop", async () => {
    const message = sent("away@buyer.example");
    await receive(
      reply(message, ["I am out of the office, back on 4 January 2027."], ["Auto-Submitted: auto-replied"]),
      {
        to: replyAddress(subjectOf(message), tokenKey(), "dana@sales.example"),
      },
    );
    expect(reaction("inbound.recorded")).toMatchObject({
      auto: true,
      what: "auto_reply",
      contactIds: [message.contactId],
    });
    expect(reaction("inbound.recorded")?.holdUntil).toBe(Date.UTC(2027, 0, 5));
  });

  test("a complaint report names the contact by our token", async () => {
    const message = sent("angry@buyer.example");
    const lines = [
      "From: fbl@provider.example",
      "Subject: complaint",
      'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
      "MIME-Version: 1.0",
      "",
      "--b",
      "Content-Type: text/plain",
      "",
      "A user complained.",
      "--b",
      "Content-Type: message/feedback-report",
      "",
      "Feedback-Type: abuse",
      "Version: 1",
      "--b",
      "Content-Type: text/rfc822-headers",
      "",
      `X-Fairlead-Message: ${message.messageId}`,
      `Message-ID: <${message.rfc822Id}>`,
      "--b--",
      "",
    ];
    await receive(raw(lines), { to: bounceAddress(subjectOf(message), tokenKey(), "sales.example") });
    expect(reaction("complaint.seen")).toMatchObject({
      trusted: true,
      contactId: message.contactId,
      address: message.address,
    });
  });

  test("a mail that cannot be read is kept, stops its contact by the token, and waits for a person", async () => {
    const message = sent("broken@buyer.example");
    const deep = Array.from({ length: 60 }, (_, n) => [
      `Content-Type: multipart/mixed; boundary="b${n}"`,
      "",
      `--b${n}`,
    ]).flat();
    const { inboundId } = await receive(raw([...deep, "", "x"]), {
      to: replyAddress(subjectOf(message), tokenKey(), "dana@sales.example"),
    });
    expect(reaction("inbound.recorded")).toMatchObject({ contactIds: [message.contactId], auto: false });
    const waiting = await listInbound(deps, { state: "waiting", limit: 50 }, caller());
    expect(waiting.items.find((item) => item.id === inboundId)).toMatchObject({ isMalformed: true, needsPerson: true });
  });

  test("a person's verdict is a new event, takes the mail off the queue and protects at once", async () => {
    const message = sent("vague@buyer.example");
    const { inboundId } = await receive(reply(message, ["The penguins are at it once more."]));
    const facts = await deps.db.read(workspaceId, (tx) => activityFactsFor(tx, [message.contactId]));
    expect(facts.get(message.contactId)).toMatchObject({ unclassifiedReply: true, lastReplyKind: null });
    seen = [];
    const view = await classifyReplyByPerson(deps, { inboundId, kind: "unsubscribe" }, caller());
    expect(view).toMatchObject({ kind: "unsubscribe", needsPerson: false, stage: "person" });
    expect(seen.map((event) => event.type)).toEqual(["optout.seen", "reply.classified"]);
    const after = await deps.db.read(workspaceId, (tx) => activityFactsFor(tx, [message.contactId]));
    expect(after.get(message.contactId)).toMatchObject({ unclassifiedReply: false, lastReplyKind: "unsubscribe" });
  });

  test("nothing is kept when a reaction fails", async () => {
    const message = sent("fails@buyer.example");
    const failing = {
      ...deps,
      react: async () => {
        throw new Error("a handler failed");
      },
    };
    const mail = reply(message, ["Yes please"]);
    await expect(
      receiveMail(failing, { workspaceId, envelopeFrom: "", envelopeTo: ["dana@sales.example"], raw: mail }),
    ).rejects.toThrow("a handler failed");
    expect(await receive(mail)).toMatchObject({ isNew: true });
  });
});

test("one-click unsubscribe is recorded once, acts every time and knows only our own links", async () => {
  const message = sent("click@buyer.example");
  const token = encodeToken(subjectOf(message), "unsubscribe", tokenKey());
  seen = [];
  expect(await unsubscribe(deps, token)).toEqual({ outcome: "done", isNew: true });
  expect(await unsubscribe(deps, token.toUpperCase())).toEqual({ outcome: "done", isNew: false });
  expect(seen.map((event) => event.type)).toEqual(["optout.seen", "optout.seen"]);
  const replyToken = encodeToken(subjectOf(message), "reply", tokenKey());
  expect(await unsubscribe(deps, replyToken)).toEqual({ outcome: "unknown_link" });
});

test("events are recorded once by source key, and many at once with one audit record", async () => {
  const contactId = newId(database.env, "con");
  const at = Date.UTC(2026, 9, 6);
  const call = {
    kind: "call_placed" as const,
    contactId,
    sourceKey: "dialer-1",
    data: { disposition: "no_answer" },
    limit: 50,
  };
  const first = await recordActivity(deps, call, caller());
  const events = Array.from({ length: 100 }, (_, n) => ({
    kind: "email_sent" as const,
    contactId,
    accountId: null,
    occurredAt: at + n,
    sourceKey: `bulk ${n % 90}`,
  }));
  const recorded = await deps.db.write(workspaceId, (tx) => recordEvents(deps, tx, events));
  expect(recorded.filter((event) => event.isNew)).toHaveLength(90);
  expect(new Set(recorded.filter((event) => event.isNew).map((event) => event.auditId)).size).toBe(1);
  const pageOne = await listActivities(deps, { contactId, limit: 60 }, caller());
  const pageTwo = await listActivities(
    deps,
    { contactId, limit: 60, ...(pageOne.next === null ? {} : { after: pageOne.next }) },
    caller(),
  );
  const ids = [...pageOne.items, ...pageTwo.items].map((item) => item.id);
  expect(new Set(ids).size).toBe(91);
  expect(ids).toContain(first.id);
});

test("SMTP answers 250 after the commit, 451 when it cannot record, 550 to strangers", async () => {
  const message = sent("wire@buyer.example");
  const arrivals: Arrival[] = [{ taken: false, code: 451, says: "4.3.0 cannot record" }];
  const server = await startInbound({
    host: "127.0.0.1",
    port: 0,
    limits: { mailMaxBytes: 50_000, smtpDeadlineMs: 5_000, recipientsMax: 5, clientsMax: 5 },
    accepts: async (address) => address.endsWith("@sales.example"),
    onMail: async (mail) => {
      const planned = arrivals.shift();
      if (planned !== undefined) return planned;
      await receiveMail(deps, { workspaceId, ...mail });
      return { taken: true };
    },
  });
  const transport = createTransport({ host: "127.0.0.1", port: server.port, secure: false, ignoreTLS: true });
  const envelope = { from: "", to: bounceAddress(subjectOf(message), tokenKey(), "sales.example") };
  const report = dsn(message.address, "5.2.2", "Mailbox full");
  try {
    await expect(transport.sendMail({ envelope, raw: report })).rejects.toMatchObject({ responseCode: 451 });
    seen = [];
    expect((await transport.sendMail({ envelope, raw: report })).response).toContain("250");
    expect(reaction("bounce.seen")).toMatchObject({ reason: "mailbox_full", permanence: "temporary", trusted: true });
    await expect(
      transport.sendMail({ envelope: { from: "x@y.example", to: "who@else.example" }, raw: report }),
    ).rejects.toMatchObject({ responseCode: 550 });
    await expect(transport.sendMail({ envelope, raw: Buffer.alloc(60_000, 65) })).rejects.toMatchObject({
      responseCode: 552,
    });
  } finally {
    transport.close();
    await server.close();
  }
});
