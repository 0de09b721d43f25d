/** What came of a call, as the channel tells it. */
export type ModelExchange =
  | { readonly kind: "answered"; readonly status: number; readonly retryAfter: string | null; readonly body: string }
  | { readonly kind: "unsent"; readonly says: string; readonly isRefused: boolean }
  | { readonly kind: "lost"; readonly says: string };

/** What a call comes to: an answer to read, another try, or the end of asking. */
export type CallFate =
  | { readonly is: "answered"; readonly body: string }
  | { readonly is: "retried"; readonly isBilled: boolean; readonly retryAfterMs: number }
  | { readonly is: "failed"; readonly isBilled: boolean };

/** What to do after a call: busy, broken and silent servers are asked again until the tries are used up; nobody else is. */
export function fateOfCall(exchange: ModelExchange, tries: number, triesMax: number): CallFate {
  const isBilled = exchange.kind === "lost";
  if (exchange.kind === "answered" && exchange.status === 200) return { is: "answered", body: exchange.body };
  if (!isPassing(exchange) || tries >= triesMax) return { is: "failed", isBilled };
  return { is: "retried", isBilled, retryAfterMs: askedWait(exchange) };
}

function isPassing(exchange: ModelExchange): boolean {
  switch (exchange.kind) {
    case "answered":
      return exchange.status === 429 || exchange.status >= 500;
    case "unsent":
      return !exchange.isRefused;
    case "lost":
      return true;
  }
}

/** How long the server asks to be left alone, in seconds (RFC 9110 10.2.3); a date is not believed. */
function askedWait(exchange: ModelExchange): number {
  const text = exchange.kind === "answered" ? (exchange.retryAfter ?? "") : "";
  return /^\d{1,6}$/.test(text) ? Number(text) * 1_000 : 0;
}

const firstWaitMs = 1_000;
const waitMaxMs = 60_000;

/** The pause after a try: twice as long each time, and as long as was asked for within a minute. */
export function waitAfterTry(tries: number, askedMs: number): number {
  return Math.min(Math.max(firstWaitMs * 2 ** (tries - 1), askedMs), waitMaxMs);
}
