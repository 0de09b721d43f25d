import { performance } from "node:perf_hooks";
import { createWorkspace } from "../src/access/create-workspace.ts";
import { hashOf } from "../src/identity/core/record-hash.ts";
import type { IdentityDeps } from "../src/identity/deps.ts";
import { revokeAssertions } from "../src/identity/merge/assertions.ts";
import { mergeContacts } from "../src/identity/merge/merge.ts";
import { unmergeContacts } from "../src/identity/merge/unmerge.ts";
import { recordSettled } from "../src/identity/record-settled.ts";
import { settleContacts } from "../src/identity/settle-contacts.ts";
import { ensuredSource } from "../src/identity/store/imports.ts";
import { lockIdentity } from "../src/identity/store/records.ts";
import { writeIncoming } from "../src/identity/write-records.ts";
import { type Id, idFromUuid, newUuid } from "../src/kernel/ids.ts";
import type { Caller } from "../src/kernel/operation.ts";
import { withApp } from "./app.ts";
import { chance, crowdOf } from "./crowd.ts";

/** What people say about who is who, one pair at a time, in a workspace of so many contacts. */
interface MergeBench {
  readonly contacts: number;
  readonly pairs: number;
  readonly timings: readonly {
    readonly what: string;
    readonly medianMs: number;
    readonly p95Ms: number;
    readonly maxMs: number;
  }[];
}

const batch = 5_000;
const reason = "measured";

/** Measures merging, unmerging and undoing, and says it as a table or as JSON. */
export async function runMergeBench(contacts: number, isJson: boolean, say: (text: string) => void): Promise<string> {
  say(`merging among ${contacts.toLocaleString("en")} contacts`);
  const found = await withApp(async (app) => {
    const { workspaceId } = await createWorkspace(app.deps.access, { name: "Bench" });
    return await benchMerge(app.deps.identity, workspaceId, contacts, 50);
  });
  if (isJson) return `${JSON.stringify(found, null, 2)}\n`;
  const lines = found.timings.map(({ what, medianMs, p95Ms, maxMs }) =>
    [what.padEnd(12), ...[medianMs, p95Ms, maxMs].map((ms) => `${ms.toFixed(1)} ms`.padStart(10))].join(""),
  );
  return `${["".padEnd(12) + ["median", "p95", "max"].map((text) => text.padStart(10)).join(""), ...lines].join("\n")}\n`;
}

async function benchMerge(
  deps: IdentityDeps,
  workspaceId: Id<"wsp">,
  contacts: number,
  pairs: number,
): Promise<MergeBench> {
  const principal = { kind: "person", id: "usr_bench", name: "Bench" } as const;
  const caller: Caller = { workspaceId, principal, scopes: new Set(["identity:write"]), requestId: "bench" };
  const ids = await filled(deps, workspaceId, contacts);
  const next = chance(7);
  const pick = (): Id<"con"> => ids[Math.floor(next() * ids.length)] as Id<"con">;
  const took: Record<string, number[]> = { "dry run": [], merge: [], unmerge: [], revoke: [] };
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    const result = await work();
    took[what]?.push(performance.now() - from);
    return result;
  };
  for (let at = 0; at < pairs; at += 1) {
    const [contactId, otherId] = [pick(), pick()];
    if (contactId === otherId) continue;
    const given = { contactId, otherId, reason };
    await timed("dry run", () => mergeContacts(deps, { ...given, dryRun: true }, caller));
    const made = await timed("merge", () => mergeContacts(deps, { ...given, dryRun: false }, caller));
    const { survivor, absorbed } = made.merged[0] ?? { survivor: given.contactId, absorbed: [given.otherId] };
    const parted = { contactId: survivor, absorbedId: absorbed[0] as Id<"con">, reason, dryRun: false };
    const apart = await timed("unmerge", () => unmergeContacts(deps, parted, caller));
    const assertionIds = [...made.assertions, ...apart.assertions] as Id<"ast">[];
    await timed("revoke", () => revokeAssertions(deps, { assertionIds, reason, dryRun: false }, caller));
  }
  const at = (sorted: readonly number[], share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const timings = Object.entries(took).map(([what, times]) => {
    const sorted = [...times].sort((left, right) => left - right);
    return { what, medianMs: at(sorted, 0.5), p95Ms: at(sorted, 0.95), maxMs: at(sorted, 1) };
  });
  return { contacts, pairs, timings };
}

/** Fills the workspace by the door that every record comes through, and answers with who is in it. */
async function filled(deps: IdentityDeps, workspaceId: Id<"wsp">, contacts: number): Promise<readonly Id<"con">[]> {
  const crowd = crowdOf(contacts, 1);
  const ids: Id<"con">[] = [];
  for (let from = 0; from < contacts; from += batch) {
    const incoming = Array.from({ length: Math.min(batch, contacts - from) }, (_none, at) => {
      const { firstName, lastName, email } = crowd.person(from + at);
      const fields = { firstName, lastName, email: `${from + at}.${email}` };
      return { externalId: String(from + at), fields, hash: hashOf(fields, null), observedAt: null };
    });
    await deps.db.write(workspaceId, async (tx) => {
      await lockIdentity(tx);
      const source = await ensuredSource(tx, { id: newUuid(deps.env), name: "Bench", kind: "list", trust: 20 });
      const context = { source, batchId: null, actor: "bench" };
      const written = await writeIncoming(deps.env, tx, context, "contact", incoming, () => null);
      const people = await settleContacts(tx, written, []);
      const actor = { kind: "system", id: "bench" } as const;
      await recordSettled(deps, tx, { actor, batchId: null, names: {} }, { people, accounts: null });
      ids.push(...[...people.observed.keys()].map((id) => idFromUuid("con", id)));
    });
  }
  return ids;
}
