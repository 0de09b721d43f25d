import { Readable } from "node:stream";
import SMTPConnection, { type SMTPConnectionAuth } from "nodemailer/lib/smtp-connection";
import XOAuth2 from "nodemailer/lib/xoauth2";
import type { Env } from "../kernel/env.ts";
import { limits } from "../kernel/limits.ts";
import { isLoopback } from "./loopback.ts";
import type { MailChannel, MailRoute, Outgoing, Permit, SendPhase, SendResult, SendVerdict } from "./port.ts";

/**
 * Sends over SMTP and knows how far it got. nodemailer's own error code is the same for "not sent" and "maybe sent", so
 * the phase is taken from the body stream: the library reads it only after the server said 354 (RFC 5321 §4.1.1.4).
 */
export function createSmtpChannel(deps: SmtpDeps): MailChannel {
  return {
    send: async (permit, route, mail) => {
      deps.redeem(permit);
      return converse(deps, route, mail);
    },
  };
}

/** What the channel needs: who takes permits, and a real clock for the end of a conversation. */
export interface SmtpDeps {
  readonly redeem: (permit: Permit) => void;
  readonly sleep: Env["sleep"];
  /** How long the whole conversation may take. */
  readonly deadlineMs?: number;
}

interface Progress {
  phase: SendPhase;
  supportsDsn: boolean;
  readonly transcript: string[];
}

/** One conversation with a server, from the connection to its last word. */
export async function converse(deps: Omit<SmtpDeps, "redeem">, route: MailRoute, mail: Outgoing): Promise<SendResult> {
  const deadlineMs = deps.deadlineMs ?? limits.smtpDeadlineMs;
  const progress: Progress = { phase: "connect", supportsDsn: false, transcript: [] };
  const connection = new SMTPConnection({
    host: route.host,
    port: route.port,
    secure: route.secure,
    name: route.localName,
    // A password is never shown to a server that does not offer TLS; only loopback may do without.
    requireTLS: route.user !== undefined && !route.secure && !isLoopback(route.host),
    ignoreTLS: !route.secure && isLoopback(route.host),
    connectionTimeout: deadlineMs,
    greetingTimeout: deadlineMs,
    socketTimeout: deadlineMs,
    transactionLog: true,
    logger: transcriptLogger(progress),
  });
  const talk = async (): Promise<string> => {
    const accessToken = await route.accessToken?.();
    await connected(connection);
    progress.phase = "greeting";
    if (route.user !== undefined) await loggedIn(connection, progress, authOf(route.user, route.password, accessToken));
    return sent(connection, progress, mail);
  };
  const isOver = new AbortController();
  try {
    // The library's own limits start again with every byte: a server that drips would hold the conversation for ever.
    const response = await Promise.race([talk(), tooLate(deps, deadlineMs, isOver.signal)]);
    return result(progress, "sent", "reply", codeOf(response), response);
  } catch (error) {
    return failure(progress, error as SmtpFailure);
  } finally {
    isOver.abort();
    connection.close();
  }
}

async function tooLate(deps: Pick<SmtpDeps, "sleep">, deadlineMs: number, signal: AbortSignal): Promise<never> {
  await deps.sleep(deadlineMs, signal);
  throw new Error(`the conversation did not end within ${deadlineMs} ms`);
}

type SmtpFailure = Error & {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
};

function connected(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.once("error", reject);
    connection.connect((error) => (error === undefined || error === null ? resolve() : reject(error)));
  });
}

function authOf(user: string, pass: string | undefined, accessToken: string | undefined): SMTPConnectionAuth {
  return accessToken === undefined ? { user, pass: pass ?? "" } : { user, oauth2: new XOAuth2({ user, accessToken }) };
}

function loggedIn(connection: SMTPConnection, progress: Progress, auth: SMTPConnectionAuth): Promise<void> {
  progress.phase = "auth";
  return new Promise((resolve, reject) => {
    connection.once("error", reject);
    connection.login(auth, (error) => (error === undefined || error === null ? resolve() : reject(error)));
  });
}

function sent(connection: SMTPConnection, progress: Progress, mail: Outgoing): Promise<string> {
  progress.phase = "mail";
  const dsn = { id: mail.envelopeId, return: "headers", notify: ["success", "failure", "delay"], recipient: mail.to };
  return new Promise((resolve, reject) => {
    connection.once("error", reject);
    connection.send(
      { from: mail.envelopeFrom, to: [mail.to], ...(progress.supportsDsn ? { dsn } : {}) },
      bodyStream(mail.raw, progress),
      (error, info) => {
        if (error !== undefined && error !== null) reject(error);
        else resolve(info?.response ?? "");
      },
    );
  });
}

/** The moment the library pulls on this stream the server has said 354: from there on the mail may have been taken. */
function bodyStream(raw: Buffer, progress: Progress): Readable {
  let isDone = false;
  return new Readable({
    highWaterMark: 0,
    read() {
      if (isDone) return;
      isDone = true;
      progress.phase = "body";
      this.push(raw);
      this.push(null);
    },
  });
}

function failure(progress: Progress, error: SmtpFailure): SendResult {
  const code = error.responseCode ?? codeOf(error.response ?? "");
  const phase = progress.phase === "body" ? "body" : phaseOf(progress.phase, error.command);
  const text = error.response ?? error.message;
  return result(progress, verdictOf(phase, code), code !== null && phase === "body" ? "reply" : phase, code, text);
}

/** What a failed conversation means; the table is in ARCHITECTURE.md and each row has a test. */
export function verdictOf(phase: SendPhase, code: number | null): Exclude<SendVerdict, "sent"> {
  if (phase === "body" || phase === "reply") {
    if (code === null) return "unknown";
    return code >= 500 ? "rejected" : "deferred";
  }
  if (code === null) return "not_sent";
  if (phase === "rcpt" || phase === "data") return code >= 500 ? "rejected" : "deferred";
  return "not_sent";
}

function phaseOf(reached: SendPhase, command: string | undefined): SendPhase {
  if (command === "RCPT TO") return "rcpt";
  if (command === "DATA") return "data";
  if (command === "MAIL FROM") return "mail";
  if (command?.startsWith("AUTH") === true) return "auth";
  return reached;
}

function result(
  progress: Progress,
  verdict: SendVerdict,
  phase: SendPhase,
  replyCode: number | null,
  replyText: string,
): SendResult {
  return {
    verdict,
    phase,
    replyCode,
    replyText: replyText.slice(0, 1_000),
    isMailboxFault: replyCode !== null && replyCode >= 500 && (phase === "auth" || phase === "mail"),
    transcript: progress.transcript.slice(0, 100),
    supportsDsn: progress.supportsDsn,
  };
}

function codeOf(response: string): number | null {
  const match = /^(\d{3})/.exec(response);
  return match?.[1] === undefined ? null : Number(match[1]);
}

/** Keeps command and reply lines; credentials never reach the transcript. */
function transcriptLogger(progress: Progress) {
  const keep = (entry: unknown, line?: unknown): void => {
    const who = (entry as { tnx?: string } | null)?.tnx;
    if (typeof line !== "string" || (who !== "client" && who !== "server")) return;
    if (who === "server" && /^250[- ]DSN\b/im.test(line)) progress.supportsDsn = true;
    if (progress.phase === "auth") return;
    progress.transcript.push(`${who === "client" ? "C" : "S"}: ${line.trim().slice(0, 300)}`);
  };
  const silent = (): void => undefined;
  return { level: silent, trace: keep, debug: keep, info: silent, warn: silent, error: silent, fatal: silent };
}
