import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { type ReadMail, readMail } from "./mail/read.ts";
import type { Verdict } from "./market.ts";
import { acceptedKey, mailboxAddress } from "./memory.ts";
import { planReactions } from "./plan.ts";
import type { Envelope, IncomingLine, TruthMail } from "./truth.ts";
import { record, type World } from "./world.ts";

const messageMaxBytes = 2_000_000;
const tooBig = { accept: false, code: 552, text: "5.3.4 Message too big", truth: "blocked" } as const;
const unreadable = { accept: false, code: 554, text: "5.6.0 Message cannot be read", truth: "blocked" } as const;
const lineMax = 200;
type Refusal = Extract<Verdict, { accept: false }>;

export interface Mx {
  readonly port: number;
  close(): Promise<void>;
}

/** The mail server of every domain in the market, on loopback. Each answer is on disk before it is given. */
export async function startMx(world: World, port: number, onFatal: (error: unknown) => void): Promise<Mx> {
  const answer = (work: Promise<string | null>, callback: (error?: Error | null) => void) => {
    world.inFlight += 1;
    work
      .finally(() => {
        world.inFlight -= 1;
      })
      .then((refusal) => callback(refusal === null ? null : refused(refusal)), onFatal);
  };
  const server = new SMTPServer({
    name: "mx.prospects.localhost",
    banner: "prospect mail",
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    hideDSN: false,
    // Our texts carry their own enhanced codes.
    hideENHANCEDSTATUSCODES: true,
    maxRecipients: 1,
    size: messageMaxBytes,
    closeTimeout: 200,
    onRcptTo: (address, session, callback) => answer(atRecipient(world, address, session), callback),
    onData: (stream, session, callback) => answer(atData(world, stream, session), callback),
  });
  server.on("error", () => {
    // A client that hangs up in mid-conversation is the client's business; its transaction was not acknowledged.
  });
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: bound } = server.server.address() as AddressInfo;
  return { port: bound, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** The refusal of a recipient, written down; `null` lets it pass. */
async function atRecipient(
  world: World,
  address: SMTPServerAddress,
  session: SMTPServerSession,
): Promise<string | null> {
  const verdict = ask(world, "rcpt", address.address);
  if (verdict.accept) return null;
  await record(world, incoming(world, "rcpt", envelopeOf(address, session), verdict, null));
  return `${verdict.code} ${verdict.text}`;
}

/** Takes the message, or not, and decides what will come of it. */
async function atData(world: World, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(Buffer.from(chunk));
  const [address] = session.envelope.rcptTo;
  if (address === undefined) return "503 5.5.1 No recipient";
  const read = stream.sizeExceeded ? tooBig : await readOrRefuse(Buffer.concat(chunks));
  if ("accept" in read) {
    await record(world, incoming(world, "data", envelopeOf(address, session), read, null));
    return `${read.code} ${read.text}`;
  }
  const recipient = mailboxAddress(address.address);
  const prospect = world.memory.prospectByAddress.get(recipient);
  const wrote = prospect === undefined ? undefined : world.memory.wrote.get(prospect.id);
  const answersUs = read.references.some((id) => wrote?.has(id) === true);
  const mail: TruthMail = { ...read, answersUs };
  const verdict = ask(world, "data", address.address);
  await record(world, incoming(world, "data", envelopeOf(address, session), verdict, mail));
  return verdict.accept ? null : `${verdict.code} ${verdict.text}`;
}

/** The message, or the refusal that says why it cannot be read. */
async function readOrRefuse(raw: Buffer): Promise<ReadMail | Refusal> {
  try {
    return await readMail(raw);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/[^ -~]+/g, " ") : "";
    return { ...unreadable, text: `${unreadable.text}: ${why}`.slice(0, lineMax) };
  }
}

function ask(world: World, stage: "rcpt" | "data", address: string): Verdict {
  const recipient = mailboxAddress(address);
  const prospect = world.memory.prospectByAddress.get(recipient) ?? null;
  const refusedAt = world.memory.refusedAt.get(recipient) ?? [];
  return world.market.receive({ stage, at: world.memory.now, address: recipient, prospect, refusedAt });
}

function incoming(
  world: World,
  stage: "rcpt" | "data",
  envelope: Envelope,
  verdict: Verdict,
  mail: TruthMail | null,
): IncomingLine {
  const recipient = mailboxAddress(envelope.to);
  const prospect = world.memory.prospectByAddress.get(recipient) ?? null;
  const isDuplicate = mail !== null && world.memory.accepted.has(acceptedKey(recipient, mail));
  const message = mail === null || isDuplicate || !verdict.accept ? null : { ...mail, at: world.memory.now };
  return {
    direction: "in",
    stage,
    envelope,
    recipient,
    recipientDomain: recipient.split("@")[1] ?? "",
    prospectId: prospect?.id ?? null,
    code: verdict.accept ? 250 : verdict.code,
    answer: verdict.accept ? "250 OK" : `${verdict.code} ${verdict.text}`,
    truth: {
      kind: verdict.accept ? (isDuplicate ? "duplicate" : "accepted") : verdict.truth,
      language: prospect?.language ?? null,
    },
    mail,
    reactions: prospect === null || message === null ? [] : planReactions(world, prospect, message, envelope),
  };
}

function envelopeOf(address: SMTPServerAddress, session: SMTPServerSession): Envelope {
  const { mailFrom, dsn } = session.envelope;
  return {
    from: mailFrom === false ? "" : mailFrom.address,
    to: address.address,
    envid: dsn?.envid ?? null,
    orcpt: address.dsn?.orcpt ?? null,
    notify: address.dsn?.notify ?? [],
  };
}

function refused(answer: string): Error {
  const [code = "550"] = answer.split(" ", 1);
  return Object.assign(new Error(answer.slice(code.length + 1)), { responseCode: Number(code) });
}
