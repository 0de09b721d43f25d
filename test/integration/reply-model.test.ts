import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { rebuildActivities } from "../../src/activity/rebuild.ts";
import { metricsText } from "../../src/app/metrics.ts";
import { createEnrichmentHttp } from "../../src/channel/enrichment-http.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { letter, reply } from "../helpers/letters.ts";
import { type ModelServer, says, startModelServer, type Turn } from "../helpers/model-server.ts";
import { written } from "../helpers/written.ts";

let model: ModelServer;
let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  model = await startModelServer();
  world = await openTestApp({
    environment: {
      FAIRLEAD_REPLY_MODEL_URL: model.url,
      FAIRLEAD_REPLY_MODEL_NAME: "small",
      FAIRLEAD_REPLY_MODEL_KEY: "mk_secret",
    },
    // A model that hangs is given up sooner than after 20 s.
    refit: (app) => {
      const reach = { sleep: app.resources.env.sleep, allowed: [], isOperators: true, who: "the model" };
      const postJson = createEnrichmentHttp({ ...reach, deadlineMs: 1_500 });
      return { ...app, deps: { ...app.deps, model: { ...app.deps.model, postJson } } };
    },
  });
  home = await world.workspace();
});
afterAll(async () => {
  await world.close();
  await model.close();
});
afterEach(() => expect(world.failures).toEqual([]));

/** What no rule knows; it passes for whatever a model says. */
const unclear = "The penguins are at it once more.";
const evidence = "penguins are at it";

interface Answered {
  readonly contactId: Id<"con">;
  readonly inboundId: Id<"inb">;
  readonly asked: number;
}

/** Somebody of a running sequence answers, and the model does what is planned. */
async function answered(name: string, text: string, ...turns: readonly Turn[]): Promise<Answered> {
  const { contactId, mail } = await written(world, home, `kim@${name}.co.uk`);
  const before = model.asked.length;
  model.plan(...turns);
  expect(await world.receive(reply(mail, text))).toBe(250);
  await world.drain();
  const [inbound] = (await home.admin.inbound.list({ contactId, state: "all" })).items;
  if (inbound === undefined) throw new Error(`${name} wrote nothing`);
  return { contactId, inboundId: inbound.id, asked: model.asked.length - before };
}

const suppressionsOf = async (contactId: Id<"con">) =>
  (await home.admin.suppressions.list({ contactId })).items.map(({ reason, basis }) => `${reason} ${basis}`);
const holdsOf = async (contactId: Id<"con">) =>
  (await home.admin.holds.list({ contactId })).items.map(({ kind }) => kind).sort();
const suggestedOf = async (contactId: Id<"con">) =>
  (await home.admin.activities.list({ contactId, kind: "reply_suggested" })).items;
const callsOf = async (result: string): Promise<number> => {
  const line = new RegExp(`^fairlead_model_calls_total\\{workspace="${home.id}",result="${result}"\\} (\\d+)$`, "m");
  return Number(line.exec(await metricsText(world.app.resources))?.[1] ?? 0);
};

/** Nothing came of it: the reply waits as it would without a model. */
async function isLeftToPerson({ contactId, inboundId }: Answered): Promise<void> {
  expect(await suppressionsOf(contactId)).toEqual([]);
  expect(await holdsOf(contactId)).toEqual(["unclassified_reply"]);
  expect(await home.admin.inbound.get({ inboundId })).toMatchObject({ kind: null, needsPerson: true });
  expect((await home.admin.policy.check({ contactId })).outcome).toBe("deny");
}

test("a wish to stop that only the model sees suppresses at once, on record, and still waits to be confirmed", async () => {
  const { contactId, inboundId, asked } = await answered("wish", unclear, says("unsubscribe", evidence.toUpperCase()));
  expect(asked).toBe(1);
  expect(await suppressionsOf(contactId)).toContain("unsubscribed reply");
  expect(await holdsOf(contactId)).toEqual(["unclassified_reply"]);
  const [event] = await suggestedOf(contactId);
  expect(event?.data).toEqual({
    kind: "unsubscribe",
    class: "unsubscribe",
    severity: null,
    stage: "model",
    protects: true,
    resumeAt: null,
    model: "small",
    version: "small-2026-01",
    prompt: expect.stringMatching(/^[0-9a-f]{64}$/),
    tokens: 400,
    evidence,
  });
  const suggestion = { kind: "unsubscribe", evidence, severity: null, protects: true, model: "small" };
  expect(await home.admin.inbound.get({ inboundId })).toMatchObject({ needsPerson: true, kind: null, suggestion });
  const [thread] = (await home.admin.threads.list({ contactId })).items;
  expect(thread).toMatchObject({ suggestedKind: "unsubscribe", kind: null, unclassified: 1, isHot: false });
  const { messages } = await home.admin.threads.get({ threadId: thread?.id ?? "thr_" });
  expect(messages.at(-1)).toMatchObject({ suggestion: { kind: "unsubscribe" } });
});

test("the model is told no number and no signature, and the log no word and no key", async () => {
  const { contactId } = await answered(
    "discreet",
    `${unclear} +49 30 1234567 knows.\n\n-- \nKim Lind\n12 Quay Street`,
    says("complaint", evidence),
  );
  const { authorization, body } = model.asked.at(-1) ?? { authorization: "", body: "" };
  expect(authorization).toBe("Bearer mk_secret");
  expect(body).toContain(evidence);
  expect(body).not.toMatch(/1234567|Quay|kim@discreet/);
  const [event] = await suggestedOf(contactId);
  const [record] = await world.db.root<{ body: string }[]>`
    select body from audit_entry where workspace_id = ${home.id} and body like '%reply_suggested%' order by id desc limit 1`;
  expect(record?.body).toContain(`"prompt":"${event?.data["prompt"]}"`);
  expect(record?.body).not.toMatch(/penguin/);
  expect(world.trail.join("\n")).not.toMatch(/mk_secret|penguin/);
});

test.each([
  ["interested", {}],
  ["meeting", {}],
  ["question", {}],
] as const)("%s is a suggestion and nothing else", async (kind, more) => {
  const one = await answered(`only-${kind}`, unclear, says(kind, evidence, more));
  await isLeftToPerson(one);
  expect(await home.admin.inbound.get({ inboundId: one.inboundId })).toMatchObject({
    suggestion: { kind, evidence, protects: false },
  });
  const tasks = (await home.admin.tasks.list({ limit: 500 })).items.filter(
    ({ contact }) => contact?.id === one.contactId,
  );
  expect(tasks.map((task) => task.kind)).toEqual(["classify_reply"]);
  expect((await home.admin.meetings.list({})).items.filter(({ contact }) => contact.id === one.contactId)).toEqual([]);
  expect((await home.admin.threads.list({ contactId: one.contactId, show: "hot" })).items).toEqual([]);
});

test.each([
  ["data_request", {}, ["do_not_contact data_request"], ["unclassified_reply"], ["classify_reply", "data_request"]],
  ["left_company", {}, ["left_company left_company"], ["unclassified_reply"], ["classify_reply"]],
  ["not_interested", {}, [], ["negative", "unclassified_reply"], ["classify_reply"]],
  ["wrong_person", {}, [], ["unclassified_reply", "wrong_person"], ["classify_reply"]],
  ["question", { severity: "threat" }, ["do_not_contact threat"], ["unclassified_reply"], ["alert", "classify_reply"]],
] as const)("%s %o protects as it would by a rule", async (kind, more, suppressed, holds, tasks) => {
  const { contactId } = await answered(
    `as-${Object.keys(more).length}-${kind.replaceAll("_", "-")}`,
    unclear,
    says(kind, evidence, more),
  );
  expect([...new Set(await suppressionsOf(contactId))]).toEqual(suppressed);
  expect(await holdsOf(contactId)).toEqual(holds);
  const mine = (await home.admin.tasks.list({ limit: 500 })).items.filter(({ contact }) => contact?.id === contactId);
  expect(mine.map((task) => task.kind).sort()).toEqual(tasks);
});

test("not now holds until the day that the reply names, beside the wait for a person", async () => {
  const text = `${unclear} They will be done in three weeks.`;
  const { contactId } = await answered("later", text, says("not_now", "done in three weeks"));
  expect(await holdsOf(contactId)).toEqual(["not_now", "unclassified_reply"]);
});

test("a busy model is asked twice more, and its answer counts", async () => {
  const busy: Turn = { does: "refuse", status: 429 };
  const one = await answered("busy", unclear, busy, busy, says("question", evidence));
  expect(one.asked).toBe(3);
  expect(await suggestedOf(one.contactId)).toHaveLength(1);
});

test.each<readonly [string, number, readonly Turn[]]>([
  ["down", 3, []],
  ["silent", 3, [{ does: "hang" }, { does: "hang" }, { does: "hang" }]],
  ["refusing", 1, [{ does: "refuse", status: 401 }]],
  ["talking", 1, [{ does: "say", content: "It is an unsubscribe, I think." }]],
  ["no-json", 1, [{ does: "send", body: "<html>" }]],
  ["endless", 3, Array.from({ length: 3 }, () => ({ does: "send", body: "x".repeat(300_000) }) as const)],
  ["inventing", 1, [says("resubscribed", evidence)]],
  ["imagining", 1, [says("unsubscribe", "remove me")]],
])(
  "a model that is %s leaves the reply with its person, and the contact stopped",
  async (name, calls, turns) => {
    const one = await answered(`model-${name}`, unclear, ...turns);
    expect(one.asked).toBe(calls);
    await isLeftToPerson(one);
    expect(await suggestedOf(one.contactId)).toEqual([]);
  },
  60_000,
);

test("what a rule is sure of is not asked, nor mail of nobody that we know, nor what a person read first", async () => {
  const { asked } = await answered("sure", "Please remove me from your list.");
  expect(asked).toBe(0);
  const before = model.asked.length;
  await world.receive(letter({ from: "aunt@private.example", to: home.mailbox }, ["Subject: hello"], unclear));
  await world.drain();
  const { contactId, mail } = await written(world, home, "kim@read-first.co.uk");
  await world.receive(reply(mail, unclear));
  const [inbound] = (await home.admin.inbound.list({ contactId })).items;
  await home.admin.replies.classify({ inboundId: inbound?.id ?? "inb_", kind: "question" });
  await world.drain();
  expect(model.asked.length).toBe(before);
});

test("tries count also where their process did not live to hear the answer", async () => {
  const { contactId, mail } = await written(world, home, "kim@killed.co.uk");
  const before = model.asked.length;
  await world.receive(reply(mail, unclear));
  await world.db.root`update activity_model_ask set tries = 3 where workspace_id = ${home.id}`;
  model.plan(says("unsubscribe", evidence));
  await world.drain();
  expect(model.asked.length).toBe(before);
  expect(await suggestedOf(contactId)).toEqual([]);
  const asks = await world.db.root`select from activity_model_ask where workspace_id = ${home.id}`;
  expect(asks).toHaveLength(0);
});

test("a person who reads something else takes back what the model added", async () => {
  const { contactId, inboundId } = await answered("mended", unclear, says("unsubscribe", evidence));
  expect(await suppressionsOf(contactId)).not.toEqual([]);
  await home.admin.replies.classify({ inboundId, kind: "interested" });
  expect(await suppressionsOf(contactId)).toEqual([]);
  expect(await holdsOf(contactId)).toEqual([]);
  expect((await home.admin.threads.list({ contactId, show: "hot" })).items).toHaveLength(1);
});

test("a person who agrees confirms with the words that the model pointed at", async () => {
  const { contactId, inboundId } = await answered("agreed", unclear, says("unsubscribe", evidence));
  const { suggestion } = await home.admin.inbound.get({ inboundId });
  if (suggestion === null) throw new Error("nothing was suggested");
  await home.admin.replies.classify({ inboundId, kind: suggestion.kind, evidence: suggestion.evidence });
  expect(await home.admin.inbound.get({ inboundId })).toMatchObject({ needsPerson: false, kind: "unsubscribe" });
  expect(await suppressionsOf(contactId)).toContain("unsubscribed reply");
  expect(await holdsOf(contactId)).toEqual([]);
});

test("a replay of all events makes what decisions read, and asks nobody", async () => {
  const before = model.asked.length;
  expect(await rebuildActivities(world.app.deps.activity, home.id, true)).toMatchObject({ differences: [] });
  expect(model.asked.length).toBe(before);
});

test("over the cap of a day nobody is asked until the next", async () => {
  const [unreadable, failed] = [await callsOf("unreadable"), await callsOf("failed")];
  expect([unreadable, failed, await callsOf("unfounded")]).toEqual([3, 5, 1]);
  const [day] = await world.db.root<{ tokens: number }[]>`
    select tokens::float8 as tokens from activity_model_day where workspace_id = ${home.id}`;
  expect(day?.tokens).toBeGreaterThan(4_000);
  await world.db.root`update activity_model_day set tokens = 199900 where workspace_id = ${home.id}`;
  const over = await answered("over", unclear, says("unsubscribe", evidence));
  expect(over.asked).toBe(0);
  await isLeftToPerson(over);
  expect(await callsOf("over_cap")).toBe(1);
  await world.nextWorkday();
  const next = await answered("next-day", unclear, says("unsubscribe", evidence));
  expect(next.asked).toBe(1);
  expect(await suggestedOf(next.contactId)).toHaveLength(1);
});
