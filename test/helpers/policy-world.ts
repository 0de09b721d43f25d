import { afterAll, beforeAll } from "vitest";
import type { AuditActor } from "../../src/audit/contract.ts";
import { type Env, type Instant, systemEnv } from "../../src/kernel/env.ts";
import { type Id, newId } from "../../src/kernel/ids.ts";
import type { Caller } from "../../src/kernel/operation.ts";
import { type Database, openDatabase } from "../../src/kernel/sql.ts";
import { createVault } from "../../src/kernel/vault.ts";
import type { PersonKeys, SuppressDeps } from "../../src/policy/deps.ts";
import type { Recipient } from "../../src/policy/keys.ts";
import type { SuppressEntry } from "../../src/policy/suppress.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

export const actor: AuditActor = { kind: "user", id: "usr_test" };

/** The time that these tests are at. */
export const now: Instant = Date.UTC(2026, 2, 4, 10);
export const env: Env = { ...systemEnv(), now: () => now };

/** A database of the test file, with what suppressing needs and a list of invented people. */
export interface PolicyWorld {
  readonly held: TestDatabase;
  /** The same database with 16 connections. */
  readonly many: Database;
  readonly deps: SuppressDeps;
  person(...addresses: string[]): Recipient & { readonly contactId: Id<"con">; readonly address: string };
}

/** Opens the world before the tests of a file and closes it after them; read it inside tests only. */
export function policyWorld(): { readonly get: () => PolicyWorld } {
  const people = new Map<Id<"con">, PersonKeys>();
  const kept: { world?: PolicyWorld } = {};
  beforeAll(async () => {
    const held = await testDatabase({ env });
    const vault = createVault(Buffer.alloc(32, 3), (count) => env.randomBytes(count));
    kept.world = {
      held,
      many: await openDatabase({ env, target: held.target, connectionsMax: 16 }),
      deps: { env, vault, personKeys: async (_tx, ids) => new Map([...people].filter(([id]) => ids.includes(id))) },
      person: (...addresses) => {
        const contactId = newId(env, "con");
        people.set(contactId, { addresses, phones: [], accountId: null });
        return { contactId, accountId: null, addresses, address: addresses[0] ?? "" };
      },
    };
  });
  afterAll(async () => {
    await kept.world?.many.close();
    await kept.world?.held.close();
  });
  return {
    get: () => {
      if (kept.world === undefined) throw new Error("the world is not open yet");
      return kept.world;
    },
  };
}

/** A wish that somebody is not contacted. */
export function entry(who: Recipient, more: Partial<SuppressEntry> = {}): SuppressEntry {
  return {
    contactId: who.contactId,
    keys: [],
    wholePerson: true,
    reason: "do_not_contact",
    basis: "test",
    source: null,
    actor,
    ...more,
  };
}

/** A member of a workspace who calls. */
export function memberOf(workspaceId: Id<"wsp">): Caller {
  return { workspaceId, principal: { kind: "person", id: "usr_x", name: "X" }, scopes: new Set(), requestId: "r" };
}
