import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { type RecordGiven, sourceSays } from "../helpers/identity-records.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";

/** What a source says of parents gives one tree and one set of questions, in any order and in portions of any size. */

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

afterAll(() => db.close());

const names = ["Acme", "Globex", "Initech", "Umbrella", "Hooli", "Vandelay", "Wonka", "Stark"];

const parent = fc.oneof(
  fc.constant({}),
  fc.nat(names.length - 1).map((at) => ({ parentId: `r${at}` })),
  fc.nat(names.length - 1).map((at) => ({ parentDomain: `${names[at]?.toLowerCase()}.com` })),
  fc.nat(names.length - 1).map((at) => ({ parentName: `${names[at]} Inc.` })),
  fc.constant({ parentName: "Somebody Else" }),
);

const records = fc.tuple(...names.map(() => parent)).map((parents) =>
  parents.map((said, at): RecordGiven => {
    const domain = `${names[at]?.toLowerCase()}.com`;
    return { id: `r${at}`, fields: { name: names[at] ?? "", domain, ...said }, at: "2026-01-01T00:00:00Z" };
  }),
);

/** The tree and the questions, by name: what came of the records, without the ids that they were given. */
async function outcome(w: IdentityWorld): Promise<unknown> {
  return await w.deps.db.read(w.workspaceId, async (tx) => {
    const edges = await tx.sql<{ child: string; parent: string }[]>`
      select c.name as child, p.name as parent from account_parent e
        join account c on c.workspace_id = e.workspace_id and c.id = e.child_id
        join account p on p.workspace_id = e.workspace_id and p.id = e.parent_id
       where e.workspace_id = ${w.workspaceId} order by 1, 2`;
    const open = await tx.sql<{ about: string }[]>`
      select r.external_id as about from review_item i join source_record r on r.workspace_id = i.workspace_id and r.id = i.record_ids[1]
       where i.workspace_id = ${w.workspaceId} and i.kind = 'hierarchy' and i.state = 'open' order by 1`;
    return { edges: edges.map((edge) => `${edge.child} < ${edge.parent}`), questions: open.length };
  });
}

async function said(list: readonly RecordGiven[], size: number): Promise<unknown> {
  const w = await identityWorld(db);
  for (let at = 0; at < list.length; at += size) await sourceSays(w, { accounts: list.slice(at, at + size) });
  return await outcome(w);
}

test("a family is the same in portions of any size as at once", async () => {
  await fc.assert(
    fc.asyncProperty(records, fc.constantFrom(1, 3), async (list, size) => {
      expect(await said(list, size)).toEqual(await said(list, list.length));
    }),
    { numRuns: 25 },
  );
}, 120_000);

test("a family is the same in any order, circles and all", async () => {
  const shuffled = records.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
  );
  await fc.assert(
    fc.asyncProperty(shuffled, fc.constantFrom(1, 2, 8), async ([list, other], size) => {
      expect(await said(other, size)).toEqual(await said(list, list.length));
    }),
    { numRuns: 25 },
  );
}, 120_000);
