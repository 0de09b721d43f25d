import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask, type ItemOf } from "../api/operations.ts";
import { Empty } from "../parts/empty.tsx";
import { Tabs } from "../parts/fields.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { type Column, PagedTable } from "../parts/paged-table.tsx";
import { Status } from "../parts/status.tsx";
import { oneOf, useUrlState } from "../parts/url-state.ts";
import { spelled } from "../parts/words.ts";

type Scored = ItemOf<"queue.next">;

const columns: readonly Column<Scored>[] = [
  {
    head: "Contact",
    width: "30%",
    cell: (row) => (
      <Link to="/contacts/$id" params={{ id: row.contactId }} className="row-link">
        <span className="font-medium">{row.name}</span>
        {row.accountName === null ? null : <span className="text-ink-3"> · {row.accountName}</span>}
      </Link>
    ),
  },
  { head: "Route", width: "8rem", cell: (row) => <Status code={row.route} /> },
  { head: "Fit", width: "7rem", cell: (row) => <Score value={row.fit} /> },
  { head: "Intent", width: "7rem", cell: (row) => <Score value={row.intent} /> },
  {
    head: "Why",
    cell: (row) => (
      <span className="text-ink-2">
        {[
          ...row.reasons.intent.map((signal) => spelled(signal.kind).toLowerCase()),
          ...row.reasons.fit.filter((clause) => clause.hit === true).map((clause) => clause.label),
        ].join(", ")}
      </span>
    ),
  },
  { head: "Suggested", width: "8rem", cell: (row) => spelled(row.suggestedAction) },
];

/** Whom to approach next, best first: fit says who, intent says when. */
export function QueuePage(): ReactNode {
  const [state, change] = useUrlState();
  const route = oneOf(state["route"], ["act", "nurture"] as const);
  const leftOut = useQuery(ask("queue.next", { limit: 1 })).data?.leftOut;
  const blocked = Object.values(leftOut?.blocked ?? {}).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <PageHeader
        title="Queue"
        says={leftOut === undefined ? "" : `${leftOut.engaged} engaged and ${blocked} blocked are left out`}
      >
        <Tabs
          label="Route"
          value={route ?? "both"}
          options={[
            ["both", "Both"],
            ["act", "Act"],
            ["nurture", "Nurture"],
          ]}
          onChange={(value) => change({ route: value === "both" ? undefined : value })}
        />
      </PageHeader>
      <PagedTable
        label="Queue"
        operation="queue.next"
        input={{ limit: 100, ...(route === undefined ? {} : { route }) }}
        columns={columns}
        rowKey={(row) => row.contactId}
        minWidth="min-w-[52rem]"
        empty={
          <Empty title="Nobody to approach">
            Contacts that fit the ideal customer profile and show interest come here by themselves, unless they are
            engaged, suppressed or on hold.
          </Empty>
        }
      />
    </>
  );
}

function Score(props: { readonly value: number }): ReactNode {
  return (
    <span className="flex items-center gap-2">
      <span className="number w-6 text-right font-medium">{props.value}</span>
      <span aria-hidden className="h-1 w-12 overflow-hidden rounded-full bg-sunken">
        <span className="block h-full bg-ink-3" style={{ width: `${props.value}%` }} />
      </span>
    </span>
  );
}
