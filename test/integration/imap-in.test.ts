import { afterEach, beforeEach, expect, test } from "vitest";
import { type ImapFault, type ImapReader, readMailbox } from "../../src/channel/imap-in.ts";
import type { FetchedMail, ImapCursor } from "../../src/channel/imap-session.ts";
import { systemEnv } from "../../src/kernel/env.ts";
import { limits } from "../../src/kernel/limits.ts";
import { eventually } from "../helpers/eventually.ts";
import { type ImapServer, startImapServer } from "../helpers/imap-server.ts";

let server: ImapServer;
let reading: Reading;

beforeEach(async () => {
  server = await startImapServer();
  reading = startReading(server);
});

afterEach(async () => {
  await reading.stop();
  await server.close();
});

interface Reading {
  readonly mails: FetchedMail[];
  readonly faults: ImapFault[];
  readonly reads: () => number;
  readonly texts: () => readonly string[];
  /** What happens to the next mails before they are kept. */
  readonly failures: Error[];
  stop(): Promise<void>;
}

interface ReadingOptions {
  readonly since?: number;
  readonly route?: ImapReader["route"];
  readonly idleMs?: number;
}

/** Reads a mailbox and keeps what came in memory, mail and cursor together. */
function startReading(from: ImapServer, options: ReadingOptions = {}): Reading {
  const cursors = new Map<string, ImapCursor>();
  const mails: FetchedMail[] = [];
  const faults: ImapFault[] = [];
  const failures: Error[] = [];
  let reads = 0;
  const stop = new AbortController();
  const reader: ImapReader = {
    since: options.since ?? 0,
    sentSince: options.since ?? 0,
    cursorOf: async (folder) => cursors.get(folder) ?? null,
    onMail: async (mail) => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      mails.push(mail);
      cursors.set(mail.folder, mail);
    },
    onEnd: async (folder, cursor) => void cursors.set(folder, cursor),
    onRead: async () => {
      reads += 1;
    },
    onFault: async (fault) => void faults.push(fault),
    route:
      options.route ??
      (async () => ({
        host: "127.0.0.1",
        port: from.port,
        secure: false,
        user: "dana",
        secret: { password: "correct horse" },
      })),
  };
  const sleep = systemEnv().sleep;
  const done = readMailbox({ sleep, pauseMs: 20, idleMs: options.idleMs ?? 60_000, pollMs: 50 }, reader, stop.signal);
  return {
    mails,
    faults,
    failures,
    reads: () => reads,
    texts: () => mails.map((mail) => `${mail.folder} ${mail.raw}`),
    stop: async () => {
      stop.abort();
      await done;
    },
  };
}

test("mail of both folders is handed over once and in order, and new mail as soon as it is announced", async () => {
  await eventually(() => expect(reading.reads()).toBe(1));
  for (const text of ["one", "two", "three"]) server.put("INBOX", text);
  await eventually(() => expect(reading.texts()).toEqual(["INBOX one", "INBOX two", "INBOX three"]));
  expect(server.signIns()).toBe(1);
  await reading.stop();
  server.put("INBOX", "four");
  server.put("Junk", "bounce");
  reading = startReading(server);
  const all = ["Junk bounce", "INBOX one", "INBOX two", "INBOX three", "INBOX four"];
  await eventually(() => expect(reading.texts()).toEqual(all));
  expect(server.asked.filter((command) => /^SELECT|STORE|BODY\[/i.test(command))).toEqual([]);
});

test("a mail that could not be kept is fetched again on a new connection, and nothing after it comes before it", async () => {
  await eventually(() => expect(reading.reads()).toBe(1));
  reading.failures.push(new Error("the database is restarting"), new Error("still"));
  server.put("INBOX", "one");
  server.put("INBOX", "two");
  await eventually(() => expect(reading.texts()).toEqual(["INBOX one", "INBOX two"]));
  expect(reading.faults.map((fault) => fault.says)).toEqual(["the database is restarting", "still"]);
});

test("a server that was down for a while is caught up with, without loss and without repeat", async () => {
  server.put("INBOX", "before");
  await eventually(() => expect(reading.mails).toHaveLength(1));
  server.goDown();
  for (const text of ["while", "away"]) server.put("INBOX", text);
  await eventually(() => expect(reading.faults.length).toBeGreaterThan(2));
  expect(reading.faults.every((fault) => fault.kind === "unreachable")).toBe(true);
  server.comeBack();
  await eventually(() => expect(reading.texts()).toEqual(["INBOX before", "INBOX while", "INBOX away"]));
});

test("where numbers were given anew, everything is fetched again and then only what is new", async () => {
  server.put("INBOX", "one");
  server.put("INBOX", "two");
  await eventually(() => expect(reading.mails).toHaveLength(2));
  server.renumber("INBOX");
  await eventually(() => expect(reading.mails).toHaveLength(4));
  server.put("INBOX", "three");
  await eventually(() => expect(reading.mails).toHaveLength(5));
  expect(reading.mails.map(({ uidValidity, uid }) => [uidValidity, uid])).toEqual([
    [1, 1],
    [1, 2],
    [101, 1],
    [101, 2],
    [101, 3],
  ]);
});

test("of a larger mail the beginning is handed over, with the size that it has", async () => {
  const raw = `Subject: large\r\n\r\n${"x".repeat(2 * limits.mailKeptBytes)}`;
  server.put("INBOX", raw, { saysBytes: limits.mailMaxBytes + 1 });
  await eventually(() => expect(reading.mails).toHaveLength(1));
  expect(reading.mails[0]?.raw.toString()).toBe(raw.slice(0, limits.mailKeptBytes));
  expect(reading.mails[0]?.sizeBytes).toBe(limits.mailMaxBytes + 1);
});

test("mail from before the mailbox was connected is left alone, also when its folder is read again", async () => {
  await reading.stop();
  server.put("INBOX", "years ago", { at: new Date("2001-02-03T04:05:06Z") });
  reading = startReading(server, { since: Date.parse("2020-01-01T00:00:00Z") });
  await eventually(() => expect(reading.reads()).toBe(1));
  // Moved into the folder afterwards: its date is old, and it is new here.
  server.put("INBOX", "moved in", { at: new Date("2001-02-03T04:05:06Z") });
  await eventually(() => expect(reading.texts()).toEqual(["INBOX moved in"]));
});

test("a refused sign-in says so, asks for another secret, and reads on when it is right", async () => {
  await reading.stop();
  server.admit((secret) => secret === "fresh");
  const asked: boolean[] = [];
  reading = startReading(server, {
    route: async (isRefused) => {
      asked.push(isRefused);
      const secret = { accessToken: asked.length > 2 ? "fresh" : "stale" };
      return { host: "127.0.0.1", port: server.port, secure: false, user: "dana", secret };
    },
  });
  await eventually(() => expect(reading.reads()).toBe(1));
  expect(asked).toEqual([false, true, true]);
  expect(reading.faults.map((fault) => fault.kind)).toEqual(["refused", "refused"]);
});

test("a server without IDLE and without special use is looked at again and again, junk by its name", async () => {
  await reading.stop();
  await server.close();
  server = await startImapServer({ capabilities: "IMAP4rev1 SASL-IR AUTH=PLAIN", junk: { name: "Spam", use: "" } });
  reading = startReading(server);
  await eventually(() => expect(reading.reads()).toBeGreaterThan(1));
  server.put("Spam", "a report");
  await eventually(() => expect(reading.texts()).toEqual(["Spam a report"]));
  expect(server.asked).not.toContain("IDLE");
});

test("a password is not shown to a distant server that offers no TLS", async () => {
  const { openSession } = await import("../../src/channel/imap-session.ts");
  const signIns = server.signIns();
  // A name that is not literally loopback; the connection leads to the scripted server, which has no STARTTLS.
  const route = { host: "0.0.0.0", port: server.port, secure: false, user: "dana", secret: { password: "secret" } };
  await expect(openSession(route)).rejects.toThrow();
  expect(server.signIns()).toBe(signIns);
  expect(server.asked.some((command) => command.includes("secret"))).toBe(false);
});

test.each([
  { name: "Sent Items", use: "\\Sent" },
  { name: "Sent", use: "" },
])("sent mail is read too and told apart: a folder $name of use `$use`", async (sent) => {
  await reading.stop();
  await server.close();
  server = await startImapServer({ sent });
  server.put(sent.name, Buffer.alloc(limits.mailKeptBytes + 1_000, "a"));
  server.put("INBOX", "an answer");
  reading = startReading(server);
  await eventually(() => expect(reading.mails).toHaveLength(2));
  expect(reading.mails.map(({ folder, isSent }) => [folder, isSent])).toEqual([
    [sent.name, true],
    ["INBOX", false],
  ]);
  expect(reading.mails.map(({ isCut, raw }) => [isCut, raw.length])).toEqual([
    [true, limits.mailKeptBytes],
    [false, "an answer".length],
  ]);
});
