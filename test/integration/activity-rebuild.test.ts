import { afterAll, beforeAll, expect, test } from "vitest";
import { activityKinds, replyKinds } from "../../src/activity/contract.ts";
import { rebuildActivities } from "../../src/activity/rebuild.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { reply } from "../helpers/letters.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const rebuild = (isCheck: boolean) => rebuildActivities(world.app.deps.activity, home.id, isCheck);

test("what decisions read of every contact is what a replay of all events makes", async () => {
  const addresses = ["a", "b", "c", "d"].map((name) => `${name}@replay.co.uk`);
  for (const email of addresses) await home.contact({ email });
  const told = ["email_attempted", "email_deferred", "email_unknown", "email_reconciled"];
  const ours = [
    ...told,
    "inbound_ambiguous",
    "inbound_unmatched",
    "inbound_disclaimed",
    "reply_reclassified",
    "reply_suggested",
    "alert_raised",
  ];
  const kinds = activityKinds.filter((kind) => !ours.includes(kind));
  const events = Array.from({ length: 400 }, (_, n) => ({
    kind: kinds[(n * 7) % kinds.length],
    occurredAt: new Date(Date.UTC(2025, 0, 1 + ((n * 13) % 300))).toISOString(),
    sourceKey: `replay ${n}`,
    address: addresses[n % addresses.length],
    ...(n % 3 === 0 ? { reply: replyKinds[(n * 5) % replyKinds.length] } : {}),
  }));
  expect(await home.admin.activities.ingest({ shape: "fairlead", events })).toMatchObject({ recorded: 400 });
  const lived = await home.contact({ email: "kim@lived.co.uk" });
  await home.enroll(lived);
  await world.drain();
  const [mail] = world.sink.to("kim@lived.co.uk");
  if (mail === undefined) throw new Error("nothing was sent");
  await world.receive(reply(mail, "Hm, blue perhaps."));
  const { items } = await home.admin.inbound.list({ state: "all" });
  await home.admin.inbound.list({});
  await home.admin.replies.classify({ inboundId: items[0]?.id ?? "inb_none", kind: "not_interested" });
  const report = await rebuild(true);
  expect(report.differences).toEqual([]);
  expect(report.contacts).toBeGreaterThanOrEqual(5);
  expect(report.events).toBeGreaterThan(402);
});

test("an end of the feed that is wrong is found by a check and written by a rebuild", async () => {
  await world.db.root`update activity_feed set size = size - 1 where workspace_id = ${home.id}`;
  const found = await rebuild(true);
  expect(found.differences).toContainEqual(expect.objectContaining({ what: "end of the feed" }));
  expect(await rebuild(false)).toMatchObject({ mended: [{ what: "end of the feed" }], differences: [] });
  expect(await rebuild(true)).toMatchObject({ mended: [], differences: [] });
});

test("an event that the feed does not reach is found", async () => {
  await world.db.root`
    update activity_event set place = 1000000 where workspace_id = ${home.id} and source_key like '%replay 0%'`;
  const { differences } = await rebuild(true);
  expect(differences).toContainEqual(expect.objectContaining({ what: "events of the feed" }));
});
