import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { agentScopes } from "../../src/access/core/scopes.ts";
import { type Proposed, type Proposing, proposeBatch } from "../../src/execution/propose.ts";
import type { Proposal } from "../../src/execution/words/contract.ts";
import { createBatcher } from "../../src/kernel/batcher.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { limits } from "../../src/kernel/limits.ts";
import type { Caller } from "../../src/kernel/operation.ts";
import { shippedPolicies } from "../../src/policy/shipped.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { casesFor } from "../helpers/policy-cases.ts";
import { sized } from "../helpers/size.ts";

vi.setConfig({ testTimeout: sized(90_000, 900_000), hookTimeout: 90_000 });

const agentCount = 16;
const contactCount = sized(30, 200);
const domainCap = 3;
const personaCap = sized(6, 30);
const titles = ["Chief Financial Officer", "Head of Finance", "Finance Manager", "Accountant"];

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
  const organisation = shippedPolicies().organisation.replace("persona.d1 >= 200", `persona.d1 >= ${personaCap}`);
  const hit = { caps: { persona: { d1: personaCap } } };
  const tried = casesFor({ code: "CAP_PERSONA", expect: "defer", hit });
  await home.admin.policy.activate({ organisation, tests: [tried], reason: "a cap that few people reach" });
});
afterAll(() => world.close());

interface Person {
  readonly email: string;
  readonly domain: string;
  readonly title: string;
}

/** One to five people a company, who all have the same title: what one after another may be allowed depends on no order. */
function peopleOf(count: number): readonly Person[] {
  const people: Person[] = [];
  for (let company = 0; people.length < count; company += 1) {
    const [domain, title] = [`crowd${letters(company)}.co.uk`, titles[company % titles.length] ?? ""];
    for (let n = 0; n <= company % 5 && people.length < count; n += 1)
      people.push({ email: `${["ada", "ben", "cleo", "dan", "eve"][n]}@${domain}`, domain, title });
  }
  return people;
}
const letters = (n: number): string => String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26));

/** Who is allowed when they are asked for one after another: one touch a person, three a domain, so many a persona. */
function allowedInSeries(people: readonly Person[]): number {
  const used = new Map<string, number>();
  const isOpen = (name: string, cap: number): boolean => (used.get(name) ?? 0) < cap;
  return people.filter(({ domain, title }) => {
    if (!isOpen(domain, domainCap) || !isOpen(title, personaCap)) return false;
    for (const name of [domain, title]) used.set(name, (used.get(name) ?? 0) + 1);
    return true;
  }).length;
}

/** An agent whose first action somebody approved. */
async function agentNamed(name: string): Promise<Caller> {
  const { id } = await home.admin.agents.create({ name, dailyBudget: 10_000 });
  await world.db.root`update agent set first_action_approved = true where workspace_id = ${home.id} and id = ${id}`;
  return {
    workspaceId: home.id,
    principal: { kind: "agent", id, name },
    scopes: new Set(agentScopes),
    requestId: name,
  };
}

/** Proposes as a server process of its own would: it gathers what waits, and shares nothing with others but the database. */
function serverProcess(): (caller: Caller, input: Proposal) => Promise<Proposed> {
  const batcher = createBatcher<Proposing, Proposed>(
    world.app.resources.env,
    { sizeMax: limits.decisionBatchMax, waitMs: limits.decisionBatchWaitMs },
    (workspaceId, items) => world.db.write(workspaceId, (tx) => proposeBatch(world.app.deps.execution, tx, items)),
  );
  return (caller, input) => batcher.submit(home.id, { caller, input });
}

test("sixteen agents that propose to the same people at once pass no cap of a person, a domain or a persona, and leave no place unused", async () => {
  const people = peopleOf(contactCount);
  await home.import(people);
  const contacts = new Map(
    await Promise.all(people.map(async (person) => [await home.contactOf(person.email), person] as const)),
  );
  const processes = Array.from({ length: 4 }, serverProcess);
  const outcomes = new Map<string, number>();
  const allowed: Person[] = [];
  const proposeAll = async (n: number): Promise<void> => {
    const agent = await agentNamed(`Agent ${n}`);
    const propose = processes[n % processes.length];
    // Each begins elsewhere, so that they meet all along the way.
    const ids = [...contacts.keys()];
    const order = [...ids.slice((n * ids.length) / agentCount), ...ids.slice(0, (n * ids.length) / agentCount)];
    for (let done = 0; done < order.length; done += 8) {
      const asked = order.slice(done, done + 8).map(async (contactId) => {
        const answer = await propose?.(agent, proposal(contactId));
        if (answer === undefined || "problem" in answer) throw new Error(`${contactId} was not decided about`);
        const { outcome } = answer.decided.verdict;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        const person = contacts.get(contactId);
        if (outcome === "allow" && person !== undefined) allowed.push(person);
      });
      await Promise.all(asked);
    }
  };
  await Promise.all(Array.from({ length: agentCount }, (_, n) => proposeAll(n)));

  const touches = (name: (person: Person) => string): readonly number[] =>
    [...Map.groupBy(allowed, name).values()].map((own) => own.length);
  expect(Math.max(...touches(({ email }) => email))).toBe(1);
  expect(Math.max(...touches(({ domain }) => domain))).toBe(domainCap);
  expect(Math.max(...touches(({ title }) => title))).toBe(personaCap);
  expect(allowed.length).toBe(allowedInSeries(people));
  expect(Object.fromEntries(outcomes)).toEqual({
    allow: allowed.length,
    defer: agentCount * people.length - allowed.length,
  });
  await world.drain();
  expect(world.sink.taken.map(({ to }) => to).sort()).toEqual(allowed.map(({ email }) => email).sort());
  expect(world.failures).toEqual([]);
});

function proposal(contactId: Id<"con">): Proposal {
  return { contactId, kind: "send_email", purpose: "outreach", draft: { templateId: home.templateId, slots: {} } };
}
