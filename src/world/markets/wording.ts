import type { WorldTime } from "../env.ts";
import type { Company, Prospect, ReceivedMessage } from "../market.ts";
import { phrasesFor } from "../phrases/by-language.ts";
import type { AutoPhrases, Phrases } from "../phrases/phrases.ts";
import { type Dice, diceFor } from "../random.ts";
import { asciiLocal, names } from "./names.ts";

export interface Writer {
  readonly seed: string;
  readonly prospect: Prospect;
  readonly company: Company;
  readonly colleagues: readonly Prospect[];
}

type HumanPool = {
  readonly [Pool in keyof Phrases]: Phrases[Pool] extends readonly string[] ? Pool : never;
}[keyof Phrases];

/** What a text may need to name. */
export interface Slots {
  readonly date?: WorldTime;
  readonly time?: WorldTime;
}

/** A human answer: greeting, one thought, farewell; in the writer's language and always the same for the same message. */
export function humanText(writer: Writer, pool: HumanPool, message: ReceivedMessage, ordinal: number, slots: Slots) {
  const { language, phrases } = phrasesFor(writer.prospect.language);
  const dice = diceFor(writer.seed, "words", writer.prospect.id, ordinal);
  const parts = [dice.pick(phrases.greetings), dice.pick(phrases[pool]), dice.pick(phrases.farewells)];
  const text = parts.filter((part) => part !== "").join("\n\n");
  return { language, text: fill(text, dice, writer, message, slots, language) };
}

/** A machine's answer with its subject. */
export function autoText(
  writer: Writer,
  pool: "ooo" | "leftCompany" | "autoAck",
  message: ReceivedMessage,
  ordinal: number,
  slots: Slots,
) {
  const { language, phrases } = phrasesFor(writer.prospect.language);
  const dice = diceFor(writer.seed, "machine", writer.prospect.id, ordinal);
  const { subjects, texts }: AutoPhrases = phrases[pool];
  const complete = (text: string) =>
    fill(text, diceFor(writer.seed, "slots", writer.prospect.id, ordinal), writer, message, slots, language);
  return { language, subject: complete(dice.pick(subjects)), text: complete(dice.pick(texts)) };
}

function fill(
  text: string,
  dice: Dice,
  writer: Writer,
  message: ReceivedMessage,
  slots: Slots,
  language: string,
): string {
  const colleague = colleagueOf(writer, dice);
  const values: Readonly<Record<string, string>> = {
    sender: message.fromName.split(" ")[0] || message.from.split("@")[0] || "",
    me: text.startsWith("{me}")
      ? `${writer.prospect.firstName} ${writer.prospect.lastName}`
      : writer.prospect.firstName,
    company: writer.company.name,
    subject: message.subject,
    date: slots.date === undefined ? "" : dayText(slots.date, language, dice),
    time: slots.time === undefined ? "" : timeText(slots.time, language),
    colleague: colleague.name,
    email: colleague.email,
  };
  return text.replace(/\{(\w+)\}/g, (whole, slot: string) => values[slot] ?? whole);
}

// Half the people referred to are in the market; the other half are new to everybody.
function colleagueOf({ seed, prospect, company, colleagues }: Writer, dice: Dice): { name: string; email: string } {
  const others = colleagues.filter((other) => other.id !== prospect.id);
  const other = others[0] === undefined || dice.chance(0.5) ? undefined : dice.pick(others);
  if (other !== undefined) return { name: `${other.firstName} ${other.lastName}`, email: other.email };
  const invented = diceFor(seed, "colleague", prospect.id);
  const pool = names[prospect.language] ?? names["en"];
  const first = invented.pick(pool?.first ?? ["Kim"]);
  const last = invented.pick(pool?.last ?? ["Kim"]);
  return { name: `${first} ${last}`, email: `${asciiLocal(first)}.${asciiLocal(last)}@${company.domain}` };
}

function dayText(at: WorldTime, language: string, dice: Dice): string {
  const styles: readonly Intl.DateTimeFormatOptions[] = [
    { day: "numeric", month: "long", year: "numeric" },
    { day: "numeric", month: "long" },
    { day: "2-digit", month: "2-digit", year: "numeric" },
  ];
  return new Intl.DateTimeFormat(localeOf(language), { ...dice.pick(styles), timeZone: "UTC" }).format(at);
}

function timeText(at: WorldTime, language: string): string {
  const options: Intl.DateTimeFormatOptions = {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
  };
  return `${new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone: "UTC" }).format(at)} UTC`;
}

function localeOf(language: string): string {
  return language === "en" ? "en-GB" : language;
}
