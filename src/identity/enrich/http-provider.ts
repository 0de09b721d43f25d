import { z } from "zod";
import type { Answer, AskJson, EnrichmentProvider, JsonExchange, Question } from "./port.ts";

/** How an HTTP provider is reached. */
export interface HttpRoute {
  readonly url: string;
  /** The header that carries the key, with the key in it. */
  readonly headers: Readonly<Record<string, string>>;
}

const answerShape = z.union([
  z.object({ found: z.literal(false) }),
  z.object({
    found: z.literal(true),
    claims: z
      .array(
        z.object({
          field: z.string().max(64),
          value: z.string().max(2_000),
          observedAt: z.iso.datetime({ offset: true }).nullish(),
          confidence: z.number().min(0).max(100).nullish(),
        }),
      )
      .max(200),
  }),
]);

const retryAfterMaxMs = 24 * 3_600_000;
const busyWaitMs = 30_000;

/** A provider that answers over HTTP, in the shape that docs/guide/enrichment.md describes. */
export function httpProvider(ask: AskJson, route: HttpRoute, now: () => number): EnrichmentProvider {
  return {
    atATime: 8,
    ask: (questions) =>
      Promise.all(
        questions.map(async (question) =>
          answerOf(
            await ask(route.url, { ...route.headers, "idempotency-key": question.key }, bodyOf(question)),
            now(),
          ),
        ),
      ),
  };
}

function bodyOf({ identity, fields }: Question): string {
  return JSON.stringify({ version: 1, identity, fields });
}

function answerOf(exchange: JsonExchange, now: number): Answer {
  switch (exchange.kind) {
    case "unsent":
      return { kind: "failed", says: exchange.says, isOwed: false, isFinal: exchange.isRefused };
    case "lost":
      return { kind: "failed", says: exchange.says, isOwed: true, isFinal: false };
    case "answered":
      return statusAnswer(exchange, now);
  }
}

function statusAnswer({ status, retryAfter, body }: Extract<JsonExchange, { kind: "answered" }>, now: number): Answer {
  if (status === 200) return bodyAnswer(body);
  if (status === 404) return { kind: "missing" };
  if (status === 429 || (status === 503 && retryAfter !== null)) {
    return { kind: "busy", retryAfterMs: retryMs(retryAfter, now), says: `the provider answered ${status}` };
  }
  const isFinal = status === 401 || status === 402 || status === 403 || (status >= 300 && status < 400);
  return { kind: "failed", says: `the provider answered ${status}: ${meaning(status)}`, isOwed: false, isFinal };
}

function meaning(status: number): string {
  if (status >= 300 && status < 400) return "a redirect is not followed, name the address it leads to";
  if (status === 401 || status === 403)
    return "it does not take the key, make the provider anew with one that it takes";
  if (status === 402) return "it wants to be paid first";
  return status >= 500 ? "it failed" : "it does not take the question";
}

function bodyAnswer(body: string): Answer {
  const parsed = answerShape.safeParse(jsonOf(body));
  if (!parsed.success)
    return {
      kind: "failed",
      says: "the provider's answer is not in the shape of docs/guide/enrichment.md",
      isOwed: true,
      isFinal: false,
    };
  if (!parsed.data.found || parsed.data.claims.length === 0) return { kind: "missing" };
  return {
    kind: "found",
    claims: parsed.data.claims.map(({ field, value, observedAt, confidence }) => ({
      field,
      value,
      observedAt: observedAt === null || observedAt === undefined ? null : Date.parse(observedAt),
      confidence: confidence ?? null,
    })),
  };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Seconds or a date (RFC 9110 §10.2.3); what says neither is half a minute. */
function retryMs(retryAfter: string | null, now: number): number {
  const text = retryAfter?.trim() ?? "";
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.max(1_000, Math.min(ms, retryAfterMaxMs)) : busyWaitMs;
}
