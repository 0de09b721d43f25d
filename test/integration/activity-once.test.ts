import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bounceAddress, encodeToken } from "../../src/activity/core/verp.ts";
import { listActivities } from "../../src/activity/list-activities.ts";
import { receiveMail } from "../../src/activity/receive.ts";
import { recordEvents } from "../../src/activity/record.ts";
import { recordActivity } from "../../src/activity/record-activity.ts";
import { unsubscribe } from "../../src/activity/unsubscribe.ts";
import { type Arrival, startInbound } from "../../src/channel/smtp-in.ts";
import { newId } from "../../src/kernel/ids.ts";
import { type ActivityWorld, openActivityWorld } from "../helpers/activity-world.ts";
import { dsn, reply } from "../helpers/raw-mail.ts";

let world: ActivityWorld;

beforeAll(async () => {
  world = await openActivityWorld();
});

afterAll(() => world.close());

describe("inbound mail", () => {
  test("the same mail twice is one mail", async () => {
    const message = world.sent("twice@buyer.example");
    const mail = reply(message, ["Thanks, noted."]);
    const first = await world.receive(mail);
    const second = await world.receive(Buffer.concat([Buffer.from("Received: from elsewhere by here\r\n"), mail]));
    expect(second).toEqual({ inboundId: first.inboundId, isNew: false });
    expect(world.seen).toEqual([]);
  });

  test("nothing is kept when a reaction fails", async () => {
    const message = world.sent("fails@buyer.example");
    const failing = {
      ...world.deps,
      react: async () => {
        throw new Error("a handler failed");
      },
    };
    const mail = reply(message, ["Yes please"]);
    await expect(
      receiveMail(failing, {
        workspaceId: world.workspaceId,
        envelopeFrom: "",
        envelopeTo: ["dana@sales.example"],
        raw: mail,
      }),
    ).rejects.toThrow("a handler failed");
    expect(await world.receive(mail)).toMatchObject({ isNew: true });
  });
});

test("one-click unsubscribe is recorded once, acts every time and knows only our own links", async () => {
  const message = world.sent("click@buyer.example");
  const token = encodeToken(world.subjectOf(message), "unsubscribe", world.tokenKey());
  world.forget();
  expect(await unsubscribe(world.deps, token)).toEqual({ outcome: "done", isNew: true });
  expect(await unsubscribe(world.deps, token.toUpperCase())).toEqual({ outcome: "done", isNew: false });
  expect(world.seen.map((event) => event.type)).toEqual(["optout.seen", "optout.seen"]);
  const replyToken = encodeToken(world.subjectOf(message), "reply", world.tokenKey());
  expect(await unsubscribe(world.deps, replyToken)).toEqual({ outcome: "unknown_link" });
});

test("events are recorded once by source key, and many at once with one audit record", async () => {
  const contactId = newId(world.env, "con");
  const at = Date.UTC(2026, 9, 6);
  const call = {
    kind: "call_placed" as const,
    contactId,
    sourceKey: "dialer-1",
    data: { disposition: "no_answer" },
    limit: 50,
  };
  const first = await recordActivity(world.deps, call, world.caller());
  const events = Array.from({ length: 100 }, (_, n) => ({
    kind: "email_sent" as const,
    contactId,
    accountId: null,
    occurredAt: at + n,
    sourceKey: `bulk ${n % 90}`,
  }));
  const recorded = await world.deps.db.write(world.workspaceId, (tx) => recordEvents(world.deps, tx, events));
  expect(recorded.filter((event) => event.isNew)).toHaveLength(90);
  expect(new Set(recorded.filter((event) => event.isNew).map((event) => event.auditId)).size).toBe(1);
  const pageOne = await listActivities(world.deps, { contactId, limit: 60 }, world.caller());
  const pageTwo = await listActivities(
    world.deps,
    { contactId, limit: 60, ...(pageOne.next === null ? {} : { after: pageOne.next }) },
    world.caller(),
  );
  const ids = [...pageOne.items, ...pageTwo.items].map((item) => item.id);
  expect(new Set(ids).size).toBe(91);
  expect(ids).toContain(first.id);
});

test("SMTP answers 250 after the commit, 451 when it cannot record, 550 to strangers", async () => {
  const message = world.sent("wire@buyer.example");
  const arrivals: Arrival[] = [{ taken: false, code: 451, says: "4.3.0 cannot record" }];
  const server = await startInbound({
    host: "127.0.0.1",
    port: 0,
    limits: { mailMaxBytes: 50_000, mailKeptBytes: 10_000, smtpDeadlineMs: 5_000, recipientsMax: 5, clientsMax: 5 },
    accepts: async (address) => address.endsWith("@sales.example"),
    onMail: async (mail) => {
      const planned = arrivals.shift();
      if (planned !== undefined) return planned;
      await receiveMail(world.deps, { workspaceId: world.workspaceId, ...mail });
      return { taken: true };
    },
  });
  const transport = createTransport({ host: "127.0.0.1", port: server.port, secure: false, ignoreTLS: true });
  const envelope = { from: "", to: bounceAddress(world.subjectOf(message), world.tokenKey(), "sales.example") };
  const report = dsn(message.address, "5.2.2", "Mailbox full");
  try {
    await expect(transport.sendMail({ envelope, raw: report })).rejects.toMatchObject({ responseCode: 451 });
    world.forget();
    expect((await transport.sendMail({ envelope, raw: report })).response).toContain("250");
    expect(world.reaction("bounce.seen")).toMatchObject({
      reason: "mailbox_full",
      permanence: "temporary",
      trusted: true,
    });
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
