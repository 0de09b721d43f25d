/**
 * Spellings of one name that languages and clerks vary: `ph` and `f`, `c` and `k`, `y` and `i`, doubled consonants, an `h`
 * that is not heard. Endings stay as they are, for they tell Anna from Anne, René from Renée and Michele from Michelle.
 */
export function isOneSpelling(left: string, right: string): boolean {
  if (left.length < 4 || right.length < 4 || left.charAt(0) !== right.charAt(0)) return isHardSound(left, right);
  return spelling(left) === spelling(right);
}

/** `ae`, `oe`, `ue`, `aa` as the plain vowels that folding makes of ä, ö, ü, å: `mueller` and `muller`. */
export function umlautFree(word: string): string {
  return word.replace(/([aou])e/g, "$1").replaceAll("aa", "a");
}

/** First letters may differ where they sound alike: Catherine and Katherine, Philip and Filip, Victor and Wiktor. */
function isHardSound(left: string, right: string): boolean {
  if (left.length < 4 || right.length < 4) return false;
  const pair = [left.charAt(0), right.charAt(0)].sort().join("");
  return soundingAlike.has(pair) && spelling(left) === spelling(right);
}

const soundingAlike: ReadonlySet<string> = new Set(["ck", "fp", "vw"]);

function spelling(word: string): string {
  return word
    .replaceAll("ph", "f")
    .replaceAll("th", "t")
    .replace(/ch(?=r)/g, "k")
    .replace(/ck|c(?=[aoulrkt]|$)/g, "k")
    .replaceAll("x", "ks")
    .replaceAll("w", "v")
    .replaceAll("y", "i")
    .replace(/(?<=[aeiou])h(?=[^aeiou]|$)/g, "")
    .replace(/(?<=[aeo])j$|(?<=i)[ij]$/g, "i")
    .replace(/([^aeiou])\1+(?!e$)/g, "$1");
}
