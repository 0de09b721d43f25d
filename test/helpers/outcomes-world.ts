import type { ActivityReaction } from "../../src/activity/contract.ts";
import { type Env, type Instant, systemEnv } from "../../src/kernel/env.ts";
import { type Id, newId } from "../../src/kernel/ids.ts";
import type { InputOf } from "../../src/kernel/operation.ts";
import { outcomesRecord } from "../../src/outcomes/contract.ts";
import type { Touch } from "../../src/outcomes/core/attribute.ts";
import type { OutcomesVerbDeps } from "../../src/outcomes/deps.ts";
import { publishSeed } from "../../src/scoring/publish.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { insertAccount, insertContact, subjectsFromTables, testVault } from "./people.ts";

/** The time that these tests are at. */
export const noon: Instant = Date.parse("2026-03-02T12:00:00Z");
export const env: Env = { ...systemEnv(), now: () => noon };

/** A workspace with one account and one contact of it. */
export interface Place {
  readonly workspaceId: Id<"wsp">;
  readonly accountId: Id<"acc">;
  readonly contactId: Id<"con">;
}

/** A database of the test file, with what recording outcomes needs and the touches that were made. */
export interface OutcomesWorld extends TestDatabase {
  readonly deps: OutcomesVerbDeps;
  readonly touches: readonly Touch[];
  /** Makes another place, and forgets every touch. */
  place(): Promise<Place>;
  /** Makes a touch known. */
  touchTo(contactId: Id<"con">, at: Instant): Touch;
}

/** Opens the world. Call in `beforeAll`, and `close()` in `afterAll`. */
export async function openOutcomesWorld(): Promise<OutcomesWorld> {
  const held = await testDatabase({ env });
  const touches: Touch[] = [];
  const deps: OutcomesVerbDeps = {
    env,
    db: held.database,
    vault: testVault(),
    ...subjectsFromTables(),
    touches: async (_tx, ids, since) => touches.filter((touch) => ids.includes(touch.contactId) && touch.at >= since),
  };
  return {
    ...held,
    deps,
    touches,
    place: async () => {
      const place = await givenPlace(held, deps);
      touches.length = 0;
      return place;
    },
    touchTo: (contactId, at) => {
      const touch = touchAt(contactId, at);
      touches.push(touch);
      return touch;
    },
  };
}

async function givenPlace(held: TestDatabase, deps: OutcomesVerbDeps): Promise<Place> {
  const workspaceId = await held.workspace();
  await deps.db.write(workspaceId, (tx) => publishSeed(deps, tx));
  const accountId = await insertAccount(deps.db, workspaceId, { industry: "Software", employees: 50 });
  const contactId = await insertContact(deps.db, workspaceId, {
    title: "CTO",
    persona: "executive",
    country: "US",
    accountId,
  });
  return { workspaceId, accountId, contactId };
}

function touchAt(contactId: Id<"con">, at: Instant): Touch {
  return {
    contactId,
    actionId: newId(env, "act"),
    messageId: newId(env, "msg"),
    templateId: newId(env, "tpl"),
    sequenceId: newId(env, "seq"),
    at,
  };
}

/** An outcome as a caller reports it, parsed as at the door. */
export function given(input: Record<string, unknown>): InputOf<typeof outcomesRecord> {
  return outcomesRecord.input.parse(input);
}

/** A reply of a contact that was classified: interested, unless said otherwise. */
export function classified(
  contactId: Id<"con">,
  fields: Partial<Extract<ActivityReaction, { type: "reply.classified" }>>,
): ActivityReaction {
  return {
    type: "reply.classified",
    contactId,
    accountId: null,
    address: null,
    messageId: null,
    actionId: null,
    inboundId: newId(env, "inb"),
    cause: newId(env, "aud"),
    at: noon,
    class: "positive",
    kind: "interested",
    stage: "rules",
    resumeAt: null,
    meetingAt: null,
    referral: [],
    byPerson: false,
    ...fields,
  };
}
