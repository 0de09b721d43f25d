/**
 * The same words without the ways to reach somebody: each address becomes one that nobody has, so that a referral still reads as
 * one, and each long number and link is taken out. Names stay: whoever passes the text on reads it first.
 */
export function withoutContacts(text: string): string {
  return text
    .replace(/\bhttps?:\/\/[^\s<>]{1,2000}/gi, "[link]")
    .replace(/[^\s<>,;:"()[\]]+/g, withoutAddress)
    .replace(/(?<![\p{L}\d])\+?\d(?:[\s()./-]{0,2}\d){6,17}(?![\p{L}\d])/gu, "[number]");
}

/** A word that is an address, or hides one among other signs, goes as a whole; what ends its sentence stays. */
function withoutAddress(word: string): string {
  if (!/@[\p{L}\d]/u.test(word)) return word;
  return `somebody@example.invalid${/[.!?']*$/.exec(word)?.[0] ?? ""}`;
}
