import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { waitReleased } from "../../src/audit/gate.ts";
import { openAttempt } from "../../src/execution/attempt.ts";
import { reserve } from "../../src/execution/reserve.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { eventually } from "../helpers/eventually.ts";
import type { Proposed, TestWorkspace } from "../helpers/given.ts";
import { reply } from "../helpers/letters.ts";
import { sized } from "../helpers/size.ts";

const dayMs = 86_400_000;

vi.setConfig({ testTimeout: sized(60_000, 600_000) });

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
beforeEach(() => world.nextWorkday());
afterAll(() => world.close());

/** Imports people of one domain and answers with their contacts. */
async function peopleAt(domain: string, count: number): Promise<readonly Id<"con">[]> {
  const people = Array.from({ length: count }, (_, n) => ({
    email: `p${n}@${domain}`,
    first: names[n % names.length] ?? "Al",
    last: `Person${letters(n)}`,
  }));
  await home.import(people);
  return Promise.all(people.map((person) => home.contactOf(person.email)));
}
const names = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gia", "Hal"];
const letters = (n: number): string => String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26));

const isAllowed = (answer: Proposed): boolean => answer.decision.outcome === "allow";

describe("caps", () => {
  test("many proposals at once for one domain, over several connections, never pass its cap of three a day", async () => {
    for (let round = 0; round < sized(3, 20); round += 1) {
      const domain = `busy${letters(round)}.co.uk`;
      const contacts = await peopleAt(domain, 16);
      const answers = await Promise.all(
        contacts.flatMap((contactId, n) => (n % 2 === 0 ? home.propose(contactId) : home.enroll(contactId))),
      );
      expect(answers.filter(isAllowed), domain).toHaveLength(3);
      for (const answer of answers.filter((one) => !isAllowed(one)))
        expect(answer.decision.reasons.map((reason) => reason.code)).toContain("CAP_DOMAIN");
      await Promise.all([world.drain(), world.drain()]);
      expect(world.sink.taken.filter((mail) => mail.to.endsWith(`@${domain}`))).toHaveLength(3);
    }
  });

  test("what waited for its place is decided again and still keeps every window", async () => {
    const contacts = await peopleAt("patient.co.uk", 8);
    await Promise.all(contacts.map((contactId) => home.propose(contactId)));
    const at: number[] = [];
    for (let day = 0; day < 5; day += 1) {
      const before = world.sink.taken.length;
      await world.drain();
      const sent = world.sink.taken.slice(before).filter((mail) => mail.to.endsWith("@patient.co.uk")).length;
      expect(sent).toBeLessThanOrEqual(3);
      const now = await world.now();
      at.push(...Array.from({ length: sent }, () => now));
      await world.nextWorkday();
    }
    expect(at).toHaveLength(8);
    for (const end of at) expect(at.filter((one) => one <= end && one > end - dayMs).length).toBeLessThanOrEqual(3);
  });

  test("sixteen proposals for each of many contacts, all at once, lead to one touch each", async () => {
    const people = Array.from({ length: sized(4, 200) }, (_, n) => ({ email: `kim@single${letters(n)}.co.uk` }));
    await home.import(people);
    const contacts = await Promise.all(people.map((person) => home.contactOf(person.email)));
    const answers: (Proposed & { readonly contactId: Id<"con"> })[] = [];
    for (let done = 0; done < contacts.length; done += 12) {
      const tries = Array.from({ length: 16 }, () => contacts.slice(done, done + 12)).flat();
      const asked = tries.map(async (contactId) => ({ contactId, ...(await home.propose(contactId)) }));
      answers.push(...(await Promise.all(asked)));
    }
    for (const contactId of contacts)
      expect(answers.filter((one) => one.contactId === contactId && isAllowed(one))).toHaveLength(1);
    await world.drain();
    for (const person of people) expect(world.sink.to(person.email)).toHaveLength(1);
  });
});

describe("a suppression against an attempt", () => {
  test("whoever commits first decides: no attempt begins after a suppression has committed, and either may be first", async () => {
    const rounds = sized(24, 1_000);
    const outcomes = { sent: 0, stopped: 0 };
    // Milliseconds that the suppression has in advance: moved against whoever won more, so that both come close.
    let lead = 0;
    for (let done = 0; done < rounds; done += racesAtOnce) {
      const races = await reservedRaces(done / racesAtOnce);
      const before = outcomes.sent - outcomes.stopped;
      await Promise.all(
        races.map(async ({ contactId, actionId }, n) => {
          const ahead = lead + (advances[n] ?? 0);
          const [opened] = await Promise.all([
            begun(ahead, () => world.db.write(home.id, (tx) => openAttempt(world.app.deps.dispatch, tx, actionId))),
            begun(-ahead, () => home.admin.suppressions.create({ contactId })),
          ]);
          outcomes[opened === null ? "stopped" : "sent"] += 1;
          const expected = opened === null ? ["suppression.added"] : ["message.attempted", "suppression.added"];
          await eventually(async () => expect(await inOrder(contactId)).toEqual(expected));
        }),
      );
      lead += 3 * (outcomes.sent - outcomes.stopped - before);
    }
    expect(outcomes.sent + outcomes.stopped).toBe(rounds);
    expect(Math.min(outcomes.sent, outcomes.stopped), JSON.stringify(outcomes)).toBeGreaterThanOrEqual(sized(1, 200));
  });

  const racesAtOnce = 8;
  /** How much more or less each of the races of a round has. */
  const advances = [-60, -25, -10, -3, 3, 10, 25, 60];

  /** Actions that only have to be attempted, each for a person of a domain of their own. */
  async function reservedRaces(round: number): Promise<readonly { contactId: Id<"con">; actionId: Id<"act"> }[]> {
    // A persona has two hundred touches a day: after them nothing would be reserved, and no race be run.
    if (round % 20 === 19) await world.nextWorkday();
    const people = advances.map((_, n) => ({ email: `kim@race${letters(round)}${letters(n)}.co.uk` }));
    await home.import(people);
    const contacts = await Promise.all(people.map((person) => home.contactOf(person.email)));
    const answers = await Promise.all(contacts.map((contactId) => home.propose(contactId)));
    const races = answers.map(({ id: actionId }, n) => ({ actionId, contactId: contacts[n] ?? "con_none" }));
    const ids = races.map(({ actionId }) => actionId);
    const reserved = await world.db.write(home.id, (tx) => reserve(world.app.deps.dispatch, tx, ids));
    expect(reserved).toHaveLength(races.length);
    await waitReleased(
      world.app.resources,
      home.id,
      reserved.map((one) => one.recordId),
    );
    return races;
  }

  /** Begins after so long; at once where that is past. */
  async function begun<T>(ms: number, work: () => Promise<T>): Promise<T> {
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
    return work();
  }

  /** The records of a race in the order in which their transactions held the gate: each writes before it lets go. */
  async function inOrder(contactId: Id<"con">): Promise<readonly string[]> {
    const { items } = await home.admin.audit.list({ contactId, limit: 100 });
    const types = items.sort((a, b) => a.index - b.index).map(({ record }) => record.type);
    return types.filter((type) => type === "message.attempted" || type === "suppression.added");
  }
});

test("replies while everything is being sent: nobody who answered is written to again", async () => {
  const count = sized(16, 40);
  const people = Array.from({ length: count }, (_, n) => ({ email: `kim@chat${letters(n)}.co.uk` }));
  await home.import(people);
  for (const person of people) await home.enroll(await home.contactOf(person.email));
  await world.drain();
  const first = people.map((person) => world.sink.to(person.email)[0]);
  await world.nextWorkday();
  await world.nextWorkday();
  await world.nextWorkday();
  const answered = new Map<string, number>();
  const answer = async (n: number): Promise<void> => {
    const mail = first[n];
    if (mail === undefined) throw new Error("nothing was sent");
    expect(await world.receive(reply(mail, "Thanks, no."))).toBe(250);
    answered.set(mail.to, world.sink.to(mail.to).length);
  };
  await Promise.all([world.drain(), ...people.map((_, n) => answer(n))]);
  await world.drain();
  for (const [address, sentByThen] of answered) expect(world.sink.to(address).length, address).toBe(sentByThen);
  expect(world.failures).toEqual([]);
});
