import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { classifyReplyByPerson } from "../../src/activity/classify-reply.ts";
import { listInbound } from "../../src/activity/read-inbound.ts";
import { arriveInThread } from "../../src/activity/store/threads.ts";
import { listThreads } from "../../src/activity/threads/list.ts";
import { compareThreads } from "../../src/activity/threads/rebuild.ts";
import { newId, newUuid } from "../../src/kernel/ids.ts";
import { readMigrations } from "../../src/kernel/migrate.ts";
import { type ActivityWorld, openActivityWorld } from "../helpers/activity-world.ts";
import { migrationsFolder } from "../helpers/database.ts";
import { reply } from "../helpers/raw-mail.ts";

/** A thread is a projection of its mails: whatever comes in which order, it says what they say. */

let world: ActivityWorld;

beforeAll(async () => {
  world = await openActivityWorld();
});

afterAll(() => world.close());

const threads = async () => (await listThreads(world.deps, { show: "all", limit: 200 }, world.caller())).items;
const mails = async () => (await listInbound(world.deps, { state: "all", limit: 500 }, world.caller())).items;

const texts = {
  hot: "What does it cost?",
  cold: "No thanks, we are not interested.",
  unsure: "The blue one.",
  away: "I am out of the office until Monday.",
} as const;

type Step = keyof typeof texts | "interested" | "not_interested";
const steps: readonly Step[] = ["hot", "cold", "unsure", "away", "interested", "not_interested"];

test("whatever comes in and is classified, a thread counts its mails and says whether somebody waits", async () => {
  const step = fc.constantFrom(...steps);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (sequence) => {
      const message = world.sent(`${newUuid(world.env)}@many.example`);
      const own = async () => (await mails()).filter((mail) => mail.messageId === message.messageId);
      for (const one of sequence) {
        if (one === "interested" || one === "not_interested") {
          const newest = (await own()).find((mail) => mail.what === "reply");
          if (newest !== undefined)
            await classifyReplyByPerson(world.deps, { inboundId: newest.id, kind: one }, world.caller());
          continue;
        }
        const headers = [
          `In-Reply-To: <${message.rfc822Id}>`,
          ...(one === "away" ? ["Auto-Submitted: auto-replied"] : []),
        ];
        await world.receive(reply(message, [texts[one]], headers));
      }
      const received = await own();
      const [thread] = (await threads()).filter((each) => each.contactId === message.contactId);
      const answers = received.filter((mail) => mail.what === "reply");
      // The newest reply that somebody or some rule understood says it; one that nobody understood leaves it as it was.
      const understood = answers.find((mail) => mail.kind !== null);
      const isHot = ["interested", "meeting", "question"].includes(understood?.kind ?? "");
      const unclassified = received.filter((mail) => mail.needsPerson).length;
      expect(thread?.mails ?? 0).toBe(received.length);
      expect(thread?.unclassified ?? 0).toBe(unclassified);
      expect(thread?.isHot ?? false).toBe(isHot);
      if (isHot) expect(thread?.lastInboundId).toBe(answers[0]?.id);
    }),
    { numRuns: 30 },
  );
});

test("made again out of its mails and verdicts, every one of them says the same", async () => {
  const { threads: compared, wrong } = await compareThreads(world.deps, world.workspaceId, true);
  expect(compared).toBeGreaterThan(5);
  expect(wrong).toEqual([]);
});

test("mails of one conversation that come in at once are one thread", async () => {
  const root = newUuid(world.env);
  const arrivals = Array.from({ length: 8 }, () =>
    world.database.write(world.workspaceId, (tx) =>
      arriveInThread(tx, {
        inboundId: newId(world.env, "inb"),
        at: tx.now,
        root,
        contactId: null,
        mailboxId: null,
        isAuto: false,
        needsPerson: true,
        heat: "same",
        dueAt: tx.now,
      }),
    ),
  );
  expect(new Set(await Promise.all(arrivals)).size).toBe(1);
  const [row] = await world.database.root<{ mails: number; unclassified: number }[]>`
    select mails, unclassified from thread where workspace_id = ${world.workspaceId} and root = ${root}`;
  expect(row).toEqual({ mails: 8, unclassified: 8 });
  await world.database.root`delete from thread where workspace_id = ${world.workspaceId} and root = ${root}`;
});

test("what came in before there were threads is put into the same ones", async () => {
  const { root } = world.database;
  const picture = () => root`
    select id, root, contact_id, last_id, mails, unclassified from thread where workspace_id = ${world.workspaceId} order by id`;
  // Without the mail of an absence that came after one where somebody waits: its thread shows the one who waits.
  const live = await picture();
  expect(live.length).toBeGreaterThan(5);
  const migration = readMigrations(migrationsFolder).find(({ name }) => name.endsWith("_activity_threads.sql"));
  const fills = (migration?.statements ?? []).filter((statement) => /^\s*(update|insert)/.test(statement));
  expect(fills).toHaveLength(2);
  await root`alter table inbound_message drop constraint inbound_message_workspace_id_thread_id_fkey`;
  await root`update inbound_message set thread_id = null`;
  await root`delete from thread`;
  for (const statement of fills) await root.unsafe(statement);
  const made = await picture();
  const without = (rows: Awaited<ReturnType<typeof picture>>) => rows.map(({ last_id: _last, ...row }) => row);
  expect(without(made)).toEqual(without(live));
});
