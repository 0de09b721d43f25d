import { type Id, uuidFromId } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { KnownMessage } from "../core/correlate.ts";
import {
  afterStep,
  fieldsIn,
  inOrder,
  type MailSequel,
  type ReplayedMail,
  type ReplayedThread,
  stepsOf,
  type ThreadFields,
  type ThreadStep,
  wrongFields,
} from "../core/thread-replay.ts";
import type { ActivityDeps } from "../deps.ts";
import {
  fatesOf,
  type KeptThread,
  lockedThreads,
  mailsAfter,
  threadsAfter,
  updateThread,
  verdictsOn,
} from "../store/thread-replay.ts";

/** What a replay of threads asks of blocks that this one cannot import. */
export type ThreadReplayDeps = Pick<ActivityDeps, "db" | "messagesFor" | "answersTo">;

/** A field of a thread that is not what its mails make it. */
export interface WrongThread {
  readonly threadId: Id<"thr">;
  readonly field: keyof ThreadFields;
  readonly replayed: unknown;
  readonly found: unknown;
  readonly isMended: boolean;
}

const threadsAtOnce = 200;
const mailsAtOnce = 500;

/**
 * Derives every thread again from its mails, from what people said of them and from our answers, a batch at a time, and compares.
 * What differs is looked at once more under the thread's lock, so that what comes in meanwhile is no difference; it is written
 * anew there, unless `isCheck`.
 */
export async function compareThreads(
  deps: ThreadReplayDeps,
  workspaceId: Id<"wsp">,
  isCheck: boolean,
): Promise<{ readonly threads: number; readonly wrong: readonly WrongThread[] }> {
  const wrong: WrongThread[] = [];
  let threads = 0;
  let after: Id<"thr"> | null = null;
  for (;;) {
    const from: Id<"thr"> | null = after;
    const { kept, suspects }: Suspects = await deps.db.read(workspaceId, (tx) => suspectsAfter(deps, tx, from));
    threads += kept.length;
    if (suspects.length > 0)
      wrong.push(...(await deps.db.write(workspaceId, (tx) => wrongAmong(deps, tx, suspects, isCheck))));
    if (kept.length < threadsAtOnce) return { threads, wrong };
    after = kept.at(-1)?.id ?? null;
  }
}

/** A batch of threads, and those of them that are not what their mails make them. */
interface Suspects {
  readonly kept: readonly KeptThread[];
  readonly suspects: readonly Id<"thr">[];
}

async function suspectsAfter(deps: ThreadReplayDeps, tx: Tx, after: Id<"thr"> | null): Promise<Suspects> {
  const kept = await threadsAfter(tx, after, threadsAtOnce);
  const should = await derived(deps, tx, kept);
  const suspects = kept.filter((thread) => isWrong(should.get(thread.id), thread));
  return { kept, suspects: suspects.map(({ id }) => id) };
}

function isWrong(should: ThreadFields | undefined, thread: KeptThread): boolean {
  return should === undefined || wrongFields(should, thread).length > 0;
}

async function wrongAmong(
  deps: ThreadReplayDeps,
  tx: Tx,
  suspects: readonly Id<"thr">[],
  isCheck: boolean,
): Promise<readonly WrongThread[]> {
  const kept = await lockedThreads(tx, suspects);
  const should = await derived(deps, tx, kept);
  const wrong: WrongThread[] = [];
  for (const thread of kept) {
    const fields = should.get(thread.id);
    if (fields === undefined) {
      // Without a mail there is nothing to make it of: a person has to look.
      wrong.push({ threadId: thread.id, field: "mails", replayed: 0, found: thread.mails, isMended: false });
      continue;
    }
    const named = wrongFields(fields, thread);
    const now = named.length > 0 && !isCheck ? await updateThread(tx, thread.id, fields) : thread;
    for (const field of named)
      wrong.push({
        threadId: thread.id,
        field,
        replayed: fields[field],
        found: thread[field],
        isMended: now[field] === fields[field],
      });
  }
  return wrong;
}

/** What these threads should say, by id; one without a mail has no entry. */
async function derived(
  deps: ThreadReplayDeps,
  tx: Tx,
  kept: readonly KeptThread[],
): Promise<ReadonlyMap<Id<"thr">, ThreadFields>> {
  const replayed = await replay(
    deps,
    tx,
    kept.map(({ id }) => id),
  );
  const ids = [...replayed.values()].flatMap(({ opener, messageId }) =>
    [opener?.messageId ?? [], messageId ?? []].flat(),
  );
  const messages = await messagesById(deps, tx, [...new Set(ids)]);
  return new Map(
    kept.flatMap((stored) => {
      const thread = replayed.get(stored.id);
      if (thread === undefined) return [];
      const mailboxId = (thread.messageId === null ? null : messages.get(thread.messageId)?.mailboxId) ?? null;
      return [[stored.id, fieldsIn(thread, stored, { root: rootOf(thread, messages), mailboxId })] as const];
    }),
  );
}

async function messagesById(
  deps: ThreadReplayDeps,
  tx: Tx,
  ids: readonly Id<"msg">[],
): Promise<ReadonlyMap<Id<"msg">, KnownMessage>> {
  if (ids.length === 0) return new Map();
  const found = await deps.messagesFor(tx, { ids, rfc822Ids: [], addresses: [], limit: ids.length });
  return new Map(found.map((message) => [message.messageId, message]));
}

/** What the mail that opened it made the conversation be about; null where nothing is left to tell it by. */
function rootOf({ opener }: ReplayedThread, messages: ReadonlyMap<Id<"msg">, KnownMessage>): string | null {
  if (opener === null) return null;
  const { messageId, id } = opener;
  if (messageId === null) return uuidFromId(id);
  const message = messages.get(messageId);
  if (message === undefined) return null;
  return (message.answersId ?? null) === null ? (message.conversationId ?? uuidFromId(messageId)) : uuidFromId(id);
}

/**
 * Replays threads, mail after mail. A page of mails is in memory at a time; of what happened with earlier ones, what comes after
 * the next mail.
 */
async function replay(
  deps: ThreadReplayDeps,
  tx: Tx,
  threadIds: readonly Id<"thr">[],
): Promise<ReadonlyMap<Id<"thr">, ReplayedThread>> {
  const threads = new Map<Id<"thr">, ReplayedThread>();
  let later: ThreadStep[] = [];
  const take = (step: ThreadStep): void => {
    const { threadId } = step.mail;
    threads.set(threadId, afterStep(threads.get(threadId) ?? null, step));
  };
  let last: ReplayedMail | null = null;
  for (;;) {
    const mails: readonly ReplayedMail[] = await mailsAfter(tx, threadIds, last, mailsAtOnce);
    const sequels = await sequelsOf(deps, tx, mails);
    for (const mail of mails) {
      const [arrival, ...after] = stepsOf(mail, sequels.get(mail.id) ?? []);
      if (arrival === undefined) continue;
      const isSame = last?.threadId === mail.threadId;
      const due = later.filter((step) => !isSame || inOrder(step, arrival) < 0);
      for (const step of [...due, arrival]) take(step);
      later = [...later.filter((step) => !due.includes(step)), ...after].sort(inOrder);
      last = mail;
    }
    if (mails.length < mailsAtOnce) break;
  }
  for (const step of later) take(step);
  return threads;
}

/** What happened with these mails, by mail: one question to each of three tables. */
async function sequelsOf(
  deps: ThreadReplayDeps,
  tx: Tx,
  mails: readonly ReplayedMail[],
): Promise<ReadonlyMap<Id<"inb">, readonly MailSequel[]>> {
  if (mails.length === 0) return new Map();
  const ids = mails.map(({ id }) => id);
  const answers = await deps.answersTo(tx, ids);
  const answered = new Map(answers.map(({ messageId, inboundId }) => [messageId, inboundId]));
  const fates = (await fatesOf(tx, [...answered.keys()])).flatMap(({ messageId, ...fate }) => {
    const inboundId = answered.get(messageId);
    return inboundId === undefined ? [] : [{ ...fate, inboundId }];
  });
  return Map.groupBy([...(await verdictsOn(tx, ids)), ...fates], ({ inboundId }) => inboundId);
}
