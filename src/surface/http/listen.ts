import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { problem } from "../../kernel/problem.ts";
import type { HttpEnv } from "./deps.ts";

/** A listening server; `close` lets running requests end, then cuts what is left. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/** Listens for HTTP; port 0 takes any free one. */
export function listenHttp(
  app: Hono<HttpEnv>,
  at: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch });
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "EADDRINUSE"
          ? problem("conflict", `port ${at.port} is in use: stop what uses it or set FAIRLEAD_HTTP_PORT`, {
              cause: error,
            })
          : error,
      );
    });
    server.listen(at.port, at.host, () => {
      const { port } = server.address() as AddressInfo;
      const host = at.host.includes(":") ? `[${at.host}]` : at.host;
      resolve({ host: at.host, port, url: `http://${host}:${port}`, close: () => closed(server) });
    });
  });
}

type Server = ReturnType<typeof createAdaptorServer>;

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    // Open streams and idle keep-alive connections would hold the process for minutes.
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
