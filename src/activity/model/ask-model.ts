import { dayMs } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Job } from "../../kernel/jobs.ts";
import { limits } from "../../kernel/limits.ts";
import { Transient } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { type ModelRequest, modelRequest, withinCap } from "../core/model-request.ts";
import { fateOfCall, type ModelExchange, waitAfterTry } from "../core/model-retry.ts";
import { inboundByIds } from "../store/inbound.ts";
import {
  addTokens,
  countResult,
  countTries,
  dropAsks,
  dropEveryAsk,
  lockedTokens,
  type ModelAsk,
  oldestAsks,
} from "../store/model.ts";
import type { ModelDeps } from "./deps.ts";
import { recordAnswer } from "./record-answer.ts";
import { scheduleModel } from "./wait-for-model.ts";

/** One reply on its way to the model, with what was set aside for it. */
interface Call {
  readonly inboundId: Id<"inb">;
  readonly request: ModelRequest;
  readonly tries: number;
  readonly day: number;
}

/**
 * Puts the replies that have waited longest to the model, a few at a time, and records what it says. Tokens and tries are
 * counted and committed before a call and no transaction is open during one, so that neither a cap nor a retry is
 * exceeded by a process that dies. Whatever fails, the reply stays with the person that it waits for.
 */
export async function askModel(deps: ModelDeps, job: Job): Promise<void> {
  const { workspaceId } = job;
  const { model } = deps;
  if (model === null) return deps.db.write(workspaceId, dropEveryAsk);
  const calls = await deps.db.write(workspaceId, (tx) => reserveCalls(tx, model));
  const headers: Record<string, string> = model.key === null ? {} : { authorization: `Bearer ${model.key}` };
  const asked = await Promise.all(
    calls.map(async (call) => ({ call, exchange: await deps.postJson(model.url, headers, call.request.body) })),
  );
  let pauseMs = 0;
  for (const { call, exchange } of asked) {
    tellFailure(deps, call, exchange);
    pauseMs = Math.max(pauseMs, await deps.db.write(workspaceId, (tx) => settleCall(deps, tx, call, exchange)));
  }
  if (pauseMs > 0) throw new Transient("the model could not answer now", pauseMs);
  await deps.db.write(workspaceId, async (tx) => {
    if ((await oldestAsks(tx, 1)).length > 0) await scheduleModel(deps.env, tx);
  });
}

async function reserveCalls(tx: Tx, model: NonNullable<ModelDeps["model"]>): Promise<readonly Call[]> {
  const asks = await oldestAsks(tx, limits.modelCallsAtOnce);
  if (asks.length === 0) return [];
  const mails = await inboundByIds(
    tx,
    asks.map(({ inboundId }) => inboundId),
  );
  const waiting = new Map(mails.filter(({ needsPerson }) => needsPerson).map((mail) => [mail.id, mail]));
  const day = Math.floor(tx.now / dayMs);
  const used = await lockedTokens(tx, day);
  const open = asks.filter(({ tries }) => tries < limits.modelTriesMax);
  const wanted = open.flatMap(({ inboundId, tries }) => {
    const mail = waiting.get(inboundId);
    return mail === undefined ? [] : [{ inboundId, tries: tries + 1, day, request: modelRequest(model.name, mail) }];
  });
  const fitting = withinCap(
    wanted.map(({ request }) => request),
    model.tokensPerDay - used,
  );
  const calls = wanted.slice(0, fitting);
  await addTokens(tx, day, sumOf(calls));
  await countTries(tx, idsOf(calls));
  const kept = new Set(idsOf(calls));
  await dropAsks(tx, idsOf(asks.filter(({ inboundId }) => !kept.has(inboundId))));
  await countResult(tx, { result: "over_cap", calls: wanted.length - calls.length, tokens: 0 });
  await countResult(tx, { result: "failed", calls: asks.length - open.length, tokens: 0 });
  return calls;
}

const idsOf = (asks: readonly Pick<ModelAsk, "inboundId">[]): Id<"inb">[] => asks.map(({ inboundId }) => inboundId);
const sumOf = (calls: readonly Call[]): number => calls.reduce((sum, { request }) => sum + request.tokens, 0);

/** The operator hears why a model does not answer; of the mail no word. */
function tellFailure({ log }: ModelDeps, { inboundId, tries }: Call, exchange: ModelExchange): void {
  if (exchange.kind === "answered" && exchange.status === 200) return;
  const { kind } = exchange;
  const why = kind === "answered" ? { status: exchange.status } : { says: exchange.says };
  log("activity.model_failed", { inbound: inboundId, tries, kind, ...why });
}

/** Notes what came of a call; how long to wait before the next, and zero where this one is over. */
async function settleCall(deps: ModelDeps, tx: Tx, call: Call, exchange: ModelExchange): Promise<number> {
  const { inboundId, request, tries, day } = call;
  const fate = fateOfCall(exchange, tries, limits.modelTriesMax);
  if (fate.is === "answered") {
    const { result, tokens } = await recordAnswer(deps, tx, { inboundId, digest: request.digest, body: fate.body });
    const taken = tokens ?? request.tokens;
    await addTokens(tx, day, taken - request.tokens);
    await countResult(tx, { result, calls: 1, tokens: taken });
    await dropAsks(tx, [inboundId]);
    return 0;
  }
  // A question that was lost on the way may have been answered and billed.
  const taken = fate.isBilled ? request.tokens : 0;
  await addTokens(tx, day, taken - request.tokens);
  await countResult(tx, { result: fate.is, calls: 1, tokens: taken });
  if (fate.is === "retried") return waitAfterTry(tries, fate.retryAfterMs);
  await dropAsks(tx, [inboundId]);
  return 0;
}
