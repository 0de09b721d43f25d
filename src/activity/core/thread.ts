import { hourMs, type Instant } from "../../kernel/env.ts";
import type { InboundWhat, ReplyKind } from "../contract.ts";

/** What answers ask for an answer of ours: who wrote them waits. */
const hotKinds: ReadonlySet<string> = new Set<ReplyKind>(["interested", "meeting", "question"]);

/** How long somebody who waits may wait. */
const dueAfterMs = 4 * hourMs;

/** What a mail does to the clock of its thread: it starts it, stops it, or says nothing about it. */
export type Heat = "hot" | "cold" | "same";

/** The heat of a mail. A machine's answer and one that nobody understood yet leave the thread as it was. */
export function heatOf(what: InboundWhat, kind: string | null): Heat {
  if (what !== "reply" || kind === null) return "same";
  return hotKinds.has(kind) ? "hot" : "cold";
}

/** When an answer to a mail that came in then is due. */
export function dueAfter(receivedAt: Instant): Instant {
  return receivedAt + dueAfterMs;
}

/** What a mail says besides its own new text: quotes and what stood around them, in order. */
export function quotedText(text: string, ownText: string): string {
  const own = new Map<string, number>();
  for (const line of ownText.split("\n")) {
    const key = line.trim();
    own.set(key, (own.get(key) ?? 0) + 1);
  }
  const rest = text.split("\n").filter((line) => {
    const key = line.trim();
    const left = own.get(key) ?? 0;
    if (left > 0) own.set(key, left - 1);
    return left === 0;
  });
  return rest
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\n+$/g, "");
}

/** A file of a mail by what it is called, is, and how large it is; nothing of what is in it. */
export interface AttachmentName {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

const attachmentsMax = 50;
const nameMaxChars = 200;

/** The files of a mail, named within bounds: names come from strangers. */
export function attachmentNames(
  parts: readonly { readonly type: string; readonly filename: string; readonly bytes: number }[],
): readonly AttachmentName[] {
  return parts.slice(0, attachmentsMax).map(({ filename, type, bytes }) => ({
    name: filename.replaceAll(/[\p{Cc}\p{Cf}]/gu, "").slice(0, nameMaxChars),
    type: type.slice(0, nameMaxChars),
    bytes,
  }));
}

/** A place in the order of the inbox. */
export interface InboxPlace {
  readonly isHot: boolean;
  readonly placeAt: Instant;
  readonly id: string;
}

/** An opaque cursor behind a place. */
export function placeCursor({ isHot, placeAt, id }: InboxPlace): string {
  return Buffer.from(`${isHot ? "hot" : "rest"} ${placeAt} ${id}`).toString("base64url");
}

/** The place of a cursor, or null where it is not one of ours. */
export function placeFromCursor(cursor: string): InboxPlace | null {
  const text = Buffer.from(cursor, "base64url").toString();
  const match = /^(hot|rest) (\d{1,15}) (thr_[0-7][0-9a-hjkmnp-tv-z]{25})$/.exec(text);
  return match === null ? null : { isHot: match[1] === "hot", placeAt: Number(match[2]), id: match[3] ?? "" };
}
