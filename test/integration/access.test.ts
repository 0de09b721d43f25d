import { afterAll, beforeAll, expect, test } from "vitest";
import { authenticate } from "../../src/access/authenticate.ts";
import { createAuthorize } from "../../src/access/authorize.ts";
import type { AccessReaction } from "../../src/access/contract.ts";
import { textDigest } from "../../src/access/core/token.ts";
import { createAgent } from "../../src/access/create-agent.ts";
import { createWorkspace, ensureFirstWorkspace } from "../../src/access/create-workspace.ts";
import type { AccessDeps, AccessRecord } from "../../src/access/deps.ts";
import { proposerFacts, workspaceFacts } from "../../src/access/facts-for.ts";
import { createKey } from "../../src/access/keys.ts";
import { localOwner } from "../../src/access/local-owner.ts";
import { createMember } from "../../src/access/members.ts";
import { pauseAgent, resumeAgent } from "../../src/access/pause-agent.ts";
import { createRateLimits } from "../../src/access/rate-limits.ts";
import { getAgent } from "../../src/access/read-agents.ts";
import { signInWithLink } from "../../src/access/sign-in.ts";
import { createSignInLink } from "../../src/access/sign-in-link.ts";
import { pauseWorkspace, updateWorkspace } from "../../src/access/workspace/change.ts";
import { dayMs, type Env, hourMs, systemEnv } from "../../src/kernel/env.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { limits } from "../../src/kernel/limits.ts";
import type { Caller } from "../../src/kernel/operation.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";

let database: TestDatabase;
let deps: AccessDeps;
let owner: Caller;
let home: Id<"wsp">;
let adminId: Id<"usr">;
const offset = { ms: 0 };
const seen: AccessReaction[] = [];
const records: AccessRecord[] = [];

beforeAll(async () => {
  const real = systemEnv();
  const env: Env = { ...real, wall: () => real.wall() + offset.ms };
  database = await testDatabase({ env });
  deps = {
    db: database.database,
    env,
    react: async (_tx, events) => {
      seen.push(...events);
    },
    record: async (_tx, added) => {
      records.push(...added);
    },
  };
  ({ workspaceId: home, adminId } = await ensureFirstWorkspace(deps, { name: "First & best" }));
  owner = localOwner(home, "req_test");
}, 120_000);
afterAll(() => database.close());

const newAgent = (name: string, autonomy = 2) => createAgent(deps, { name, autonomy, dailyBudget: 10 }, owner);
const keyFor = async (holderId: Id<"agt"> | Id<"usr">): Promise<string> =>
  (await createKey(deps, { name: "test", holderId }, owner)).secret;

test("processes that start together make one workspace with one admin", async () => {
  const again = await Promise.all([1, 2, 3].map(() => ensureFirstWorkspace(deps, { name: "First & best" })));
  for (const one of again) expect(one).toEqual({ workspaceId: home, adminId, isNew: false });
  expect(await database.database.workspaces()).toEqual([home]);
  expect(seen.filter((event) => event.kind === "workspace.created")).toHaveLength(1);
});

test("a pause commits with its reactions or not at all", async () => {
  const agent = await newAgent("Halting");
  const failing: AccessDeps = {
    ...deps,
    react: async () => {
      throw new Error("the gate is stuck");
    },
  };
  const input = { agentId: agent.id, reason: "complaints" };
  await expect(pauseAgent(failing, input, owner)).rejects.toThrow("the gate is stuck");
  expect((await getAgent(deps, { agentId: agent.id }, owner)).status).toBe("active");
  await pauseAgent(deps, input, owner);
  expect(seen.at(-1)).toEqual({ kind: "agent.paused", agentId: agent.id });
  expect(records.at(-1)).toMatchObject({ type: "agent.paused", subject: { other: agent.id } });
  expect(JSON.stringify(records.at(-1))).not.toContain("complaints");
  await resumeAgent(deps, input, owner);
  expect(seen.at(-1)).toEqual({ kind: "agent.resumed", agentId: agent.id });
});

test("the facts of a proposer: an agent as it is, a stranger as unknown, never as active", async () => {
  const acting = await newAgent("Acting", 3);
  const drafting = await newAgent("Drafting", 1);
  await pauseAgent(deps, { agentId: drafting.id, reason: "for the test" }, owner);
  const stranger = "agt_01kch5zsfve3x8y1q4m7n2p5rt";
  const ids = [acting.id, drafting.id, adminId, "fairlead", stranger, "made up"];
  const facts = await database.database.read(home, (tx) => proposerFacts(tx, ids));
  expect(facts.get(acting.id)).toMatchObject({ kind: "ai", status: "active", autonomy: 3, grants: [] });
  expect(facts.get(drafting.id)).toMatchObject({ status: "paused", autonomy: 1, firstActionApproved: false });
  expect(facts.get(adminId)).toMatchObject({ kind: "person", status: "active", autonomy: 4 });
  expect(facts.get("fairlead")).toMatchObject({ kind: "system", status: "active" });
  expect(facts.get(stranger)).toMatchObject({ kind: "ai", status: "unknown", autonomy: 0 });
  expect(facts.get("made up")).toMatchObject({ status: "unknown", autonomy: 0 });
});

test("a key follows its holder: a person who lost a role lost it on every key", async () => {
  const { member } = await createMember(deps, { name: "Ada", email: "ada@example.test", role: "operator" }, owner);
  const token = await keyFor(member.id);
  expect((await authenticate(deps, { kind: "key", token }, "r")).scopes).toContain("contacts:write");
  await database.database.root`update member set role = 'viewer' where id = ${member.id}::uuid`;
  expect((await authenticate(deps, { kind: "key", token }, "r")).scopes).not.toContain("contacts:write");
  await database.database.root`update member set status = 'removed' where id = ${member.id}::uuid`;
  await expect(authenticate(deps, { kind: "key", token }, "r")).rejects.toMatchObject({ code: "unauthenticated" });
});

test("nothing but the whole key opens the door", async () => {
  const token = await keyFor((await newAgent("Keyed")).id);
  const other = token.endsWith("0") ? "1" : "0";
  for (const wrong of ["", token.slice(0, -1), `${token.slice(0, -1)}${other}`, token.toUpperCase(), `${token} `])
    await expect(authenticate(deps, { kind: "key", token: wrong }, "r")).rejects.toMatchObject({
      code: "unauthenticated",
    });
});

test("a link opens one session even when it is used twice at once, and none after its time", async () => {
  const signIn = { ...deps, rates: createRateLimits(deps.env) };
  const link = await createSignInLink(deps, home, adminId);
  const tries = await Promise.allSettled([1, 2, 3].map(() => signInWithLink(signIn, link.token, "test")));
  expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  const late = await createSignInLink(deps, home, adminId);
  offset.ms += 3 * dayMs;
  await expect(signInWithLink(signIn, late.token, "test")).rejects.toMatchObject({ code: "unauthenticated" });
});

test("a session ends after twelve idle hours, and use keeps it open", async () => {
  const signIn = { ...deps, rates: createRateLimits(deps.env) };
  const link = await createSignInLink(deps, home, adminId);
  const token = await signInWithLink(signIn, link.token, "test");
  const now = () => authenticate(deps, { kind: "session", token }, "r");
  for (const _ of [1, 2, 3]) {
    offset.ms += 11 * hourMs;
    expect((await now()).principal).toMatchObject({ kind: "person", id: adminId, role: "admin" });
  }
  offset.ms += 13 * hourMs;
  await expect(now()).rejects.toMatchObject({ code: "unauthenticated" });
});

test("a key that asks too often waits, while a stop always passes", async () => {
  const still = { elapsedMs: () => 1_000 };
  const authorize = createAuthorize(createRateLimits(still));
  const caller: Caller = { ...owner, keyId: "key_test" };
  const read = { effect: "read" } as Parameters<typeof authorize>[0];
  const stop = { effect: "stop" } as Parameters<typeof authorize>[0];
  for (let at = 0; at < limits.requestsPerMinute; at += 1) await authorize(read, caller);
  await expect(authorize(read, caller)).rejects.toMatchObject({ code: "rate_limited", status: 429 });
  await authorize(stop, caller);
  await authorize(read, { ...caller, keyId: "key_other" });
});

test("an admin says where the workspace can be written to, and it is on record", async () => {
  const { workspaceId } = await createWorkspace(deps, { name: "Moves" });
  const admin = localOwner(workspaceId, "r");
  const changed = await updateWorkspace(deps, { postalAddress: "1 Main St, Springfield" }, admin);
  expect(changed).toMatchObject({ name: "Moves", postalAddress: "1 Main St, Springfield" });
  expect(await updateWorkspace(deps, { name: "Moved" }, admin)).toMatchObject({
    name: "Moved",
    postalAddress: "1 Main St, Springfield",
  });
  await updateWorkspace(deps, { name: "Moved" }, admin);
  const told = records.filter((record) => record.type === "auth.workspace_changed");
  expect(told.map(({ data }) => data)).toEqual([
    { nameDigest: textDigest("Moves"), postalAddressDigest: textDigest("1 Main St, Springfield") },
    { nameDigest: textDigest("Moved"), postalAddressDigest: textDigest("1 Main St, Springfield") },
  ]);
});

test("the kill switch of one workspace leaves the other alone", async () => {
  const other = await createWorkspace(deps, { name: "Other" });
  await pauseWorkspace(deps, { reason: "wrong list" }, owner);
  expect(await database.database.read(home, workspaceFacts)).toEqual({ paused: true });
  expect(await database.database.read(other.workspaceId, workspaceFacts)).toEqual({ paused: false });
  const theirs = localOwner(other.workspaceId, "r");
  const agent = await newAgent("Ours");
  await expect(pauseAgent(deps, { agentId: agent.id, reason: "not yours" }, theirs)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(createKey(deps, { name: "stolen", holderId: agent.id }, theirs)).rejects.toMatchObject({
    code: "not_found",
  });
});
