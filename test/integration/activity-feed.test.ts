import { afterAll, beforeAll, expect, test } from "vitest";
import { recordEvents } from "../../src/activity/record.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { limits } from "../../src/kernel/limits.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const event = (sourceKey: string, contactId: Id<"con"> | null = null) => ({
  kind: "call_placed" as const,
  contactId,
  accountId: null,
  occurredAt: Date.UTC(2026, 0, 5),
  sourceKey,
});
const record = (workspace: TestWorkspace, keys: readonly string[], before?: () => Promise<void>) =>
  world.db.write(workspace.id, async (tx) => {
    const recorded = await recordEvents(
      world.app.deps.append,
      tx,
      keys.map((key) => event(key)),
    );
    await before?.();
    return recorded;
  });

/** Everything behind a cursor, in pages. */
async function readOn(from: TestWorkspace, after?: string, limit = 7) {
  const ids: string[] = [];
  let page = await from.admin.activities.feed({ limit, ...(after === undefined ? {} : { after }) });
  for (;;) {
    ids.push(...page.items.map(({ id }) => id));
    if (page.isEnd) return { ids, next: page.next };
    page = await from.admin.activities.feed({ limit, after: page.next });
  }
}

test("a transaction that began first and commits last is read last, and by nobody skipped", async () => {
  const { next: start } = await readOn(home);
  const gate = Promise.withResolvers<void>();
  const isWritten = Promise.withResolvers<void>();
  const slow = record(home, ["slow"], async () => {
    isWritten.resolve();
    await gate.promise;
  });
  await isWritten.promise;
  const [fast] = await record(home, ["fast"]);
  const first = await readOn(home, start);
  expect(first.ids).toEqual([fast?.id]);
  gate.resolve();
  const [late] = await slow;
  const second = await readOn(home, first.next);
  expect(second.ids).toEqual([late?.id]);
  expect((await readOn(home, start)).ids).toEqual([fast?.id, late?.id]);
});

test("readers who keep up with writers see every event once, in the order of a replay from the start", async () => {
  const own = await world.workspace("Busy");
  const begins = (await readOn(own)).next;
  let isWriting = true;
  const keepUp = async (limit: number): Promise<readonly string[]> => {
    const seen: string[] = [];
    let after = begins;
    for (let isLast = false; ; ) {
      const page = await own.admin.activities.feed({ after, limit });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
      if (isLast && page.isEnd) return seen;
      isLast = !isWriting;
    }
  };
  const readers = [keepUp(1), keepUp(500)];
  const written = await Promise.all(
    [0, 1, 2, 3].map(async (writer) => {
      const ids: string[] = [];
      for (let n = 0; n < 12; n += 1) {
        const keys = Array.from({ length: 1 + ((n * 7 + writer) % 9) }, (_, k) => `w${writer} ${n} ${k}`);
        ids.push(...(await record(own, keys)).map(({ id }) => id));
      }
      return ids;
    }),
  );
  isWriting = false;
  const seen = await Promise.all(readers);
  const replayed = (await readOn(own, begins, 11)).ids;
  expect(new Set(replayed)).toEqual(new Set(written.flat()));
  expect(replayed).toHaveLength(written.flat().length);
  for (const one of seen) expect(one).toEqual(replayed);
  // What one writer wrote one after the other stays in that order.
  for (const ids of written) expect(replayed.filter((id) => ids.includes(id))).toEqual(ids);
});

test("events that were known already leave no trace, and a page of one kind goes on behind what it looked through", async () => {
  const own = await world.workspace("Kinds");
  const { next } = await readOn(own);
  await record(own, ["k1", "k2"]);
  await record(own, ["k1", "k2"]);
  await world.db.write(own.id, (tx) =>
    recordEvents(world.app.deps.append, tx, [{ ...event("k3"), kind: "voicemail_left" }]),
  );
  const page = await own.admin.activities.feed({ after: next, kind: ["voicemail_left"], limit: 1 });
  expect(page.items.map(({ kind }) => kind)).toEqual(["voicemail_left"]);
  expect((await readOn(own, next)).ids).toHaveLength(3);
  const none = await own.admin.activities.feed({ after: next, kind: ["deal_won"] });
  expect(none).toMatchObject({ items: [], isEnd: true });
  expect(Number(none.next)).toBeGreaterThan(Number(next));
});

test("a cursor of another feed is refused", async () => {
  await expect(home.admin.activities.feed({ after: "999999999" })).rejects.toMatchObject({ code: "invalid_input" });
  await expect(home.admin.activities.feed({ after: "x" })).rejects.toMatchObject({ code: "invalid_input" });
});

const open = (from: TestWorkspace, path = "", headers: Record<string, string> = {}, signal?: AbortSignal) =>
  fetch(`${world.url}/v1/activities/stream${path}`, {
    headers: { authorization: `Bearer ${from.tokens.admin}`, ...headers },
    ...(signal === undefined ? {} : { signal }),
  });

/** The ids of so many events of a stream, and how long they took. */
async function take(response: Response, count: number): Promise<readonly string[]> {
  const cursors: string[] = [];
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes as Uint8Array, { stream: true });
    const parts = text.split("\n\n");
    text = parts.pop() ?? "";
    cursors.push(...parts.flatMap((part) => /^id: (\d+)\nevent: \w+\ndata: \{/.exec(part)?.[1] ?? []));
    if (cursors.length >= count) return cursors;
  }
  throw new Error(`the stream ended after ${cursors.length} events`);
}

test("a stream tells an event soon after it is recorded, and goes on where a lost one ended", async () => {
  const own = await world.workspace("Stream");
  const stream = await open(own);
  expect(stream.headers.get("content-type")).toContain("text/event-stream");
  await record(own, ["s1", "s2"]);
  const from = performance.now();
  const cursors = await take(stream, 2);
  expect(performance.now() - from).toBeLessThan(limits.feedBeatMs / 3);
  await record(own, ["s3"]);
  const again = await take(await open(own, "", { "last-event-id": cursors[0] ?? "" }), 2);
  expect(again[0]).toBe(cursors[1]);
  const all = (await own.admin.activities.feed({ limit: 500 })).items.map(({ cursor }) => cursor);
  expect(await take(await open(own, "?after=0"), all.length)).toEqual(all);
});

test("a stream needs its scope and a cursor that is one, and a workspace has a bounded number of them", async () => {
  const own = await world.workspace("Bounded");
  expect((await fetch(`${world.url}/v1/activities/stream`)).status).toBe(401);
  expect((await open(own, "?after=soon")).status).toBe(400);
  expect((await open(own, "?kind=nonsense")).status).toBe(400);
  const leave = new AbortController();
  const held = await Promise.all(Array.from({ length: limits.feedStreamsMax }, () => open(own, "", {}, leave.signal)));
  expect(held.map(({ status }) => status)).toEqual(held.map(() => 200));
  expect((await open(own)).status).toBe(429);
  leave.abort();
  await expect.poll(async () => (await open(own)).status).toBe(200);
});
