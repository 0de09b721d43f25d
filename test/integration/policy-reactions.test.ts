import { describe, expect, test } from "vitest";
import { recordEvents } from "../../src/activity/record.ts";
import { insertContent } from "../../src/activity/store/inbound.ts";
import { dayMs } from "../../src/kernel/env.ts";
import { newId } from "../../src/kernel/ids.ts";
import { capFacts, reserveCaps, spendCaps } from "../../src/policy/caps.ts";
import { never } from "../../src/policy/core/facts.ts";
import { lockSubjects } from "../../src/policy/gates.ts";
import { hold } from "../../src/policy/hold.ts";
import type { Recipient } from "../../src/policy/keys.ts";
import { onActivity } from "../../src/policy/on-activity.ts";
import { onIdentity } from "../../src/policy/on-identity.ts";
import { policyFacts } from "../../src/policy/policy-facts.ts";
import { suppress } from "../../src/policy/suppress.ts";
import { actor, entry, env, now, policyWorld } from "../helpers/policy-world.ts";

const world = policyWorld();

describe("reactions", () => {
  const seen = (who: Recipient) => ({
    contactId: who.contactId,
    accountId: null,
    address: who.address,
    messageId: null,
    actionId: null,
    inboundId: newId(env, "inb"),
    cause: newId(env, "aud"),
    at: now,
  });

  test("a reply holds everybody it may be from until it is classified; an auto-reply holds to its date", async () => {
    const { held, deps, person } = world.get();
    const workspace = await held.workspace();
    const [ann, bob, eve] = [person("ann@r.com"), person("bob@r.com"), person("eve@r.com")];
    await held.database.write(workspace, (tx) =>
      onActivity(deps, tx, [
        {
          ...seen(ann),
          type: "inbound.recorded",
          what: "reply",
          contactIds: [ann.contactId, bob.contactId],
          auto: false,
          holdUntil: null,
        },
        {
          ...seen(eve),
          type: "inbound.recorded",
          what: "auto_reply",
          contactIds: [eve.contactId],
          auto: true,
          holdUntil: now + 5 * dayMs,
        },
      ]),
    );
    const read = () => held.database.read(workspace, (tx) => policyFacts(deps, tx, [ann, bob, eve]));
    expect((await read()).map((facts) => facts.hold.unclassifiedReply)).toEqual([true, true, false]);
    expect((await read())[2]?.hold.until).toBe(new Date(now + 5 * dayMs).toISOString());
    await held.database.write(workspace, (tx) =>
      onActivity(deps, tx, [
        {
          ...seen(ann),
          type: "reply.classified",
          class: "positive",
          kind: "interested",
          stage: "rules",
          resumeAt: null,
          meetingAt: null,
          referral: [],
          byPerson: false,
        },
        {
          ...seen(bob),
          type: "reply.classified",
          class: null,
          kind: null,
          stage: "rules",
          resumeAt: null,
          meetingAt: null,
          referral: [],
          byPerson: false,
        },
      ]),
    );
    expect((await read()).map((facts) => facts.hold.unclassifiedReply)).toEqual([false, true, false]);
  });

  test("a trusted complaint suppresses the person and the company's domain, never a mail provider's", async () => {
    const { held, deps, person } = world.get();
    const workspace = await held.workspace();
    const [ann, kim] = [person("ann@corp.com"), person("kim@gmail.com")];
    const [colleague, stranger] = [person("colleague@corp.com"), person("stranger@gmail.com")];
    const forged = person("forged@else.com");
    await held.database.write(workspace, (tx) =>
      onActivity(deps, tx, [
        { ...seen(ann), type: "complaint.seen", trusted: true },
        { ...seen(kim), type: "complaint.seen", trusted: true },
        { ...seen(forged), type: "complaint.seen", trusted: false },
      ]),
    );
    const facts = await held.database.read(workspace, (tx) =>
      policyFacts(deps, tx, [ann, kim, colleague, stranger, forged]),
    );
    expect(facts.map(({ suppression }) => [suppression.complained, suppression.domainSuppressed])).toEqual([
      [true, true],
      [true, false],
      [false, true],
      [false, false],
      [false, false],
    ]);
    expect(facts[2]?.accountComplaints).toBe(1);
    expect(facts[4]?.hold.open).toBe(true);
  });

  test("a bounce suppresses only when it is permanent and trusted; anything in doubt waits", async () => {
    const { held, deps, person } = world.get();
    const workspace = await held.workspace();
    const who = [person("dead@b.com"), person("full@b.com"), person("forged@b.com")];
    const [dead, full, forged] = who as [Recipient, Recipient, Recipient];
    await held.database.write(workspace, (tx) =>
      onActivity(deps, tx, [
        { ...seen(dead), type: "bounce.seen", permanence: "permanent", reason: "unknown_user", trusted: true },
        { ...seen(full), type: "bounce.seen", permanence: "temporary", reason: "mailbox_full", trusted: true },
        { ...seen(forged), type: "bounce.seen", permanence: "permanent", reason: "unknown_user", trusted: false },
      ]),
    );
    const facts = await held.database.read(workspace, (tx) => policyFacts(deps, tx, who));
    expect(facts.map(({ suppression, hold: wait }) => [suppression.hardBounced, wait.until !== never])).toEqual([
      [true, false],
      [false, true],
      [false, true],
    ]);
  });

  test("a merge takes the union of protection, and a split keeps it on every side", async () => {
    const { held, deps, person } = world.get();
    const workspace = await held.workspace();
    const [one, two, half] = [person("one@m.com"), person("two@m.com"), person("half@m.com")];
    await held.database.write(workspace, async (tx) => {
      await suppress(deps, tx, [entry(two, { reason: "unsubscribed" })]);
      await hold(deps, tx, [{ contactId: two.contactId, kind: "manual", until: null, source: null, actor }]);
      await onIdentity(deps, tx, [{ type: "contact.merged", survivor: one.contactId, absorbed: [two.contactId] }]);
      await onIdentity(deps, tx, [{ type: "contact.split", from: one.contactId, into: [half.contactId] }]);
    });
    const facts = await held.database.read(workspace, (tx) => policyFacts(deps, tx, [one, half]));
    expect(facts.map(({ suppression, hold: wait }) => [suppression.unsubscribed, wait.open])).toEqual([
      [true, true],
      [true, true],
    ]);
  });

  test("a split leaves the touches of the one with every side, and a reply of the one holds every side", async () => {
    const { held, deps, person } = world.get();
    const workspace = await held.workspace();
    const [one, half] = [person("one@s.com"), person("half@s.com")];
    const counted = { kind: "contact", key: half.contactId } as const;
    const [actionId, inboundId, digest] = [newId(env, "act"), newId(env, "inb"), Buffer.alloc(32)];
    const book = await held.database.write(workspace, async (tx) => {
      await lockSubjects(tx, { gates: [], caps: [{ kind: "contact", key: one.contactId }] }, "update");
      await reserveCaps(tx, [{ kind: "contact", key: one.contactId, actionId }]);
      await spendCaps(tx, [actionId]);
      await insertContent(tx, digest, Buffer.from("a reply"));
      await tx.sql`
        insert into inbound_message (workspace_id, id, source_key, digest, received_at, envelope_from, envelope_to, subject, own_text,
                                     is_malformed, what, correlated_by, candidates, stage, referral, needs_person)
        values (${workspace}, ${inboundId}, 'a reply', ${digest}, ${now}, '', '{}', '', '', false, 'reply', 'token', '{}', 'rules', '{}', false)`;
      await recordEvents(deps, tx, [
        {
          kind: "email_replied",
          contactId: one.contactId,
          accountId: null,
          occurredAt: now,
          sourceKey: "a reply",
          inboundId,
          data: { kind: "interested", class: "positive" },
        },
      ]);
      await onIdentity(deps, tx, [{ type: "contact.split", from: one.contactId, into: [half.contactId] }]);
      return capFacts(tx, [counted], tx.now, []);
    });
    expect(book.window(counted).d7).toBe(1);
    const [facts] = await held.database.read(workspace, (tx) => policyFacts(deps, tx, [half]));
    expect(facts?.hold.unclassifiedReply).toBe(true);
  });

  test("what an import forbids is in force at once: a do-not-call binds the number and not the mail", async () => {
    const { held, deps, person } = world.get();
    const workspace = await held.workspace();
    const [ann, bob] = [person("ann@i.com"), person("bob@i.com")];
    await held.database.write(workspace, (tx) =>
      onIdentity(deps, tx, [
        {
          type: "optout.imported",
          contactId: ann.contactId,
          addresses: ["ann@i.com"],
          domains: ["i.com"],
          phones: [],
          basis: "do_not_contact",
        },
        {
          type: "optout.imported",
          contactId: bob.contactId,
          addresses: ["bob@i.com"],
          domains: [],
          phones: ["+15551234567"],
          basis: "do_not_call",
        },
      ]),
    );
    const facts = await held.database.read(workspace, (tx) =>
      policyFacts(deps, tx, [ann, bob, { ...bob, phone: "+1 555 123 4567" }]),
    );
    expect(facts.map(({ suppression }) => suppression.doNotContact)).toEqual([true, false, true]);
    expect(facts[1]?.suppression.domainSuppressed).toBe(false);
  });
});
