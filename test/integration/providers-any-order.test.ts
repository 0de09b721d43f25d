import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestWorkspace } from "../helpers/given.ts";
import { type Letter, report } from "../helpers/letters.ts";
import {
  type Caller,
  createPostmark,
  createSendgrid,
  createSes,
  type ProviderCall,
  type Told,
} from "../helpers/provider-calls.ts";
import { openProviderWorld, type ProviderWorld, type Sent } from "../helpers/provider-world.ts";
import { sized } from "../helpers/size.ts";

const dayMs = 86_400_000;
const ses = createSes();
const callers: readonly Caller[] = [ses, createPostmark(), createSendgrid()];
const tellable = [
  "delivered",
  "delayed",
  "bounced",
  "refused",
  "complained",
  "opened",
] as const satisfies readonly Told[];
let world: ProviderWorld;
let home: TestWorkspace;
const urls = new Map<Caller, string>();
beforeAll(async () => {
  world = await openProviderWorld();
  world.published.set(ses.certificateUrl, ses.certificate);
  home = await world.workspace("Any order");
  for (const caller of callers)
    urls.set(caller, (await home.admin.providers.create({ kind: caller.kind, ...caller.given })).url);
});
afterAll(() => world.close());

/** What somebody says of a message: a provider by a call, or a server by mail. */
type Word = { readonly by: number; readonly told: (typeof tellable)[number]; readonly daysLate: number } | "report";
const word = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      by: fc.nat(callers.length - 1),
      told: fc.constantFrom(...tellable),
      daysLate: fc.constantFrom(0, 1, 3),
    }),
  },
  { weight: 1, arbitrary: fc.constant("report" as const) },
);
/** The same words in two orders, some of them more than once. */
const twoOrders = fc.array(word, { minLength: 1, maxLength: 6 }).chain((words) => {
  const order = fc
    .array(fc.nat(words.length - 1), { maxLength: 4 })
    .chain((again) => fc.shuffledSubarray([...words.keys(), ...again], { minLength: words.length + again.length }));
  return fc.record({ words: fc.constant(words), one: order, other: order });
});

const people = { count: 0 };
const heardIn = async (words: readonly Word[], order: readonly number[]) => {
  people.count += 1;
  // Not a short name: `o2.co.uk` is an internet provider, whose domain is never suppressed.
  const email = `kim@any-order-${people.count}.co.uk`;
  const contactId = await home.contact({ email });
  const sent = await world.sentBy(home, email, () => home.enroll(contactId));
  const said = words.map((one) => saying(sent, one));
  for (const at of order) await said[at]?.();
  await world.drain();
  return projectionOf(sent);
};

/** Says one thing, in the same bytes whenever it is said again. */
function saying(sent: Sent, one: Word): () => Promise<unknown> {
  if (one === "report") {
    const letter: Letter = report(sent.mail, "failed", "5.1.1", "550 5.1.1 user unknown");
    return () => world.receive(letter);
  }
  const caller = callers[one.by] ?? ses;
  const calls: readonly ProviderCall[] = caller.tell(sent.known, [one.told], Date.now() - one.daysLate * dayMs);
  return async () => {
    for (const call of calls) expect(await world.call(urls.get(caller) ?? "", call)).toBe(200);
  };
}

async function projectionOf({ contactId, actionId }: Sent) {
  const { items } = await home.admin.activities.list({ contactId });
  const sql = world.db.root;
  return {
    events: items.map(({ kind, data }) => `${kind} ${String(data["permanence"] ?? "")}`).sort(),
    action: (await home.action({ id: actionId })).state,
    suppressed: await sql`
      select distinct scope, purpose from suppression where contact_id = ${contactId} order by 1, 2`,
    held: await sql`select kind, until from hold where contact_id = ${contactId} and released_at is null order by 1`,
    enrollments: await sql`select state from enrollment where contact_id = ${contactId}`,
  };
}

test("order, repetition and days of delay change nothing of what comes of it", async () => {
  await fc.assert(
    fc.asyncProperty(twoOrders, async ({ words, one, other }) => {
      expect(await heardIn(words, one)).toEqual(await heardIn(words, other));
    }),
    { numRuns: sized(5, 60), endOnFailure: true },
  );
}, 600_000);

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
