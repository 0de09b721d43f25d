import { fold, squish } from "./text.ts";
import { gluedLegalForms, leadingForms, legalForms, runTogetherForms } from "./words/legal-forms.ts";

/** The longest written-out form has this many words (`Gesellschaft mit beschränkter Haftung und Co KG` is cut twice). */
const formWordsMax = 6;

const plainName = /^[A-Za-z0-9 ]+$/;
/** What stands for "and" between two words, so that `Müller & Söhne` is `Müller und Söhne`. */
const conjunctions: ReadonlySet<string> = new Set("and und et og och y e ve и та".split(" "));

/**
 * The key of a company's name: folded, without legal form, article, punctuation and spacing; null when nothing is left to
 * compare. Two names of one company have one key; `Müller` and `Mueller`, `Volvo` and `AB Volvo`, a company and its branch
 * (`Acme`, `Acme Germany`) have two. A form alone (`Limited`) stays a name.
 */
export function companyNameKey(name: string): string | null {
  const said = squish(name);
  const quoted = quotedName(said);
  const words = plainName.test(said) ? plainWords(said) : nameWords(said);
  const core = withoutArticle(withoutLegalForm(withoutLeadingForm(words, quoted)));
  const joined = core.map((word, at) => (isAnd(core, at) ? "and" : word)).join("");
  const bare = core.length === 1 ? joined.replace(runTogetherForms, "") : joined;
  const key = bare.length >= 3 ? bare : joined;
  return key === "" ? null : key;
}

function plainWords(name: string): readonly string[] {
  return parted(name)
    .toLowerCase()
    .split(" ")
    .filter((word) => word !== "");
}

function nameWords(name: string): readonly string[] {
  const text = fold(parted(name.replace(/[®™©℠]/g, "").normalize("NFKC")))
    .replace(/\((?:nyse|nasdaq|lse|otc\w*|etr|fra|tsx|asx|epa|bit|swx|hkex|tse|isin|wkn)\s*:[^)]*\)/g, " ")
    .replace(/(?<=[א-ת])["״](?=[א-ת](?![א-ת]))|['‘’‚‛`´ʼ׳.·]/g, "")
    .replace(/["“”„‟«»‹›״]/g, " ");
  return text
    .trim()
    .replace(gluedLegalForms, " ")
    .replace(/[&+＆]/g, " and ")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** Whether the name itself stands in quotes, as in `UAB „Acme“` and `ООО «Ромашка»`: what is before it is a form. */
function quotedName(name: string): boolean {
  return /^[\p{L}.\s-]{2,30}\s*["„“«‚'][^"“”»]+["“”»‘']/u.test(name);
}

function isAnd(words: readonly string[], at: number): boolean {
  return at > 0 && at < words.length - 1 && conjunctions.has(words[at] ?? "");
}

/** `The Coca-Cola Company` is known as Coca-Cola; other languages' articles belong to the name (La Redoute, Die Zeit). */
function withoutArticle(words: readonly string[]): readonly string[] {
  return words[0] === "the" && words.length > 1 ? words.slice(1) : words;
}

/** Parts a legal form that was written on to the name: `AcmeLtd`, `AcmeS.A.S.`; `PepsiCo` stays what it is. */
function parted(name: string): string {
  const form = /(?<=\p{Ll})(\p{Lu}[\p{L}.]*)$/u.exec(name.replace(/(?<=\p{L}{3})\.$/u, ""))?.[1];
  if (form === undefined) return name;
  const word = fold(form).replaceAll(".", "");
  const isClear = word.length > 2 || form === form.toUpperCase();
  return legalForms.has(word) && isClear ? `${name.slice(0, name.lastIndexOf(form))} ${form}` : name;
}

/** Cuts legal forms off the end, again and again (`gmbh & co kg`); a name that is nothing else stays whole. */
function withoutLegalForm(words: readonly string[]): readonly string[] {
  let core = words;
  for (;;) {
    const length = formAtEnd(core);
    if (length === 0) return core;
    core = core.slice(0, -length);
    while (core.length > 1 && conjunctions.has(core.at(-1) ?? "")) core = core.slice(0, -1);
  }
}

/** How many words at the end are one form, the longest first: `s r o`, `sp z o o`, `limited liability company`. */
function formAtEnd(words: readonly string[]): number {
  for (let length = Math.min(formWordsMax, words.length - 1); length > 0; length -= 1)
    if (legalForms.has(length === 1 ? (words.at(-1) ?? "") : words.slice(-length).join(""))) return length;
  return 0;
}

function withoutLeadingForm(words: readonly string[], isQuoted: boolean): readonly string[] {
  // An Indonesian public company has its form on both sides: `PT Astra Tbk`.
  if (words[0] === "pt" && words.at(-1) === "tbk" && words.length > 2) return words.slice(1);
  for (let length = Math.min(formWordsMax, words.length - 1); length > 0; length -= 1) {
    const head = words.slice(0, length).join("");
    if (leadingForms.has(head) || (isQuoted && legalForms.has(head))) return words.slice(length);
  }
  return words;
}
