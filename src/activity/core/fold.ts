const letters: ReadonlyMap<string, string> = new Map([
  ["ß", "ss"],
  ["ø", "o"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ł", "l"],
  ["ı", "i"],
  ["đ", "d"],
  ["’", "'"],
  ["‘", "'"],
  ["´", "'"],
  ["`", "'"],
  ["\u00a0", " "],
]);

/** Lower case without accents, so that one pattern matches what people type with and without them. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replace(/[ßøæœłıđ’‘´`\u00a0]/g, (letter) => letters.get(letter) ?? letter);
}

const sentencesMax = 300;
const sentenceMaxChars = 1_000;

/** The sentences of a text; a line end between paragraphs ends one, a wrapped line does not. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?。！？…])(?=\s|$|[^\p{ASCII}])|\n\s*\n|\n(?=\s*[-*•–])/u)
    .map((sentence) => sentence.replace(/\s+/g, " ").trim())
    .filter((sentence) => sentence !== "")
    .slice(0, sentencesMax)
    .map((sentence) => sentence.slice(0, sentenceMaxChars));
}
