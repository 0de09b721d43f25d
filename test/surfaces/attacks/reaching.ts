import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { createClient } from "../../../src/client/client.ts";
import type { Id } from "../../../src/kernel/ids.ts";
import { type Attack, type Attacker, touch } from "./attacker.ts";

/** Attacks on who is reached and how often: other addresses, people who said no, caps, hours and budgets. */

/** Another agent of the workspace, past its first approval. */
async function agentOf(at: Attacker, more: { readonly dailyBudget?: number } = {}) {
  const { id } = await at.home.admin.agents.create({
    name: `Second ${randomUUID()}`,
    autonomy: 3,
    dailyBudget: 1_000,
    ...more,
  });
  await at.world.db
    .root`update agent set first_action_approved = true where workspace_id = ${at.home.id} and id = ${id}`;
  return { id, token: await at.home.key(id), other: await at.home.key(id) };
}

async function together(tries: readonly (() => Promise<string>)[]): Promise<number> {
  const outcomes = await Promise.all(tries.map((one) => one()));
  return outcomes.filter((outcome) => outcome === "allow").length;
}

const unreached = async (at: Attacker, email: string): Promise<void> => {
  await at.world.drain();
  expect(at.world.sink.asked.filter((to) => to.toLowerCase() === email.toLowerCase())).toEqual([]);
};

const besides =
  (more: Readonly<Record<string, unknown>>) =>
  async (at: Attacker): Promise<void> => {
    expect(await at.refusal("actions.propose", touch(at, at.victim().id, more))).toBe("invalid_input");
  };

export const reaching: readonly Attack[] = [
  ["name other recipients", besides({ to: "eve@evil.example", cc: ["eve@evil.example"], bcc: ["eve@evil.example"] })],
  ["have answers go elsewhere", besides({ replyTo: "eve@evil.example", headers: { "Reply-To": "eve@evil.example" } })],
  [
    "name an address where a contact belongs, plain, with a plus, or in look-alike letters",
    async (at) => {
      const { email } = at.victim();
      for (const contactId of [email, email.replace("@", "+x@"), email.replace("k", "\u043a"), `mailto:${email}`])
        expect(await at.refusal("actions.propose", touch(at, contactId))).toBe("invalid_input");
      await unreached(at, email);
    },
  ],
  [
    "write to somebody who said no",
    async (at) => {
      const { id, email } = at.victim();
      await at.home.admin.suppressions.create({ contactId: id });
      expect(await at.decided(touch(at, id))).toMatch(/^deny.*DNC/);
      await unreached(at, email);
    },
  ],
  [
    "write to them under the id of the record that was merged into them",
    async (at) => {
      const [one, other] = [at.victim(), at.victim()];
      const merged = await at.home.admin.contacts.merge({ contactId: one.id, otherId: other.id, reason: "one person" });
      await at.home.admin.suppressions.create({ contactId: one.id });
      for (const { id, email } of [one, other]) {
        expect(await at.decided(touch(at, id)), JSON.stringify(merged).slice(0, 200)).toMatch(/^deny.*DNC/);
        await unreached(at, email);
      }
    },
  ],
  [
    "write to a domain that is suppressed as a whole",
    async (at) => {
      const { id, email } = at.victim();
      await at.home.admin.suppressions.create({ domain: email.split("@")[1] ?? "" });
      expect(await at.decided(touch(at, id))).toMatch(/^deny.*DOMAIN_SUPPRESSED/);
      await unreached(at, email);
    },
  ],
  [
    "beat a suppression that comes while the mail waits",
    async (at) => {
      const { id, email } = at.victim();
      expect(await at.decided(touch(at, id))).toBe("allow");
      expect((await at.call("suppressions.create", { contactId: id })).ok).toBe(true);
      await unreached(at, email);
    },
  ],
  [
    "answer a mail that nobody wrote, to escape what binds outreach",
    async (at) => {
      const { id, email } = at.victim();
      expect(await at.decided(touch(at, id, { purpose: "reply_in_thread" }))).toMatch(/^(deny|needs_approval)/);
      await unreached(at, email);
    },
  ],
  [
    "answer in a thread without naming the contact's own mail",
    async (at) => {
      const answersId = "inb_01kch5zsfve3x8y1q4m7n2p5rt";
      const input = touch(at, at.victim().id, { purpose: "reply_in_thread", answersId });
      expect(await at.refusal("actions.propose", input)).toBe("not_found");
    },
  ],
  [
    "reach one person sixteen times at once",
    async (at) => {
      const { id, email } = at.victim();
      const tries = Array.from({ length: 16 }, () => () => at.decided(touch(at, id)));
      expect(await together(tries)).toBe(1);
      await at.world.drain();
      expect(at.world.sink.to(email)).toHaveLength(1);
    },
  ],
  [
    "reach one person by several agents at once",
    async (at) => {
      const { id, email } = at.victim();
      const tokens = [at.home.tokens.agent, ...(await Promise.all([agentOf(at), agentOf(at)])).map((one) => one.token)];
      expect(await together(tokens.map((token) => () => at.decided(touch(at, id), { token })))).toBe(1);
      await at.world.drain();
      expect(at.world.sink.to(email)).toHaveLength(1);
    },
  ],
  [
    "reach more of one company in a day than its cap, in one go",
    async (at) => {
      const domain = `crowd-${at.route}.co.uk`;
      const people = ["ann", "bob", "cid", "dee", "eli", "fay"];
      await at.home.import(people.map((first) => ({ email: `${first}@${domain}`, first, last: `Crowd${first}` })));
      const ids: Id<"con">[] = await Promise.all(people.map((first) => at.home.contactOf(`${first}@${domain}`)));
      expect(await together(ids.map((id) => () => at.decided(touch(at, id))))).toBe(3);
      await at.world.drain();
      expect(at.world.sink.taken.filter(({ to }) => to.endsWith(domain))).toHaveLength(3);
    },
  ],
  [
    "spend its budget twice by two keys",
    async (at) => {
      const { token, other } = await agentOf(at, { dailyBudget: 1 });
      const [one, two] = [at.victim(), at.victim()];
      const spend = [
        () => at.decided(touch(at, one.id), { token }),
        () => at.decided(touch(at, two.id), { token: other }),
      ];
      expect(await together(spend)).toBe(1);
    },
  ],
  [
    "write at night",
    async (at) => {
      const contactId = await at.home.contact({ email: `kim@night-${at.route}.co.jp`, country: "Japan" });
      expect(await at.decided(touch(at, contactId))).toMatch(/^defer.*QUIET_HOURS/);
    },
  ],
  [
    "enroll somebody twice, to have each step sent twice",
    async (at) => {
      const { id } = at.victim();
      const enroll = { contactId: id, sequenceId: at.home.sequenceId };
      expect(await at.decided(enroll)).toBe("allow");
      expect(await at.decided(enroll)).toBe("conflict");
    },
  ],
  [
    "write while it is paused, with any of its keys",
    async (at) => {
      const { id: agentId, token, other } = await agentOf(at);
      await at.home.admin.agents.pause({ agentId, reason: "too eager" });
      const { id, email } = at.victim();
      for (const one of [token, other]) expect(await at.decided(touch(at, id), { token: one })).toMatch(/^deny/);
      await unreached(at, email);
    },
  ],
  [
    "have what it queued go out after it was paused",
    async (at) => {
      const { id: agentId, token } = await agentOf(at);
      const { id, email } = at.victim();
      expect(await at.decided(touch(at, id), { token })).toBe("allow");
      await at.home.admin.agents.pause({ agentId, reason: "too eager" });
      await unreached(at, email);
    },
  ],
  [
    "cancel what another one proposed elsewhere",
    async (at) => {
      const theirs = await at.foreign.propose(await at.foreign.contact({ email: `kim@cancel-${at.route}.co.uk` }));
      expect(await at.refusal("actions.cancel", { actionId: theirs.id, reason: "mine now" })).toBe("not_found");
      await at.world.drain();
      expect((await at.foreign.action(theirs)).state).toBe("sent");
    },
  ],
  [
    "use the template, the sequence or the context of another workspace",
    async (at) => {
      const { id } = at.victim();
      const { contextId } = await createClient({ url: at.world.url, token: at.foreign.tokens.agent }).context.get({
        contactId: await at.foreign.contact({ email: `kim@context-${at.route}.co.uk` }),
      });
      const draft = { templateId: at.foreign.templateId };
      expect(await at.refusal("actions.propose", { contactId: id, draft })).toBe("not_found");
      expect(await at.refusal("actions.propose", { contactId: id, sequenceId: at.foreign.sequenceId })).toBe(
        "not_found",
      );
      expect(await at.refusal("actions.propose", touch(at, id, { contextId }))).toBe("conflict");
    },
  ],
  [
    "use a context that somebody else read",
    async (at) => {
      const { id } = at.victim();
      const { contextId } = await at.home.admin.context.get({ contactId: id });
      expect(await at.refusal("actions.propose", touch(at, id, { contextId }))).toBe("conflict");
    },
  ],
];
