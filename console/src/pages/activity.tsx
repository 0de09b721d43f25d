import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { activityKinds } from "../parts/choices.ts";
import { Empty } from "../parts/empty.tsx";
import { eventDetail } from "../parts/event-detail.ts";
import { Choice } from "../parts/fields.tsx";
import { shortId } from "../parts/id-chip.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { type Column, PagedTable } from "../parts/paged-table.tsx";
import { Status } from "../parts/status.tsx";
import { oneOf, useUrlState } from "../parts/url-state.ts";
import { When } from "../parts/when.tsx";
import { wordFor } from "../parts/words.ts";

type Event = ItemOf<"activities.list">;

const columns: readonly Column<Event>[] = [
  { head: "What", width: "13rem", cell: (event) => <Status code={event.kind} /> },
  {
    head: "Whom",
    width: "30%",
    cell: (event) =>
      event.contactId === null ? (
        <span className="text-ink-3">{event.address ?? "nobody we know"}</span>
      ) : (
        <Link to="/contacts/$id" params={{ id: event.contactId }} className="row-link">
          {event.name ?? event.address ?? shortId(event.contactId)}
          {event.name === null || event.address === null ? null : (
            <span className="text-ink-3"> · {event.address}</span>
          )}
        </Link>
      ),
  },
  { head: "Details", cell: (event) => <span className="text-ink-2">{eventDetail(event.data)}</span> },
  {
    head: "Action",
    width: "8rem",
    cell: (event) =>
      event.actionId === null ? (
        <span className="text-ink-3">–</span>
      ) : (
        <Link
          to="/actions/$id"
          params={{ id: event.actionId }}
          className="above-row-link font-mono text-xs text-ink-2 hover:underline"
        >
          {shortId(event.actionId)}
        </Link>
      ),
  },
  { head: "When", width: "8rem", isRight: true, cell: (event) => <When at={event.occurredAt} /> },
];

/** Every touch and its result, as it happened; nothing here can be changed. */
export function ActivityPage(): ReactNode {
  const [state, change] = useUrlState();
  const kind = oneOf(state["kind"], activityKinds);
  return (
    <>
      <PageHeader title="Activity">
        <Choice
          label="Kind"
          all="Every kind"
          value={kind}
          options={activityKinds.map((one) => [one, wordFor(one).word])}
          onChange={(value) => change({ kind: value })}
        />
      </PageHeader>
      <PagedTable
        label="Activity"
        operation="activities.list"
        refreshMs={10_000}
        input={{ limit: 100, ...(kind === undefined ? {} : { kind }) }}
        columns={columns}
        rowKey={(event) => event.id}
        minWidth="min-w-[48rem]"
        empty={
          <Empty title="Nothing happened yet">
            Sends, deliveries, bounces, replies, opt-outs, calls, meetings and tasks appear here the moment they are
            recorded.
          </Empty>
        }
      />
    </>
  );
}
