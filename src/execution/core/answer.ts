/** What ties an answer to the mail that it answers, as RFC 5322 §3.6.4 asks and as mail programs group conversations. */

const prefixes = /^(?:\s*(?:re|aw|antw|sv|vs|odp|ynt|rif|ref|回复|答复|fwd?|wg|tr)\s*(?:\[\d{1,3}\])?\s*[:：]\s*)+/iu;
const subjectMaxChars = 200;

/** The subject of an answer: that of the mail, marked once. An empty one is given by whoever writes. */
export function answerSubject(subject: string, given: string): string {
  const bare = subject
    .replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(prefixes, "")
    .trim();
  return `Re: ${bare === "" ? given.replace(prefixes, "").trim() : bare}`
    .slice(0, subjectMaxChars)
    .toWellFormed()
    .trim();
}

const referencesMax = 20;
/** Ids come from strangers and go into a header of ours: what no header line can hold is left out. */
const writable = /^[\x21-\x3b\x3d\x3f-\x7e]{3,250}$/;

/**
 * The Message-IDs that an answer refers to, oldest first: those that the mail refers to, our message where the mail's program
 * dropped it, and the mail itself. Of a long conversation the first and the newest are kept.
 */
export function answerReferences(mail: {
  /** Newest first, without brackets. */
  readonly referenceIds: readonly string[];
  readonly rfc822Id: string | null;
  /** Of the message of ours that the mail answers. */
  readonly ownId: string | null;
}): readonly string[] {
  const earlier = mail.referenceIds.toReversed().map(bare);
  const own = mail.ownId === null ? [] : [bare(mail.ownId)];
  const last = mail.rfc822Id === null ? [] : [bare(mail.rfc822Id)];
  const known = [...new Set([...earlier, ...(own.some((id) => earlier.includes(id)) ? [] : own)])].filter(
    (id) => !last.includes(id),
  );
  const all = [...known, ...last].filter((id) => writable.test(id));
  const kept = all.length <= referencesMax ? all : [...all.slice(0, 1), ...all.slice(1 - referencesMax)];
  return kept.map((id) => `<${id}>`);
}

function bare(id: string): string {
  return id.replace(/^<|>$/g, "");
}
