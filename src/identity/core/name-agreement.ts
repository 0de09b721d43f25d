import type { PersonName } from "./person-name.ts";
import { compareText } from "./text.ts";
import { givenNames } from "./words/nicknames.ts";

/**
 * Whether two full names may be one person's. INVARIANT: symmetric, for an asymmetric relation makes clusters depend on
 * input order (test "agreement is symmetric"). `isPersonal` is true for keys that belong to one person (own mailbox,
 * profile): there another family name beside the same given name is a marriage, not a stranger.
 */
export function namesAgree(left: PersonName, right: PersonName, isPersonal: boolean): boolean {
  if (left.suffix !== right.suffix) return false;
  const isSame = givenAgree(left.given, right.given) && familyAgree(left.family, right.family);
  const isSwapped = isSwappedOf(left, right) || isSwappedOf(right, left);
  return isSame || isSwapped || (isPersonal && givenAgree(left.given, right.given));
}

/** Whether `written` has in its columns, or its word order, the other way round what `plain` has. */
function isSwappedOf(plain: PersonName, written: PersonName): boolean {
  return givenAgree(plain.given, written.family) && wordAgree(withoutInitials(written.given), plain.family);
}

/** Whether a weak name could stand for another; symmetric as well. */
export function weakNameFits(left: PersonName, right: PersonName): boolean {
  if (left.strength === "none" || right.strength === "none") return true;
  if (left.suffix !== "" && right.suffix !== "" && left.suffix !== right.suffix) return false;
  const isInOrder = partFits(left.given, right.given, true) && partFits(left.family, right.family, false);
  const isSwapped = partFits(left.given, right.family, false) && partFits(left.family, right.given, false);
  const single = [left, right].find((name) => name.given === "" || name.family === "");
  if (single === undefined) return isInOrder || isSwapped;
  // One word may be either part.
  const word = single.given === "" ? single.family : single.given;
  const other = single === left ? right : left;
  return [other.given, other.family].some(
    (part) => part !== "" && (partFits(word, part, true) || partFits(word, part, false)),
  );
}

/** A full name's key, the same for swapped parts; the number of them under one match key says whether the key is generic. */
export function fullNameKey(name: PersonName): string {
  if (name.strength !== "full") return "";
  const parts = [name.given, name.family].sort(compareText);
  return `${parts.join("|")}${name.suffix === "" ? "" : `|${name.suffix}`}`;
}

function partFits(left: string, right: string, isGiven: boolean): boolean {
  if (left === "" || right === "") return true;
  const [leftHead, rightHead] = isGiven ? [headOf(left), headOf(right)] : [left, right];
  if (leftHead.length === 1 || rightHead.length === 1) return initialFits(leftHead, rightHead, isGiven);
  if (!isGiven) return familyAgree(left, right);
  return givenAgree(left, right) || shareGroup(headOf(left), headOf(right));
}

function initialFits(left: string, right: string, isGiven: boolean): boolean {
  const [initial, word] = left.length === 1 ? [left, right] : [right, left];
  if (word.startsWith(initial)) return true;
  return isGiven && word.length > 1 && formalInitials(headOf(word)).has(initial);
}

function formalInitials(word: string): ReadonlySet<string> {
  const groups = givenNames.get(word)?.groups ?? [];
  const initials = new Set<string>();
  for (const [name, entry] of givenNames) {
    if (entry.groups.some((group) => groups.includes(group))) initials.add(name.charAt(0));
  }
  return initials;
}

function givenAgree(left: string, right: string): boolean {
  if (left === "" || right === "") return false;
  if (left === right || joined(left) === joined(right)) return true;
  const [leftHead, rightHead] = [headOf(left), headOf(right)];
  const headsAgree =
    leftHead === rightHead ||
    (isClear(leftHead) && isClear(rightHead) && shareGroup(leftHead, rightHead)) ||
    isTypo(leftHead, rightHead, true);
  return headsAgree && middlesAgree(left, right);
}

/** Two different middle names are two people; a missing or abbreviated one is not evidence. */
function middlesAgree(left: string, right: string): boolean {
  const [a, b] = [left.split(" ")[1] ?? "", right.split(" ")[1] ?? ""];
  return (
    a === "" ||
    b === "" ||
    a === b ||
    ((a.length === 1 || b.length === 1) && a.charAt(0) === b.charAt(0)) ||
    isTypo(a, b, true)
  );
}

function familyAgree(left: string, right: string): boolean {
  if (left === "" || right === "") return false;
  if (left === right || joined(left) === joined(right) || isTypo(joined(left), joined(right), false)) return true;
  if (umlautFree(joined(left)) === umlautFree(joined(right))) return true;
  const [a, b] = [left.split(" "), right.split(" ")];
  if (a.length === b.length) return false;
  const [fewer, more] = a.length < b.length ? [a, b] : [b, a];
  return fewer.every((word) => word.length > 1 && more.includes(word));
}

function wordAgree(left: string, right: string): boolean {
  return left !== "" && right !== "" && (joined(left) === joined(right) || isTypo(joined(left), joined(right), true));
}

const withoutInitials = (words: string): string =>
  words.includes(" ")
    ? words
        .split(" ")
        .filter((word) => word.length > 1)
        .join(" ")
    : words;
const headOf = (words: string): string => words.split(" ", 1)[0] ?? words;
const joined = (words: string): string => words.replaceAll(" ", "");
const umlautFree = (word: string): string => word.replace(/([aou])e/g, "$1");
const isClear = (word: string): boolean => givenNames.get(word)?.isAmbiguous !== true;

function shareGroup(left: string, right: string): boolean {
  const groups = givenNames.get(right)?.groups ?? [];
  return (givenNames.get(left)?.groups ?? []).some((group) => groups.includes(group));
}

/**
 * One edit or one transposition apart in words long enough for a slip. In given names the last letters carry gender
 * (Daniel and Daniela, Christian and Christina), so a difference there is a difference.
 */
function isTypo(left: string, right: string, isGiven: boolean): boolean {
  if (Math.min(left.length, right.length) < 5 || Math.abs(left.length - right.length) > 1 || left === right)
    return false;
  let head = 0;
  while (left[head] === right[head] && head < left.length) head += 1;
  let tail = 0;
  while (tail < Math.min(left.length, right.length) - head && left.at(-1 - tail) === right.at(-1 - tail)) tail += 1;
  if (isGiven && (tail < 2 || head === 0)) return false;
  const [leftRest, rightRest] = [left.slice(head, left.length - tail), right.slice(head, right.length - tail)];
  if (leftRest.length <= 1 && rightRest.length <= 1) return true;
  return (
    leftRest.length === 2 && rightRest.length === 2 && leftRest[0] === rightRest[1] && leftRest[1] === rightRest[0]
  );
}
