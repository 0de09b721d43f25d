import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { classifyReplyByPerson } from "../../src/activity/classify-reply.ts";
import { bounceAddress, replyAddress } from "../../src/activity/core/verp.ts";
import { activityFactsFor } from "../../src/activity/facts-for.ts";
import { listInbound } from "../../src/activity/read-inbound.ts";
import { type ActivityWorld, openActivityWorld } from "../helpers/activity-world.ts";
import { dsn, raw, reply } from "../helpers/raw-mail.ts";

let world: ActivityWorld;

beforeAll(async () => {
  world = await openActivityWorld();
});

afterAll(() => world.close());

describe("inbound mail", () => {
  test("a reply stops first and is classified after, with our quoted footer left out", async () => {
    const message = world.sent("kim@buyer.example");
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
    await world.receive(mail);
    expect(world.seen.map((event) => event.type)).toEqual(["inbound.recorded", "reply.classified"]);
    expect(world.reaction("inbound.recorded")).toMatchObject({
      contactIds: [message.contactId],
      auto: false,
      messageId: message.messageId,
    });
    expect(world.reaction("reply.classified")).toMatchObject({ class: "positive", kind: "interested" });
  });

  test("a wish to stop suppresses whoever wrote it, even a stranger", async () => {
    const stranger = { ...world.sent("known@buyer.example"), address: "stranger@other.example" };
    await world.receive(reply(stranger, ["Please stop e-mailing me."]));
    expect(world.reaction("optout.seen")).toMatchObject({
      contactId: null,
      address: "stranger@other.example",
      basis: "reply",
    });
    expect(world.reaction("inbound.recorded")).toBeUndefined();
  });

  test("a hard bounce is permanent with our token and only a pause without it", async () => {
    const message = world.sent("gone@buyer.example");
    const report = dsn(message.address, "5.1.1", "User unknown");
    await world.receive(report, { to: bounceAddress(world.subjectOf(message), world.tokenKey(), "sales.example") });
    expect(world.reaction("bounce.seen")).toMatchObject({
      permanence: "permanent",
      reason: "unknown_user",
      trusted: true,
      contactId: message.contactId,
    });
    await world.receive(dsn(message.address, "5.1.1", "User unknown", message.rfc822Id));
    expect(world.reaction("bounce.seen")).toMatchObject({
      permanence: "uncertain",
      trusted: false,
      contactId: message.contactId,
    });
  });

  test("an auto-reply is a dated hold, not a stop", async () => {
    const message = world.sent("away@buyer.example");
    await world.receive(
      reply(message, ["I am out of the office, back on 4 January 2027."], ["Auto-Submitted: auto-replied"]),
      {
        to: replyAddress(world.subjectOf(message), world.tokenKey(), "dana@sales.example"),
      },
    );
    expect(world.reaction("inbound.recorded")).toMatchObject({
      auto: true,
      what: "auto_reply",
      contactIds: [message.contactId],
    });
    expect(world.reaction("inbound.recorded")?.holdUntil).toBe(Date.UTC(2027, 0, 5));
  });

  test("a complaint report names the contact by our token", async () => {
    const message = world.sent("angry@buyer.example");
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
    await world.receive(raw(lines), { to: bounceAddress(world.subjectOf(message), world.tokenKey(), "sales.example") });
    expect(world.reaction("complaint.seen")).toMatchObject({
      trusted: true,
      contactId: message.contactId,
      address: message.address,
    });
  });

  test("a mail that cannot be read is kept, stops its contact by the token, and waits for a person", async () => {
    const message = world.sent("broken@buyer.example");
    const deep = Array.from({ length: 60 }, (_, n) => [
      `Content-Type: multipart/mixed; boundary="b${n}"`,
      "",
      `--b${n}`,
    ]).flat();
    const { inboundId } = await world.receive(raw([...deep, "", "x"]), {
      to: replyAddress(world.subjectOf(message), world.tokenKey(), "dana@sales.example"),
    });
    expect(world.reaction("inbound.recorded")).toMatchObject({ contactIds: [message.contactId], auto: false });
    const waiting = await listInbound(world.deps, { state: "waiting", limit: 50 }, world.caller());
    expect(waiting.items.find((item) => item.id === inboundId)).toMatchObject({ isMalformed: true, needsPerson: true });
  });

  test("a person's verdict is a new event, takes the mail off the queue and protects at once", async () => {
    const message = world.sent("vague@buyer.example");
    const { inboundId } = await world.receive(reply(message, ["The penguins are at it once more."]));
    const facts = await world.deps.db.read(world.workspaceId, (tx) => activityFactsFor(tx, [message.contactId]));
    expect(facts.get(message.contactId)).toMatchObject({ unclassifiedReply: true, lastReplyKind: null });
    world.forget();
    const view = await classifyReplyByPerson(world.deps, { inboundId, kind: "unsubscribe" }, world.caller());
    expect(view).toMatchObject({ kind: "unsubscribe", needsPerson: false, stage: "person" });
    expect(world.seen.map((event) => event.type)).toEqual(["optout.seen", "reply.classified"]);
    const after = await world.deps.db.read(world.workspaceId, (tx) => activityFactsFor(tx, [message.contactId]));
    expect(after.get(message.contactId)).toMatchObject({ unclassifiedReply: false, lastReplyKind: "unsubscribe" });
  });
});
