import type { Instant } from "../../kernel/env.ts";
import { fold } from "./fold.ts";
import { daysIn, monthOf } from "./return-date.ts";

const dayMs = 86_400_000;
/** Nobody asks to be written to later than this: a later date is about something else. */
const horizonMs = 550 * dayMs;

const numbers: readonly (readonly string[])[] = [
  ["a", "an", "one", "ein", "einem", "einer", "un", "une", "una", "uno"],
  ["two", "couple of", "zwei", "deux", "dos", "due"],
  ["three", "few", "drei", "trois", "tres", "tre"],
  ["four", "vier", "quatre", "cuatro", "quattro"],
  ["five", "funf", "cinq", "cinco", "cinque"],
  ["six", "sechs", "seis", "sei"],
];
const units: readonly (readonly [RegExp, "day" | "month" | "year"])[] = [
  [/^(?:week|woche|semaine|semana|settiman)/, "day"],
  [/^(?:month|monat|mois|mes)/, "month"],
  [/^(?:quarter|quartal|trimestre)/, "month"],
  [/^(?:year|jahr|an\b|ans\b|annee|ano|anno)/, "year"],
];
const unitWords =
  "(week|woche|semaine|semana|settiman|month|monat|mois|mes|quarter|quartal|trimestre|year|jahr|ans?\\b|annee|ano|anno)";
const inSome = new RegExp(
  `\\b(?:in|dans|en|fra|tra)\\s(?:about |etwa |environ |unos |circa )?(?:a )?(\\d{1,2}|${numbers.flat().join("|")})\\s${unitWords}`,
  "g",
);
const next = new RegExp(
  `\\b(?:next|nachst\\w*|kommend\\w*|prochaine?|proxim[oa]|prossim[oa])\\s${unitWords}|\\b${unitWords}\\w*\\s(?:prochaine?|que viene|proxim[oa]|prossim[oa])`,
  "g",
);
const quarter = /\bq([1-4])(?:\s?(?:of\s|\/|-)?\s?(20\d\d))?\b/g;
const monthCue =
  /\b(?:in|until|till|from|after|by|mid|early|late|beginning of|start of|end of|im|ab|bis|mitte|anfang|ende|nach|en|fin|a partir de|debut|desde|hasta|da|dopo|od|vanaf)\s(?:of |de |d')?([\p{L}]{3,12})(?:,?\s(20\d\d))?/gu;
/** Whole names of months: "in marketing" names none. */
const monthWords =
  /^(?:jan(?:uary|uar|uari|vier)?|enero|gennaio|feb(?:ruary|ruar|ruari|rero|braio)?|fevrier|mar(?:ch|s|z|zo)?|maerz|maart|apr(?:il|ile)?|avril|abril|ma[yij]|mayo|maggio|mei|june?|juni|juin|junio|giugno|jul(?:y|i|io)?|juillet|luglio|aug(?:ust|ustus)?|aout|agosto|sept?(?:ember|embre|iembre)?|settembre|o[ck]t(?:ober|obre|ubre)?|ottobre|nov(?:ember|embre|iembre)?|de[cz](?:ember|embre)?|di[cz]iembre|dicembre)$/;

/**
 * The day from which somebody who said "not now" may be asked again (midnight UTC): a day, month or quarter that they name, or so
 * many weeks or months on. Of several the latest; null where the text does not say.
 */
export function laterDate(text: string, receivedAt: Instant): Instant | null {
  const folded = fold(text).slice(0, 4_000);
  const days = [
    ...daysIn(folded, receivedAt),
    ...monthsIn(folded, receivedAt),
    ...quartersIn(folded, receivedAt),
    ...spansIn(folded, receivedAt),
  ].filter((day) => day > receivedAt && day <= receivedAt + horizonMs);
  return days.length === 0 ? null : Math.max(...days);
}

function monthsIn(text: string, receivedAt: Instant): readonly Instant[] {
  return [...text.matchAll(monthCue)].flatMap((match) => {
    const month = monthWords.test(match[1] ?? "") ? monthOf(match[1] ?? "") : null;
    return month === null ? [] : [firstOf(month, match[2], receivedAt)];
  });
}

function quartersIn(text: string, receivedAt: Instant): readonly Instant[] {
  return [...text.matchAll(quarter)].map((match) => firstOf(Number(match[1]) * 3 - 2, match[2], receivedAt));
}

/** The first day of a month: of the year that is named, else the next time that it comes. */
function firstOf(month: number, year: string | undefined, receivedAt: Instant): Instant {
  if (year !== undefined) return Date.UTC(Number(year), month - 1, 1);
  const thisYear = new Date(receivedAt).getUTCFullYear();
  const first = Date.UTC(thisYear, month - 1, 1);
  return first > receivedAt ? first : Date.UTC(thisYear + 1, month - 1, 1);
}

function spansIn(text: string, receivedAt: Instant): readonly Instant[] {
  const some = [...text.matchAll(inSome)].map((match) => after(receivedAt, countOf(match[1] ?? ""), match[2] ?? ""));
  const following = [...text.matchAll(next)].map((match) => startOfNext(receivedAt, match[1] ?? match[2] ?? ""));
  return [...some, ...following].flatMap((day) => day ?? []);
}

function countOf(word: string): number {
  const number = numbers.findIndex((words) => words.includes(word));
  return number === -1 ? Number(word) : number + 1;
}

function after(receivedAt: Instant, count: number, unit: string): Instant | null {
  const at = new Date(receivedAt);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  switch (unitOf(unit)) {
    case "day":
      return Date.UTC(year, month, day + 7 * count);
    case "month":
      return Date.UTC(year, month + count * (isQuarter(unit) ? 3 : 1), day);
    case "year":
      return Date.UTC(year + count, month, day);
    default:
      return null;
  }
}

function startOfNext(receivedAt: Instant, unit: string): Instant | null {
  const at = new Date(receivedAt);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  switch (unitOf(unit)) {
    case "day":
      return after(receivedAt, 1, unit);
    case "month":
      return Date.UTC(year, isQuarter(unit) ? Math.floor(month / 3) * 3 + 3 : month + 1, 1);
    case "year":
      return Date.UTC(year + 1, 0, 1);
    default:
      return null;
  }
}

function unitOf(word: string): "day" | "month" | "year" | null {
  return units.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

function isQuarter(word: string): boolean {
  return /^(?:quarter|quartal|trimestre)/.test(word);
}
