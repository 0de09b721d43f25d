import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ContactMatch, Fields } from "../../src/identity/core/match.ts";
import { resolveContacts } from "../../src/identity/core/resolve.ts";
import { standing } from "../../src/identity/core/standing.ts";
import { getContact } from "../../src/identity/read-contacts.ts";
import { assertionsBefore } from "../../src/identity/store/assertions.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";
import { type Arriving, peopleSay, projectionOf, recordsArrive, recordsIn } from "../helpers/merges.ts";
import { sized } from "../helpers/size.ts";

/** The same as `src/identity/core/histories.test.ts` on a real database, where only the touched region is resolved. */

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** A small random number, always the same for a seed. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function people(seed: number, count: number): readonly Arriving[] {
  const below = chance(seed);
  const pick = (list: readonly string[]): string => list[below(list.length)] ?? "";
  return Array.from({ length: count }, (_none, at) => {
    const raw = {
      firstName: pick(["Robert", "Bob", "R.", "Jane", "Pat", "Patricia", "Omar", ""]),
      lastName: pick(["Smith", "Doe", "Berg", "Kim", "Smith", ""]),
      email: pick([`p${below(count / 3)}@acme.com`, "info@acme.com", "", `q${below(count / 4)}@gmail.com`]),
      linkedin: pick(["", "", "", `linkedin.com/in/one-${below(count / 5)}`]),
      phone: pick(["", "", "+16502530000", "+442079460018"]),
    };
    const fields: Fields = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ""));
    return { externalId: `r${at}`, fields, observedAt: 1_700_000_000_000 + below(5) * 86_400_000 };
  });
}

async function arriveInBatches(w: IdentityWorld, arriving: readonly Arriving[], size: number): Promise<void> {
  for (let at = 0; at < arriving.length; at += size) await recordsArrive(w, arriving.slice(at, at + size));
}

/** Who is who and what is known of them, without the ids that depend on who came first. */
async function fingerprint(w: IdentityWorld): Promise<readonly string[]> {
  const rows = await w.deps.db.read(
    w.workspaceId,
    (tx) => tx.sql<{ members: string[]; reads: unknown }[]>`
      select array_agg(r.external_id order by r.external_id) as members,
             jsonb_build_array(c.name, c.email, c.email_class, c.title, c.country, c.golden, c.open_reviews, c.search_text) as reads
        from contact c join source_record r on r.workspace_id = c.workspace_id and r.entity_id = c.id
       where c.workspace_id = ${w.workspaceId} and c.merged_into is null
       group by c.id, c.name, c.email, c.email_class, c.title, c.country, c.golden, c.open_reviews, c.search_text`,
  );
  return rows.map((row) => JSON.stringify([row.members, row.reads])).sort();
}

/** The open questions by what they are about. */
async function questions(w: IdentityWorld): Promise<readonly string[]> {
  const rows = await w.deps.db.read(
    w.workspaceId,
    (tx) => tx.sql<{ subject: string }[]>`
      select case when subject like 'component:%' then split_part(subject, ':', 2) else subject end as subject
        from review_item where workspace_id = ${w.workspaceId} and state = 'open' order by 1`,
  );
  return rows.map((row) => row.subject);
}

/** What the pure function over everything says, against what the regions added up to. */
async function expectWhole(w: IdentityWorld): Promise<void> {
  await w.deps.db.read(w.workspaceId, async (tx) => {
    const records = await tx.sql<{ id: string; match: unknown; entity_id: string }[]>`
      select id, match, entity_id from source_record where workspace_id = ${w.workspaceId} and kind = 'contact'`;
    const said = await assertionsBefore(tx, { recordIds: null, isRevoked: false, before: null, count: 10_000 });
    const all = records.map(({ id, match }) => ({ id, match: match as ContactMatch }));
    const { clusters } = resolveContacts(all, standing(said));
    const whole = new Map(clusters.flatMap(({ id, members }) => members.map((member) => [member, id] as const)));
    expect(records.filter((record) => whole.get(record.id) !== record.entity_id)).toEqual([]);
  });
}

describe("incremental equals batch", () => {
  test.each([1, 7, 100])("records that arrive %i at a time are who they are in one batch", async (size) => {
    const arriving = people(size, sized(120, 400));
    const [whole, parts] = [await identityWorld(db), await identityWorld(db)];
    await recordsArrive(whole, arriving);
    const below = chance(size + 5);
    const shuffled = arriving
      .map((one) => ({ one, key: below(1_000_000) }))
      .sort((left, right) => left.key - right.key);
    await arriveInBatches(
      parts,
      shuffled.map(({ one }) => one),
      size,
    );
    expect(await fingerprint(parts)).toEqual(await fingerprint(whole));
    expect(await questions(parts)).toEqual(await questions(whole));
    await expectWhole(parts);
    expect((await fingerprint(whole)).length).toBeGreaterThan(20);
  });
});

describe("histories", () => {
  test("what people said and took back leaves every byte as it was, while records arrive in between", async () => {
    for (let seed = 1; seed <= sized(4, 40); seed += 1) await history(seed);
  });
});

async function history(seed: number): Promise<void> {
  const w = await identityWorld(db);
  const say = peopleSay(w);
  const below = chance(seed * 7_919);
  const arriving = people(seed, 40);
  await recordsArrive(w, arriving.slice(0, 20));
  const returned = new Set<Id<"con">>();
  const words: Id<"ast">[] = [];
  const absorbed: (readonly [Id<"con">, Id<"con">])[] = [];
  for (let step = 0; step < 14; step += 1) {
    const records = [...(await recordsIn(w)).values()];
    for (const { contactId } of records) returned.add(contactId);
    const pick = () => records[below(records.length)] as (typeof records)[number];
    const before = await projectionOf(w);
    const done = await attempt(below(4), {
      merge: () => say.merge(pick().contactId, pick().contactId),
      detach: () => {
        const { contactId, recordId } = pick();
        return say.detach(contactId, [recordId]);
      },
      unmerge: () => {
        const [survivor, other] = absorbed[below(absorbed.length)] ?? [pick().contactId, pick().contactId];
        return say.unmerge(survivor, other);
      },
      arrive: () => recordsArrive(w, arriving.slice(20 + step, 21 + step)),
    });
    if (done === undefined) continue;
    for (const { survivor, absorbed: others } of done.merged)
      for (const other of others) absorbed.push([survivor, other]);
    if (below(2) === 0) words.push(...(done.assertions as Id<"ast">[]));
    else {
      await say.revoke(done.assertions as Id<"ast">[]);
      expect(await projectionOf(w), `seed ${seed} step ${step}`).toBe(before);
    }
  }
  await expectWhole(w);
  if (words.length > 0) await say.revoke(words);
  await expectWhole(w);
  const untouched = await identityWorld(db);
  const arrived = new Set((await recordsIn(w)).keys());
  await recordsArrive(
    untouched,
    arriving.filter((one) => arrived.has(one.externalId)),
  );
  expect(await fingerprint(w), `seed ${seed}`).toEqual(await fingerprint(untouched));
  for (const contactId of returned)
    expect((await getContact(w.deps, { contactId }, w.caller)).requestedId).toBe(contactId);
}

type Say = ReturnType<typeof peopleSay>;
type Done = Awaited<ReturnType<Say["merge"]>>;

/** Does one of four things; what is impossible just now is nothing. */
async function attempt(
  what: number,
  acts: {
    readonly merge: () => Promise<Done>;
    readonly detach: () => Promise<Done>;
    readonly unmerge: () => Promise<Done>;
    readonly arrive: () => Promise<void>;
  },
): Promise<Done | undefined> {
  if (what === 3) {
    await acts.arrive();
    return undefined;
  }
  try {
    return await [acts.merge, acts.detach, acts.unmerge][what]?.();
  } catch (error) {
    if ((error as { code?: string }).code === "conflict") return undefined;
    throw error;
  }
}
