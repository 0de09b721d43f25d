import { Liquid } from "liquidjs";
import type { Client } from "../client/client.gen.ts";
import { ProblemError } from "../client/problem-error.ts";

/**
 * Our own outbound agent: an ordinary client of the public interface with its own token and no back door. It asks for the
 * next best actions, reads the context of each contact, drafts, and proposes; what comes of it is Fairlead's decision.
 */
export interface AgentOptions {
  readonly client: Client;
  readonly sequenceId: `seq_${string}`;
  /** A template of the agent's own words (Liquid); what it renders is new messaging and needs a person. */
  readonly ownWords: { readonly subject: string; readonly body: string };
  /** False for an agent that does not look before it proposes; the decision looks for it. */
  readonly readsContext: boolean;
  /** How many contacts one round takes, and how many are worked on at a time. */
  readonly roundMax: number;
  readonly parallel: number;
}

/** What one round did. */
export interface AgentRound {
  readonly proposed: number;
  readonly outcomes: Readonly<Record<string, number>>;
}

type Context = Awaited<ReturnType<Client["context"]["get"]>>;
type Answer = Awaited<ReturnType<Client["actions"]["propose"]>>;

/** Works through the best contacts of the queue. */
export async function workQueue(options: AgentOptions): Promise<AgentRound> {
  const queue = await options.client.queue.next({ limit: options.roundMax });
  return proposeEach(
    options,
    queue.items.map((item) => item.contactId),
  );
}

/** Proposes to contacts by id, a few at a time; the same contact is never proposed twice for one sequence. */
export async function proposeEach(options: AgentOptions, contactIds: readonly `con_${string}`[]): Promise<AgentRound> {
  const outcomes: Record<string, number> = {};
  let proposed = 0;
  await eachOf(contactIds, options.parallel, async (contactId) => {
    const answer = await proposeOne(options, contactId);
    if (answer === null) return;
    proposed += 1;
    outcomes[answer.decision.outcome] = (outcomes[answer.decision.outcome] ?? 0) + 1;
  });
  return { proposed, outcomes };
}

/** Does something with each item, so many at a time; the first failure ends it. */
export async function eachOf<Item>(
  items: readonly Item[],
  atOnce: number,
  run: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function proposeOne(options: AgentOptions, contactId: `con_${string}`): Promise<Answer | null> {
  const { client, sequenceId } = options;
  const context = options.readsContext ? await client.context.get({ contactId }) : null;
  const own = context !== null && wantsOwnWords(context) ? ownDraft(options, context) : null;
  const input = {
    contactId,
    sequenceId,
    ...(context === null ? {} : { contextId: context.contextId }),
    ...(own === null ? {} : { draft: own }),
  };
  try {
    return await client.actions.propose(input, { idempotencyKey: `${sequenceId} ${contactId}` });
  } catch (error) {
    if (error instanceof ProblemError && (error.code === "conflict" || error.code === "idempotency_mismatch"))
      return null;
    throw error;
  }
}

/** A strong signal deserves words of its own; everybody else gets the approved template. */
function wantsOwnWords(context: Context): boolean {
  const intent = context.scores?.["intent"];
  return typeof intent === "number" && intent >= 60;
}

function ownDraft(options: AgentOptions, context: Context): { readonly subject: string; readonly body: string } {
  const liquid = new Liquid({ strictFilters: true });
  const view = { contact: context.contact, account: context.account ?? {} };
  return {
    subject: (liquid.parseAndRenderSync(options.ownWords.subject, view) as string).slice(0, 200),
    body: liquid.parseAndRenderSync(options.ownWords.body, view) as string,
  };
}
