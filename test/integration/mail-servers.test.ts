import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { readMailboxes } from "../../src/app/mailbox-readers.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { eventually } from "../helpers/eventually.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { headerOf, type Letter, letter, reply } from "../helpers/letters.ts";
import { type MailServers, startMailServers, whyNoMailServers } from "../helpers/mail-servers.ts";
import type { Taken } from "../helpers/sink.ts";

const missing = whyNoMailServers();
/** How long the reader waits for an announcement before it looks by itself. */
const idleMs = 10_000;

/** Our mailbox at a real provider: Postfix carries what we send and what comes back, Dovecot holds both sides' mail. */
describe.skipIf(missing !== undefined)(
  `a mailbox on real servers${missing === undefined ? "" : ` (${missing})`}`,
  () => {
    let world: TestApp;
    let home: TestWorkspace;
    let servers: MailServers;
    let reading: Promise<void>;
    const stop = new AbortController();
    const buyers = ["kim", "lee", "ola", "sam", "pat"].map((name) => `${name}@${name}-works.co.uk`);

    beforeAll(async () => {
      world = await openTestApp();
      home = await world.workspace();
      servers = await startMailServers([home.mailbox, ...buyers], ["empty-works.co.uk"]);
      await home.admin.mailboxes.update({
        mailboxId: home.mailboxId,
        smtp: { host: "127.0.0.1", port: servers.smtpPort },
        imap: {
          host: "127.0.0.1",
          port: servers.imapPort,
          secure: false,
          user: home.mailbox,
          password: servers.password,
        },
      });
      reading = readMailboxes(world.app, "test", stop.signal, { lookEveryMs: 100, pauseMs: 100, idleMs });
      await eventually(async () => {
        const mailbox = await home.admin.mailboxes.get({ mailboxId: home.mailboxId });
        expect(mailbox).toMatchObject({ isReadable: true, readFault: null, imap: { signsIn: "password" } });
      });
    });

    afterAll(async () => {
      stop.abort();
      await reading;
      servers?.close();
      await world?.close();
    });

    /** Writes to somebody through Postfix. */
    async function sendTo(email: string): Promise<Id<"con">> {
      const contactId = await home.contact({ email });
      const answer = await home.propose(contactId);
      await world.drain();
      expect((await home.action(answer)).state).toBe("sent");
      return contactId;
    }

    /** Our mail as Dovecot holds it for the recipient. */
    async function arrived(email: string): Promise<Taken> {
      const text = await eventually(() => {
        const found = servers.doveadm("fetch", "-u", email, "text", "mailbox", "INBOX");
        expect(found).toContain("Message-I");
        return found.slice(found.indexOf("\n") + 1).replace(/\r?\n/g, "\r\n");
      });
      const from = /^Return-Path: <([^>]+)>/im.exec(text)?.[1] ?? "";
      return { at: 0, from, to: email, raw: Buffer.from(text), text, rfc822Id: headerOf(text, "Message-ID") };
    }

    async function post({ from, to, raw }: Letter): Promise<void> {
      const transport = createTransport({ host: "127.0.0.1", port: servers.smtpPort, ignoreTLS: true });
      await transport.sendMail({ envelope: { from, to }, raw });
      transport.close();
    }

    const inboundOf = async (contactId: Id<"con">) =>
      (await home.admin.inbound.list({ state: "all", contactId })).items;
    const kindsOf = async (contactId: Id<"con">) =>
      (await home.admin.activities.list({ contactId })).items.map((item) => item.kind);

    test("what is sent arrives, the relay's report of it counts, and the tag names the message", async () => {
      const contactId = await sendTo("lee@lee-works.co.uk");
      const mail = await arrived("lee@lee-works.co.uk");
      expect(mail.from).toMatch(new RegExp(`^dana\\+[a-z2-7]{45}@${home.mailbox.split("@")[1]}$`));
      await eventually(async () => expect(await kindsOf(contactId)).toContain("email_delivered"));
      expect(await inboundOf(contactId)).toMatchObject([{ what: "delivery", correlatedBy: "token" }]);
    });

    test("a reply is picked up when it is announced, threaded, and stops the sequence", async () => {
      const contactId = await home.contact({ email: "kim@kim-works.co.uk" });
      await home.enroll(contactId);
      await world.drain();
      const mail = await arrived("kim@kim-works.co.uk");
      await eventually(async () => expect(await inboundOf(contactId)).toHaveLength(1));
      // The delivery report woke the reader; let it go back to waiting.
      await new Promise((resolve) => setTimeout(resolve, 300));
      await post(reply(mail, "Thanks, tell me more. What does it cost?"));
      const at = performance.now();
      await eventually(async () => expect(await inboundOf(contactId)).toHaveLength(2));
      // Long before anybody would have looked without being told; some 0.7 s where nothing else runs.
      expect(performance.now() - at).toBeLessThan(idleMs - 2_000);
      const [newest] = await inboundOf(contactId);
      expect(newest).toMatchObject({ what: "reply", correlatedBy: "token", fromAddress: "kim@kim-works.co.uk" });
      const { items } = await home.admin.actions.list({ contactId });
      expect(items.filter((action) => !["sent", "done", "cancelled"].includes(action.state))).toEqual([]);
    });

    test("a reply without our tag is threaded by what it refers to", async () => {
      const contactId = await sendTo("ola@ola-works.co.uk");
      const mail = await arrived("ola@ola-works.co.uk");
      await post({ ...reply(mail, "Who are you?"), to: home.mailbox });
      await eventually(async () => expect((await inboundOf(contactId)).map((one) => one.what)).toContain("reply"));
    });

    test.each([
      ["gone@empty-works.co.uk", "5.1.1", "unknown_user"],
      ["kim@nowhere.co.uk", "5.1.2", "unknown_domain"],
    ])("mail to %s comes back as %s and is not written to again", async (email, status, reason) => {
      const contactId = await sendTo(email);
      await eventually(async () => expect((await inboundOf(contactId)).map((one) => one.what)).toContain("bounce"));
      const { items } = await home.admin.activities.list({ contactId });
      const bounce = items.find((item) => item.kind === "email_bounced");
      expect(bounce?.data).toMatchObject({ status, reason });
      expect((await home.propose(contactId)).decision.outcome).toBe("deny");
    });

    test("what came while the mailbox was down is caught up with, each once", async () => {
      const contactId = await sendTo("sam@sam-works.co.uk");
      const mail = await arrived("sam@sam-works.co.uk");
      await eventually(async () => expect(await inboundOf(contactId)).toHaveLength(1));
      servers.stopImap();
      await eventually(async () => {
        const { readFault } = await home.admin.mailboxes.get({ mailboxId: home.mailboxId });
        expect(readFault).toContain("cannot be read");
      });
      for (const text of ["One thing more.", "And another.", "And a third."]) await post(reply(mail, text));
      await servers.startImap();
      servers.flush();
      await eventually(async () => expect(await inboundOf(contactId)).toHaveLength(4));
      const texts = (await inboundOf(contactId))
        .map((one) => one.text.trim())
        .filter((text) => /^(One|And)/.test(text));
      expect(texts.sort()).toEqual(["And a third.", "And another.", "One thing more."]);
      await eventually(async () => {
        expect((await home.admin.mailboxes.get({ mailboxId: home.mailboxId })).readFault).toBeNull();
      });
    });

    test("mail that the server took for junk is read too", async () => {
      const contactId = await sendTo("pat@pat-works.co.uk");
      const raw = letter({ from: "pat@pat-works.co.uk", to: home.mailbox }, ["Subject: Re: hello"], "please stop").raw;
      servers.save(home.mailbox, "Spam", raw);
      await eventually(async () => expect((await inboundOf(contactId)).map((one) => one.what)).toContain("reply"));
    });

    test("what Dana wrote by hand is found among the sent mail, and the contact is hers", async () => {
      const contactId = await home.contact({ email: "una@una-works.co.uk" });
      const { raw } = letter(
        { from: home.mailbox, to: "una@una-works.co.uk" },
        [`Date: ${new Date().toUTCString()}`],
        "Hi",
      );
      servers.save(home.mailbox, "Sent", raw);
      // Nothing announces sent mail: it is read when the inbox is looked at.
      servers.save(home.mailbox, "INBOX", Buffer.from("Subject: news\r\n\r\nof nobody\r\n"));
      await eventually(async () => expect(await kindsOf(contactId)).toEqual(["email_sent"]));
      const { items } = await home.admin.holds.list({ contactId });
      expect(items.map(({ kind }) => kind)).toEqual(["colleague"]);
    });

    test("when the server gives new numbers, everything is read again and nothing is recorded twice", async () => {
      const before = (await home.admin.inbound.list({ state: "all", limit: 500 })).items.length;
      const [then] = await world.db.root`select uid_validity from mailbox_cursor where folder = 'INBOX'`;
      servers.renumber(home.mailbox);
      await eventually(async () => {
        const [now] = await world.db.root`select uid_validity, uid from mailbox_cursor where folder = 'INBOX'`;
        expect(now?.["uid_validity"]).not.toBe(then?.["uid_validity"]);
        expect(now?.["uid"]).toBeGreaterThan(5);
      });
      await post(letter({ from: "new@new-works.co.uk", to: home.mailbox }, ["Subject: after"], "something new"));
      await eventually(async () => {
        const after = (await home.admin.inbound.list({ state: "all", limit: 500 })).items;
        expect(after).toHaveLength(before + 1);
      });
    });
  },
);
