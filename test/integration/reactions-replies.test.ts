import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { autoReply, complaint, type Letter, reply } from "../helpers/letters.ts";
import type { Taken } from "../helpers/sink.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const dayMs = 86_400_000;

/** What a mail leads to: suppressions as `reason basis`, holds as `kind days`, tasks as `kind days`. */
interface Outcome {
  readonly suppressed: readonly string[];
  readonly holds: readonly string[];
  readonly accountHolds: readonly string[];
  readonly tasks: readonly string[];
}

interface Case {
  readonly name: string;
  readonly answer: (mail: Taken) => Letter;
  readonly leads: Partial<Outcome>;
}

const says = (name: string, text: string, leads: Partial<Outcome>): Case => ({
  name,
  answer: (mail) => reply(mail, text),
  leads,
});

/** One line per kind of answer: what Fairlead does with it, and that it does nothing else. */
const cases: readonly Case[] = [
  says("interested", "Sounds good, tell me more.", { tasks: ["answer_reply 1"] }),
  says("question", "What does it cost for 200 people?", { tasks: ["answer_reply 1"] }),
  says("not-interested", "Thanks, but we are not interested.", { holds: ["negative 180"], tasks: ["answer_reply 1"] }),
  says("unsubscribe", "Please remove me from your list.", { suppressed: ["unsubscribed reply"] }),
  says("complaint", "This is spam. Stop emailing me.", {
    suppressed: ["unsubscribed complaint_reply"],
    accountHolds: ["complaint"],
  }),
  says("data-request", "Under GDPR article 15, send me all personal data that you hold on me.", {
    suppressed: ["do_not_contact data_request"],
    tasks: ["data_request 28"],
  }),
  says("not-now", "Not now, please try again in three weeks.", { holds: ["not_now 20"], tasks: ["follow_up 20"] }),
  says("referral", "You should talk to our procurement lead, bo.berg@elsewhere.co.uk, instead.", {
    tasks: ["referral 1"],
  }),
  says("wrong-person", "I'm the wrong person for this.", { holds: ["wrong_person -"], tasks: ["answer_reply 1"] }),
  says("left", "I no longer work at this company.", {
    suppressed: ["left_company left_company"],
    tasks: ["answer_reply 1"],
  }),
  says("threat", "Stop this or you will hear from my lawyer.", {
    suppressed: ["do_not_contact threat", "unsubscribed complaint_reply"],
    accountHolds: ["threat"],
    tasks: ["alert 0"],
  }),
  says("unclear", "The penguins are at it once more.", {
    holds: ["unclassified_reply -"],
    tasks: ["classify_reply 1"],
  }),
  {
    name: "away",
    answer: (mail) => autoReply(mail, "I am out of the office and back on 23 March 2026."),
    leads: { holds: ["auto_reply 20"] },
  },
  {
    name: "abuse-report",
    answer: (mail) => complaint(mail, mail.from),
    leads: { suppressed: ["complaint complaint"] },
  },
];

async function writtenTo(name: string): Promise<{ readonly contactId: Id<"con">; readonly mail: Taken }> {
  const email = `kim@${name}.co.uk`;
  const contactId = await home.contact({ email });
  await home.propose(contactId);
  await world.drain();
  const [mail] = world.sink.to(email);
  if (mail === undefined) throw new Error(`nothing was sent to ${email}`);
  return { contactId, mail };
}

async function accountOf(contactId: Id<"con">): Promise<Id<"acc">> {
  return (await home.admin.contacts.get({ contactId })).accountId as Id<"acc">;
}

async function outcomeOf(contactId: Id<"con">): Promise<Outcome> {
  const now = await world.now();
  const days = (at: string | null): string => (at === null ? "-" : String(Math.floor((Date.parse(at) - now) / dayMs)));
  const accountId = await accountOf(contactId);
  const [suppressions, holds, accountHolds, tasks] = [
    await home.admin.suppressions.list({ contactId }),
    await home.admin.holds.list({ contactId }),
    await home.admin.holds.list({ accountId }),
    await home.admin.tasks.list({ limit: 500 }),
  ];
  return {
    suppressed: [...new Set(suppressions.items.map(({ reason, basis }) => `${reason} ${basis}`))].sort(),
    holds: holds.items.map(({ kind, until }) => `${kind} ${days(until)}`).sort(),
    accountHolds: accountHolds.items.map(({ kind }) => kind),
    tasks: tasks.items
      .filter(({ contact }) => contact?.id === contactId)
      .map(({ kind, dueAt }) => `${kind} ${days(dueAt)}`),
  };
}

test.each(cases)("$name", async ({ name, answer, leads }) => {
  const { contactId, mail } = await writtenTo(name);
  expect(await world.receive(answer(mail))).toBe(250);
  expect(await outcomeOf(contactId)).toEqual({ suppressed: [], holds: [], accountHolds: [], tasks: [], ...leads });
});

test("what was referred to is on record and is nobody's contact", async () => {
  const contactId = await home.contactOf("kim@referral.co.uk");
  const { items } = await home.admin.inbound.list({ state: "all", contactId });
  expect(items.map(({ referral }) => referral)).toEqual([["bo.berg@elsewhere.co.uk"]]);
  expect((await home.admin.contacts.list({ q: "bo.berg@elsewhere.co.uk" })).items).toEqual([]);
});

test("a threat tells the named person, else who asked for the touch, with the words that it rests on", async () => {
  const contactId = await home.contactOf("kim@threat.co.uk");
  const [event] = (await home.admin.activities.list({ contactId, kind: "alert_raised" })).items;
  expect(event?.data).toMatchObject({ severity: "threat", told: home.adminId });
  expect(String(event?.data["severityEvidence"])).toContain("lawyer");
  expect((await home.admin.tasks.list({ assignedTo: home.adminId })).items.map(({ kind }) => kind)).toContain("alert");
  const { items: people } = await home.admin.people.list({});
  const pat = people.find(({ role }) => role === "approver");
  if (pat === undefined) throw new Error("there is no approver");
  await home.admin.reactions.set({ alertsTo: pat.id });
  const { mail } = await writtenTo("escalates");
  await world.receive(reply(mail, "Not interested. I will complain to your manager."));
  const told = await home.admin.tasks.list({ assignedTo: pat.id });
  expect(told.items.map(({ kind, assignedTo }) => [kind, assignedTo])).toEqual([["alert", pat.id]]);
  expect(await outcomeOf(await home.contactOf("kim@escalates.co.uk"))).toMatchObject({ accountHolds: ["escalation"] });
});

test("after a threat a colleague is not written to either, until a person has released the account", async () => {
  const colleague = await home.contact({ email: "lee@threat.co.uk" });
  const verdict = await home.admin.policy.check({ contactId: colleague });
  expect(verdict.outcome).toBe("deny");
  expect(verdict.reasons.find(({ code }) => code === "ACCOUNT_HELD")?.values).toEqual({
    "action.purpose": "outreach",
    "hold.accountOpen": "threat",
  });
  const [held] = (await home.admin.holds.list({ accountId: await accountOf(colleague) })).items;
  expect(held).toMatchObject({ kind: "threat", placedBy: { kind: "policy", id: "reactions" } });
  await home.admin.holds.release({ holdId: held?.id ?? "hld_none", reason: "the matter is settled" });
  const after = await home.admin.policy.check({ contactId: colleague });
  expect(after.reasons.map(({ code }) => code)).not.toContain("ACCOUNT_HELD");
  // Outreach still keeps its distance from what happened.
  const cooling = after.reasons.find(({ code }) => code === "COLLEAGUE_ESCALATED");
  expect(Date.parse(cooling?.until ?? "") - (await world.now())).toBeGreaterThan(80 * 86_400_000);
});

test("how long a no is respected is the workspace's to say, and only what follows is held by it", async () => {
  await home.admin.reactions.set({ negativeDays: 30 });
  expect(await home.admin.reactions.get({})).toMatchObject({ negativeDays: 30, colleagueDays: 30 });
  const { contactId, mail } = await writtenTo("no-again");
  await world.receive(reply(mail, "Thanks, but we are not interested."));
  expect((await outcomeOf(contactId)).holds).toEqual(["negative 30"]);
  const nobody = `usr_${"0".repeat(26)}` as Id<"usr">;
  await expect(home.admin.reactions.set({ alertsTo: nobody })).rejects.toMatchObject({ code: "not_found" });
});

test("a complaint with our token forbids every domain of the account", async () => {
  const { contactId, mail } = await writtenTo("has-two");
  const accountId = await accountOf(contactId);
  await home.admin.accounts.setDomain({
    accountId,
    domain: "has-two-more.co.uk",
    role: "alias",
    reason: "same company",
  });
  await world.receive(complaint(mail, mail.from));
  const { items } = await home.admin.suppressions.list({ reason: "complaint", limit: 500 });
  const ours = items.filter((one) => one.contactId === contactId);
  expect(ours.filter(({ scope }) => scope === "domain").map(({ hint }) => hint)).toEqual(
    expect.arrayContaining(["has-two.co.uk", "has-two-more.co.uk"]),
  );
});
