import type { ReactNode } from "react";
import { useNow } from "../api/session.ts";
import { ChoiceList } from "./choice-list.tsx";
import type { Thread } from "./inbox-verbs.ts";
import { Status } from "./status.tsx";
import { Away } from "./when.tsx";
import { wordFor } from "./words.ts";

/** The conversations of the inbox. */
export function ThreadList(props: {
  readonly items: readonly Thread[];
  readonly chosenId: string;
  readonly onChoose: (id: string) => void;
  readonly onMore: (() => void) | undefined;
  readonly className: string;
}): ReactNode {
  const { onMore, ...list } = props;
  return (
    <ChoiceList
      label="Threads"
      {...list}
      row={(thread) => <Row thread={thread} />}
      foot={
        onMore === undefined ? null : (
          <button type="button" className="w-full px-4 py-3 text-left text-ink-2 hover:underline" onClick={onMore}>
            Show more
          </button>
        )
      }
    />
  );
}

function Row({ thread }: { readonly thread: Thread }): ReactNode {
  return (
    <>
      <span className="flex items-baseline gap-2">
        <span className="truncate font-medium">{whoOf(thread)}</span>
        <span className="ml-auto text-sm text-ink-3">
          <Away at={thread.lastAt} />
        </span>
      </span>
      <span className="block truncate text-ink-2">{thread.subject === "" ? "No subject" : thread.subject}</span>
      <span className="block truncate text-sm text-ink-3">{thread.snippet === "" ? "No text" : thread.snippet}</span>
      <span className="mt-0.5 flex items-baseline gap-2 text-sm">
        {thread.unclassified > 0 ? (
          <>
            <Status code="unclassified" tone="warn" />
            {thread.suggestedKind === null ? null : (
              <span className="text-ink-3">model suggests: {wordFor(thread.suggestedKind).word.toLowerCase()}</span>
            )}
          </>
        ) : thread.kind === null ? null : (
          <Status code={thread.kind} />
        )}
        <span className="ml-auto">
          <Clock thread={thread} />
        </span>
      </span>
    </>
  );
}

/** Who a thread is with, as well as we know. */
export function whoOf(thread: Pick<Thread, "name" | "fromAddress">): string {
  return thread.name ?? thread.fromAddress ?? "no sender";
}

/** How long somebody may still wait for an answer, or has waited too long. */
export function Clock({ thread }: { readonly thread: Pick<Thread, "dueAt" | "snoozedUntil"> }): ReactNode {
  const now = useNow();
  if (thread.snoozedUntil !== null && Date.parse(thread.snoozedUntil) > now)
    return (
      <span className="whitespace-nowrap text-ink-3">
        back <Away at={thread.snoozedUntil} />
      </span>
    );
  if (thread.dueAt !== null) {
    const isLate = Date.parse(thread.dueAt) < now;
    return (
      <span className={`font-medium whitespace-nowrap ${isLate ? "text-bad" : "text-warn"}`}>
        {isLate ? "due " : "answer "}
        <Away at={thread.dueAt} />
      </span>
    );
  }
  return null;
}
