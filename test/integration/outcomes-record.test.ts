import { afterAll, beforeAll, expect, test } from "vitest";
import type { RecordedActivity } from "../../src/activity/deps.ts";
import { dayMs, isoFromInstant } from "../../src/kernel/env.ts";
import { newId, uuidFromId } from "../../src/kernel/ids.ts";
import { dealsOfAccounts } from "../../src/outcomes/facts-for.ts";
import { outcomesOfEvents } from "../../src/outcomes/from-events.ts";
import { listOutcomes } from "../../src/outcomes/list.ts";
import { outcomesOfReplies } from "../../src/outcomes/react.ts";
import { recordOutcome } from "../../src/outcomes/record.ts";
import { getScore } from "../../src/scoring/read.ts";
import { classified, env, given, noon, type OutcomesWorld, openOutcomesWorld } from "../helpers/outcomes-world.ts";
import { admin, auditRecords, insertContact, mergeContact } from "../helpers/people.ts";

let world: OutcomesWorld;

beforeAll(async () => {
  world = await openOutcomesWorld();
});

afterAll(() => world.close());

test("a won deal is tied to the touches before it, closes an opportunity, and is recorded once by its key", async () => {
  const { workspaceId, contactId, accountId } = await world.place();
  const caller = admin(workspaceId);
  const early = world.touchTo(contactId, noon - 40 * dayMs);
  const last = world.touchTo(contactId, noon - 2 * dayMs);
  world.touchTo(contactId, noon - 200 * dayMs);
  const open = await recordOutcome(
    world.deps,
    given({ kind: "opportunity_created", contactId, opportunityName: "Pilot" }),
    caller,
  );
  const openAt = () => world.deps.db.read(workspaceId, (tx) => dealsOfAccounts(tx, [accountId]));
  expect([...(await openAt())]).toEqual([[accountId, { relation: "open_opportunity", lostAt: null }]]);

  const deal = given({
    kind: "deal_won",
    contactId,
    amountMinor: 1_250_000,
    currency: "EUR",
    source: "crm",
    key: "deal-7",
  });
  const won = await recordOutcome(world.deps, deal, caller);
  expect(won).toMatchObject({
    isNew: true,
    outcome: {
      opportunityId: open.outcome.opportunityId,
      accountId,
      actionId: last.actionId,
      templateId: last.templateId,
      touches: [early.actionId, last.actionId],
      amountMinor: 1_250_000,
    },
  });
  expect([...(await openAt())]).toEqual([[accountId, { relation: "customer", lostAt: null }]]);
  expect(await recordOutcome(world.deps, deal, caller)).toEqual({ outcome: won.outcome, isNew: false });
  const records = (await auditRecords(world.deps.db, workspaceId)).filter(
    (record) => record.type === "outcome.recorded",
  );
  expect(records).toHaveLength(2);
});

test("a deal of an account with two open opportunities must name one", async () => {
  const { workspaceId, contactId } = await world.place();
  const caller = admin(workspaceId);
  const one = await recordOutcome(world.deps, given({ kind: "opportunity_created", contactId }), caller);
  await recordOutcome(world.deps, given({ kind: "opportunity_created", contactId }), caller);
  await expect(recordOutcome(world.deps, given({ kind: "deal_lost", contactId }), caller)).rejects.toMatchObject({
    code: "conflict",
  });
  const opportunityId = one.outcome.opportunityId ?? undefined;
  expect(
    (await recordOutcome(world.deps, given({ kind: "deal_lost", contactId, opportunityId }), caller)).outcome
      .opportunityId,
  ).toBe(opportunityId);
});

test("a positive reply raises intent in the same transaction and is tied to the touch that it answers", async () => {
  const { workspaceId, contactId } = await world.place();
  const answered = world.touchTo(contactId, noon - 10 * dayMs);
  world.touchTo(contactId, noon - 1 * dayMs);
  await world.deps.db.write(workspaceId, (tx) =>
    outcomesOfReplies(world.deps)(tx, [classified(contactId, { actionId: answered.actionId })]),
  );
  const caller = admin(workspaceId);
  const { items } = await listOutcomes(world.deps, { limit: 10, contactId }, caller);
  expect(items).toMatchObject([{ kind: "reply_positive", actionId: answered.actionId }]);
  expect(await getScore(world.deps, { contactId }, caller)).toMatchObject({ intent: 50, route: "act" });
});

test("a reply of no clear class is no outcome", async () => {
  const { workspaceId, contactId } = await world.place();
  await world.deps.db.write(workspaceId, (tx) =>
    outcomesOfReplies(world.deps)(tx, [
      classified(contactId, { class: null, kind: null }),
      classified(contactId, { class: "ooo", kind: "ooo" }),
    ]),
  );
  expect((await listOutcomes(world.deps, { limit: 10 }, admin(workspaceId))).items).toEqual([]);
});

test("an outcome under an id that was merged away finds the touches of the whole person", async () => {
  const { workspaceId, contactId, accountId } = await world.place();
  const absorbed = await insertContact(world.deps.db, workspaceId, { accountId });
  const touch = world.touchTo(contactId, noon - dayMs);
  await mergeContact(world.deps.db, workspaceId, absorbed, contactId);
  const { outcome } = await recordOutcome(
    world.deps,
    given({ kind: "meeting_booked", contactId: absorbed }),
    admin(workspaceId),
  );
  expect(outcome).toMatchObject({ actionId: touch.actionId, accountId });
  expect((await getScore(world.deps, { contactId }, admin(workspaceId))).intent).toBe(60);
});

test("a reported outcome is on the timeline, and an event that was recorded elsewhere is an outcome once", async () => {
  const { workspaceId, contactId } = await world.place();
  const { outcome } = await recordOutcome(world.deps, given({ kind: "no_show", contactId }), admin(workspaceId));
  const events = await world.deps.db
    .root`select kind, audit_id from activity_event where workspace_id = ${workspaceId}`;
  expect(events).toEqual([{ kind: "meeting_no_show", audit_id: uuidFromId(outcome.auditId) }]);

  const event: RecordedActivity = {
    id: newId(env, "evt"),
    kind: "deal_won",
    contactId,
    actionId: null,
    auditId: newId(env, "aud"),
    occurredAt: noon,
    data: { deal: "d1", amountMinor: 700, currency: "GBP" },
  };
  const sent: RecordedActivity = { ...event, id: newId(env, "evt"), kind: "email_sent" };
  for (const _round of [1, 2])
    await world.deps.db.write(workspaceId, (tx) => outcomesOfEvents(world.deps, tx, [event, sent]));
  const { items } = await listOutcomes(world.deps, { limit: 10, kind: "deal_won" }, admin(workspaceId));
  expect(items).toMatchObject([{ amountMinor: 700, currency: "GBP", causes: [event.auditId] }]);
});

test("what cannot be is refused: strangers, the future, a won deal without an amount", async () => {
  const { workspaceId, contactId } = await world.place();
  const elsewhere = await world.place();
  const caller = admin(workspaceId);
  const stranger = given({ kind: "meeting_held", contactId: elsewhere.contactId });
  await expect(recordOutcome(world.deps, stranger, caller)).rejects.toMatchObject({ code: "not_found" });
  const future = given({ kind: "meeting_held", contactId, occurredAt: isoFromInstant(noon + dayMs) });
  await expect(recordOutcome(world.deps, future, caller)).rejects.toMatchObject({ code: "invalid_input" });
  expect(() => given({ kind: "deal_won", contactId })).toThrow();
  expect(() => given({ kind: "reply_positive", contactId })).toThrow();
});
