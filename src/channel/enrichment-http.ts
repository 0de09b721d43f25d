import { type LookupAddress, lookup } from "node:dns";
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { Env } from "../kernel/env.ts";
import { limits } from "../kernel/limits.ts";
import { createAddressGuard } from "./public-address.ts";

/** What came of one exchange; the caller decides what it means. */
export type HttpExchange =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly retryAfter: string | null;
      readonly date: string | null;
      readonly body: string;
    }
  | { readonly kind: "unsent"; readonly says: string; readonly isRefused: boolean }
  | { readonly kind: "lost"; readonly says: string };

export interface EnrichmentHttpDeps {
  readonly sleep: Env["sleep"];
  /** Networks besides the public ones that may be reached. */
  readonly allowed: readonly string[];
  /** Whether the operator named the address: it may then be in the operator's own network, and do without TLS there. */
  readonly isOperators?: boolean;
  /** What the other side is called in what is said. */
  readonly who?: string;
  readonly deadlineMs?: number;
  readonly answerMaxBytes?: number;
}

type Ask = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<HttpExchange>;

/** What is asked, once it is known where. */
export interface Question {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends JSON to providers and webhooks over HTTP. */
export function createEnrichmentHttp(deps: EnrichmentHttpDeps): Ask {
  const ask = createAsk(deps);
  return (address, headers, body) =>
    ask(address, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...headers,
        accept: "application/json",
        "content-length": String(Buffer.byteLength(body)),
      },
      body,
    });
}

/**
 * Asks addresses over HTTP. An address is checked where it stands in the URL and where a name leads, on a connection of its
 * own and without following redirects: each alone was passed by one of eleven spellings of loopback (measured).
 */
export function createAsk(deps: EnrichmentHttpDeps): (address: string, question: Question) => Promise<HttpExchange> {
  const isAllowed = createAddressGuard(deps.allowed);
  const isPublic = createAddressGuard([]);
  return async (address, question) => {
    const url = new URL(address);
    const host = url.hostname.replace(/^\[|\]$/g, "");
    if (deps.isOperators === true) return askOperators(deps, url, host, isPublic, question);
    if (isIP(host) !== 0 && !isAllowed(host)) return refused(host);
    if (url.protocol !== "https:" && (isIP(host) === 0 || isPublic(host)))
      return { kind: "unsent", isRefused: true, says: mustBeSealed(deps) };
    return exchange(deps, url, isAllowed, question);
  };
}

/** Plain text goes no further than the operator's own network, wherever the name of the address leads. */
async function askOperators(
  deps: EnrichmentHttpDeps,
  url: URL,
  host: string,
  isPublic: (address: string) => boolean,
  question: Question,
): Promise<HttpExchange> {
  const isSealed = url.protocol === "https:";
  const mayReach = (address: string): boolean => isSealed || !isPublic(address);
  const exchanged = isIP(host) !== 0 && !mayReach(host) ? refused(host) : await exchange(deps, url, mayReach, question);
  return exchanged.kind === "unsent" && exchanged.isRefused ? { ...exchanged, says: mustBeSealed(deps) } : exchanged;
}

const mustBeSealed = (deps: EnrichmentHttpDeps): string =>
  `the address of ${whoIn(deps)} has to begin with \`https://\``;

const whoIn = ({ who }: EnrichmentHttpDeps): string => who ?? "the provider";

function refused(host: string): HttpExchange {
  return {
    kind: "unsent",
    isRefused: true,
    says: `\`${host}\` is not a public address: FAIRLEAD_OUTBOUND_ALLOW names those that may be reached besides`,
  };
}

async function exchange(
  deps: EnrichmentHttpDeps,
  url: URL,
  isAllowed: (address: string) => boolean,
  { method, headers, body }: Question,
): Promise<HttpExchange> {
  const deadlineMs = deps.deadlineMs ?? limits.enrichmentDeadlineMs;
  const guard = guardedLookup(isAllowed);
  const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, {
    method,
    // No pooled socket: one that was opened for another name would pass the look-up by.
    agent: false,
    lookup: guard.lookup,
    headers: { ...headers, "accept-encoding": "identity", "user-agent": "fairlead" },
  });
  const isOver = new AbortController();
  const progress = { isSent: false };
  try {
    const opened = url.protocol === "https:" ? "secureConnect" : "connect";
    request.once("socket", (socket) => {
      // From here on the provider may have read the question, and may bill it.
      socket.once(opened, () => {
        progress.isSent = true;
      });
    });
    return await Promise.race([
      answered(request, body, progress, deps.answerMaxBytes ?? limits.enrichmentAnswerMaxBytes),
      tooLate(deps, deadlineMs, isOver.signal),
    ]);
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    if (guard.refused() !== null) return refused(guard.refused() ?? url.hostname);
    return progress.isSent
      ? { kind: "lost", says: `${whoIn(deps)} did not answer: ${says}` }
      : { kind: "unsent", says: `${whoIn(deps)} cannot be reached: ${says}`, isRefused: false };
  } finally {
    isOver.abort();
    request.destroy();
  }
}

async function tooLate(deps: EnrichmentHttpDeps, deadlineMs: number, signal: AbortSignal): Promise<never> {
  await deps.sleep(deadlineMs, signal);
  throw new Error(`no answer within ${deadlineMs} ms`);
}

function answered(
  request: ClientRequest,
  body: string,
  progress: { isSent: boolean },
  maxBytes: number,
): Promise<HttpExchange> {
  return new Promise((resolve, reject) => {
    request.once("error", reject);
    request.once("response", (response) => {
      progress.isSent = true;
      const status = response.statusCode ?? 0;
      const retryAfter = response.headers["retry-after"] ?? null;
      const date = response.headers.date ?? null;
      const answer = (body: string): void => resolve({ kind: "answered", status, retryAfter, date, body });
      read(response, maxBytes).then(answer, reject);
    });
    request.end(body);
  });
}

function read(response: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    response.on("data", (part: Buffer) => {
      size += part.length;
      if (size > maxBytes) reject(new Error(`the answer is larger than ${maxBytes} bytes`));
      else parts.push(part);
    });
    response.once("error", reject);
    response.once("aborted", () => reject(new Error("the answer broke off")));
    response.once("end", () => resolve(Buffer.concat(parts).toString("utf8")));
  });
}

interface GuardedLookup {
  readonly lookup: LookupFunction;
  /** The address that a name led to and that may not be reached. */
  refused(): string | null;
}

/** Looks a name up and lets through only addresses that may be reached; one that may not refuses the name. */
function guardedLookup(isAllowed: (address: string) => boolean): GuardedLookup {
  let found: string | null = null;
  return {
    refused: () => found,
    lookup: (hostname, options, callback) => {
      lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
        if (error !== null) return callback(error, "", 4);
        found = addresses.find(({ address }) => !isAllowed(address))?.address ?? null;
        const [first] = addresses;
        if (found !== null || first === undefined) return callback(new Error(`\`${hostname}\` is not public`), "", 4);
        return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
      });
    },
  };
}
