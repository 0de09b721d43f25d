import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { shortId } from "./id-chip.tsx";
import { Section } from "./page-header.tsx";
import { Status } from "./status.tsx";
import { When } from "./when.tsx";

/** The newest events, so that the page is seen to live. */
export function JustHappened(): ReactNode {
  const found = useQuery({
    ...ask("activities.list", { limit: 8 }),
    refetchInterval: 5_000,
    enabled: useMay("activities:read"),
  });
  const items = found.data?.items ?? [];
  return (
    <Section
      title="Just happened"
      aside={
        <Link to="/activity" className="hover:text-ink hover:underline">
          All activity
        </Link>
      }
    >
      <ul className="pb-2">
        {items.length === 0 ? (
          <li className="px-4 py-1.5 text-ink-3">{found.isPending ? "…" : "Nothing yet."}</li>
        ) : null}
        {items.map((event) => (
          <li key={event.id} className="relative flex h-8 items-center gap-3 px-4 hover:bg-sunken/60">
            <Status code={event.kind} />
            {event.contactId === null ? null : (
              <Link
                to="/contacts/$id"
                params={{ id: event.contactId }}
                className="row-link min-w-0 truncate text-ink-2"
              >
                {event.name ?? event.address ?? shortId(event.contactId)}
              </Link>
            )}
            <span className="ml-auto shrink-0 text-sm text-ink-3">
              <When at={event.occurredAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
