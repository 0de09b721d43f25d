import type { Company, Prospect, ReceivedMessage } from "../market.ts";
import { diceFor } from "../random.ts";
import { rates } from "./rates.ts";

export type Choice = keyof typeof rates.firstMessage | "silence" | "acceptInvitation" | "declineInvitation";

/** What a reader is made of, as far as a choice needs it. */
export interface Reader {
  readonly seed: string;
  readonly prospect: Prospect;
  readonly company: Company;
}

/**
 * What the reader does about one message. The roll depends on the reader and on how many messages came before, never
 * on the message, whose id differs between runs; its words only move the odds.
 */
export function choiceFor(reader: Reader, message: ReceivedMessage, history: readonly ReceivedMessage[]): Choice {
  const dice = diceFor(reader.seed, "choice", reader.prospect.id, history.length);
  if (message.invitation !== null)
    return dice.chance(rates.acceptsInvitation) ? "acceptInvitation" : "declineInvitation";
  const earlier = history.map((past, ordinal) => choiceFor(reader, past, history.slice(0, ordinal)));
  if (earlier.some(isEnough)) return dice.chance(0.6) ? "complaint" : "unsubscribeWords";
  if (message.answersUs) return !earlier.includes("meeting") && dice.chance(rates.books) ? "meeting" : "silence";
  const odds = oddsFor(reader, message, history.length);
  let left = dice.unit();
  for (const [choice, probability] of odds) {
    left -= probability;
    if (left < 0) return choice;
  }
  return "silence";
}

/** This reader asked to be left alone; whoever writes again is not asked twice so kindly. */
function isEnough(choice: Choice): boolean {
  return ["complaint", "oneClick", "unsubscribeMail", "unsubscribeWords"].includes(choice);
}

function oddsFor(reader: Reader, message: ReceivedMessage, ordinal: number): (readonly [Choice, number])[] {
  const { fit, interest, temper } = reader.prospect.hidden;
  const later = ordinal === 0 ? { answer: 1, annoyance: 1 } : rates.laterMessages;
  const appetite = later.answer * (0.3 + 1.4 * (0.5 * fit + 0.5 * interest)) * appealOf(reader, message);
  const annoyance = later.annoyance * (0.5 + temper);
  const base = rates.firstMessage;
  return [
    ["ooo", base.ooo],
    ["leftCompany", base.leftCompany],
    ["autoAck", base.autoAck],
    ["complaint", base.complaint * annoyance],
    ["oneClick", base.oneClick * annoyance],
    ["unsubscribeMail", base.unsubscribeMail * annoyance],
    ["unsubscribeWords", base.unsubscribeWords * annoyance],
    ["negative", base.negative * later.answer],
    ["neutral", base.neutral * later.answer],
    ["question", base.question * appetite],
    ["notNow", base.notNow * later.answer],
    ["referral", base.referral * later.answer],
    ["wrongPerson", base.wrongPerson * later.answer],
    ["positive", base.positive * appetite],
    ["meeting", base.meeting * appetite],
  ];
}

const themes: readonly RegExp[] = [
  /\b(cost|budget|price|cheaper|saving|revenue)/i,
  /\b(risk|complian|audit|secur|proof|safe)/i,
  /\b(time|hours?|faster|quick|minutes)/i,
];

/** How well a text is made for this reader, around 1: personal, short, asking one thing, and on the industry's theme. */
function appealOf({ seed, prospect, company }: Reader, message: ReceivedMessage): number {
  const text = `${message.subject}\n${message.text}`;
  const wordCount = message.text.split(/\s+/).length;
  const theme = themes[diceFor(seed, "theme", company.industry).int(0, themes.length - 1)];
  let appeal = 0.85;
  if (text.includes(prospect.firstName)) appeal += 0.08;
  if (text.toLowerCase().includes(company.name.split(" ")[0]?.toLowerCase() ?? company.name)) appeal += 0.08;
  if (wordCount > 220) appeal -= 0.15;
  if (message.text.includes("?")) appeal += 0.05;
  if (/!!|\bfree\b|act now/i.test(text)) appeal -= 0.2;
  if (theme?.test(text) === true) appeal += 0.12;
  return appeal;
}
