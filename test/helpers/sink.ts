import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

/** A mail that the recipients' server took: from here on it reached somebody. */
export interface Taken {
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
  readonly text: string;
  readonly rfc822Id: string;
}

/** The phases of a conversation in which a server may break it off. `dot` is after the whole mail was taken. */
export type BreakPhase = "greeting" | "mail" | "rcpt" | "data" | "dot";

/** What the server does with one mail: take it, refuse it by code, drop the connection, or never answer. */
export type Conduct =
  | { readonly does: "take" }
  | { readonly does: "refuse"; readonly phase: "mail" | "rcpt" | "data"; readonly code: number; readonly says?: string }
  | { readonly does: "drop"; readonly phase: BreakPhase }
  | { readonly does: "hang"; readonly phase: BreakPhase };

/** The recipients' mail server. */
export interface Sink {
  readonly port: number;
  readonly taken: readonly Taken[];
  /** Every conversation that got as far as a recipient, taken or not. */
  readonly asked: readonly string[];
  /** What happens to the next mails for an address, in turn; after them, and for everybody else, mail is taken. */
  expect(address: string, ...conducts: readonly Conduct[]): void;
  /** What the server says when it takes mail for an address, after the code. */
  says(address: string, words: string): void;
  /** What happens to the next connections, before anybody is named. */
  expectConnection(...conducts: readonly Conduct[]): void;
  to(address: string): readonly Taken[];
  /** Breaks every connection that is open now. */
  hangUp(): Promise<void>;
  close(): Promise<void>;
}

const take: Conduct = { does: "take" };

/** Starts a mail server on loopback that remembers what it took and misbehaves on demand. */
export async function startSink(now: () => number = Date.now): Promise<Sink> {
  const taken: Taken[] = [];
  const asked: string[] = [];
  const plans = new Map<string, Conduct[]>();
  const words = new Map<string, string>();
  const doors: Conduct[] = [];
  const current = new Map<string, Conduct>();
  const door = (session: SMTPServerSession): Conduct => current.get(session.id) ?? take;
  const refusal = ({ code, says }: { readonly code: number; readonly says?: string }): Error =>
    Object.assign(new Error(says ?? `${code} not now`), { responseCode: code });
  /** Does what breaks a conversation; true when there is nothing more to answer. */
  const breaks = (conduct: Conduct, phase: BreakPhase, session: SMTPServerSession): boolean => {
    if ((conduct.does !== "drop" && conduct.does !== "hang") || conduct.phase !== phase) return false;
    if (conduct.does === "drop") cut(server, session);
    return true;
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 50,
    onConnect: (session, callback) => {
      current.set(session.id, doors.shift() ?? take);
      if (!breaks(door(session), "greeting", session)) callback();
    },
    onMailFrom: (_address, session, callback) => {
      const conduct = door(session);
      if (breaks(conduct, "mail", session)) return;
      callback(conduct.does === "refuse" && conduct.phase === "mail" ? refusal(conduct) : null);
    },
    onRcptTo: ({ address }, session, callback) => {
      asked.push(address);
      const conduct = plans.get(address)?.shift() ?? take;
      current.set(session.id, conduct);
      if (breaks(conduct, "rcpt", session)) return;
      callback(conduct.does === "refuse" && conduct.phase === "rcpt" ? refusal(conduct) : null);
    },
    onData: (stream, session, callback) => {
      const conduct = door(session);
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => {
        if (chunks.push(chunk) === 1) breaks(conduct, "data", session);
      });
      stream.on("end", () => {
        if (conduct.does === "refuse") return callback(refusal(conduct));
        if (conduct.does !== "take" && conduct.phase === "data") return;
        taken.push(takenFrom(session, Buffer.concat(chunks), now()));
        if (!breaks(conduct, "dot", session)) callback(null, words.get(taken.at(-1)?.to ?? ""));
      });
    },
  });
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    asked,
    expect: (address, ...conducts) => {
      plans.set(address, [...(plans.get(address) ?? []), ...conducts]);
    },
    says: (address, text) => {
      words.set(address, text);
    },
    expectConnection: (...conducts) => {
      doors.push(...conducts);
    },
    hangUp: async () => {
      for (const connection of connectionsOf(server)) connection._socket.destroy();
    },
    to: (address) => taken.filter((mail) => mail.to === address),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function takenFrom(session: SMTPServerSession, raw: Buffer, at: number): Taken {
  const text = raw.toString();
  return {
    at,
    raw,
    text,
    from: session.envelope.mailFrom === false ? "" : session.envelope.mailFrom.address,
    to: session.envelope.rcptTo[0]?.address ?? "",
    rfc822Id: /^message-id:\s*(\S+)/im.exec(text)?.[1] ?? "",
  };
}

/** Breaks the connection under a session, as a server does that dies. */
function cut(server: SMTPServer, session: SMTPServerSession): void {
  for (const connection of connectionsOf(server)) if (connection.id === session.id) connection._socket.destroy();
}

function connectionsOf(server: SMTPServer): Set<{ id: string; _socket: { destroy(): void } }> {
  return (server as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> }).connections;
}
