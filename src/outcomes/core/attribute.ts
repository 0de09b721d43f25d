import type { Instant } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";

/** One message that reached out, as attribution sees it. */
export interface Touch {
  readonly contactId: Id<"con">;
  readonly actionId: Id<"act">;
  readonly messageId: Id<"msg"> | null;
  readonly templateId: Id<"tpl"> | null;
  readonly sequenceId: Id<"seq"> | null;
  readonly at: Instant;
}

/** The touches that an outcome is tied to. */
export interface Attribution {
  /** The touch that was answered, if that is known, else the latest one before the outcome. */
  readonly last: Touch | null;
  /** Every touch in the window, oldest first. */
  readonly touches: readonly Touch[];
}

/** A touch longer ago than this has no part in an outcome. */
export const attributionWindowMs = 90 * 24 * 3_600_000;

/**
 * Ties an outcome to the touches before it. What came after cannot have caused it; an answered touch counts however long
 * ago it was, because the answer itself names it.
 */
export function attribute(
  outcome: { readonly at: Instant; readonly answers: Id<"act"> | null },
  touches: readonly Touch[],
): Attribution {
  const eligible = touches
    .filter((touch) => touch.at <= outcome.at)
    .filter((touch) => touch.actionId === outcome.answers || touch.at >= outcome.at - attributionWindowMs)
    .sort((left, right) => left.at - right.at || (left.actionId < right.actionId ? -1 : 1));
  const answered = eligible.find((touch) => touch.actionId === outcome.answers);
  return { last: answered ?? eligible.at(-1) ?? null, touches: eligible };
}
