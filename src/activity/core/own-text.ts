import { fold } from "./fold.ts";

/** What the sender wrote now: `body` above the signature, `footer` the signature and legal notice below it. */
export interface OwnText {
  readonly body: string;
  readonly footer: string;
}

const textMaxChars = 20_000;
/** No line that introduces a quote or a signature is longer. */
const headerLineMaxChars = 400;
/** A shorter line that we also sent ("Thanks", a name) may be the sender's own; it goes only beside other quoted lines. */
const certainChars = 25;

/**
 * Removes what is not new. We know what we sent, so its lines go first, however the client quotes; header lines of
 * quotes and quote marks come second. Never empty when the input was not.
 */
export function ownText(text: string, sentText: string | null): OwnText {
  const input = text.slice(0, textMaxChars);
  const withoutOurs = sentText === null ? input : withoutSentLines(input, sentText);
  const candidates = [withoutQuotes(withoutOurs), withoutQuotes(input), withoutOurs, input];
  const kept = candidates.find((candidate) => candidate.trim() !== "") ?? "";
  const { body, footer } = splitSignature(tidy(kept));
  return body.trim() === "" ? { body: tidy(kept), footer: "" } : { body, footer };
}

/** No introduction of a quote has more lines. */
const headMaxLines = 5;

/** The lines that introduce the first quote in a text, or an empty text: who wrote what is quoted, and when. */
export function quoteHead(text: string): string {
  const lines = text.slice(0, textMaxChars).split("\n");
  const { at } = quoteStart(lines);
  return lines.slice(at, at + headMaxLines).join("\n");
}

function withoutSentLines(text: string, sentText: string): string {
  const squeeze = (line: string): string =>
    fold(line)
      .replace(/[\s>|*_]+/g, " ")
      .trim();
  const sentWhole = squeeze(sentText.replaceAll("\n", " "));
  const sentLines = new Set(
    sentText
      .split("\n")
      .map(squeeze)
      .filter((line) => line !== ""),
  );
  const lines = text.split("\n");
  const isSent = lines.map((line) => {
    const squeezed = squeeze(line);
    return squeezed.length >= certainChars && (sentLines.has(squeezed) || sentWhole.includes(squeezed));
  });
  const kept = lines.filter((line, at) => {
    if (isSent[at] === true) return false;
    const squeezed = squeeze(line);
    const isNear = isSent.slice(Math.max(0, at - 3), at + 4).some((sent) => sent);
    return !(
      isNear &&
      squeezed !== "" &&
      (sentLines.has(squeezed) || (squeezed.length > 8 && sentWhole.includes(squeezed)))
    );
  });
  return kept.join("\n");
}

/** How clients introduce a quote, in the languages that we meet; tried on one to three joined lines. */
const wroteLine = new RegExp(
  [
    "^(?:on|am|le|el|il|em|no dia|op|den|pa|dnia|w dniu|dne|tarihinde)\\b.{6,200}(?:wrote|schrieb|a ecrit|escribio|ha scritto|escreveu|schreef|skrev|napisala?|napsala?|yazdi|kirjoitti)\\b.{0,80}:$",
    "^.{0,120}\\b(?:(?:19|20)\\d{2}|\\d{1,2}:\\d{2})\\b.{0,120}(?:wrote|schrieb|a ecrit|escribio|ha scritto|escreveu|schreef|skrev|napisala?|napsala?|yazdi|kirjoitti|написал(?:\\(?а\\)?)?|пишет)[^:]{0,120}:$",
    "^\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}\\b.{0,80}<\\s?[^<>\\s]+@[^<>\\s]+\\s?>\\s?:$",
    "^(?:op|on|am|le|el|il|den|w dniu|dnia)\\b.{6,120}<\\s?[^<>\\s]+@[^<>\\s]+\\s?>\\s?:?$",
    "^.{0,60}<\\s?[^<>\\s]+@[^<>\\s]+\\s?>\\s?(?:wrote|schrieb|a ecrit|escribio|ha scritto|escreveu|schreef|skrev|napisal|yazdi)\\s?:$",
    // Whatever the language: a line that ends in a colon, with a time of day and somebody's address.
    "^(?=.*\\d{1,2}[:.]\\d{2})(?=.*\\d{1,2}\\b.*\\d{4}).{0,200}<?[^<>\\s]+@[^<>\\s]+>?.{0,20}:$",
    "^.{0,40}\\d{4}年.{0,80}[:：]$",
  ].join("|"),
);
const divider =
  /^[\s>*_]*(?:-{2,}|_{2,}|={2,})?\s*(?:message du\s?:.{0,40}|original message|forwarded message|begin forwarded message|reply message|original-nachricht|ursprungliche nachricht|weitergeleitete nachricht|message d'origine|message original|message transfere|mensaje original|mensaje reenviado|messaggio originale|messaggio inoltrato|mensagem original|oorspronkelijk bericht|originalmeddelande|ursprungligt meddelande|oprindelig (?:meddelelse|besked)|antwort nachricht|opprinnelig melding|wiadomosc oryginalna|orijinal mesaj|alkuperainen viesti|исходное сообщение|пересылаемое сообщение|原始邮件|元のメッセージ)\s*:?\s*(?:-{2,}|_{2,}|={2,})?\s*$/;
const fromLine = /^[\s>*]*(?:from|von|de|da|van|fran|fra|od|kimden|lahettaja|od|от|发件人|差出人)\s?\*?\s?[:：]\s?\S/;
const sentLine =
  /^[\s>*]*(?:sent|date|to|subject|gesendet|datum|an|betreff|envoye|a|objet|enviado|enviado el|para|asunto|inviato|data|oggetto|assunto|verzonden|aan|onderwerp|skickat|till|amne|sendt|til|emne|wyslano|do|temat|gonderildi|kime|konu|cc|дата|кому|тема|发送时间|收件人|主题|送信日時|宛先|件名)\s?\*?\s?[:：]/;
const datedLine =
  /^[\s>*]*(?:sent|date|gesendet|datum|envoye|enviado|data|fecha|inviato|verzonden|skickat|sendt)\s?\*?\s?[:：]\s?\S/;

function withoutQuotes(text: string): string {
  const lines = text.split("\n").flatMap(apartFromQuote);
  const start = quoteStart(lines);
  const above = lines.slice(0, start.at).filter(isUnquoted).join("\n");
  if (start.at === lines.length) return above;
  // A reply between or below quoted lines: what carries no mark after the first marked line is new.
  const rest = lines.slice(start.at + start.length);
  const firstMarked = rest.findIndex((line) => !isUnquoted(line));
  const below =
    firstMarked === -1
      ? []
      : rest.slice(firstMarked).filter((line, at, all) => isUnquoted(line) && !isWrapped(all[at - 1], line));
  const nested = quoteStart(below);
  return [above, below.slice(0, nested.at).join("\n")].filter((part) => part.trim() !== "").join("\n\n");
}

/** "Fine by me--- On Monday Kim wrote:" is an answer and the head of a quote that lost the line end between them. */
function apartFromQuote(line: string): readonly string[] {
  const [, answer = "", head = ""] =
    line.length <= headerLineMaxChars ? (/^(.{1,200}?\S)-{2,} ?([^\s-].{6,300}:)\s*$/.exec(line) ?? []) : [];
  return head !== "" && wroteLine.test(fold(head)) ? [answer, head] : [line];
}

function isUnquoted(line: string): boolean {
  return !/^\s{0,4}[>|]/.test(line);
}

/** A quoted line that was wrapped on the way loses its mark in the second half. */
function isWrapped(before: string | undefined, line: string): boolean {
  return before !== undefined && line.trim() !== "" && !isUnquoted(before) && before.length >= 60;
}

function quoteStart(lines: readonly string[]): { readonly at: number; readonly length: number } {
  for (let at = 0; at < lines.length; at += 1) {
    const line = fold(lines[at] ?? "").replace(/[*_]/g, (mark) => (mark === "*" ? "" : mark));
    if (line.trim() === "" || line.length > headerLineMaxChars) continue;
    if (divider.test(line)) return { at, length: 1 };
    if (fromLine.test(line) && lines.slice(at + 1, at + 5).some((next) => sentLine.test(fold(next)))) {
      const isRuled = /^\s*[_-]{5,}\s*$/.test(lines[at - 1] ?? "");
      return isRuled ? { at: at - 1, length: 2 } : { at, length: 1 };
    }
    // Some clients begin the block with the date.
    if (datedLine.test(line) && lines.slice(at + 1, at + 3).some((next) => fromLine.test(fold(next))))
      return { at, length: 1 };
    const length = wroteLength(lines, at);
    if (length > 0) return { at, length };
  }
  return { at: lines.length, length: 0 };
}

const datedStart = /^>*\s*(?:on|am|le|el|il|em|op|den|pa|dnia|w dniu|dne)\b.{0,30}\d/;

/** How many lines from here introduce a quote; clients wrap such a line, never across a blank one. */
function wroteLength(lines: readonly string[], at: number): number {
  const joined: string[] = [];
  const first = fold(lines[at] ?? "").trim();
  for (let length = 1; length <= 4; length += 1) {
    const line = fold(lines[at + length - 1] ?? "").trim();
    if (line === "" || line.length > headerLineMaxChars) return 0;
    joined.push(line.replace(/^>+\s*/, ""));
    const isHere = wroteLine.test(joined.join(" ").slice(0, 300));
    // The words may stand in a later line alone: then the quote starts there, unless this line opens with a date.
    if (isHere) return length > 1 && !datedStart.test(first) && wroteLine.test(joined.slice(1).join(" ")) ? 0 : length;
  }
  return 0;
}

const signatureStart =
  /^\s*(?:--\s?|—|__+|-{3,}|sent from my \S.*|sent from (?:outlook|mail|yahoo|proton|my ).*|get outlook for .*|von meinem \S+ gesendet|gesendet (?:von|mit) \S.*|envoye (?:de(?:puis)?|a partir de) \S.*|enviado (?:desde|do) (?:mi|meu) \S.*|inviato da(?:l mio)? \S.*|verzonden vanaf \S.*|skickat fran \S.*|wyslane z \S.*)\s*$/;
const legalNotice =
  /\b(?:confidentiality (?:notice|note)|disclaimer|this (?:e-?mail|message|communication|transmission)(?: and any| is (?:intended|confidential|private|privileged|for the|solely|only)| may contain| contains|, including)|if you (?:are not|have received this).{0,40}(?:intended|addressee|in error)|diese e-?mail (?:enthalt|ist)|vertraulich\w*|ce (?:message|courriel|mail) (?:et|est|peut)|este (?:mensaje|correo|mensagem|e-?mail) (?:y|e|es|se|pode|contiene|puede)|questo messaggio|dit bericht|(?:to|click here to) (?:unsubscribe|opt out) from)/;

/** Splits the signature and legal notice from the body; rules of liking read the body, opt-out reads both. */
export function splitSignature(text: string): OwnText {
  const lines = text.split("\n");
  const at = lines.findIndex((line, index) => {
    const folded = fold(line);
    return (
      index > 0 && folded.length <= headerLineMaxChars && (signatureStart.test(folded) || legalNotice.test(folded))
    );
  });
  if (at === -1) return { body: text.trim(), footer: "" };
  return { body: lines.slice(0, at).join("\n").trim(), footer: lines.slice(at).join("\n").trim() };
}

function tidy(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
