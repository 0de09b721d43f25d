import { afterAll, beforeAll, expect, test } from "vitest";
import { projectQueue, runProjection } from "../../src/identity/claims/project-all.ts";
import { proposeRuleset } from "../../src/identity/ruleset/propose.ts";
import { rulesetQueue } from "../../src/identity/ruleset/queue.ts";
import { listRulesets } from "../../src/identity/ruleset/read-rulesets.ts";
import { runRulesetJob } from "../../src/identity/ruleset/run-job.ts";
import { settleChunk } from "../../src/identity/ruleset/settle-chunk.ts";
import { startUpgrade } from "../../src/identity/ruleset/upgrade.ts";
import { lockIdentity } from "../../src/identity/store/records.ts";
import { claimedJobs, finishJobs, type Job } from "../../src/kernel/jobs.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";
import { type Arriving, projectionOf, recordsArrive, recordsIn } from "../helpers/merges.ts";

/** A workspace whose records an earlier release keyed is read anew when a later one starts. */

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const names = ["Ines", "Anna", "Otto", "Paul"];
/** Each twice, at one company by name: known by key kind `nc` alone, which release 1 had not. */
const people: readonly Arriving[] = names.flatMap((firstName) =>
  [1, 2].map((at) => ({
    externalId: `${firstName}${at}`,
    fields: { firstName, lastName: "Kraft", companyName: "Werk Neun", country: "DE" },
    observedAt: 1_700_000_000_000,
  })),
);

/** The workspace as release 1 left it: other keys, other contacts, its version on all of them. */
async function keptByRelease1() {
  const made = await identityWorld(db);
  const w: IdentityWorld = { ...made, deps: { ...made.deps, rulesetRecordsAtOnce: 3 } };
  await recordsArrive(w, people);
  const today = await projectionOf(w);
  await w.deps.db.write(w.workspaceId, async (tx) => {
    await lockIdentity(tx);
    await tx.sql`delete from match_key where workspace_id = ${w.workspaceId} and kind = 'nc'`;
    const rows = await tx.sql<{ id: string }[]>`
      update source_record set match = match - 'employer' where workspace_id = ${w.workspaceId} returning id`;
    const cause = { actor: { kind: "system", id: "fairlead" } as const, batchId: null, names: {} };
    const ids = rows.map((row) => row.id);
    await settleChunk(w.deps, tx, cause, "contact", ids);
    await tx.sql`update contact set ruleset_version = 1 where workspace_id = ${w.workspaceId}`;
  });
  return { w, today };
}

const claimed = (w: IdentityWorld, queue: string): Promise<readonly Job[]> =>
  w.deps.db.write(w.workspaceId, (tx) => claimedJobs(tx, [queue], "test", 10));

/** Works until nothing waits; with `twice` every job is done once more, as by a worker that was killed before it could say so. */
async function workOff(w: IdentityWorld, twice: boolean): Promise<number> {
  for (let done = 0; ; ) {
    const jobs = [...(await claimed(w, rulesetQueue)), ...(await claimed(w, projectQueue))];
    if (jobs.length === 0) return done;
    for (const job of jobs) {
      const run = job.queue === rulesetQueue ? runRulesetJob : runProjection;
      for (let time = 0; time < (twice ? 2 : 1); time += 1) await run(w.deps, job);
      done += 1;
    }
    await w.deps.db.write(w.workspaceId, (tx) => finishJobs(tx, jobs));
  }
}

test.each([false, true])(
  "a later release reads all records anew, with events and audit (each chunk twice: %s)",
  async (twice) => {
    const { w, today } = await keptByRelease1();
    expect(await projectionOf(w)).not.toBe(today);
    const propose = () => proposeRuleset(w.deps, { parameters: { namesPerKeyMax: 3 }, reason: "fewer" }, w.caller);
    await expect(propose()).rejects.toThrow(/keyed by an earlier release/);
    expect((await listRulesets(w.deps, { limit: 50 }, w.caller)).inForce.isBehindCode).toBe(true);
    await startUpgrade(w.deps, w.workspaceId);
    await startUpgrade(w.deps, w.workspaceId);
    await expect(propose()).rejects.toThrow(/is being worked on/);
    const told = w.events.length;
    expect(await workOff(w, twice)).toBeGreaterThan(3);
    expect(await projectionOf(w)).toBe(today);
    expect(w.events.slice(told).map((one) => one.type)).toEqual(names.map(() => "contact.merged"));
    const ids = await recordsIn(w);
    expect(ids.get("Ines2")?.contactId).toBe(ids.get("Ines1")?.contactId);
    const listed = await listRulesets(w.deps, { limit: 50 }, w.caller);
    expect(listed.inForce).toMatchObject({ version: 2, isBehindCode: false });
    expect(listed.items).toMatchObject([
      { version: 2, state: "active", codeVersion: 2, author: "fairlead", work: { act: "upgrade", state: "done" } },
      { version: 1, state: "retired", codeVersion: 1 },
    ]);
    const said = await w.deps.db.read(w.workspaceId, async (tx) => ({
      versions: await tx.sql`
      select distinct ruleset_version as version from contact where workspace_id = ${w.workspaceId} and merged_into is null`,
      merges: await tx.sql`
      select ruleset_version as version, cause from identity_event where workspace_id = ${w.workspaceId} and type = 'merged' and cause ? 'rulesetId'`,
    }));
    expect(said.versions).toEqual([{ version: 2 }]);
    const cause = { rulesetId: listed.items[0]?.id };
    expect(said.merges).toEqual(names.map(() => ({ version: 2, cause })));
    await startUpgrade(w.deps, w.workspaceId);
    expect(await workOff(w, false)).toBe(0);
    expect((await propose()).version).toBe(3);
  },
);
