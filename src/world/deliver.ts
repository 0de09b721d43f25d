import { createHash } from "node:crypto";
import { minuteMs } from "./env.ts";
import { autoReplyBytes, humanReplyBytes, type Original, unsubscribeMailBytes } from "./mail/reply.ts";
import { type Delivery, deliveryReportBytes, feedbackReportBytes } from "./mail/report.ts";
import type { PendingReaction } from "./memory.ts";
import { pressOneClick } from "./one-click.ts";
import type { Answer, Letter, Post } from "./post.ts";
import type { OutgoingLine } from "./truth.ts";
import { record, type World } from "./world.ts";

/** How often it is tried at once, in real time: the other side may be just starting. */
const triesNow = 4;
const pauseMs = 250;
/** How often it is tried on the world's clock, each pause twice as long as the one before, as mail servers do. */
const triesLater = 10;
const firstPauseMs = 15 * minuteMs;

/** Makes a reaction happen, over SMTP or HTTP, and writes down how it went. Says how it ended. */
export async function deliver(world: World, post: Post, pending: PendingReaction): Promise<OutgoingLine["result"]> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await tryOnce(world, post, pending);
    if (outcome.result !== "failed" || attempt === triesNow) {
      const retryAt = outcome.result === "failed" ? world.memory.now + firstPauseMs * 2 ** pending.failures : null;
      const isOver = outcome.result === "failed" && pending.failures + 1 >= triesLater;
      await record(world, isOver ? { ...outcome, result: "refused" } : { ...outcome, retryAt });
      return outcome.result;
    }
    await world.env.sleep(pauseMs * attempt);
  }
}

async function tryOnce(world: World, post: Post, pending: PendingReaction): Promise<OutgoingLine> {
  if (pending.reaction.kind === "one_click") {
    const url = pending.cause.mail.unsubscribe.oneClickUrl ?? "";
    return outgoing(
      pending,
      "http",
      { from: "", to: url, bytes: null },
      await pressOneClick(url, world.route.oneClickOrigin),
    );
  }
  const letter = letterFor(world, pending);
  if (letter.to === "")
    return outgoing(pending, "smtp", letter, { code: 550, answer: "there is nobody to send it to" });
  const { replyHost: host, replyPort: port } = world.route;
  const answer = port === null ? { code: 0, answer: "no reply port is set" } : await post.send({ host, port }, letter);
  return outgoing(pending, "smtp", letter, answer);
}

function outgoing(
  { id, prospect, cause, reaction, messageId }: PendingReaction,
  channel: "smtp" | "http",
  letter: { readonly from: string; readonly to: string; readonly bytes: Buffer | null },
  { code, answer }: Answer,
): OutgoingLine {
  const isTaken = code >= 200 && code < 300;
  // Over HTTP every other answer than 2xx or 5xx is final; over SMTP every 5xx.
  const isFinal = channel === "http" ? code >= 300 && code < 500 : code >= 500;
  return {
    direction: "out",
    reactionId: id,
    channel,
    from: letter.from,
    to: letter.to,
    messageId,
    inReplyTo: cause.mail.messageId,
    prospectId: prospect.id,
    code,
    answer,
    result: isTaken ? "sent" : isFinal ? "refused" : "failed",
    retryAt: null,
    truth: { kind: reaction.truth, language: "language" in reaction ? reaction.language : null },
    invitation: "calendar" in reaction ? reaction.calendar : null,
    backAt: "backAt" in reaction ? reaction.backAt : null,
    sha256: letter.bytes === null ? null : createHash("sha256").update(letter.bytes).digest("hex"),
  };
}

function letterFor(world: World, { prospect, cause, reaction, messageId, writtenAt: at }: PendingReaction): Letter {
  const { mail, envelope } = cause;
  const original: Original = { ...mail, at: cause.at };
  const who = { name: `${prospect.firstName} ${prospect.lastName}`, address: prospect.email, messageId, at };
  const reporter = { host: `mx.${cause.recipientDomain}`, messageId, at };
  const delivery: Delivery = {
    envelopeFrom: envelope.from,
    envelopeTo: envelope.to,
    envid: envelope.envid,
    orcpt: envelope.orcpt,
    rawHeader: mail.rawHeader,
    at: cause.at,
  };
  switch (reaction.kind) {
    case "reply": {
      const author = { ...who, address: reaction.from ?? prospect.email };
      return { from: author.address, to: original.replyTo, bytes: humanReplyBytes(author, original, reaction) };
    }
    case "auto_reply":
      return { from: "", to: original.replyTo, bytes: autoReplyBytes(who, original, reaction) };
    case "unsubscribe_mail":
      return { from: prospect.email, ...unsubscribeMailBytes(who, mail.unsubscribe.mailto ?? "") };
    case "complaint": {
      const to = world.route.feedbackTo ?? "";
      return { from: "", to, bytes: feedbackReportBytes(reporter, delivery, to, reaction.redacted) };
    }
    case "bounce":
      return { from: "", to: envelope.from, bytes: deliveryReportBytes(reporter, delivery, reaction) };
    case "delivered": {
      const outcome = { action: "delivered", status: "2.0.0", diagnostic: "250 2.0.0 OK", dialect: "postfix" } as const;
      return { from: "", to: envelope.from, bytes: deliveryReportBytes(reporter, delivery, outcome) };
    }
    case "one_click":
      throw new Error("a one-click request is not a letter");
    default: {
      const never: never = reaction;
      throw new Error(`no letter for \`${String(never)}\``);
    }
  }
}
