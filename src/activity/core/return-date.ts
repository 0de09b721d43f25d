import type { Instant } from "../../kernel/env.ts";
import { fold } from "./fold.ts";

const dayMs = 86_400_000;
/** Nobody is away longer: a later date is about something else. */
const horizonMs = 400 * dayMs;

/** First letters of the months as they are written (accents folded), one entry a month, in the languages that we meet. */
const monthStems: readonly (readonly string[])[] = [
  ["jan", "ene", "gen", "sty", "oca", "leden", "ledna", "tammi", "янв"],
  ["feb", "fev", "fevr", "lut", "sub", "unor", "helmi", "фев"],
  ["mar", "mär", "mrt", "maar", "mars", "maerz", "brez", "maalis", "мар"],
  ["apr", "avr", "abr", "kwie", "nis", "dub", "huhti", "апр"],
  ["may", "mai", "maj", "mei", "mag", "mayis", "kvet", "touko", "мая", "май"],
  ["jun", "juin", "giu", "czerw", "haz", "cervna", "cerven", "kesa", "июн"],
  ["jul", "juil", "lug", "lip", "tem", "cervence", "cervenec", "heina", "июл"],
  ["aug", "aou", "ago", "sie", "agu", "srp", "elo", "авг"],
  ["sep", "set", "wrz", "eyl", "zari", "syys", "сен"],
  ["oct", "okt", "ott", "out", "paz", "eki", "rijna", "rijen", "loka", "окт"],
  ["nov", "lis", "kas", "listopad", "marras", "ноя"],
  ["dec", "dez", "dic", "gru", "ara", "prosin", "joulu", "дек"],
];

const weekdayStems: readonly (readonly string[])[] = [
  ["sunday", "sonntag", "dimanche", "domingo", "domenica", "zondag", "sondag", "niedziel", "воскресень"],
  [
    "monday",
    "montag",
    "lundi",
    "lunes",
    "lunedi",
    "segunda",
    "maandag",
    "mandag",
    "poniedzial",
    "pazartesi",
    "понедельник",
  ],
  ["tuesday", "dienstag", "mardi", "martes", "martedi", "terca", "dinsdag", "tisdag", "tirsdag", "wtor", "вторник"],
  [
    "wednesday",
    "mittwoch",
    "mercredi",
    "miercoles",
    "mercoledi",
    "quarta",
    "woensdag",
    "onsdag",
    "srod",
    "среду",
    "среда",
  ],
  ["thursday", "donnerstag", "jeudi", "jueves", "giovedi", "quinta", "donderdag", "torsdag", "czwart", "четверг"],
  ["friday", "freitag", "vendredi", "viernes", "venerdi", "sexta", "vrijdag", "fredag", "piat", "пятниц"],
  ["saturday", "samstag", "samedi", "sabado", "sabato", "zaterdag", "lordag", "sobot", "суббот"],
];

/** Words before a date that mean "back on it", and words that mean the last day away where they say it is included. */
const returnCue =
  /(?:\b(?:back|return\w*|re-?open\w*|resum\w*|normal service|business as usual|at (?:my|the) desk|available again|reachable again|in (?:the )?office (?:again )?(?:on|from)|wieder|zuruck|ruckkehr|(?:de )?retour|reviens|revien\w*|reprend\w*|vuelv\w*|regres\w*|reincorpor\w*|torn\w*|rientr\w*|volt\w*|regress\w*|retorn\w*|terug|weer (?:bereikbaar|aanwezig)|tillbaka|ater|tilbage|tilbake|wracam|wroc\w*|powrot\w*|palaan|donecegim|don\w* tarih|zpet)\b|вернусь|возвращ|戻り|復帰|出社|返回|回来|돌아)[^.\n]{0,60}$/;
/** Words after a date that mean "back": "am 3. wieder da", "dal 3 di nuovo disponibile". */
const afterCue =
  /^[^.\n]{0,30}(?:\b(?:back|available|reachable|return\w*|wieder|zuruck|erreichbar|da\b|de retour|disponib\w*|terug|weer|aanwezig|bereikbaar|donecegi[mz]|donuyoru[mz]|tekrar|tillbaka|tilbage|tilbake|dostepn\w*|wroc\w*)\b|доступ|復帰|出社|戻|返回|回来|回來|恢复|恢復|돌아|복귀|출근)/;
const fromCue =
  /(?:\b(?:again|wieder|nuevo|nuovo|novo|nouveau|weer|ater|igen|ponownie|availab\w*|reachable|erreichbar|disponib\w*|bereikbaar|kontor\w*|office|buro|bureau|oficina|ufficio)\b[^.\n]{0,20}\b(?:from|as of|starting|ab|ab dem|dal|dall'|a partir d\w+|desde|vanaf|fran|fra|od|op|den|on|am|le|el|il)\b[^.\n]{0,14})$/;
const untilCue =
  /(?:\b(?:until|till?|through|thru|to|up to|upto|bis|jusqu'?(?:au|a|en)?|au|hasta|fino|al|ate|ao|tot|t\/m|til|till|tom|t\.?o\.?m\.?|do|az|kadar|saakka|asti)\b|до|по|まで|至|到|까지)[^.\n]{0,30}$/;
const inclusiveCue =
  /(?:\b(?:through|thru|inclu\w*|einschl\w*|inkl\w*|compres[oa]|tot en met|t\/m|till och med|t\.?o\.?m\.?|til og med|wlacznie|dahil|vcetne)\b|включ|まで)/;

interface FoundDate {
  readonly day: Instant;
  readonly at: number;
  readonly end: number;
}

/**
 * The day on which somebody who is away can be reached again (midnight UTC), or null where the text does not say.
 * "Back on" a day is that day, "until" a day is that day, "through" or "including" a day is the one after.
 */
export function returnDate(text: string, receivedAt: Instant): Instant | null {
  const folded = fold(text).slice(0, 4_000);
  const dates = [...datesIn(folded, receivedAt)].filter(
    (date) => date.day >= receivedAt - 2 * dayMs && date.day <= receivedAt + horizonMs,
  );
  const before = (date: FoundDate): string => folded.slice(Math.max(0, date.at - 80), date.at);
  const returning = dates.filter((date) => isReturn(before(date), folded.slice(date.end)));
  if (returning.length > 0) return Math.max(...returning.map((date) => date.day));
  const until = dates.filter(
    (date) =>
      untilCue.test(before(date)) ||
      /^\s*(?:まで|까지|(?:tarih\w* )?(?:kadar|dek)|asti|saakka)/.test(folded.slice(date.end)),
  );
  if (until.length === 0) return null;
  return Math.max(...until.map((date) => date.day + (isInclusive(folded, date) ? dayMs : 0)));
}

/** Every day that a text names with its year, in the order of the ways to write one. */
export function daysWithYear(text: string): readonly Instant[] {
  const folded = fold(text).slice(0, 4_000);
  return [...datesIn(folded, 0)].filter(({ at, end }) => /\d{4}/.test(folded.slice(at, end))).map(({ day }) => day);
}

/** Every day that a folded text names, whatever it says of it. */
export function daysIn(folded: string, receivedAt: Instant): readonly Instant[] {
  return [...datesIn(folded, receivedAt)].map(({ day }) => day);
}
/** "Until and including" is as long as it gets. */
const untilMaxChars = 22;

function isReturn(before: string, after: string): boolean {
  if (returnCue.test(before) && !untilCue.test(before.slice(-untilMaxChars))) return true;
  return fromCue.test(before) || (!untilCue.test(before.slice(-untilMaxChars)) && afterCue.test(after));
}

function isInclusive(text: string, date: FoundDate): boolean {
  return (
    inclusiveCue.test(text.slice(Math.max(0, date.at - 34), date.at)) ||
    inclusiveCue.test(text.slice(date.end, date.end + 18))
  );
}

function* datesIn(text: string, receivedAt: Instant): Generator<FoundDate> {
  const isEnglish = /\b(?:the|until|back|return\w*|office|from|through)\b/.test(text);
  const month = "([\\p{L}]{3,12})\\.?";
  for (const match of text.matchAll(/\b(20\d\d)-(\d{1,2})-(\d{1,2})\b/g))
    yield* made(match, Number(match[1]), Number(match[2]), Number(match[3]), receivedAt);
  for (const match of text.matchAll(/(?:(20\d\d)年)?\s?(\d{1,2})月\s?(\d{1,2})日|(\d{1,2})월\s?(\d{1,2})일/g))
    yield* made(match, yearOf(match[1]), Number(match[2] ?? match[4]), Number(match[3] ?? match[5]), receivedAt);
  for (const match of text.matchAll(/(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(20\d\d|\d\d))?(?!\d)/g))
    yield* made(match, yearOf(match[3]), Number(match[2]), Number(match[1]), receivedAt);
  for (const match of text.matchAll(/(?<![\d/-])(\d{1,2})[/-](\d{1,2})(?:[/-](20\d\d|\d\d))?(?![\d/-])/g))
    yield* slashed(match, receivedAt, isEnglish);
  for (const match of text.matchAll(
    new RegExp(
      `(?<![\\d:.])(\\d{1,2})(?:st|nd|rd|th|er|e|o|\\.)?(?:\\s(?:(?:of|de|di|den)(?=\\s)|d'))?\\s?${month}(?:,?\\s(?:de |del )?(\\d{4}))?`,
      "gu",
    ),
  ))
    yield* made(match, yearOf(match[3]), monthOf(match[2] ?? ""), Number(match[1]), receivedAt);
  for (const match of text.matchAll(
    new RegExp(`(?<!\\p{L})${month}\\s(\\d{1,2})(?:st|nd|rd|th)?(?!\\d|:)(?:,?\\s(\\d{4}))?`, "gu"),
  ))
    yield* made(match, yearOf(match[3]), monthOf(match[1] ?? ""), Number(match[2]), receivedAt);
  for (const match of text.matchAll(
    /\b(?:the|am|den|le|el|il|dia|de|op)\s(\d{1,2})(?:st|nd|rd|th|er|e|\.)?(?=[\s,.;!)]|$)(?!\s?[\p{L}]{3,12}\.?\s?\d)/gu,
  ))
    yield* dayOnly(match, receivedAt);
  for (const match of text.matchAll(/(?<!\p{L})\p{L}{5,14}/gu)) yield* weekday(match, receivedAt);
  for (const match of text.matchAll(
    /\b(?:tomorrow|morgen (?:wieder|zuruck)|demain|manana (?:vuelvo|estare)|domani)\b/g,
  ))
    yield { day: midnight(receivedAt) + dayMs, at: match.index, end: match.index + match[0].length };
}

function* made(
  match: RegExpMatchArray,
  year: number | null,
  month: number | null,
  day: number,
  receivedAt: Instant,
): Generator<FoundDate> {
  if (month === null || month < 1 || month > 12 || day < 1 || day > 31) return;
  const here = { at: match.index ?? 0, end: (match.index ?? 0) + match[0].length };
  const thisYear = new Date(receivedAt).getUTCFullYear();
  const candidates = year === null ? [thisYear, thisYear + 1] : [year];
  for (const candidate of candidates) {
    const instant = Date.UTC(candidate, month - 1, day);
    if (new Date(instant).getUTCDate() !== day) continue;
    if (year !== null || instant >= midnight(receivedAt) - 2 * dayMs) {
      yield { day: instant, ...here };
      return;
    }
  }
}

/** `5/11` is the eleventh of May in English alone, and not always: of two future days the later is the safe one. */
function* slashed(match: RegExpMatchArray, receivedAt: Instant, isEnglish: boolean): Generator<FoundDate> {
  const [first, second] = [Number(match[1]), Number(match[2])];
  const readings = [
    ...made(match, yearOf(match[3]), second, first, receivedAt),
    ...(isEnglish || second > 12 ? made(match, yearOf(match[3]), first, second, receivedAt) : []),
  ].filter((reading) => reading.day <= receivedAt + 180 * dayMs && reading.day >= receivedAt - 2 * dayMs);
  const latest = readings.toSorted((a, b) => b.day - a.day)[0];
  if (latest !== undefined) yield latest;
}

function* dayOnly(match: RegExpMatchArray, receivedAt: Instant): Generator<FoundDate> {
  const day = Number(match[1]);
  const now = new Date(receivedAt);
  if (day < 1 || day > 31) return;
  const monthsAhead = day >= now.getUTCDate() ? 0 : 1;
  const instant = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + monthsAhead, day);
  yield { day: instant, at: match.index ?? 0, end: (match.index ?? 0) + match[0].length };
}

function* weekday(match: RegExpMatchArray, receivedAt: Instant): Generator<FoundDate> {
  const wanted = weekdayStems.findIndex((stems) => stems.some((stem) => match[0].startsWith(stem)));
  if (wanted === -1) return;
  const today = new Date(receivedAt).getUTCDay();
  const ahead = (wanted - today + 7) % 7 || 7;
  yield { day: midnight(receivedAt) + ahead * dayMs, at: match.index ?? 0, end: (match.index ?? 0) + match[0].length };
}

/** The month (1 to 12) that a folded word begins like, or null. */
export function monthOf(word: string): number | null {
  const matches = monthStems.flatMap((stems, at) =>
    stems.filter((stem) => word.startsWith(stem)).map((stem) => ({ at, length: stem.length })),
  );
  const best = matches.toSorted((a, b) => b.length - a.length)[0];
  return best === undefined ? null : best.at + 1;
}

function yearOf(text: string | undefined): number | null {
  if (text === undefined || text === "") return null;
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function midnight(instant: Instant): Instant {
  return Math.floor(instant / dayMs) * dayMs;
}

/** When sends to somebody who is away may be decided again: one working day after the return, or five without a date. */
export function holdUntil(receivedAt: Instant, resumeAt: Instant | null): Instant {
  return resumeAt === null ? workingDaysAfter(receivedAt, 5) : workingDaysAfter(resumeAt, 1);
}

function workingDaysAfter(instant: Instant, count: number): Instant {
  let day = instant;
  for (let left = count; left > 0; ) {
    day += dayMs;
    const weekdayNumber = new Date(day).getUTCDay();
    if (weekdayNumber !== 0 && weekdayNumber !== 6) left -= 1;
  }
  return day;
}
