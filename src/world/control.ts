import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { advance, statusOf } from "./advance.ts";
import { dealOutcome, meetingOutcome, meetingsUntil } from "./events.ts";
import { isLoopback } from "./one-click.ts";
import type { Post } from "./post.ts";
import type { World } from "./world.ts";

const bodyMaxBytes = 10_000;

/** A request that the conductor got wrong; everything else that goes wrong here is the world's own fault. */
class BadRequest extends Error {}

interface Request {
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Control {
  readonly port: number;
  close(): Promise<void>;
}

/** The conductor's handle on the world: HTTP with JSON on loopback. See docs/guide/world.md for the requests. */
export async function startControl(
  world: World,
  post: Post,
  port: number,
  onFatal: (error: unknown) => void,
): Promise<Control> {
  const handlers = handlersFor(world, post);
  const server = createServer((request, response) => {
    answer(handlers, request, response).catch(onFatal);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return { port: bound, close: () => closed(server) };
}

type Handlers = Readonly<Record<string, (request: Request) => unknown>>;

function handlersFor(world: World, post: Post): Handlers {
  let lastAdvance: Promise<unknown> = Promise.resolve();
  return {
    "GET /status": () => ({
      ...statusOf(world),
      seq: world.memory.nextSeq,
      counts: Object.fromEntries(world.memory.counts),
    }),
    "POST /advance": ({ body }) => {
      const now = numberIn(body, "now");
      // Two advances at once would send a reaction twice. One that fails is fatal, so none follows it.
      lastAdvance = lastAdvance.then(() => advance(world, post, now));
      return lastAdvance;
    },
    "POST /clock": ({ body }) => {
      world.memory.now = Math.max(world.memory.now, numberIn(body, "now"));
      return { now: world.memory.now };
    },
    "POST /route": ({ body }) => setRoute(world, body),
    "GET /signals": ({ query }) => ({
      signals: world.market.signals(numberOf(query, "since"), numberOf(query, "until")),
    }),
    "GET /meetings": async ({ query }) => ({ meetings: await meetingsUntil(world, numberOf(query, "until")) }),
    "POST /meeting": ({ body }) => meetingOutcome(world, textIn(body, "email"), numberIn(body, "startsAt")),
    "POST /deal": ({ body }) => dealOutcome(world, textIn(body, "email")),
  };
}

function setRoute(world: World, body: Request["body"]) {
  const { route } = world;
  if ("replyHost" in body) route.replyHost = loopbackHost(textIn(body, "replyHost"));
  if ("replyPort" in body) route.replyPort = numberIn(body, "replyPort");
  if ("feedbackTo" in body) route.feedbackTo = textIn(body, "feedbackTo");
  if ("oneClickOrigin" in body) route.oneClickOrigin = textIn(body, "oneClickOrigin");
  return route;
}

/** Refuses every host that is not this machine: the world must never mail a stranger. */
export function loopbackHost(host: string): string {
  if (!isLoopback(host)) throw new BadRequest(`\`${host}\` is not on loopback`);
  return host;
}

async function answer(handlers: Handlers, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const handler = handlers[`${request.method} ${url.pathname}`];
  if (handler === undefined) return send(response, 404, { error: `no \`${request.method} ${url.pathname}\`` });
  try {
    send(response, 200, (await handler({ query: url.searchParams, body: await bodyOf(request) })) ?? null);
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    send(response, 400, { error: error.message });
  }
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(`${JSON.stringify(value)}\n`);
}

async function bodyOf(request: IncomingMessage): Promise<Request["body"]> {
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > bodyMaxBytes) throw new BadRequest("the body is too long");
  }
  const body = text === "" ? {} : jsonOf(text);
  if (typeof body !== "object" || body === null) throw new BadRequest("the body is not an object");
  return body as Request["body"];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadRequest("the body is not JSON");
  }
}

function numberIn(body: Request["body"], name: string): number {
  const value = body[name];
  if (typeof value !== "number" || !Number.isFinite(value)) throw new BadRequest(`\`${name}\` must be a number`);
  return value;
}

function textIn(body: Request["body"], name: string): string {
  const value = body[name];
  if (typeof value !== "string") throw new BadRequest(`\`${name}\` must be a text`);
  return value;
}

function numberOf(query: URLSearchParams, name: string): number {
  return numberIn({ [name]: query.get(name) === null ? null : Number(query.get(name)) }, name);
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
