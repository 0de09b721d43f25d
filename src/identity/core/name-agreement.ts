import { isOneSpelling, umlautFree } from "./name-spelling.ts";
import type { PersonName } from "./person-name.ts";
import { compareText } from "./text.ts";
import { knownGivenNames } from "./words/given-names.ts";
import { gluedParticles } from "./words/name-words.ts";
import { givenNames, groupInitials } from "./words/nicknames.ts";

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

/** How far two names agree: everywhere, on a key that belongs to one person only, or nowhere. */
export type NameAgreement = "same" | "same_if_personal_key" | "diff";

/**
 * How far two names agree, weak ones included. A missing name says nothing: it may stay on a mailbox of its own, and joins
 * nothing that is shared. Symmetric.
 */
export function nameAgreement(left: PersonName, right: PersonName): NameAgreement {
  if (left.strength === "none" || right.strength === "none") return "same_if_personal_key";
  const isWeak = left.strength === "weak" || right.strength === "weak";
  if (namesAgree(left, right, false) || (isWeak && weakNameFits(left, right))) return "same";
  return namesAgree(left, right, true) ? "same_if_personal_key" : "diff";
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
  if (isWrittenTogether(left, right) || isWrittenTogether(right, left)) return true;
  const single = [left, right].find((name) => name.given === "" || name.family === "");
  if (single === undefined) return isInOrder || isSwapped;
  // One word may be either part.
  const word = single.given === "" ? single.family : single.given;
  const other = single === left ? right : left;
  return [other.given, other.family].some(
    (part) => part !== "" && (partFits(word, part, true) || partFits(word, part, false)),
  );
}

/** `王小明` in one column is `小明` and `王` in two, in either order. */
function isWrittenTogether(one: PersonName, two: PersonName): boolean {
  if (one.given !== "" && one.family !== "") return false;
  const whole = joined(one.given + one.family);
  return whole === joined(two.given + two.family) || whole === joined(two.family + two.given);
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
  return isGiven && word.length > 1 && groupsOf(headOf(word)).some((group) => groupInitials[group]?.includes(initial));
}

function givenAgree(left: string, right: string): boolean {
  if (left === "" || right === "") return false;
  if (left === right || joined(left) === joined(right)) return true;
  return headsAgree(headOf(left), headOf(right)) && middlesAgree(left, right);
}

/** One given name in two forms: a short form, another spelling, a slip. Two known names are two names, however near. */
function headsAgree(left: string, right: string): boolean {
  if (left === right || shareClearGroup(left, right) || isOneSpelling(left, right)) return true;
  if (knownGivenNames.has(left) && knownGivenNames.has(right)) return false;
  return isTypo(left, right, true) || (left.length > 3 && umlautFree(left) === umlautFree(right));
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
  const [one, other] = [joined(left), joined(right)];
  if (one === other || isTypo(one, other, false) || umlautFree(one) === umlautFree(other)) return true;
  if (isWithParticle(one, other) || isWithParticle(other, one)) return true;
  const [a, b] = [left.split(" "), right.split(" ")];
  if (a.length === b.length) return false;
  const [fewer, more] = a.length < b.length ? [a, b] : [b, a];
  return fewer.every((word) => word.length > 1 && more.includes(word));
}

/** `vandenberg` beside `berg`: a particle that one of the two wrote on to the name. */
function isWithParticle(long: string, short: string): boolean {
  return short.length > 3 && long.endsWith(short) && gluedParticles.has(long.slice(0, -short.length));
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

const groupsOf = (name: string): readonly number[] => {
  const found = givenNames.get(name);
  return found === undefined ? [] : [...found.full, ...found.short];
};

/** Whether two names stand in one group at all, be it as a short form of several. */
function shareGroup(left: string, right: string): boolean {
  const groups = groupsOf(right);
  return groups.length > 0 && groupsOf(left).some((group) => groups.includes(group));
}

/** Whether two names certainly stand for one: `bob` and `robert`, not `pat` and `patrick`. */
function shareClearGroup(left: string, right: string): boolean {
  const groups = givenNames.get(right)?.clear ?? [];
  return groups.length > 0 && (givenNames.get(left)?.clear ?? []).some((group) => groups.includes(group));
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
  const [leftRest, rightRest] = [left.slice(head, left.length - tail), right.slice(head, right.length - tail)];
  // The first letter is seldom mistaken: Hansen and Jansen are two families.
  if (leftRest.length <= 1 && rightRest.length <= 1) return head > 0 && (tail > 1 || !isGiven);
  const isTurned =
    leftRest.length === 2 && rightRest.length === 2 && leftRest[0] === rightRest[1] && leftRest[1] === rightRest[0];
  return isTurned && (!isGiven || (head > 0 && tail > 0));
}
