import { afterAll, beforeAll, expect, test } from "vitest";
import type { ActivityReaction } from "../../src/activity/contract.ts";
import type { RecordedActivity } from "../../src/activity/deps.ts";
import { dayMs, isoFromInstant, systemEnv } from "../../src/kernel/env.ts";
import { type Id, newId, uuidFromId } from "../../src/kernel/ids.ts";
import type { InputOf } from "../../src/kernel/operation.ts";
import { outcomesRecord } from "../../src/outcomes/contract.ts";
import type { Touch } from "../../src/outcomes/core/attribute.ts";
import type { OutcomesVerbDeps, ReportDeps } from "../../src/outcomes/deps.ts";
import { openOpportunitiesAt } from "../../src/outcomes/facts-for.ts";
import { outcomesOfEvents } from "../../src/outcomes/from-events.ts";
import { listOutcomes } from "../../src/outcomes/list.ts";
import { outcomesOfReplies } from "../../src/outcomes/react.ts";
import { recordOutcome } from "../../src/outcomes/record.ts";
import { decisionsReport, funnel, outcomesReport } from "../../src/outcomes/report.ts";
import { publishSeed } from "../../src/scoring/publish.ts";
import { getScore } from "../../src/scoring/read.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import {
  admin,
  auditRecords,
  insertAccount,
  insertContact,
  mergeContact,
  subjectsFromTables,
  testVault,
} from "../helpers/people.ts";

const noon = Date.parse("2026-03-02T12:00:00Z");
const env = { ...systemEnv(), now: () => noon };
let test1: TestDatabase;
let deps: OutcomesVerbDeps;
let touches: Touch[] = [];

beforeAll(async () => {
  test1 = await testDatabase({ env });
  deps = {
    env,
    db: test1.database,
    vault: testVault(),
    ...subjectsFromTables(),
    touches: async (_tx, ids, since) => touches.filter((touch) => ids.includes(touch.contactId) && touch.at >= since),
  };
});

afterAll(async () => {
  await test1.close();
});

interface Place {
  readonly workspaceId: Id<"wsp">;
  readonly accountId: Id<"acc">;
  readonly contactId: Id<"con">;
}

async function place(): Promise<Place> {
  const workspaceId = await test1.workspace();
  await deps.db.write(workspaceId, (tx) => publishSeed(deps, tx));
  const accountId = await insertAccount(deps.db, workspaceId, { industry: "Software", employees: 50 });
  const contactId = await insertContact(deps.db, workspaceId, {
    title: "CTO",
    persona: "executive",
    country: "US",
    accountId,
  });
  touches = [];
  return { workspaceId, accountId, contactId };
}

function touchTo(contactId: Id<"con">, at: number): Touch {
  const touch = {
    contactId,
    actionId: newId(env, "act"),
    messageId: newId(env, "msg"),
    templateId: newId(env, "tpl"),
    sequenceId: newId(env, "seq"),
    at,
  };
  touches.push(touch);
  return touch;
}

function given(input: Record<string, unknown>): InputOf<typeof outcomesRecord> {
  return outcomesRecord.input.parse(input);
}

function classified(
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

test("a won deal is tied to the touches before it, closes an opportunity, and is recorded once by its key", async () => {
  const { workspaceId, contactId, accountId } = await place();
  const caller = admin(workspaceId);
  const early = touchTo(contactId, noon - 40 * dayMs);
  const last = touchTo(contactId, noon - 2 * dayMs);
  touchTo(contactId, noon - 200 * dayMs);
  const open = await recordOutcome(
    deps,
    given({ kind: "opportunity_created", contactId, opportunityName: "Pilot" }),
    caller,
  );
  const openAt = () => deps.db.read(workspaceId, (tx) => openOpportunitiesAt(tx, [accountId]));
  expect([...(await openAt())]).toEqual([accountId]);

  const deal = given({
    kind: "deal_won",
    contactId,
    amountMinor: 1_250_000,
    currency: "EUR",
    source: "crm",
    key: "deal-7",
  });
  const won = await recordOutcome(deps, deal, caller);
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
  expect((await openAt()).size).toBe(0);
  expect(await recordOutcome(deps, deal, caller)).toEqual({ outcome: won.outcome, isNew: false });
  const records = (await auditRecords(deps.db, workspaceId)).filter((record) => record.type === "outcome.recorded");
  expect(records).toHaveLength(2);
});

test("a deal of an account with two open opportunities must name one", async () => {
  const { workspaceId, contactId } = await place();
  const caller = admin(workspaceId);
  const one = await recordOutcome(deps, given({ kind: "opportunity_created", contactId }), caller);
  await recordOutcome(deps, given({ kind: "opportunity_created", contactId }), caller);
  await expect(recordOutcome(deps, given({ kind: "deal_lost", contactId }), caller)).rejects.toMatchObject({
    code: "conflict",
  });
  const opportunityId = one.outcome.opportunityId ?? undefined;
  expect(
    (await recordOutcome(deps, given({ kind: "deal_lost", contactId, opportunityId }), caller)).outcome.opportunityId,
  ).toBe(opportunityId);
});

test("a positive reply raises intent in the same transaction and is tied to the touch that it answers", async () => {
  const { workspaceId, contactId } = await place();
  const answered = touchTo(contactId, noon - 10 * dayMs);
  touchTo(contactId, noon - 1 * dayMs);
  await deps.db.write(workspaceId, (tx) =>
    outcomesOfReplies(deps)(tx, [classified(contactId, { actionId: answered.actionId })]),
  );
  const caller = admin(workspaceId);
  const { items } = await listOutcomes(deps, { limit: 10, contactId }, caller);
  expect(items).toMatchObject([{ kind: "reply_positive", actionId: answered.actionId }]);
  expect(await getScore(deps, { contactId }, caller)).toMatchObject({ intent: 50, route: "act" });
});

test("a reply of no clear class is no outcome", async () => {
  const { workspaceId, contactId } = await place();
  await deps.db.write(workspaceId, (tx) =>
    outcomesOfReplies(deps)(tx, [
      classified(contactId, { class: null, kind: null }),
      classified(contactId, { class: "ooo", kind: "ooo" }),
    ]),
  );
  expect((await listOutcomes(deps, { limit: 10 }, admin(workspaceId))).items).toEqual([]);
});

test("a person's verdict corrects the machine's: both stay on record, the last one counts", async () => {
  const { workspaceId, contactId } = await place();
  const inboundId = newId(env, "inb");
  const react = (fields: Parameters<typeof classified>[1]) =>
    deps.db.write(workspaceId, (tx) => outcomesOfReplies(deps)(tx, [classified(contactId, { inboundId, ...fields })]));
  await react({ class: "positive" });
  await react({ class: "negative", kind: "not_interested", byPerson: true });
  const caller = admin(workspaceId);
  expect((await listOutcomes(deps, { limit: 10 }, caller)).items).toHaveLength(2);
  const { rows } = await outcomesReport(reports(), { by: "template" }, caller);
  expect(rows).toMatchObject([{ key: null, outcomes: { reply_positive: 0, reply_negative: 1 } }]);
  expect((await getScore(deps, { contactId }, caller)).intent).toBe(0);
});

test("an outcome under an id that was merged away finds the touches of the whole person", async () => {
  const { workspaceId, contactId, accountId } = await place();
  const absorbed = await insertContact(deps.db, workspaceId, { accountId });
  const touch = touchTo(contactId, noon - dayMs);
  await mergeContact(deps.db, workspaceId, absorbed, contactId);
  const { outcome } = await recordOutcome(
    deps,
    given({ kind: "meeting_booked", contactId: absorbed }),
    admin(workspaceId),
  );
  expect(outcome).toMatchObject({ actionId: touch.actionId, accountId });
  expect((await getScore(deps, { contactId }, admin(workspaceId))).intent).toBe(60);
});

test("a reported outcome is on the timeline, and an event that was recorded elsewhere is an outcome once", async () => {
  const { workspaceId, contactId } = await place();
  const { outcome } = await recordOutcome(deps, given({ kind: "no_show", contactId }), admin(workspaceId));
  const events = await deps.db.root`select kind, audit_id from activity_event where workspace_id = ${workspaceId}`;
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
  for (const _round of [1, 2]) await deps.db.write(workspaceId, (tx) => outcomesOfEvents(deps, tx, [event, sent]));
  const { items } = await listOutcomes(deps, { limit: 10, kind: "deal_won" }, admin(workspaceId));
  expect(items).toMatchObject([{ amountMinor: 700, currency: "GBP", causes: [event.auditId] }]);
});

test("what cannot be is refused: strangers, the future, a won deal without an amount", async () => {
  const { workspaceId, contactId } = await place();
  const elsewhere = await place();
  const caller = admin(workspaceId);
  const stranger = given({ kind: "meeting_held", contactId: elsewhere.contactId });
  await expect(recordOutcome(deps, stranger, caller)).rejects.toMatchObject({ code: "not_found" });
  const future = given({ kind: "meeting_held", contactId, occurredAt: isoFromInstant(noon + dayMs) });
  await expect(recordOutcome(deps, future, caller)).rejects.toMatchObject({ code: "invalid_input" });
  expect(() => given({ kind: "deal_won", contactId })).toThrow();
  expect(() => given({ kind: "reply_positive", contactId })).toThrow();
});

function reports(): ReportDeps {
  return {
    db: deps.db,
    activityCounts: async () =>
      new Map([
        ["email_sent", 3],
        ["email_delivered", 2],
        ["email_replied", 1],
      ]),
    actionCounts: async () => [
      { outcome: "allow", count: 4 },
      { outcome: "deny", count: 6 },
    ],
    decisionCounts: async () => [
      { outcome: "allow", reason: null, count: 4 },
      { outcome: "deny", reason: "suppressed", count: 6 },
    ],
    sendsBy: async () => new Map(touches.map((touch) => [touch.templateId ?? "", 2])),
  };
}

test("the reports count what happened, each number with its query", async () => {
  const { workspaceId, contactId } = await place();
  const caller = admin(workspaceId);
  const touch = touchTo(contactId, noon - dayMs);
  const meetingId = newId(env, "mtg");
  await recordOutcome(deps, given({ kind: "meeting_booked", contactId, meetingId }), caller);
  await recordOutcome(deps, given({ kind: "no_show", contactId, meetingId }), caller);
  await recordOutcome(deps, given({ kind: "meeting_held", contactId, meetingId }), caller);
  await recordOutcome(deps, given({ kind: "deal_won", contactId, amountMinor: 500, currency: "USD" }), caller);

  const { stages } = await funnel(reports(), {}, caller);
  expect(stages.map((stage) => [stage.stage, stage.count])).toEqual([
    ["targeted", 1],
    ["proposed", 10],
    ["allowed", 4],
    ["sent", 3],
    ["delivered", 2],
    ["replied", 1],
    ["meeting", 1],
    ["held", 1],
    ["won", 1],
  ]);
  expect(stages.at(-1)?.query).toEqual({ operation: "outcomes.list", input: { kind: "deal_won" } });
  const later = await funnel(reports(), { since: isoFromInstant(noon + 1) }, caller);
  expect(later.stages.at(-1)?.count).toBe(0);

  const { rows } = await outcomesReport(reports(), { by: "template" }, caller);
  expect(rows).toMatchObject([
    {
      key: touch.templateId,
      sent: 2,
      outcomes: { meeting_booked: 1, meeting_held: 1, no_show: 0, deal_won: 1 },
      won: [{ currency: "USD", amountMinor: 500 }],
    },
  ]);
  expect(await decisionsReport(reports(), {}, caller)).toMatchObject({
    total: 10,
    rows: [
      { reason: "suppressed", count: 6 },
      { reason: null, count: 4 },
    ],
  });
});
