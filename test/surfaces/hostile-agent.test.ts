import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { attackerOn, type Field, type Route, type Victim } from "./attacks/attacker.ts";
import { forging } from "./attacks/forging.ts";
import { knocking } from "./attacks/knocking.ts";
import { loosening } from "./attacks/loosening.ts";
import { reaching } from "./attacks/reaching.ts";
import { contentOf } from "./full-app.ts";

/**
 * A hostile agent with a valid key and every scope that an agent may hold, over HTTP and over MCP. Each attack says what must be
 * true after it; the end says what must be true after all: nothing went out that was not allowed, decided under a checkpoint,
 * and no row of the other workspace changed but by its own people.
 */

const attacks = [...forging, ...reaching, ...loosening, ...knocking];
const routes: readonly Route[] = ["http", "mcp"];
const letters = (n: number): string => [...String(n)].map((digit) => "abcdefghij"[Number(digit)]).join("");

let field: Field;
let bystander: TestWorkspace;
let before: unknown;
beforeAll(async () => {
  const world = await openTestApp();
  const [home, foreign] = [await world.workspace("Home"), await world.workspace("Foreign")];
  bystander = await world.workspace("Bystander");
  await bystander.propose(await bystander.contact({ email: "kim@bystander.co.uk" }));
  await world.drain();
  const people = { http: await peopleOf(home, "http"), mcp: await peopleOf(home, "mcp") };
  field = { world, home, foreign, people };
  before = await contentOf(world, bystander.id);
}, 120_000);
afterAll(() => field.world.close());

/** People of companies of their own, so that no attack meets the caps of another. */
async function peopleOf(home: TestWorkspace, route: Route): Promise<Victim[]> {
  const emails = Array.from({ length: 80 }, (_, n) => `kim@${letters(n)}-${route}.co.uk`);
  await home.import(emails.map((email, n) => ({ email, last: `Of${letters(n)}${route}` })));
  const { items } = await home.admin.contacts.list({ q: `-${route}.co.uk`, limit: 500 });
  return items.flatMap(({ id, email }) => (email === null ? [] : [{ id, email }]));
}

test("there are sixty attacks and more, each by a name of its own", () => {
  expect(attacks.length).toBeGreaterThanOrEqual(60);
  expect(new Set(attacks.map(([tries]) => tries)).size).toBe(attacks.length);
});

describe.each(routes)("%s: it cannot", (route) => {
  test.each(attacks)("%s", async (_, attack) => {
    await attack(attackerOn(field, route));
  });
});

test("after all of it, what went out was allowed, and its decision was under a released checkpoint", async () => {
  const { world } = field;
  await world.drain();
  expect(world.sink.taken.length).toBeGreaterThan(10);
  const proven = await provenSends(world);
  const sent = world.sink.taken.map(({ rfc822Id, to }) => `${rfc822Id} ${to}`);
  expect(new Set(sent).size).toBe(sent.length);
  expect(sent.filter((one) => !proven.has(one))).toEqual([]);
  expect(world.sink.asked.filter((to) => /evil|victim/.test(to))).toEqual([]);
});

test("after all of it, the bystanders are what they were", async () => {
  expect(await contentOf(field.world, bystander.id)).toEqual(before);
});

test("after all of it, nothing that went wrong was a bug of ours", () => {
  expect(field.world.failures).toEqual([]);
});

/** Each message with its recipient that a permit let out, whose allow was decided in `reserve` and lies under a released checkpoint. */
async function provenSends({ db }: TestApp): Promise<ReadonlySet<string>> {
  const rows = await db.root<{ name: string }[]>`
    select m.rfc822_id || ' ' || m.to_address as name from message m
      join attempt a on a.workspace_id = m.workspace_id and a.message_id = m.id
      join permit p on p.workspace_id = a.workspace_id and p.id = a.permit_id and p.used_at is not null
      join decision d on d.workspace_id = p.workspace_id and d.id = p.decision_id and d.action_id = m.action_id
                     and d.stage = 'reserve' and d.outcome = 'allow' and d.record_id = p.record_id
      join audit_leaf l on l.workspace_id = d.workspace_id and l.id = d.record_id
      join audit_log g on g.workspace_id = l.workspace_id and g.epoch = l.epoch and g.released_size > l.idx`;
  return new Set(rows.map(({ name }) => name));
}
