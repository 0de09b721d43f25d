import { dayMs, hourMs, minuteMs, type WorldTime } from "../env.ts";
import type { CalendarPart, HumanTruth, Reaction, ReceivedMessage } from "../market.ts";
import { type Dice, diceFor, nameFor } from "../random.ts";
import { type Choice, choiceFor } from "./choice.ts";
import { lateBounce } from "./mailboxes.ts";
import { autoText, humanText, type Slots, type Writer } from "./wording.ts";

/** Everything that one accepted message leads to. */
export function reactionsTo(
  writer: Writer,
  message: ReceivedMessage,
  history: readonly ReceivedMessage[],
): readonly Reaction[] {
  const ordinal = history.length;
  const bounce = lateBounce(writer.seed, writer.prospect, ordinal);
  if (bounce?.action === "failed") return [bounce];
  const dice = diceFor(writer.seed, "manner", writer.prospect.id, ordinal);
  const own = ownReaction({ writer, message, ordinal, dice }, choiceFor(writer, message, history));
  return [bounce, own].filter((reaction) => reaction !== null);
}

interface Moment {
  readonly writer: Writer;
  readonly message: ReceivedMessage;
  readonly ordinal: number;
  readonly dice: Dice;
}

function ownReaction(moment: Moment, choice: Choice): Reaction | null {
  const { dice, message } = moment;
  const { oneClickUrl, mailto } = message.unsubscribe;
  switch (choice) {
    case "silence":
      return null;
    case "ooo":
      return machineReply(moment, "ooo", "ooo", message.at + dice.int(2, 9) * dayMs);
    case "leftCompany":
      return machineReply(moment, "leftCompany", "reply.left_company", null);
    case "autoAck":
      return machineReply(moment, "autoAck", "auto_ack", null);
    case "complaint":
      return {
        kind: "complaint",
        truth: "complaint",
        redacted: dice.chance(0.3),
        delayMs: dice.int(5, 900) * minuteMs,
      };
    // Whoever finds no button asks in words.
    case "oneClick":
      if (oneClickUrl === null) return humanReply(moment, "unsubscribe", "unsubscribe", {});
      return { kind: "one_click", truth: "unsubscribe", delayMs: dice.int(2, 600) * minuteMs };
    case "unsubscribeMail":
      if (mailto === null) return humanReply(moment, "unsubscribe", "unsubscribe", {});
      return { kind: "unsubscribe_mail", truth: "unsubscribe", delayMs: dice.int(2, 600) * minuteMs };
    case "unsubscribeWords":
      return humanReply(moment, "unsubscribe", "unsubscribe", {});
    case "notNow":
      return humanReply(moment, "notNow", "reply.not_now", { date: message.at + dice.int(20, 80) * dayMs });
    case "negative":
    case "neutral":
    case "question":
    case "referral":
    case "positive":
      return humanReply(moment, choice, `reply.${choice}`, {});
    case "wrongPerson":
      return humanReply(moment, "wrongPerson", "reply.wrong_person", {});
    case "meeting":
      return booking(moment);
    case "acceptInvitation":
    case "declineInvitation":
      return answerToInvitation(moment, choice === "acceptInvitation");
    default: {
      const never: never = choice;
      throw new Error(`no reaction for \`${String(never)}\``);
    }
  }
}

function humanReply(moment: Moment, pool: Parameters<typeof humanText>[1], truth: HumanTruth, slots: Slots): Reaction {
  return reply(moment, pool, truth, slots, humanDelay(moment.dice), null);
}

function booking(moment: Moment): Reaction {
  const delayMs = humanDelay(moment.dice);
  const startsAt = freeSlot(moment.dice, moment.message.at + delayMs);
  const { writer, message, ordinal } = moment;
  const calendar: CalendarPart = {
    method: "REQUEST",
    partstat: null,
    uid: `${nameFor(writer.seed, "invitation", writer.prospect.id, ordinal)}@${writer.company.domain}`,
    startsAt,
    endsAt: startsAt + 30 * minuteMs,
    summary: `${writer.company.name} / ${message.fromName || message.from}`,
  };
  return reply(moment, "meeting", "reply.meeting", { time: startsAt }, delayMs, calendar);
}

function answerToInvitation(moment: Moment, accepts: boolean): Reaction {
  const { invitation } = moment.message;
  if (invitation === null) throw new Error("there is no invitation to answer");
  const calendar = { ...invitation, method: "REPLY", partstat: accepts ? "ACCEPTED" : "DECLINED" } as const;
  const slots = { time: invitation.startsAt };
  return accepts
    ? reply(moment, "meeting", "reply.meeting", slots, humanDelay(moment.dice), calendar)
    : reply(moment, "decline", "reply.decline", slots, humanDelay(moment.dice), calendar);
}

function reply(
  { writer, message, ordinal, dice }: Moment,
  pool: Parameters<typeof humanText>[1],
  truth: HumanTruth,
  slots: Slots,
  delayMs: number,
  calendar: CalendarPart | null,
): Reaction {
  const client = dice.weighted([
    ["attribution", 45],
    ["outlook", 25],
    ["bottom", 5],
    ["unmarked", 10],
    ["none", 15],
  ] as const);
  const threading = dice.weighted([
    ["full", 80],
    ["in_reply_to", 10],
    ["none", 10],
  ] as const);
  const from = dice.chance(0.06) ? (writer.prospect.aliases[0] ?? null) : null;
  return {
    kind: "reply",
    truth,
    delayMs,
    client,
    threading,
    from,
    calendar,
    ...humanText(writer, pool, message, ordinal, slots),
  };
}

function machineReply(
  { writer, message, ordinal, dice }: Moment,
  pool: "ooo" | "leftCompany" | "autoAck",
  truth: "ooo" | "reply.left_company" | "auto_ack",
  backAt: WorldTime | null,
): Reaction {
  const words = autoText(writer, pool, message, ordinal, backAt === null ? {} : { date: backAt });
  return { kind: "auto_reply", truth, backAt, delayMs: dice.int(5, 90) * 1000, ...words };
}

function humanDelay(dice: Dice): number {
  const [low, high] = dice.weighted([
    [[5, 90], 35],
    [[120, 480], 30],
    [[600, 1800], 25],
    [[1900, 3600], 10],
  ] as const);
  return dice.int(low, high) * minuteMs;
}

/** A half hour on a working day, one to five days on, between 8:00 and 15:30 UTC. */
function freeSlot(dice: Dice, after: WorldTime): WorldTime {
  let day = Math.floor(after / dayMs) + dice.int(1, 5);
  while (isWeekend(day)) day += 1;
  return day * dayMs + 8 * hourMs + dice.int(0, 15) * 30 * minuteMs;
}

// Day 0 of the epoch was a Thursday.
function isWeekend(day: number): boolean {
  return (day + 4) % 7 === 0 || (day + 4) % 7 === 6;
}
