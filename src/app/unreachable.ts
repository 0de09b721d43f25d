import { type Problem, problem } from "../kernel/problem.ts";
import { errorCode } from "../kernel/sql.ts";

const network: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nobody listens there: start the server, or correct the host and the port",
  ENOTFOUND: "that host is not known: correct the name",
  EAI_AGAIN: "that host cannot be looked up now: correct the name, or look at the network",
  EHOSTUNREACH: "there is no way to that host: look at the network",
  ENETUNREACH: "there is no way to that host: look at the network",
  ETIMEDOUT: "no answer came: look at the network and at the server's firewall",
  CONNECT_TIMEOUT: "no answer came: look at the network and at the server's firewall",
  CONNECTION_CLOSED:
    "the connection was closed at once: is it a PostgreSQL server, and does it want TLS (`?sslmode=require`)?",
  ECONNRESET:
    "the connection was closed at once: is it a PostgreSQL server, and does it want TLS (`?sslmode=require`)?",
  "28P01": "the password is wrong: correct it",
  "28000": "the server does not let this user in: create the user, or look at its pg_hba.conf",
  "3D000": "the server has no such database: create it",
  "42501": "the user may not do that there: make it the owner of the database",
  "53300": "the server has no connection left: raise its max_connections, or run fewer processes",
};

/** The failure of a connection in the words of the one who set `DATABASE_URL`; undefined when it is something else. */
export function unreachable(databaseUrl: string | undefined, error: unknown): Problem | undefined {
  const says = network[errorCode(error)];
  if (databaseUrl === undefined || says === undefined) return undefined;
  return problem("overloaded", `DATABASE_URL names \`${shown(databaseUrl)}\`, but ${says}`, { cause: error });
}

/** A database URL without its password. */
export function shown(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return databaseUrl;
  const url = new URL(databaseUrl);
  const user = url.username === "" ? "" : `${url.username}@`;
  return `${url.protocol}//${user}${url.host}${url.pathname}`;
}
