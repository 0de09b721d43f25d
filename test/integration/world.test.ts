import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import nodemailer from "nodemailer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Prospect } from "../../src/world/market.ts";
import { createMarket } from "../../src/world/markets/default.ts";
import type { IncomingLine, OutgoingLine, TruthLine } from "../../src/world/truth.ts";
import { startSeller } from "../helpers/seller.ts";

const monday = Date.UTC(2026, 9, 5, 8);
const nextMonday = Date.UTC(2026, 9, 12, 8);
const people = 300;
const { prospects } = createMarket({ seed: "loopback", people });
const main = join(import.meta.dirname, "../../src/world/main.ts");

interface RunningWorld {
  readonly process: ChildProcess;
  readonly smtpPort: number;
  ask(path: string, body?: unknown): Promise<Record<string, unknown>>;
}

async function startWorld(data: string, replyPort: number, more: readonly string[] = []): Promise<RunningWorld> {
  const args = ["--data", data, "--seed", "loopback", "--rows", String((people * 4) / 3), "--now", String(monday)];
  const routes = ["--reply-port", String(replyPort), "--fbl", "fbl@seller.test"];
  const child = spawn(process.execPath, [main, ...args, ...routes, ...more], { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await once(child.stdout, "data");
  const { smtpPort, controlPort } = JSON.parse(String(line)) as { smtpPort: number; controlPort: number };
  const ask = async (path: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    return (await (await fetch(`http://127.0.0.1:${controlPort}${path}`, init)).json()) as Record<string, unknown>;
  };
  return { process: child, smtpPort, ask };
}

function truthOf(data: string): readonly TruthLine[] {
  const text = readFileSync(join(data, "world/truth.jsonl"), "utf8");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as TruthLine);
}

const incoming = (data: string) =>
  truthOf(data).filter((line): line is TruthLine & IncomingLine => line.direction === "in");
const outgoing = (data: string) =>
  truthOf(data).filter((line): line is TruthLine & OutgoingLine => line.direction === "out");

function writer(smtpPort: number, webPort: number) {
  const transport = nodemailer.createTransport({
    host: "127.0.0.1",
    port: smtpPort,
    pool: true,
    maxConnections: 4,
    ignoreTLS: true,
  });
  const write = (prospect: Prospect, step: number, notify: readonly string[] = []) =>
    transport
      .sendMail({
        from: "Dana Whitlock <dana@seller.test>",
        replyTo: `dana+r.${prospect.id}@seller.test`,
        to: prospect.email,
        envelope: { from: `bounce+${prospect.id}@seller.test`, to: prospect.email },
        messageId: `<${prospect.id}.${step}@seller.test>`,
        date: new Date(monday),
        subject: "A question",
        text: `Hi ${prospect.firstName}, how do you do it today?`,
        dsn: { id: `env-${prospect.id}`, ret: "HDRS", ...(notify.length === 0 ? {} : { notify: [...notify] }) },
        headers: {
          "X-Fairlead-Action": `act_${prospect.id}`,
          "List-Unsubscribe": `<http://127.0.0.1:${webPort}/u/${prospect.id}>, <mailto:leave+${prospect.id}@seller.test>`,
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
      })
      .then(
        () => 250,
        (error: { responseCode?: number }) => error.responseCode ?? 0,
      );
  return { write, close: () => transport.close() };
}

const tinyMarket = `export function createMarket() {
  const crm = { lifecycleStage: "Lead", leadStatus: "", owner: "", optedOut: false, legalBasis: "", createdAt: 0, lastActivityAt: null };
  const hidden = { fit: 1, interest: 1, temper: 0, mailbox: "ok" };
  const who = { firstName: "Uno", lastName: "Tiny", title: "", phone: null, linkedin: null, country: "SE", language: "sv" };
  const one = { id: "p1", companyId: "c1", email: "one@tiny.test", aliases: [], crm, hidden, ...who };
  const company = { id: "c1", name: "Tiny", domain: "tiny.test", country: "SE", industry: "", employees: 1, relation: "none" };
  const answer = { kind: "reply", truth: "reply.neutral", language: "sv", text: "Hej", client: "none", threading: "full" };
  return {
    name: "tiny", companies: [company], prospects: [one],
    receive: () => ({ accept: true }),
    react: () => [{ ...answer, from: null, calendar: null, delayMs: 1000 }],
    signals: () => [], meeting: () => "held", deal: () => null,
  };
}`;

async function killed(world: RunningWorld): Promise<void> {
  const gone = once(world.process, "exit");
  world.process.kill("SIGKILL");
  await gone;
}

describe("the world over real SMTP", { timeout: 60_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), "world-"));
  let seller: Awaited<ReturnType<typeof startSeller>>;
  let world: RunningWorld;
  let codes: Map<string, number>;

  beforeAll(async () => {
    seller = await startSeller();
    world = await startWorld(data, seller.mailPort);
    const { write, close } = writer(world.smtpPort, seller.webPort);
    const sent = prospects.map(
      async (prospect) => [prospect.id, await write(prospect, 1, ["FAILURE", "SUCCESS"])] as const,
    );
    codes = new Map(await Promise.all(sent));
    close();
  });

  afterAll(async () => {
    world.process.kill("SIGKILL");
    await seller.stop();
    rmSync(data, { recursive: true, force: true });
  });

  test("answers by mailbox, and every answer was on disk with its meaning", () => {
    const truth = new Map(incoming(data).map((line) => [line.prospectId, line]));
    for (const prospect of prospects) {
      const line = truth.get(prospect.id);
      expect(line?.code, prospect.email).toBe(codes.get(prospect.id));
      if (prospect.hidden.mailbox === "unknown_user")
        expect(line).toMatchObject({ code: 550, truth: { kind: "hard_bounce" } });
      if (prospect.hidden.mailbox === "full") expect(line).toMatchObject({ code: 452, truth: { kind: "soft_bounce" } });
      if (prospect.hidden.mailbox === "blocked")
        expect(line).toMatchObject({ stage: "data", truth: { kind: "blocked" } });
      if (prospect.hidden.mailbox === "ok") expect(line).toMatchObject({ code: 250, truth: { kind: "accepted" } });
    }
    const accepted = incoming(data).find(({ code }) => code === 250);
    expect(accepted?.mail?.ownHeaders).toEqual({ "x-fairlead-action": `act_${accepted?.prospectId}` });
    expect(truthOf(data).map(({ seq }) => seq)).toEqual(truthOf(data).map((_line, index) => index));
  });

  test("a kill and a torn line lose nothing of what was acknowledged", async () => {
    const before = truthOf(data).length;
    await killed(world);
    appendFileSync(join(data, "world/truth.jsonl"), '{"seq":9999,"at":17');
    world = await startWorld(data, seller.mailPort);
    expect(await world.ask("/status")).toMatchObject({ seq: before, now: monday });
  });

  test("killed while it answers, it goes on, and repeats itself only under the same Message-ID", async () => {
    const planned = incoming(data).flatMap(({ reactions }) => reactions);
    expect(planned.length).toBeGreaterThan(200);
    const cut = world.ask("/advance", { now: nextMonday }).catch(() => "cut off");
    while (seller.letters.length < 40) await new Promise((resolve) => setTimeout(resolve, 2));
    await killed(world);
    expect(await cut).toBe("cut off");
    world = await startWorld(data, seller.mailPort);
    expect(await world.ask("/advance", { now: nextMonday })).toMatchObject({ idle: true, failed: 0, nextDueAt: null });
    const sent = outgoing(data).filter(({ result }) => result === "sent");
    expect(sent.map(({ reactionId }) => reactionId).toSorted()).toEqual(planned.map(({ id }) => id).toSorted());
    const mailed = seller.letters.map(({ raw }) => /^Message-ID: (<.*>)/im.exec(raw)?.[1]);
    const expected = sent.filter(({ channel }) => channel === "smtp").map(({ messageId }) => messageId);
    expect(new Set(mailed)).toEqual(new Set(expected));
    expect(mailed.length - expected.length).toBeLessThanOrEqual(1);
  });

  test("reports go to the envelope sender with the null path, answers to Reply-To, complaints to the feedback loop", () => {
    const bounces = seller.letters.filter(({ raw }) => raw.includes("report-type=delivery-status"));
    expect(bounces.length).toBeGreaterThan(100);
    expect(bounces.every(({ from, to }) => from === "" && to.startsWith("bounce+"))).toBe(true);
    expect(bounces.some(({ raw }) => raw.includes("Action: delivered"))).toBe(true);
    expect(bounces.some(({ raw }) => /Status: 5\.1\.1\b/.test(raw))).toBe(true);
    const human = outgoing(data).filter(({ truth }) => truth.kind.startsWith("reply."));
    expect(human.length).toBeGreaterThan(20);
    expect(human.every(({ to }) => to.startsWith("dana+r."))).toBe(true);
    const complaints = seller.letters.filter(({ raw }) => raw.includes("Feedback-Type: abuse"));
    expect(complaints.length).toBeGreaterThan(0);
    expect(complaints.every(({ to }) => to === "fbl@seller.test")).toBe(true);
  });

  test("unsubscribe buttons make the POST of RFC 8058", () => {
    const pressed = outgoing(data).filter(({ channel }) => channel === "http");
    expect(pressed.length).toBeGreaterThan(0);
    expect(new Set(seller.clicks)).toEqual(
      new Set(pressed.map(({ prospectId }) => `POST /u/${prospectId} List-Unsubscribe=One-Click`)),
    );
  });

  test("a message that comes twice is told apart and answered once", async () => {
    const prospect = prospects.find(({ hidden }) => hidden.mailbox === "ok");
    if (prospect === undefined) throw new Error("nobody can be reached");
    const { write, close } = writer(world.smtpPort, seller.webPort);
    expect(await write(prospect, 1)).toBe(250);
    close();
    const lines = incoming(data).filter(({ prospectId }) => prospectId === prospect.id);
    expect(lines.map(({ truth }) => truth.kind)).toEqual(["accepted", "duplicate"]);
    expect(lines[1]?.mail?.sha256).toBe(lines[0]?.mail?.sha256);
    expect(lines[1]?.reactions).toEqual([]);
  });

  test("greylisting lets the second try pass when enough time has gone by", async () => {
    const prospect = prospects.find(({ hidden }) => hidden.mailbox === "greylisted");
    if (prospect === undefined) throw new Error("nobody is greylisted");
    const { write, close } = writer(world.smtpPort, seller.webPort);
    expect(codes.get(prospect.id)).toBe(451);
    expect(await write(prospect, 1)).toBe(250);
    close();
  });

  test("tells once how a meeting went and what came of it", async () => {
    const { meetings } = (await world.ask(`/meetings?until=${nextMonday + 864e5}`)) as {
      meetings: { email: string; startsAt: number }[];
    };
    expect(meetings.length).toBeGreaterThan(3);
    const [first] = meetings;
    expect(await world.ask("/meeting", { email: first?.email, startsAt: first?.startsAt })).toEqual(first);
    for (const { email } of meetings)
      expect(await world.ask("/deal", { email })).toEqual(await world.ask("/deal", { email }));
    const kinds = truthOf(data)
      .filter(({ direction }) => direction === "event")
      .map(({ truth }) => truth.kind);
    expect(kinds.filter((kind) => kind.startsWith("meeting."))).toHaveLength(meetings.length);
  });

  test("refuses what it cannot do and stays on loopback", async () => {
    expect(await world.ask("/route", { replyHost: "mail.example.com" })).toHaveProperty("error");
    expect(await world.ask("/advance", { now: "soon" })).toEqual({ error: "`now` must be a number" });
    expect(await world.ask("/nothing")).toHaveProperty("error");
  });

  test("plays any market of the documented shape", async () => {
    const folder = mkdtempSync(join(tmpdir(), "market-"));
    const path = join(folder, "market.mjs");
    writeFileSync(path, tinyMarket);
    const tiny = await startWorld(folder, seller.mailPort, ["--market", path]);
    const { write, close } = writer(tiny.smtpPort, seller.webPort);
    const only = { ...prospects[0], id: "p1", email: "one@tiny.test" } as Prospect;
    expect(await write(only, 1)).toBe(250);
    expect(await tiny.ask("/advance", { now: nextMonday })).toMatchObject({ idle: true, delivered: 1 });
    expect(seller.letters.at(-1)?.raw).toContain('From: "Uno Tiny" <one@tiny.test>');
    close();
    const csv = spawnSync(process.execPath, [main, "csv", "--market", path, "--rows", "4"], {
      encoding: "utf8",
    }).stdout;
    expect(csv).toContain("one@tiny.test");
    await killed(tiny);
    rmSync(folder, { recursive: true, force: true });
  });

  test("ends when its parent does", async () => {
    const gone = once(world.process, "exit");
    world.process.stdin?.end();
    expect(await gone).toEqual([0, null]);
  });
});
