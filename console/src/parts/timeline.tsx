import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { askPages, type ItemOf } from "../api/operations.ts";
import { Button } from "./button.tsx";
import { Empty, Loading } from "./empty.tsx";
import { eventDetail } from "./event-detail.ts";
import { Section } from "./page-header.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { When } from "./when.tsx";
import { type Tone, wordFor } from "./words.ts";

type Event = ItemOf<"activities.list">;

const dots: Readonly<Record<Tone, string>> = {
  neutral: "bg-line-strong",
  good: "bg-good",
  warn: "bg-warn",
  bad: "bg-bad",
  info: "bg-info",
};

/** Everything that happened with a contact, newest first, in one line each. */
export function Timeline(props: { readonly contactId: `con_${string}` }): ReactNode {
  const found = useInfiniteQuery({
    ...askPages("activities.list", { contactId: props.contactId, limit: 50 }, "after"),
    refetchInterval: 15_000,
  });
  const events = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title="Timeline">
      {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading /> : null}
      {found.isSuccess && events.length === 0 ? (
        <Empty title="Nothing happened yet" isSmall>
          Every send, delivery, bounce, reply, call, meeting and task of this contact appears here, and can never be
          changed.
        </Empty>
      ) : null}
      <ol className="relative px-4 pb-2">
        {events.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </ol>
      {found.hasNextPage ? (
        <div className="px-4 pb-3">
          <Button onClick={() => void found.fetchNextPage()} disabled={found.isFetchingNextPage}>
            Older events
          </Button>
        </div>
      ) : null}
    </Section>
  );
}

function EventRow({ event }: { readonly event: Event }): ReactNode {
  const { word, tone } = wordFor(event.kind);
  const detail = eventDetail(event.data);
  return (
    <li className="group relative flex gap-3 pb-3 last:pb-1">
      <span aria-hidden className="absolute top-4 bottom-[-4px] left-[3.5px] w-px bg-line group-last:hidden" />
      <span aria-hidden className={`mt-1.5 size-2 shrink-0 rounded-full ${dots[tone]}`} />
      <div className="min-w-0 grow">
        <div className="flex items-baseline gap-3">
          <span className="font-medium">{word}</span>
          {event.actionId === null ? null : (
            <Link
              to="/actions/$id"
              params={{ id: event.actionId }}
              className="text-sm text-ink-3 hover:text-ink hover:underline"
            >
              action
            </Link>
          )}
          {event.inboundId === null ? null : (
            <Link
              to="/inbox"
              search={{ mail: event.inboundId }}
              className="text-sm text-ink-3 hover:text-ink hover:underline"
            >
              mail
            </Link>
          )}
          <span className="ml-auto shrink-0 text-sm text-ink-3">
            <When at={event.occurredAt} />
          </span>
        </div>
        {detail === "" ? null : <p className="text-ink-2">{detail}</p>}
      </div>
    </li>
  );
}
