import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A mail in a folder of the scripted server. */
interface Lying {
  readonly uid: number;
  readonly raw: Buffer;
  readonly at: Date;
  /** The size that is announced, where it is not the true one. */
  readonly saysBytes: number;
}

interface Folder {
  uidValidity: number;
  uidNext: number;
  readonly use: string;
  mails: Lying[];
}

/** A folder of a special use, or of a name that tells it. */
export interface Special {
  readonly name: string;
  readonly use: string;
}

/** What a test does with the mailbox while it is being read. */
export interface ImapServer {
  readonly port: number;
  /** Every command that came in, without its tag. */
  readonly asked: readonly string[];
  /** How often somebody signed in. */
  readonly signIns: () => number;
  put(folder: string, raw: Buffer | string, options?: { readonly at?: Date; readonly saysBytes?: number }): number;
  /** Gives every mail of a folder a new number, as a server does that lost its index. */
  renumber(folder: string): void;
  /** Whether a sign-in is right; any is, until a test says otherwise. */
  admit(check: (secret: string) => boolean): void;
  /** Breaks every connection, and takes none until it is told to. */
  goDown(): void;
  comeBack(): void;
  close(): Promise<void>;
}

/** An IMAP4rev1 server of a few commands on loopback: what a reader of mail asks, and nothing more. */
export async function startImapServer(
  options: { readonly capabilities?: string; readonly junk?: Special; readonly sent?: Special } = {},
): Promise<ImapServer> {
  const { sent } = options;
  const junk = options.junk ?? { name: "Junk", use: "\\Junk" };
  const world: World = {
    capabilities: options.capabilities ?? "IMAP4rev1 IDLE SPECIAL-USE SASL-IR AUTH=PLAIN AUTH=XOAUTH2",
    folders: new Map<string, Folder>([
      ["INBOX", { uidValidity: 1, uidNext: 1, use: "", mails: [] }],
      [junk.name, { uidValidity: 7, uidNext: 1, use: junk.use, mails: [] }],
      ...(sent === undefined
        ? []
        : [[sent.name, { uidValidity: 9, uidNext: 1, use: sent.use, mails: [] }] satisfies [string, Folder]]),
    ]),
    asked: [],
    signIns: 0,
    admits: () => true,
    idling: new Map(),
  };
  const sockets = new Set<Socket>();
  let isDown = false;
  const server = createServer((socket) => {
    if (isDown) return void socket.destroy();
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    converse(world, socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    asked: world.asked,
    signIns: () => world.signIns,
    put: (folder, raw, { at = new Date(), saysBytes } = {}) => {
      const held = folderOf(world, folder);
      const bytes = Buffer.from(raw);
      const uid = held.uidNext++;
      held.mails.push({ uid, raw: bytes, at, saysBytes: saysBytes ?? bytes.length });
      for (const [socket, open] of world.idling) if (open === folder) socket.write(`* ${held.mails.length} EXISTS\r\n`);
      return uid;
    },
    renumber: (folder) => {
      const held = folderOf(world, folder);
      held.uidValidity += 100;
      held.mails = held.mails.map((mail, at) => ({ ...mail, uid: at + 1 }));
      held.uidNext = held.mails.length + 1;
      hangUp();
    },
    admit: (check) => {
      world.admits = check;
    },
    goDown: () => {
      isDown = true;
      hangUp();
    },
    comeBack: () => {
      isDown = false;
    },
    close: async () => {
      hangUp();
      server.close();
      await once(server, "close");
    },
  };
}

interface World {
  readonly capabilities: string;
  readonly folders: Map<string, Folder>;
  readonly asked: string[];
  signIns: number;
  admits: (secret: string) => boolean;
  /** Connections that wait for news, with the folder that each has open. */
  readonly idling: Map<Socket, string>;
}

function folderOf(world: World, name: string): Folder {
  const folder = world.folders.get(name);
  if (folder === undefined) throw new Error(`the server has no folder ${name}`);
  return folder;
}

function converse(world: World, socket: Socket): void {
  const state = { open: "", idleTag: "", held: "", asksFor: "", count: 0 };
  const say = (line: string | Buffer): void => void socket.write(typeof line === "string" ? `${line}\r\n` : line);
  socket.on("close", () => world.idling.delete(socket));
  say("* OK ready");
  socket.on("data", (chunk) => {
    state.held += chunk.toString("latin1");
    for (let end = state.held.indexOf("\r\n"); end !== -1; end = state.held.indexOf("\r\n")) {
      const line = state.held.slice(0, end);
      state.held = state.held.slice(end + 2);
      if (line.toUpperCase() === "DONE") {
        world.idling.delete(socket);
        say(`${state.idleTag} OK done`);
        continue;
      }
      // The answer to `+` belongs to the command before it.
      const [tag = "", ...rest] = `${state.asksFor}${line}`.split(" ");
      state.asksFor = "";
      const command = rest.join(" ");
      if (/^AUTHENTICATE \w+$/i.test(command)) {
        state.asksFor = `${line} `;
        say("+ ");
        continue;
      }
      world.asked.push(command);
      if (/^IDLE$/i.test(command)) {
        state.idleTag = tag;
        world.idling.set(socket, state.open);
        say("+ idling");
        // What came since the folder was opened is announced at once (RFC 9051 §7).
        const { length } = folderOf(world, state.open).mails;
        if (length > state.count) say(`* ${length} EXISTS`);
        continue;
      }
      const opened = /^(?:SELECT|EXAMINE) "?([^"]+?)"?(?: \(.*)?$/i.exec(command)?.[1];
      if (opened !== undefined && !world.folders.has(opened)) {
        say(`${tag} NO no such folder`);
        continue;
      }
      if (opened !== undefined) {
        state.open = opened;
        state.count = folderOf(world, opened).mails.length;
      }
      for (const answer of answersTo(world, state.open, command)) say(answer);
      say(`${tag} ${resultOf(world, command)}`);
      if (/^LOGOUT$/i.test(command)) socket.end();
    }
  });
}

function resultOf(world: World, command: string): string {
  const secret = /^LOGIN "?[^" ]+"? "?([^"]+)"?$/i.exec(command)?.[1] ?? saslSecret(command);
  if (secret === undefined) return "OK done";
  if (!world.admits(secret)) return "NO [AUTHENTICATIONFAILED] wrong";
  world.signIns += 1;
  return "OK signed in";
}

/** The password or token of `AUTHENTICATE PLAIN` and `AUTHENTICATE XOAUTH2` with an initial response (RFC 4959). */
function saslSecret(command: string): string | undefined {
  const [, means, response] = /^AUTHENTICATE (PLAIN|XOAUTH2) (\S+)$/i.exec(command) ?? [];
  if (means === undefined || response === undefined) return undefined;
  const text = Buffer.from(response, "base64").toString();
  return means.toUpperCase() === "PLAIN"
    ? text.split("\0")[2]
    : text.split("auth=Bearer ")[1]?.split(String.fromCharCode(1))[0];
}

function answersTo(world: World, open: string, command: string): readonly (string | Buffer)[] {
  if (/^CAPABILITY/i.test(command)) return [`* CAPABILITY ${world.capabilities}`];
  if (/^LIST "" ""$/i.test(command)) return ['* LIST (\\Noselect) "/" ""'];
  if (/^NAMESPACE/i.test(command)) return ['* NAMESPACE (("" "/")) NIL NIL'];
  if (/^(X?LIST|LSUB)/i.test(command))
    return [...world.folders].map(([name, { use }]) => `* LIST (${use}) "/" "${name}"`);
  const folder = world.folders.get(open);
  if (folder === undefined) return [];
  if (/^(SELECT|EXAMINE)/i.test(command))
    return [
      "* FLAGS (\\Seen)",
      `* ${folder.mails.length} EXISTS`,
      `* OK [UIDVALIDITY ${folder.uidValidity}] valid`,
      `* OK [UIDNEXT ${folder.uidNext}] next`,
    ];
  if (/^UID SEARCH/i.test(command)) return [["* SEARCH", ...found(folder, command).map(({ uid }) => uid)].join(" ")];
  if (/^UID FETCH/i.test(command)) return fetched(folder, command);
  return [];
}

function found(folder: Folder, command: string): readonly Lying[] {
  const from = /UID (\d+):\*/i.exec(command.slice(4))?.[1];
  const since = /SINCE "?([^" ]+)"?/i.exec(command)?.[1];
  if (since !== undefined) return folder.mails.filter((mail) => mail.at >= new Date(`${since} 00:00 UTC`));
  if (from === undefined) return folder.mails;
  const after = folder.mails.filter((mail) => mail.uid >= Number(from));
  return after.length > 0 ? after : folder.mails.slice(-1);
}

function fetched(folder: Folder, command: string): readonly (string | Buffer)[] {
  const [, set = "", what = ""] = /^UID FETCH (\S+) (.*)$/i.exec(command) ?? [];
  const uids = new Set(set.split(",").flatMap((part) => range(part)));
  const [, start, count] = /BODY\.PEEK\[\]<(\d+)\.(\d+)>/i.exec(what) ?? [];
  return folder.mails.flatMap((mail, at): readonly (string | Buffer)[] => {
    if (!uids.has(mail.uid)) return [];
    const head = `* ${at + 1} FETCH (UID ${mail.uid} INTERNALDATE "${internalDate(mail.at)}" RFC822.SIZE ${mail.saysBytes}`;
    if (!/BODY\.PEEK/i.test(what)) return [`${head})`];
    const body = start === undefined ? mail.raw : mail.raw.subarray(Number(start), Number(start) + Number(count));
    const name = start === undefined ? "BODY[]" : `BODY[]<${start}>`;
    return [Buffer.concat([Buffer.from(`${head} ${name} {${body.length}}\r\n`), body, Buffer.from(")\r\n")])];
  });
}

/** As RFC 9051 writes it: `03-Mar-2026 10:00:00 +0000`. */
function internalDate(at: Date): string {
  const [, day = "", month = "", year = "", time = ""] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(at.toUTCString()) ?? [];
  return `${day}-${month}-${year} ${time} +0000`;
}

function range(part: string): readonly number[] {
  const [from = 0, to = from] = part.split(":").map(Number);
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
