import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/**
 * Where a server breaks a conversation off, in its order. `body` is after the first bytes that follow 354, `dot` after the whole
 * mail was stored and before 250, `reply` right behind the 250, and `quit` is a 250 with silence after it.
 */
export const dropPoints = ["banner", "ehlo", "mail", "rcpt", "data", "body", "dot", "reply", "quit"] as const;
export type DropPoint = (typeof dropPoints)[number];

/** A mail that the server stored. */
export interface Stored {
  readonly rfc822Id: string;
  readonly to: string;
  readonly text: string;
}

/** A server of one script: its next conversation stops at a point, every later one is served. */
export interface ScriptedServer {
  readonly port: number;
  /** What it stored, each copy. */
  readonly stored: readonly Stored[];
  /** Has the next conversation stop at the point, until it is told to go on, or by itself at once. */
  arm(point: DropPoint, isHeld: boolean): void;
  /** Whether the armed conversation is where it stops. */
  isThere(): boolean;
  /** Breaks the conversation at its point; behind a 250 where the point lies there. */
  drop(): void;
  close(): Promise<void>;
}

interface Script {
  armed: DropPoint | null;
  isHeld: boolean;
  stopped: { readonly point: DropPoint; readonly socket: Socket } | null;
}

/** Starts a scripted mail server on loopback. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const stored: Stored[] = [];
  const open = new Set<Socket>();
  const script: Script = { armed: null, isHeld: false, stopped: null };
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => undefined).on("close", () => open.delete(socket));
    converse(
      socket,
      (point) => stops(script, point, socket),
      (mail) => stored.push(mail),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    stored,
    arm: (point, isHeld) => {
      script.armed = point;
      script.isHeld = isHeld;
      script.stopped = null;
    },
    isThere: () => script.stopped !== null,
    drop: () => {
      if (script.stopped !== null) broken(script.stopped.point, script.stopped.socket);
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function stops(script: Script, point: DropPoint, socket: Socket): boolean {
  if (script.armed !== point) return false;
  script.armed = null;
  script.stopped = { point, socket };
  if (!script.isHeld) broken(point, socket);
  return true;
}

function broken(point: DropPoint, socket: Socket): void {
  const taken = "250 2.0.0 stored\r\n";
  if (point === "reply") socket.write(taken, () => socket.destroy());
  else if (point === "quit") socket.write(taken);
  else socket.destroy();
}

/** One conversation after RFC 5321, line by line, as far as it goes. */
function converse(socket: Socket, stopsAt: (point: DropPoint) => boolean, onStored: (mail: Stored) => void): void {
  let held = "";
  let isBody = false;
  let to = "";
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  const heard = (verb: string, line: string): void => {
    if (verb === "rcpt") to = /<([^>]*)>/.exec(line)?.[1] ?? "";
    if (verb === "quit") socket.end("221 2.0.0 bye\r\n");
    else if (!isOneOf(verb, ["ehlo", "mail", "rcpt", "data"])) say("250 2.0.0 ok");
    else if (!stopsAt(verb)) {
      isBody = verb === "data";
      say(isBody ? "354 go ahead" : "250 2.1.0 ok");
    }
  };
  const end = (text: string): void => {
    isBody = false;
    onStored({ rfc822Id: /^message-id:\s*(\S+)/im.exec(text)?.[1] ?? "", to, text: `${text}\r\n` });
    if (!stopsAt("dot") && !stopsAt("reply") && !stopsAt("quit")) say("250 2.0.0 stored");
  };
  socket.on("data", (bytes) => {
    if (isBody && stopsAt("body")) socket.pause();
    held += bytes.toString("latin1");
    while (!socket.isPaused() && !socket.destroyed) {
      const at = held.indexOf(isBody ? "\r\n.\r\n" : "\r\n");
      if (at < 0) return;
      const piece = held.slice(0, at);
      held = held.slice(at + (isBody ? 5 : 2));
      if (isBody) end(piece);
      else heard(piece.slice(0, 4).toLowerCase(), piece);
    }
  });
  if (!stopsAt("banner")) say("220 scripted ESMTP");
}

function isOneOf<T extends string>(word: string, words: readonly T[]): word is T {
  return (words as readonly string[]).includes(word);
}
