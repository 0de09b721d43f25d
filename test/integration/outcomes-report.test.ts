import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, isoFromInstant } from "../../src/kernel/env.ts";
import { newId } from "../../src/kernel/ids.ts";
import type { ReportDeps } from "../../src/outcomes/deps.ts";
import { listOutcomes } from "../../src/outcomes/list.ts";
import { outcomesOfReplies } from "../../src/outcomes/react.ts";
import { recordOutcome } from "../../src/outcomes/record.ts";
import { decisionsReport, funnel, outcomesReport } from "../../src/outcomes/report.ts";
import { getScore } from "../../src/scoring/read.ts";
import { classified, env, given, noon, type OutcomesWorld, openOutcomesWorld } from "../helpers/outcomes-world.ts";
import { admin } from "../helpers/people.ts";

let world: OutcomesWorld;

beforeAll(async () => {
  world = await openOutcomesWorld();
});

afterAll(() => world.close());

function reports(): ReportDeps {
  return {
    db: world.deps.db,
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
    sendsBy: async () => new Map(world.touches.map((touch) => [touch.templateId ?? "", 2])),
  };
}

test("the reports count what happened, each number with its query", async () => {
  const { workspaceId, contactId } = await world.place();
  const caller = admin(workspaceId);
  const touch = world.touchTo(contactId, noon - dayMs);
  const meetingId = newId(env, "mtg");
  await recordOutcome(world.deps, given({ kind: "meeting_booked", contactId, meetingId }), caller);
  await recordOutcome(world.deps, given({ kind: "no_show", contactId, meetingId }), caller);
  await recordOutcome(world.deps, given({ kind: "meeting_held", contactId, meetingId }), caller);
  await recordOutcome(world.deps, given({ kind: "deal_won", contactId, amountMinor: 500, currency: "USD" }), caller);

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

test("a person's verdict corrects the machine's: both stay on record, the last one counts", async () => {
  const { workspaceId, contactId } = await world.place();
  const inboundId = newId(env, "inb");
  const react = (fields: Parameters<typeof classified>[1]) =>
    world.deps.db.write(workspaceId, (tx) =>
      outcomesOfReplies(world.deps)(tx, [classified(contactId, { inboundId, ...fields })]),
    );
  await react({ class: "positive" });
  await react({ class: "negative", kind: "not_interested", byPerson: true });
  const caller = admin(workspaceId);
  expect((await listOutcomes(world.deps, { limit: 10 }, caller)).items).toHaveLength(2);
  const { rows } = await outcomesReport(reports(), { by: "template" }, caller);
  expect(rows).toMatchObject([{ key: null, outcomes: { reply_positive: 0, reply_negative: 1 } }]);
  expect((await getScore(world.deps, { contactId }, caller)).intent).toBe(0);
});
