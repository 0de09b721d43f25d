import { type BounceVerdict, type Diagnosis, saysOccupied, saysReason, verdictOf } from "./bounce-reason.ts";

/** The fate of one recipient in a report. */
export interface ReportedRecipient extends Diagnosis, BounceVerdict {
  readonly address: string;
  /** The address that we wrote to, where the report tells it apart (RFC 3464 2.3.1). */
  readonly originalAddress: string | null;
}

/** What a report says of one recipient, and whose words those are. */
export type Finding = Diagnosis & Pick<ReportedRecipient, "address" | "originalAddress">;

/**
 * Judges one recipient. `around` is what else the report says, asked where the words about the recipient give no reason. Where
 * the report has no other recipient, it can also take back that the address is dead.
 */
export function fateOf(finding: Finding, around: string, isOnly: boolean): ReportedRecipient {
  const { address, originalAddress, action, status, reply, text } = finding;
  const verdict = verdictOf(saysReason(text) ? finding : { ...finding, text: `${text} ${around}` });
  const permanence =
    isOnly && verdict.permanence === "permanent" && saysOccupied(around) ? "uncertain" : verdict.permanence;
  return { address, originalAddress, action, status, reply, text: text.slice(0, textMaxChars), ...verdict, permanence };
}

const textMaxChars = 1_000;

/** Every address in a header field or a field of a report, in lower case. */
export function addressesIn(text: string): readonly string[] {
  return [
    ...text.matchAll(
      /(?<![^\s<>,;:'()[\]])(?:"[^"\s@]{1,62}"|[^\s<>,;:"'()[\]@]{1,64})@[a-z0-9ß-ɏͰ-ӿ](?:[a-z0-9.ß-ɏͰ-ӿ-]{0,250}[a-z0-9ß-ɏͰ-ӿ])?/gi,
    ),
  ].map((match) => match[0].toLowerCase());
}
