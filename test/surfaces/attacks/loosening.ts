import { expect } from "vitest";
import { createClient } from "../../../src/client/client.ts";
import { questionOf } from "../../helpers/approvals.ts";
import { type Attack, type Attacker, closedCode, touch } from "./attacker.ts";

/** Attacks on what holds the agent back: approvals, scopes, keys, policies, and the past that rules read. */

const own = { subject: "Own words", body: "Hello there" };

async function asked(at: Attacker, draft: { readonly subject: string; readonly body: string } = own) {
  const victim = at.victim();
  const answer = await at.home.agent.actions.propose({ contactId: victim.id, draft });
  return { answer, victim, question: await questionOf(at.home.approver, answer) };
}

const shut =
  (calls: (at: Attacker) => readonly (readonly [name: string, input: unknown])[]) =>
  async (at: Attacker): Promise<void> => {
    for (const [name, input] of calls(at)) expect(await at.refusal(name, input), name).toBe(closedCode(at, name));
  };

export const loosening: readonly Attack[] = [
  [
    "approve its own proposal, alone or among many",
    async (at) => {
      const { answer, victim, question } = await asked(at);
      const one = { approvalId: question.id, shownDigest: question.shownDigest };
      await shut(() => [
        ["approvals.grant", one],
        ["approvals.grantMany", { approvals: [one] }],
      ])(at);
      await at.world.drain();
      expect((await at.home.action(answer)).state).toBe("awaiting_approval");
      expect(at.world.sink.to(victim.email)).toEqual([]);
    },
  ],
  [
    "approve by a key of the person who made it",
    async (at) => {
      const { id } = await at.home.admin.agents.create({ name: `Puppet by ${at.route}`, autonomy: 3, dailyBudget: 10 });
      const { id: contactId, email } = at.victim();
      const token = await at.home.key(id);
      const answer = await createClient({ url: at.world.url, token }).actions.propose({ contactId, draft: own });
      const { id: approvalId, shownDigest } = await questionOf(at.home.approver, answer);
      await expect(at.home.admin.approvals.grant({ approvalId, shownDigest })).rejects.toThrow();
      await at.world.drain();
      expect(at.world.sink.to(email)).toEqual([]);
    },
  ],
  [
    "change the words that wait for a yes",
    async (at) => {
      const { question } = await asked(at);
      const edit = { approvalId: question.id, shownDigest: question.shownDigest, ...own, body: "Other words" };
      await shut(() => [["approvals.edit", edit]])(at);
      expect(
        (await at.home.approver.approvals.list({ limit: 500 })).items.find(({ id }) => id === question.id),
      ).toMatchObject({
        shownDigest: question.shownDigest,
      });
    },
  ],
  [
    "have a yes counted for other bytes than were shown",
    async (at) => {
      const { answer, question } = await asked(at);
      const wrong = { approvalId: question.id, shownDigest: "0".repeat(64) };
      await expect(at.home.approver.approvals.grant(wrong)).rejects.toMatchObject({ document: { code: "conflict" } });
      expect((await at.home.action(answer)).state).toBe("awaiting_approval");
    },
  ],
  [
    "use one yes twice: for the same words to the same person, and again after the mail went out",
    async (at) => {
      const { victim, question } = await asked(at);
      const one = { approvalId: question.id, shownDigest: question.shownDigest };
      await at.home.approver.approvals.grant(one);
      await at.world.drain();
      expect(at.world.sink.to(victim.email)).toHaveLength(1);
      expect(await at.decided({ contactId: victim.id, draft: own })).not.toBe("allow");
      await expect(at.home.approver.approvals.grant(one)).rejects.toMatchObject({ document: { code: "conflict" } });
      await at.world.drain();
      expect(at.world.sink.to(victim.email)).toHaveLength(1);
    },
  ],
  [
    "use a yes for a proposal that it cancels and makes anew",
    async (at) => {
      const { answer, victim, question } = await asked(at);
      await at.home.approver.approvals.grant({ approvalId: question.id, shownDigest: question.shownDigest });
      expect((await at.call("actions.cancel", { actionId: answer.id, reason: "again" })).ok).toBe(true);
      expect(await at.decided({ contactId: victim.id, draft: own })).toMatch(/^needs_approval/);
      await at.world.drain();
      expect(at.world.sink.to(victim.email)).toEqual([]);
    },
  ],
  [
    "approve or write a template",
    shut((at) => [
      ["templates.approve", { templateId: at.home.templateId }],
      ["templates.create", { name: "x", subject: "x", body: "x" }],
      ["sequences.create", { name: "x", steps: [{ templateId: at.home.templateId, delayMs: 0 }] }],
    ]),
  ],
  [
    "put other policies in force, or old ones",
    shut(() => [
      ["policy.activate", { organisation: "permit (principal, action, resource);", reason: "because" }],
      ["policy.rollback", { reason: "because" }],
    ]),
  ],
  [
    "try policies out in the hope that they stay",
    async (at) => {
      const { id } = at.victim();
      const before = (await at.home.admin.policy.get({})).hash;
      await at.call("policy.simulate", {
        contactId: id,
        organisation: '@id("x") permit (principal, action, resource);',
      });
      expect((await at.home.admin.policy.get({})).hash).toBe(before);
    },
  ],
  [
    "resume itself, make another agent, a person or a key",
    shut((at) => [
      ["agents.resume", { agentId: at.home.agentId, reason: "let me" }],
      ["agents.create", { name: "Twin", autonomy: 4, dailyBudget: 10_000 }],
      ["people.create", { name: "Eve", email: "eve@evil.example", role: "admin" }],
      ["keys.create", { name: "more", holderId: at.home.agentId }],
      ["keys.create", { name: "admin", holderId: at.home.adminId }],
    ]),
  ],
  [
    "get a key with scopes that no agent may hold",
    async (at) => {
      const { agentId, admin } = at.home;
      for (const scope of ["approvals:decide", "policy:write", "suppressions:lift"] as const)
        await expect(admin.keys.create({ name: "more", holderId: agentId, scopes: [scope] }), scope).rejects.toThrow();
    },
  ],
  [
    "use a key beyond what is written on it",
    async (at) => {
      const { secret } = await at.home.admin.keys.create({
        name: "r",
        holderId: at.home.agentId,
        scopes: ["contacts:read"],
      });
      expect(await at.decided(touch(at, at.victim().id), { token: secret })).toBe("not_permitted");
      expect(await at.refusal("suppressions.create", { contactId: at.victim().id }, { token: secret })).toBe(
        "not_permitted",
      );
    },
  ],
  [
    "lift a suppression, end a hold, or forget what protects",
    shut((at) => [
      ["suppressions.lift", { suppressionId: "sup_01kch5zsfve3x8y1q4m7n2p5rt", reason: "they asked" }],
      ["suppressions.export", { reason: "to read", format: "csv" }],
      ["holds.release", { holdId: "hld_01kch5zsfve3x8y1q4m7n2p5rt", reason: "over" }],
      ["reactions.set", { negativeHoldDays: 0 }],
      ["contacts.erase", { contactId: at.home.adminId, reason: "gone" }],
    ]),
  ],
  [
    "bring in a list, a past or a consent that loosens",
    shut((at) => [
      ["imports.create", { kind: "suppressions", filename: "x.csv", content: "Email\na@b.co.uk\n" }],
      ["imports.create", { kind: "contacts", filename: "x.csv", content: "Email\nx+1@b.co.uk\n" }],
      ["activities.ingest", { shape: "fairlead", events: [{ kind: "email_replied" }] }],
      ["consents.record", { contactId: at.home.adminId, state: "opt_in" }],
      ["outcomes.record", { contactId: at.home.adminId, kind: "deal_won" }],
      ["contacts.update", { contactId: at.home.adminId, fields: { email: "eve@evil.example" } }],
    ]),
  ],
  [
    "say what a reply meant, or that it was read",
    shut(() => [
      ["replies.classify", { inboundId: "inb_01kch5zsfve3x8y1q4m7n2p5rt", kind: "interested" }],
      ["mailboxes.resume", { mailboxId: "mbx_01kch5zsfve3x8y1q4m7n2p5rt", reason: "ok" }],
      ["breakers.rearm", { breakerId: "brk_01kch5zsfve3x8y1q4m7n2p5rt", reason: "ok" }],
    ]),
  ],
  [
    "invent a reply or an opt-in as an activity",
    async (at) => {
      const { id } = at.victim();
      for (const kind of [
        "email_replied",
        "unsubscribed",
        "email_sent",
        "reply_reclassified",
        "breaker_rearmed",
        "opt_in",
      ])
        expect(await at.refusal("activities.record", { kind, contactId: id }), kind).toBe("invalid_input");
    },
  ],
  [
    "invent a meeting that would loosen a rule",
    async (at) => {
      const { id } = at.victim();
      await at.home.admin.holds.create({ contactId: id });
      expect(await at.decided(touch(at, id))).toMatch(/^deny.*HELD/);
      for (const kind of ["meeting_booked", "meeting_held", "deal_won"])
        await at.call("activities.record", { kind, contactId: id });
      for (const purpose of ["outreach", "reply_in_thread"])
        expect(await at.decided(touch(at, id, { purpose })), purpose).toMatch(/^deny/);
    },
  ],
  [
    "claim a signal that is ours to see",
    async (at) => {
      const { id } = at.victim();
      for (const kind of ["reply_positive", "meeting_held", "deal_won"])
        expect(await at.refusal("signals.record", { contactId: id, kind, source: "me", sourceKey: kind }), kind).toBe(
          "invalid_input",
        );
    },
  ],
  [
    "have our server call an address of its choice",
    shut(() => [
      ["webhooks.create", { url: "http://169.254.169.254/latest/meta-data", kinds: ["email_sent"] }],
      ["mailboxes.create", { address: "a@b.example", displayName: "A", smtp: { host: "127.0.0.1", port: 25 } }],
      ["enrichment.createProvider", { name: "x", url: "http://127.0.0.1:1/" }],
    ]),
  ],
  [
    "read what is sealed, or take the log away",
    shut((at) => [
      ["audit.export", { from: 0 }],
      ["audit.case", { messageId: "msg_01kch5zsfve3x8y1q4m7n2p5rt" }],
      ["keys.list", {}],
      ["people.list", {}],
      ["workspace.pause", { reason: `of ${at.home.id}` }],
    ]),
  ],
];
