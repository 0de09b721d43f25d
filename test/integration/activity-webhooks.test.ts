import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { verifyResend } from "../../src/activity/core/webhooks/resend.ts";
import { deliver } from "../../src/activity/outgoing/deliver.ts";
import { webhookQueue } from "../../src/activity/outgoing/deps.ts";
import { fanOut } from "../../src/activity/outgoing/fan-out.ts";
import { runFanOut } from "../../src/app/fan-out.ts";
import { createEnrichmentHttp } from "../../src/channel/enrichment-http.ts";
import { newId, uuidFromId } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const dayMs = 86_400_000;
const calls: Call[] = [];
const answer: { status: number; headers: Record<string, string> } = { status: 204, headers: {} };
let receiver: Server;
let url: string;
let world: TestApp;
beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString();
    });
    request.on("end", () => {
      calls.push({ headers: request.headers, body });
      response.writeHead(answer.status, answer.headers).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  world = await openTestApp({
    refit: (app) => ({
      ...app,
      deps: {
        ...app.deps,
        outgoing: {
          ...app.deps.outgoing,
          postJson: createEnrichmentHttp({
            sleep: app.resources.env.sleep,
            allowed: ["127.0.0.1"],
            who: "the receiver",
          }),
        },
      },
    }),
  });
});
afterAll(async () => {
  await world.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});
afterEach(() => {
  calls.length = 0;
  Object.assign(answer, { status: 204, headers: {} });
});

const made = { contacts: 0 };
const call = async (home: TestWorkspace, count = 1): Promise<void> => {
  made.contacts += 1;
  const contactId = await home.contact({ email: `p${made.contacts}@hook.co.uk` });
  for (let n = 0; n < count; n += 1)
    await home.admin.activities.record({ kind: "call_placed", contactId, data: { note: "said hello" } });
};
const send = async (home: TestWorkspace): Promise<void> => {
  await fanOut(world.app.deps.outgoing, home.id);
  await world.drain();
};
const idsOf = (seen: readonly Call[]) => seen.map(({ headers }) => headers["webhook-id"]);
const isSignedBy = ({ headers, body }: Call, secret: string): boolean => {
  const request = { headers: headers as Record<string, string>, rawBody: Buffer.from(body), now: Date.now() };
  return "replayKey" in verifyResend(request, { secrets: [secret] });
};

test("every event is sent once, signed, and its delivery is on record", async () => {
  const home = await world.workspace("Sent");
  const { id: webhookId, secret } = await home.admin.webhooks.create({ url });
  await call(home, 3);
  await send(home);
  await send(home);
  expect(calls).toHaveLength(3);
  expect(new Set(idsOf(calls)).size).toBe(3);
  expect(calls.every((one) => isSignedBy(one, secret))).toBe(true);
  expect(JSON.parse(calls[0]?.body ?? "")).toMatchObject({
    type: "activity.call_placed",
    data: { kind: "call_placed" },
  });
  const { items } = await home.admin.webhooks.deliveries({ webhookId });
  expect(items.map(({ state, status, tries }) => [state, status, tries])).toEqual([
    ["delivered", 204, 1],
    ["delivered", 204, 1],
    ["delivered", 204, 1],
  ]);
  expect(JSON.stringify(await home.admin.webhooks.list({}))).not.toContain(secret);
});

test("a failing receiver is left alone for longer each time, and gets everything when it is back", async () => {
  const home = await world.workspace("Failing");
  await home.admin.webhooks.create({ url });
  await call(home, 2);
  answer.status = 500;
  await send(home);
  const first = calls.length;
  expect(first).toBeLessThanOrEqual(2);
  await world.advance(6_500);
  await send(home);
  expect(calls).toHaveLength(first + 1);
  await call(home, 3);
  await send(home);
  expect(calls).toHaveLength(first + 1);
  const [webhook] = (await home.admin.webhooks.list({})).items;
  expect(webhook?.failingSince).not.toBeNull();
  answer.status = 200;
  calls.length = 0;
  await world.advance(dayMs);
  await send(home);
  expect(new Set(idsOf(calls)).size).toBe(5);
  expect((await home.admin.webhooks.list({})).items[0]).toMatchObject({ state: "active", failingSince: null });
});

test("410 switches off, so do five days of failures, and it is on record", async () => {
  const home = await world.workspace("Off");
  const { id } = await home.admin.webhooks.create({ url });
  await call(home);
  answer.status = 410;
  await send(home);
  expect((await home.admin.webhooks.list({})).items[0]).toMatchObject({ state: "off" });
  const [told410] = (await home.admin.tasks.list({})).items;
  answer.status = 500;
  await home.admin.webhooks.resume({ webhookId: id });
  // Whoever turns it on has done the task.
  expect((await home.admin.tasks.list({ state: "done" })).items).toMatchObject([
    { id: told410?.id, disposition: "turned_on" },
  ]);
  for (let day = 0; day < 7; day += 1) {
    await call(home);
    await send(home);
    await world.advance(dayMs);
    await send(home);
  }
  const [webhook] = (await home.admin.webhooks.list({})).items;
  expect(webhook).toMatchObject({ state: "off", stateReason: expect.stringContaining("five days") });
  const told = await world.db.root<
    { body: string }[]
  >`select body from audit_entry where body like '%export.webhook_off%'`;
  expect(told).toHaveLength(2);
  const { items: tasks } = await home.admin.tasks.list({});
  const [tired, ...more] = tasks.filter(({ kind }) => kind === "alert").map(({ title }) => title);
  expect(more).toEqual([]);
  expect(told410?.title).toContain("it answered 410");
  expect(tired).toContain("five days (last: it answered 500). Mend the receiver");
  expect(tired).toContain(new URL(url).host);
  expect(tired).toContain(`webhooks resume ${id}`);
  expect(tasks[0]).toMatchObject({ contact: null, assignedTo: home.adminId, assignedToName: "Ada Admin" });
});

test("what happens during a pause follows, and a replay sends the same under the same id", async () => {
  const home = await world.workspace("Paused");
  const { id: webhookId, cursor } = await home.admin.webhooks.create({ url, kinds: ["call_placed"] });
  await home.admin.webhooks.pause({ webhookId, reason: "moving house" });
  await call(home, 2);
  await send(home);
  expect(calls).toEqual([]);
  await home.admin.webhooks.resume({ webhookId });
  await send(home);
  const ids = idsOf(calls);
  expect(ids).toHaveLength(2);
  const { items } = await home.admin.webhooks.deliveries({ webhookId, state: "delivered", limit: 1 });
  await home.admin.webhooks.replay({ webhookId, deliveryId: items[0]?.id });
  await send(home);
  expect(idsOf(calls.slice(2))).toEqual([items[0]?.eventId]);
  await home.admin.webhooks.replay({ webhookId, after: cursor });
  await send(home);
  expect(new Set(idsOf(calls.slice(3)))).toEqual(new Set(ids));
});

test("two secrets hold while one is being replaced", async () => {
  const home = await world.workspace("Rotated");
  const { id: webhookId, secret } = await home.admin.webhooks.create({ url });
  const { secret: next } = await home.admin.webhooks.rotate({ webhookId });
  await call(home);
  await send(home);
  await world.advance(dayMs + 1);
  await call(home);
  await send(home);
  const held = calls.map((one) => [isSignedBy(one, secret), isSignedBy(one, next)]);
  expect(held[0]).toEqual([true, true]);
  expect(held.at(-1)).toEqual([false, true]);
});

test("an address that is not public is never reached, and redirects are not followed", async () => {
  const home = await world.workspace("Hidden");
  for (const address of ["https://169.254.169.254/latest", "http://example.com/hook", "https://localhost/hook"])
    await home.admin.webhooks.create({ url: address });
  const { id } = await home.admin.webhooks.create({ url });
  answer.status = 302;
  answer.headers = { location: `${url}/elsewhere` };
  await call(home);
  await send(home);
  expect(calls).toHaveLength(1);
  const { items } = await home.admin.webhooks.list({});
  for (const webhook of items) {
    const [delivery] = (await home.admin.webhooks.deliveries({ webhookId: webhook.id })).items;
    expect(delivery).toMatchObject({ state: "waiting", status: webhook.id === id ? 302 : null });
  }
});

test("a working process sends an event soon after it is recorded, and stops when it is told to", async () => {
  const home = await world.workspace("Soon");
  await home.admin.webhooks.create({ url });
  const stop = new AbortController();
  const running = Promise.all([runFanOut(world.app, stop.signal), world.keepWorking(stop.signal)]);
  await call(home, 2);
  await expect.poll(() => new Set(idsOf(calls)).size, { timeout: 10_000 }).toBe(2);
  stop.abort();
  await running;
});

test("a process that dies between the answer and its note sends again, under the same id", async () => {
  const home = await world.workspace("Killed");
  const { id: webhookId } = await home.admin.webhooks.create({ url });
  await call(home);
  const { outgoing } = world.app.deps;
  await fanOut(outgoing, home.id);
  const dying: typeof outgoing = {
    ...outgoing,
    postJson: async (...asked) => {
      await outgoing.postJson(...asked);
      throw new Error("killed");
    },
  };
  const key = uuidFromId(webhookId);
  const id = newId(world.app.resources.env, "job");
  const job = { id, workspaceId: home.id, queue: webhookQueue, key, payload: { webhookId: key }, tries: 1 };
  await expect(deliver(dying, job)).rejects.toThrow("killed");
  await send(home);
  expect(calls).toHaveLength(2);
  expect(new Set(idsOf(calls)).size).toBe(1);
  const { items } = await home.admin.webhooks.deliveries({ webhookId });
  expect(items.map(({ state, tries }) => [state, tries])).toEqual([["delivered", 1]]);
});

test("what came of a call is kept for a month, and what still waits for as long as it waits", async () => {
  const home = await world.workspace("Kept");
  const { id: webhookId } = await home.admin.webhooks.create({ url });
  await call(home, 2);
  await send(home);
  await world.advance(29 * dayMs);
  await call(home);
  await send(home);
  const all = await home.admin.webhooks.deliveries({ webhookId });
  expect(all.items).toHaveLength(3);
  answer.status = 500;
  await world.advance(2 * dayMs);
  await call(home);
  await send(home);
  const kept = await home.admin.webhooks.deliveries({ webhookId });
  expect(kept.items.map(({ state }) => state)).toEqual(["waiting", "delivered"]);
});
