import { type ReactNode, useEffect, useRef } from "react";
import { useNow } from "../api/session.ts";
import type { Thread } from "./inbox-verbs.ts";
import { Status } from "./status.tsx";
import { Away } from "./when.tsx";
import { wordFor } from "./words.ts";

/** The conversations of the inbox; the chosen one is kept in sight. */
export function ThreadList(props: {
  readonly items: readonly Thread[];
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly onMore: (() => void) | undefined;
  readonly className?: string;
}): ReactNode {
  const selected = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again for each newly chosen row
  useEffect(() => {
    selected.current?.scrollIntoView({ block: "nearest" });
  }, [props.selectedId]);
  return (
    <nav aria-label="Threads" className={`scroll-area min-h-0 border-r border-line ${props.className ?? ""}`}>
      <ul>
        {props.items.map((thread) => (
          <li key={thread.id}>
            <button
              ref={thread.id === props.selectedId ? selected : null}
              type="button"
              aria-current={thread.id === props.selectedId}
              onClick={() => props.onSelect(thread.id)}
              className="block w-full border-b border-line px-4 py-2.5 text-left -outline-offset-2 hover:bg-sunken/60 aria-[current=true]:bg-sunken"
            >
              <Row thread={thread} />
            </button>
          </li>
        ))}
      </ul>
      {props.onMore === undefined ? null : (
        <button type="button" className="w-full px-4 py-3 text-left text-ink-2 hover:underline" onClick={props.onMore}>
          Show more
        </button>
      )}
    </nav>
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
