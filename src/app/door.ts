import type { Config } from "../kernel/config.ts";
import { type Listening, listenHttp } from "../surface/http/listen.ts";

type Fetch = (request: Request, ...rest: never[]) => Response | Promise<Response>;

/** The HTTP port, taken before anything else opens. */
export interface HttpDoor {
  readonly listening: Listening;
  /** Answers with the app from now on. */
  open(fetch: Fetch): void;
  /** Lets the port go; safe to call again. */
  close(): Promise<void>;
}

/**
 * Takes the HTTP port first: a taken one is told before the database starts, and where port 0 asks for any, the links in
 * mails can carry the real one. Until it is opened, every request is told to come again.
 */
export async function takeHttpPort(config: Pick<Config, "host" | "httpPort">): Promise<HttpDoor> {
  let answer: Fetch = starting;
  const front = { fetch: (...given: Parameters<Fetch>) => answer(...given) };
  const listening = await listenHttp(front as unknown as Parameters<typeof listenHttp>[0], {
    host: config.host,
    port: config.httpPort,
  });
  let closing: Promise<void> | undefined;
  return {
    listening,
    open: (fetch) => {
      answer = fetch;
    },
    close: () => {
      closing ??= listening.close();
      return closing;
    },
  };
}

/** The configuration with the port that was really taken, and the public URL that follows from it unless one was given. */
export function withDoor(config: Config, door: HttpDoor, givenUrl: string | undefined): Config {
  const { port } = door.listening;
  return { ...config, httpPort: port, publicUrl: givenUrl ?? localUrl(config.host, port) };
}

/** An address that listens everywhere is no address to go to. */
function localUrl(host: string, port: number): string {
  const name = ["0.0.0.0", "::", ""].includes(host) ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

function starting(request: Request): Response {
  if (new URL(request.url).pathname === "/healthz") return new Response("ok\n");
  const document = {
    type: "urn:fairlead:problem:overloaded",
    title: "The service cannot take this now",
    status: 503,
    code: "overloaded",
    detail: "Fairlead is starting: try again in a second",
    retryAfterMs: 1_000,
  };
  const headers = { "content-type": "application/problem+json", "retry-after": "1" };
  return new Response(JSON.stringify(document), { status: 503, headers });
}
