import { z } from "zod";
import { appendAudit } from "../../audit/append.ts";
import { type Id, idFromUuid, newUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { projectAll } from "../claims/project-all.ts";
import { rulesetVersion } from "../core/match.ts";
import { defaultRuleset } from "../core/ruleset.ts";
import type { IdentityDeps } from "../deps.ts";
import type { Cause } from "../record-settled.ts";
import { planAfresh } from "../store/import-settle.ts";
import { lockIdentity, type RecordKind } from "../store/records.ts";
import { holdings, oldestVersion, recordsAfter } from "../store/ruleset-sweep.ts";
import { endWork, keepPlace, workUnderWay } from "../store/ruleset-work.ts";
import { activeRuleset, insertRuleset, lastVersion, type RulesetRow, retireRuleset } from "../store/rulesets.ts";
import { rulesetOf } from "./in-force.ts";
import { queueOn, queueWork } from "./queue.ts";
import { rekey } from "./rekey.ts";
import { settleChunk } from "./settle-chunk.ts";

const system = { kind: "system", id: "fairlead" } as const;
const chunkRecords = 1_000;

const place = z.object({
  kind: z.enum(["account", "contact"]).default("account"),
  after: z.string().nullable().default(null),
});

/**
 * Begins to bring a workspace up to date with the program, where an earlier release keyed its records: the same rules under a
 * new version, in force at once, and a job that reads all records anew. Work that a dead worker left is gone on with. Nothing
 * where there is nothing to do.
 */
export async function startUpgrade(
  deps: Pick<IdentityDeps, "db" | "env" | "vault">,
  workspaceId: Id<"wsp">,
): Promise<void> {
  const isIdle = await deps.db.read(
    workspaceId,
    async (tx) => (await workUnderWay(tx)) === null && !(await isBehind(tx)),
  );
  if (isIdle) return;
  await deps.db.write(workspaceId, async (tx) => {
    await lockIdentity(tx);
    const underWay = await workUnderWay(tx);
    if (underWay !== null) return await queueOn(deps, tx, underWay);
    if (!(await isBehind(tx))) return undefined;
    const before = await ensuredPast(deps, tx);
    await retireRuleset(tx);
    const row = {
      id: newUuid(deps.env),
      version: Math.max((await lastVersion(tx)) + 1, rulesetVersion),
      parameters: rulesetOf(before.parameters),
      author: system.id,
      reason: `keys of release ${rulesetVersion} in place of ${before.code_version}`,
      state: "active" as const,
      code_version: rulesetVersion,
      against_version: null,
      dry_run: null,
    };
    await insertRuleset(tx, row);
    await appendAudit(deps, tx, [
      {
        type: "ruleset.upgraded",
        actor: system,
        subject: { other: idFromUuid("rul", row.id) },
        data: { ruleset: row.version, before: before.version, code: rulesetVersion, codeBefore: before.code_version },
      },
    ]);
    const { records: total } = await holdings(tx);
    return await queueWork(deps, tx, { ruleset_id: row.id, act: "upgrade", total, actor: system, reason: row.reason });
  });
}

/** Reads one chunk anew, settles it and keeps its place, in one transaction: killed anywhere, the next worker goes on from there. */
export async function upgradeChunk(deps: IdentityDeps, workspaceId: Id<"wsp">, row: RulesetRow): Promise<void> {
  await deps.db.write(workspaceId, async (tx) => {
    await lockIdentity(tx);
    await planAfresh(tx);
    const work = await workUnderWay(tx);
    if (work?.ruleset_id !== row.id) return undefined;
    const { kind, after } = place.parse(work.place ?? {});
    const size = chunkOf(deps);
    const ids = await recordsAfter(tx, kind, after, size);
    const cause: Cause = { actor: system, batchId: null, names: { rulesetId: idFromUuid("rul", row.id) } };
    if (ids.length > 0) await settleChunk(deps, tx, cause, kind, ids, await rekey(tx, kind, ids));
    const next = ids.length === size ? { kind, after: ids.at(-1) ?? null } : placeAfter(kind);
    if (next === null) return await finish(deps, tx, row.id);
    await keepPlace(tx, row.id, work.done + ids.length, next);
    return await queueOn(deps, tx, work);
  });
}

const chunkOf = ({ rulesetRecordsAtOnce = chunkRecords }: IdentityDeps): number =>
  Math.min(chunkRecords, rulesetRecordsAtOnce);

function placeAfter(kind: RecordKind): z.output<typeof place> | null {
  return kind === "account" ? { kind: "contact", after: null } : null;
}

/** Who is who is settled; how everybody reads is projected anew, under the new version. */
async function finish(deps: IdentityDeps, tx: Tx, rulesetId: string): Promise<void> {
  await endWork(tx, rulesetId, null);
  await projectAll(deps, tx, "account");
  await projectAll(deps, tx, "contact");
}

async function isBehind(tx: Tx): Promise<boolean> {
  const settledWith = (await activeRuleset(tx))?.code_version ?? (await oldestVersion(tx));
  return settledWith !== null && settledWith < rulesetVersion;
}

/** What was in force until now; where nobody had decided anything, what the earlier release shipped. */
async function ensuredPast(
  deps: Pick<IdentityDeps, "env">,
  tx: Tx,
): Promise<Pick<RulesetRow, "version" | "parameters" | "code_version">> {
  const active = await activeRuleset(tx);
  if (active !== null) return active;
  const version = (await oldestVersion(tx)) ?? rulesetVersion;
  const past = {
    id: newUuid(deps.env),
    version,
    parameters: defaultRuleset,
    author: system.id,
    reason: "what the program shipped",
    state: "active" as const,
    code_version: version,
    against_version: null,
    dry_run: null,
  };
  await insertRuleset(tx, past);
  return past;
}
